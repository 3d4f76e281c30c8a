# What the scripts of fields say.
word-empty = vazio
word-about = { $name }: { $state }
word-error-title = Erro: { $title }
word-count-left = Caracteres restantes: { $count }
word-count-over = Caracteres a mais: { $count }
rounds-left-out = { $count ->
    [one] A primeira rodada não é mostrada aqui: todas juntas são longas demais.
   *[other] As primeiras { $count } rodadas não são mostradas aqui: todas juntas são longas demais.
}
