asked-more = { $count ->
    [one] Y una tarea más.
   *[other] Y { $count } tareas más.
}
asked-minutes = { $count ->
   *[other] Lleva unos { $count } minutos.
}
asked-answers = { $count ->
    [one] 1 respuesta
   *[other] { $count } respuestas
}
asked-files = { $count ->
    [one] 1 archivo
   *[other] { $count } archivos
}
asked-decision = 1 decisión
asked-due = antes del { $due }
