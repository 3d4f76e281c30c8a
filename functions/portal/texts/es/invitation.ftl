invitation-heading-completed = { $org } ha recibido todo lo que le pidió aquí, { $when }
invitation-heading = { $count ->
    [one] { $inviter }, de { $org }, necesita una cosa de usted
   *[other] { $inviter }, de { $org }, necesita { $count } cosas de usted
}
invitation-until = Hasta
invitation-accesses-value = { $count ->
    [one] Este enlace puede abrirse una vez más.
   *[other] Este enlace puede abrirse { $count } veces más.
}
invitation-not-you = Dirigido a { $guest } ({ $email }). Si no es usted, no continúe, por favor: lo que ocurre aquí queda registrado con ese nombre.
invitation-instructions = Lo que escribe { $inviter }
invitation-next-text = Nada es definitivo antes de que lo envíe, y recibe un justificante.
invitation-next-completed = Puede ver lo que envió y sus justificantes. Ya no se puede cambiar nada.
invitation-notice = Cómo usa { $org } sus datos (aviso de privacidad)
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
invitation-error-too-often = El enlace se abrió demasiadas veces hoy. Puede volver a abrirse { $relative }, a las { $time }.
invitation-password-show = Mostrar
