work-lede = { $inviter }, de { $org }, le pide su parte en este trabajo.
work-until = Abierto hasta
work-instructions = Lo que escribe { $inviter }
work-tasks = Sus tareas
work-first-tasks = Volver a las primeras tareas
work-further-tasks = Más tareas
work-state-open = Por hacer
work-state-waiting = A la espera de otro paso
work-state-waiting-for = A la espera de «{ $titles }»
work-state-waiting-for-and = A la espera de «{ $titles }» y de otro paso
work-state-completed = Completada el { $when }
work-waiting-note = Podrá hacer esto en cuanto se complete lo que espera.
work-references = Archivos para leer
work-files = Todos los archivos a la vez
work-files-ask = Descargar todos los archivos (zip, { $size })
work-files-ask-unsized = Descargar todos los archivos (zip)
work-files-going = Se están reuniendo los archivos. Vuelva a mirar dentro de un momento.
work-files-look = Ver si ya están listos
work-files-ready = Los archivos están listos, hasta { $until }.
work-files-fetch = Guardar los archivos (zip, { $size })
work-files-failed = No se pudieron reunir los archivos. Inténtelo de nuevo, por favor.
work-files-changed = Los archivos que se comparten con usted han cambiado desde entonces. Descárguelos de nuevo, por favor.
work-save = Guardar
work-noscript = Su navegador no ejecuta scripts aquí, así que nada se guarda solo. Cada botón que guarda o envía guarda todo lo que escribió en esta página; pulse «Guardar» antes de salir o de quitar un archivo. Desde este navegador no se pueden enviar archivos.
work-check = Comprobar y enviar a { $org }
work-check-note = Lo verá todo una vez más antes de enviarlo.
work-no-send = Cuando todo esté aquí, { $org } completará esta tarea.
work-left-out = También envió estos archivos, pero no forman parte de la tarea completada: aún no habían llegado o no se aceptaron.
work-decide-send = Enviar la decisión a { $org }
work-decide-note = Después no se puede cambiar. Recibe un justificante.
work-decide-send-only = Confirmar a { $org }: { $decision }
work-decide-waiting = Su decisión aún no se ha enviado. Envíela, o vacíe el campo.
work-decide-not-chosen = Elija su decisión
work-decide-comment-missing = Escriba un comentario: «{ $decision }» lo requiere
work-decide-incomplete = Su decisión no se ha enviado: faltan respuestas de esta tarea, o no son correctas
work-decide-own-work = Su decisión no se ha aceptado: usted hizo el trabajo del que trata, así que tiene que decidir otra persona.
work-decide-over = Su decisión no se ha aceptado: esto ha cambiado entretanto y ya no le corresponde decidirlo.
work-to-decide = Falta su decisión
work-state-others = Deciden otras personas
work-state-decided = Usted decidió el { $when }
work-receipt = Ver el justificante
work-done-title = Todo está enviado
work-done = { $org } ha recibido todo lo que se le pidió aquí. Gracias. Puede leerlo aquí hasta { $until }.
work-comments = Comentarios
work-news = Hay un comentario nuevo
work-comment = Escriba un comentario
work-comment-hint = { $org } recibe un aviso por correo en unos minutos. La respuesta le llega por correo y queda aquí.
work-comment-staff = { $name }, de { $org }
work-comment-add = Añadir comentario
work-conflict = Esto se cambió mientras tanto en otro lugar. Ahora dice:
work-conflict-mine = Conservar lo mío
work-conflict-theirs = Usar lo otro
work-changed = «{ $label }» se cambió mientras tanto en otro lugar. Allí dice «{ $theirs }»; abajo está lo que usted escribió. Guarde de nuevo para conservarlo.
work-too-much = Las respuestas de esta tarea son demasiado largas en conjunto. Acorte algunas.
work-moved-on = Esta tarea ha cambiado mientras tanto.
work-back = { $count ->
    [one] { $org } ha devuelto una cosa
   *[other] { $org } ha devuelto { $count } cosas
}
work-back-count = { $count ->
    [one] 1 cosa devuelta
   *[other] { $count } cosas devueltas
}
work-back-round = Ronda { $round }
work-back-rest = Todo lo demás queda como usted lo envió
work-state-back = Devuelta
work-not-handed-back = Esto se envió antes y no se ha devuelto, por eso no puede cambiar.
work-steps = { $done } de { $all } hechas
