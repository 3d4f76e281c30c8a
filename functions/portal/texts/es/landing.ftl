landing-title = Abra su invitación
landing-what = Alguien le ha invitado por correo a hacer un trabajo aquí, sin necesidad de una cuenta. Esta página abre esa invitación.
landing-opening = Abriendo su invitación…
landing-code = Texto del enlace
landing-code-hint = Si el enlace de su correo estaba roto, pegue aquí su texto. Empieza por vst1_ y está solo en una línea del correo.
landing-continue = Continuar
landing-noscript = Su navegador no ejecuta scripts aquí, así que esta página no puede leer el enlace por sí misma. Pegue el texto del enlace que está en el correo.
landing-inert = Nada se abre ni se cuenta antes de que usted acepte en la página siguiente.
