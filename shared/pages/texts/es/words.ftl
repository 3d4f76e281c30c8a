# What the scripts of fields say.
word-empty = vacío
word-about = { $name }: { $state }
word-error-title = Error: { $title }
word-count-left = Caracteres restantes: { $count }
word-count-over = Caracteres de más: { $count }
