frame-error-title = Error: { $title }
frame-skip = Ir al contenido
frame-yours = { $time } en su hora
frame-problem = Hay un problema
frame-languages = Idioma
