landing-title = Abra seu convite
landing-what = Alguém convidou você por e-mail para fazer um trabalho aqui, sem precisar de conta. Esta página abre esse convite.
landing-opening = Abrindo seu convite…
landing-code = Texto do link
landing-code-hint = Se o link do seu e-mail estiver quebrado, cole o texto dele aqui. Ele começa com vst1_ e fica em uma linha só para ele no e-mail.
landing-continue = Continuar
landing-noscript = Seu navegador não executa scripts aqui, por isso esta página não consegue ler o link sozinha. Cole o texto do link que está no e-mail.
landing-inert = Nada é aberto nem contado antes de você concordar na próxima página.
