# What the scripts of fields say.
word-empty = vacío
word-about = { $name }: { $state }
word-error-title = Error: { $title }
word-count-left = Caracteres restantes: { $count }
word-count-over = Caracteres de más: { $count }
rounds-left-out = { $count ->
    [one] La primera ronda no se muestra aquí: todas juntas son demasiado largas.
   *[other] Las primeras { $count } rondas no se muestran aquí: todas juntas son demasiado largas.
}
