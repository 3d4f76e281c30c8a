check-title = Compruebe antes de enviar
check-missing = { $count ->
    [one] Falta una cosa o no es correcta
   *[other] { $count } cosas faltan o no son correctas
}
check-changed = No se ha enviado: algo ha cambiado aquí desde que lo revisó. Revíselo de nuevo y después envíelo.
check-lede = Esto es lo que recibe { $org }.
check-not-arrived = No se envía: { $file } no llegó. Para enviarlo, elíjalo de nuevo.
check-rejected = No se envía: la comprobación de seguridad no aceptó { $file }.
check-change = Cambiar
check-note = Después no se podrá cambiar nada aquí, a menos que { $org } devuelva algo. Recibirá un justificante.
check-send = Enviar a { $org }
check-back = Volver
check-fix = Completar lo que falta
check-unchanged = { $count ->
    [one] Lo que se devolvió sigue como usted lo envió. Si está bien así, puede enviarlo de nuevo.
   *[other] Nada de lo que se devolvió ha cambiado desde que usted lo envió. Si está bien así, puede enviarlo de nuevo.
}
check-as-before = Devuelto, y sin cambios desde entonces
check-not-sent = Devuelto, y no se envía de nuevo: añada el archivo otra vez o envíe sin él
check-not-sent-required = Devuelto, y no se envía de nuevo: añada el archivo otra vez
check-files-not-sent = Un archivo devuelto no se envía de nuevo por sí solo. Si estaba bien, añádalo otra vez; si envía ahora, { $org } recibe esta tarea sin él.
check-not-sent-cannot = Devuelto, y no se envía de nuevo: su enlace no le permite añadir archivos
check-not-sent-by-others = Un archivo que otra persona envió aquí se ha devuelto y aún no ha vuelto a llegar
check-files-not-sent-cannot = Un archivo devuelto no se envía de nuevo, y su enlace no le permite añadir otro. Si envía ahora, { $org } recibe esta tarea sin él.
check-files-of-others = Aún falta un archivo que se devolvió a otra persona. Si envía ahora, { $org } recibe esta tarea sin él, y nadie podrá añadirlo ya.
