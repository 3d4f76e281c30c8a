invitation-eyebrow = Invitación
invitation-lede = { $inviter }, de { $org }, le pide su parte en este trabajo.
invitation-lede-completed = { $org } ha recibido todo lo que le pidió aquí, { $when }.
invitation-from = Lo pide
invitation-from-value = { $inviter }, { $org }
invitation-to = Dirigido a
invitation-work = Qué
invitation-tasks = { $count ->
    [one] Una tarea
   *[other] { $count } tareas
}
invitation-until = Abierto hasta
invitation-accesses = Aperturas restantes
invitation-accesses-value = { $count ->
    [one] Este enlace puede abrirse una vez más.
   *[other] Este enlace puede abrirse { $count } veces más.
}
invitation-not-you = Si usted no es { $guest }, no continúe, por favor: lo que ocurre aquí queda registrado con ese nombre.
invitation-instructions = Lo que escribe { $inviter }
invitation-next = Qué pasa después
invitation-next-text = Después de «Continuar» verá el trabajo en sí. Lo que rellena se guarda sobre la marcha, y nada es definitivo antes de que lo envíe. Al final recibe un justificante.
invitation-next-completed = Después de «Continuar» ve lo que envió y sus justificantes. Ya no se puede cambiar nada.
invitation-notice = Aviso de privacidad
invitation-consent = He leído el aviso de privacidad y estoy de acuerdo
invitation-disclaimer = Antes de ver nada
invitation-accept = He leído y acepto el texto anterior
invitation-password = Contraseña
invitation-password-hint = { $inviter } se la da por separado. No está en el correo.
invitation-continue = Continuar
invitation-error-consent = Marque la casilla para aceptar el aviso de privacidad
invitation-error-disclaimer = Marque la casilla para aceptar el texto
invitation-error-password = Escriba la contraseña
invitation-error-password-wrong = Esta no es la contraseña. Las mayúsculas y las minúsculas cuentan.
invitation-error-back-off = Demasiadas contraseñas erróneas. El próximo intento es posible { $relative }, a las { $time }.
