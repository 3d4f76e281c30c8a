field-optional = (opcional)
field-no-answer = Sin respuesta
field-not-answered = Sin responder
field-yes = Marcado
field-no = Sin marcar

hint-max-length = { $max } caracteres como máximo.
hint-number = Por ejemplo 1234,5
hint-number-between = De { $min } a { $max }.
hint-number-min = { $min } o más.
hint-number-max = { $max } o menos.
hint-number-exactly = Exactamente { $exactly }.
hint-date-between = Del { $min } al { $max }.
hint-date-min = { $min } o después.
hint-date-max = { $max } o antes.
hint-date-exactly = El { $exactly }.
hint-phone = Con el código de país, por ejemplo +55 11 91234-5678
hint-pick-between = Elija de { $min } a { $max }.
hint-pick-min = Elija al menos { $min }.
hint-pick-max = Elija como máximo { $max }.
hint-pick-exactly = Elija { $exactly }.
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
hint-files-exactly = { $exactly ->
    [one] Un archivo.
   *[other] { $exactly } archivos.
}
hint-files-any-between = Ninguno, o de { $min } a { $max } archivos.
hint-files-any-min = Ninguno, o al menos { $min } archivos.
hint-files-any-exactly = { $exactly ->
    [one] Ninguno, o un archivo.
   *[other] Ninguno, o { $exactly } archivos.
}

reading = Se lee como { $read }.
reading-other = Para { $other }, escriba { $other }.
reading-leave-out = Escriba solo el número, { $number }, sin { $around }.
reading-in-figures = Escriba el número completo, en cifras, por ejemplo 1500000 o -500, sin palabras ni otros signos.
number-in-words = { $figures } ({ $words })
number-whole = el número entero { $number }
number-is-whole = número entero
number-thousandths = { $whole } y { $count ->
    [one] { $count } milésima
   *[other] { $count } milésimas
}

flaw-required = Rellene «{ $label }»
flaw-required-choice = Elija una respuesta para «{ $label }»
flaw-required-tick = Marque «{ $label }»
flaw-too-long = Acorte «{ $label }» a { $max } caracteres o menos
flaw-pattern = «{ $label }» no tiene la forma esperada
flaw-not-a-number = Escriba solo un número en «{ $label }», como 1234,5, sin moneda ni unidad
flaw-below = Escriba { $min } o más en «{ $label }»
flaw-above = Escriba { $max } o menos en «{ $label }»
flaw-not-a-date = Escriba una fecha en «{ $label }», con día, mes y año, como 22 de noviembre de 2026
flaw-before = Escriba { $min } o una fecha posterior en «{ $label }»
flaw-after = Escriba { $max } o una fecha anterior en «{ $label }»
flaw-not-an-email = Escriba una dirección de correo en «{ $label }», como nombre@example.com
flaw-local-part = En «{ $label }», escriba una dirección sin { $character }, el carácter { $place }: antes de la @, el correo acepta las letras de la a a la z sin acento
flaw-local-part-any = En «{ $label }», escriba una dirección con las letras de la a a la z, sin acento, antes de la @
flaw-not-a-phone = Escriba un teléfono en «{ $label }», como +55 11 91234-5678
flaw-not-an-option = Elija una de las opciones de «{ $label }»
flaw-too-few-picked = Elija al menos { $min } en «{ $label }»
flaw-too-many-picked = Elija como máximo { $max } en «{ $label }»
flaw-unticked = Marque todos los puntos de «{ $label }»
flaw-file-required = Añada un archivo en «{ $label }»
flaw-too-few-files = Añada archivos en «{ $label }» hasta que haya al menos { $min }
flaw-too-many-files = Quite archivos de «{ $label }» hasta que haya como máximo { $max }
flaw-file-pending = Un archivo de «{ $label }» aún se está recibiendo o comprobando. Espere un momento e inténtelo de nuevo.
flaw-left-to-others = «{ $label }» se devolvió a otra persona. Ella puede enviarlo tal como está; usted puede cuando haya una respuesta nueva.
flaw-wrong-shape = La respuesta de «{ $label }» no se puede aceptar así
field-returned = Devuelto: «{ $reason }»
field-returned-file = «{ $file }» ha sido devuelto: «{ $reason }»
field-returned-other = Un archivo que otra persona envió aquí ha sido devuelto.
