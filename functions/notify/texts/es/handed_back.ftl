back-subject = { $org } ha devuelto algo de «{ $task }»
back-lede = { $by }, de { $org }, ha examinado lo que usted envió en «{ $task }» y le devuelve esto:
back-next = Por favor, corríjalo y envíe la tarea una vez más. Todo lo demás queda como usted lo envió.
back-next-carried = Por favor, corríjalo y envíe la tarea una vez más: abra el enlace por el que entró. Todo lo demás queda como usted lo envió.
back-others = También se han devuelto archivos que envió otra persona.
back-open = Corregir y enviar
back-news-subject = { $org } ha devuelto algo de «{ $task }»
back-news-lede = { $by }, de { $org }, ha devuelto algo de «{ $task }» a otra persona, y la tarea está abierta de nuevo. Usted participó en ella; no se le pide nada.
