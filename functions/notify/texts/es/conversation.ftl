answer-subject = { $org } ha escrito sobre «{ $title }»
answer-lede = { $org } le ha escrito sobre «{ $title }».
answer-next = Para responder, abra el enlace por el que entró y escriba un comentario en la tarea.
answer-next-document = Para responder, abra el enlace por el que vino y escriba en el propio documento.
answer-reply = Para responder, conteste a este correo.
conversation-files = Archivos
conversation-share = Enlace compartido
