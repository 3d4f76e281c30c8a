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
asked-back = devuelto para que lo corrija
asked-back-to-others = devuelto a otra persona
asked-due = antes del { $due }
asked-decide-by = Plazo para decidir: { $due }
asked-waits = espera otro paso
asked-waiting = { $count ->
    [one] 1 de { $all } espera todavía otro paso.
   *[other] { $count } de { $all } esperan todavía otro paso.
}
asked-all-waiting = { $count ->
    [one] Antes va otro paso: todavía no hay nada que hacer.
   *[other] Antes van otros pasos: todavía no hay nada que hacer.
}
