file-expected = No llegó completo. Elija el archivo de nuevo y quite este.
file-cleared = Ha llegado y está comprobado; falta confirmarlo
file-scanning = Recibido, en comprobación
file-releasing = Recibido, se está guardando
file-clean = Recibido
file-clean-checked = Recibido y comprobado
file-rejected = No aceptado: la comprobación de seguridad encontró algo en él. Quítelo y envíe otro archivo.
file-returned = Devuelto
file-misnamed = Revise este archivo: su contenido es { $kind }
file-download = Descargar
file-remove = Quitar
file-again = Intentar de nuevo
file-sha256 = SHA-256
file-others = { $count ->
    [one] Otra persona ha enviado un archivo más.
   *[other] Otra persona ha enviado { $count } archivos más.
}
file-none = Ningún archivo
file-choose = Elegir un archivo
file-choose-several = Elegir archivos
file-photo = Hacer una foto
file-drop = o suelte archivos aquí
file-full = { $max ->
    [one] Aquí solo cabe un archivo. Para enviar otro, quítelo primero.
   *[other] Aquí solo caben { $max } archivos. Para enviar otro, quite uno primero.
}
file-refused-title = No aceptados
file-cancel = Cancelar
size-bytes = { $count ->
    [one] { $count } byte
   *[other] { $count } bytes
}
size-kb = { $count } KB
size-mb = { $count } MB
size-gb = { $count } GB
