# What the scripts of fields say.
word-empty = vazio
word-about = { $name }: { $state }
word-error-title = Erro: { $title }
word-count-left = Caracteres restantes: { $count }
word-count-over = Caracteres a mais: { $count }
