field-optional = (opcional)
field-no-answer = Sin respuesta
field-not-answered = Sin responder
field-yes = Sí
field-no = No

hint-max-length = { $max } caracteres como máximo.
hint-number = Por ejemplo 1234,5
hint-number-between = De { $min } a { $max }.
hint-number-min = { $min } o más.
hint-number-max = { $max } o menos.
hint-date-between = Del { $min } al { $max }.
hint-date-min = { $min } o después.
hint-date-max = { $max } o antes.
hint-phone = Con el código de país, por ejemplo +55 11 91234-5678
hint-pick-between = Elija de { $min } a { $max }.
hint-pick-min = Elija al menos { $min }.
hint-pick-max = Elija como máximo { $max }.
hint-pick-any = Elija todas las que correspondan.
hint-checklist = Marque cada punto.
hint-files-types = Se aceptan: { $types }.
hint-files-size = { $size } por archivo como máximo.
hint-files-between = De { $min } a { $max } archivos.
hint-files-min = { $min ->
    [one] Al menos un archivo.
   *[other] Al menos { $min } archivos.
}
hint-files-max = { $max ->
    [one] Un archivo.
   *[other] { $max } archivos como máximo.
}

flaw-at = { $label }: { $flaw }
flaw-required = Escriba una respuesta
flaw-required-choice = Elija una respuesta
flaw-required-tick = Marque la casilla
flaw-too-long = Acórtelo a { $max } caracteres o menos
flaw-pattern = Esto no tiene la forma esperada
flaw-not-a-number = Escriba un número, como 1234,5
flaw-below = Escriba { $min } o más
flaw-above = Escriba { $max } o menos
flaw-not-a-date = Escriba una fecha, como 22 de noviembre de 2026
flaw-before = Escriba { $min } o una fecha posterior
flaw-after = Escriba { $max } o una fecha anterior
flaw-not-an-email = Escriba una dirección de correo, como nombre@example.com
flaw-not-a-phone = Escriba un teléfono, como +55 11 91234-5678
flaw-not-an-option = Elija una de las opciones
flaw-too-few-picked = Elija al menos { $min }
flaw-too-many-picked = Elija como máximo { $max }
flaw-unticked = Marque todos los puntos
flaw-file-required = Añada un archivo
flaw-too-few-files = Añada archivos hasta que haya al menos { $min }
flaw-too-many-files = Quite archivos hasta que haya como máximo { $max }
flaw-file-pending = Un archivo aún se está recibiendo o comprobando. Espere un momento y envíe de nuevo.
flaw-wrong-shape = Esta respuesta no se puede aceptar así
