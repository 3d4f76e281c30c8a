mail-sender = { $org } vía Vestibule
mail-subject = { $count ->
    [one] { $org } necesita algo de usted para «{ $title }»
   *[other] { $org } necesita { $count } cosas de usted para «{ $title }»
}
mail-subject-task = { $org } necesita «{ $task }» de usted
mail-subject-decision = { $org } le pide su decisión sobre «{ $task }»
mail-hello = Hola, { $guest }:
mail-lede = { $count ->
    [one] { $inviter }, de { $org }, necesita algo de usted para «{ $title }». No necesita ninguna cuenta para ello.
   *[other] { $inviter }, de { $org }, necesita { $count } cosas de usted para «{ $title }». No necesita ninguna cuenta para ello.
}
mail-lede-task = { $inviter }, de { $org }, necesita «{ $task }» de usted, para «{ $title }». No necesita ninguna cuenta para ello.
mail-lede-decision = { $inviter }, de { $org }, le pide su decisión sobre «{ $task }», en «{ $title }». No necesita ninguna cuenta para ello.
mail-subject-nothing = { $org } comparte «{ $title }» con usted
mail-lede-nothing = { $inviter }, de { $org }, comparte «{ $title }» con usted. Ahora no queda nada por hacer. No necesita ninguna cuenta para ello.
mail-subject-document = { $org } comparte «{ $title }» con usted
mail-lede-document = { $inviter }, de { $org }, comparte con usted el documento «{ $title }», revisión { $revision }. No necesita ninguna cuenta para ello.
mail-subject-decide = { $org } le pide su decisión sobre «{ $title }»
mail-lede-decide = { $inviter }, de { $org }, le pide su decisión sobre el documento «{ $title }», revisión { $revision }. No necesita ninguna cuenta para ello.
mail-subject-note = { $org } le pide que tome nota de «{ $title }»
mail-lede-note = { $inviter }, de { $org }, le pide que tome nota del documento «{ $title }», revisión { $revision }. No necesita ninguna cuenta para ello.
mail-tasks = { $count ->
    [one] Es una tarea.
   *[other] Son { $count } tareas.
}
mail-until = Abierto hasta
mail-wrote = { $inviter } escribe:
mail-open = Abrir la invitación
mail-link = Este es su enlace:
mail-code = Si el enlace está roto, abra { $place } y pegue este texto:
mail-password = Se le pedirá una contraseña. { $inviter } se la da por separado.
mail-code-later = Cuando lo abra, le enviaremos otro correo con un código. Escríbalo donde abrió el enlace.
mail-accesses = { $count ->
    [one] El enlace puede abrirse una vez.
   *[other] El enlace puede abrirse { $count } veces.
}
mail-personal = El enlace es solo para usted: lo que se haga con él queda registrado con su nombre. Por favor, no lo reenvíe.
mail-questions = ¿Preguntas? Diríjase a { $inviter }: { $email }
mail-questions-address = ¿Preguntas? Escriba a { $email }
