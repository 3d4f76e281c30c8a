# What the scripts of fields say.
word-empty = vazio
word-about = { $name }: { $state }
word-error-title = Erro: { $title }
