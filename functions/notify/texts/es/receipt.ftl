receipt-subject = { $count ->
    [one] Justificante: { $org } ha recibido «{ $task }»
   *[other] Justificante: { $org } ha recibido { $count } tareas de «{ $title }»
}
receipt-lede = { $org } ha recibido lo que usted envió. Guarde este correo: es su justificante.
receipt-all-done = Eso era todo lo que se le pedía. Gracias. Hasta el { $until } puede leerlo de nuevo con el enlace por el que entró.
receipt-back = Hasta el { $until } el enlace por el que entró le lleva de vuelta a sus tareas.
receipt-run = Parte de
receipt-to = Recibido por
receipt-to-value = { $org }, para { $inviter }
receipt-share = Enlace compartido
receipt-at = Recibido el
receipt-by = Enviado por
receipt-answers = Respuestas
receipt-left-out = Las respuestas son demasiado largas para un correo. Están en el justificante de la página.
receipt-files = Archivos
receipt-files-left-out = Estos archivos no forman parte del envío: aún no habían llegado o no se aceptaron.
receipt-record = SHA-256 del registro { $seq }
receipt-check = Cómo comprobar este justificante: el SHA-256 de un archivo lo distingue de cualquier otro. Calcule el de su propio archivo y compárelo. { $org } guarda un registro de este envío, con el SHA-256 de cada archivo; sus respuestas no están en él. Cada registro está ligado a los anteriores, de modo que nadie puede cambiarlo sin que se note. En el historial que { $org } exporta de este enlace compartido, ese registro debe tener el SHA-256 de arriba.
receipt-round = Ronda { $round }
receipt-back-on = devuelta por { $org }, { $when }
receipt-subject-document = Justificante: { $org } ha recibido su decisión sobre { $document } { $revision }
receipt-revision-superseded = { $revision }, sustituida
