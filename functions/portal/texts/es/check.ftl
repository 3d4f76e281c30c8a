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
