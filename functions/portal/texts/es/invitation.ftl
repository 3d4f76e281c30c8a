invitation-heading-completed = { $org } ha recibido todo lo que le pidió aquí, { $when }
invitation-heading-document = { $inviter }, de { $org }, comparte un documento con usted
invitation-heading-decision = { $inviter }, de { $org }, le pide su decisión sobre un documento
invitation-heading-note = { $inviter }, de { $org }, le pide que tome nota de un documento
invitation-heading-nothing = { $inviter }, de { $org }, comparte esto con usted. Ahora no queda nada por hacer
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
invitation-not-you-acting = Dirigido a { $guest } ({ $email }). Si usted es otra persona, continúe solo si actúa en su nombre: lo que ocurre aquí queda registrado con ese nombre, y el de usted al lado.
invitation-instructions = Lo que escribe { $inviter }
invitation-next-text = Nada es definitivo antes de que lo envíe, y recibe un justificante.
invitation-next-document = No necesita ninguna cuenta para leerlo.
invitation-next-completed = Puede ver lo que envió y sus justificantes. Ya no se puede cambiar nada.
invitation-changed = Lo que acepta ha cambiado desde la última vez que lo aceptó. Lo nuevo está subrayado; lo que ya no vale está tachado.
invitation-notice = Cómo usa { $org } sus datos (aviso de privacidad)
invitation-consent = He leído el aviso de privacidad y estoy de acuerdo
invitation-disclaimer = Antes de ver el contenido
invitation-text-in = Este texto está en otro idioma: { $language }
invitation-accept = He leído y acepto el texto anterior
invitation-password = Contraseña
invitation-password-hint = { $inviter } se la da por separado. No está en el correo.
invitation-next-code = Antes de abrirlo, le pedimos que confirme que tiene acceso al correo de la persona a quien va dirigido.
invitation-mail-code = Le enviaremos un código de seis cifras a { $to }. Vale 15 minutos, en este navegador.
invitation-mail-code-button = Enviarme el código
invitation-code = Código del correo
invitation-code-hint = Seis cifras, enviadas a { $to }. Vale hasta las { $until }, en este navegador. Si no ha llegado, mire en la carpeta de spam.
invitation-code-again = Enviarlo de nuevo
invitation-code-sent-again = El mismo código va de nuevo de camino.
invitation-code-just-sent = El código acaba de enviarse, así que no se ha enviado de nuevo. Si no ha llegado a las { $time }, pulse otra vez.
invitation-code-password = Usar la contraseña
invitation-password-forgotten = ¿La ha olvidado? Reciba un código por correo
invitation-who-opens = ¿Quién lo abre?
invitation-who-opens-hint = Su propio nombre y su dirección, también si el enlace es para otra persona. Quedan registrados junto a los de ella.
invitation-who-opens-name = Su nombre
invitation-who-opens-email = Su correo electrónico
invitation-continue = Continuar
invitation-error-consent = Marque la casilla para aceptar el aviso de privacidad
invitation-error-disclaimer = Marque la casilla para aceptar el texto
invitation-error-password = Escriba la contraseña
invitation-error-password-wrong = Esta no es la contraseña. Las mayúsculas y las minúsculas cuentan.
invitation-error-code = Escriba el código del correo
invitation-error-code-wrong = Este no es el código. Use el del correo más reciente, pedido en este navegador.
invitation-error-code-ended = Este código ya no vale. Pida otro.
invitation-error-code-too-often = Se han enviado demasiados códigos. El próximo puede enviarse { $relative }, a las { $time }.
invitation-error-name = Escriba su nombre
invitation-error-email = Escriba su correo electrónico
invitation-error-email-incomplete = «{ $email }» no es una dirección de correo completa. Escríbala así: nombre@example.com
invitation-error-email-letters = «{ $email }» tiene antes de la @ una letra que el correo no admite. Escriba su dirección con letras de la a a la z, sin acentos
invitation-error-back-off = Demasiados intentos fallidos. El próximo es posible { $relative }, a las { $time }.
invitation-error-too-often = El enlace se abrió demasiadas veces hoy. Puede volver a abrirse { $relative }, a las { $time }.
invitation-password-show = Mostrar
