invitation-heading-completed = { $org } recebeu tudo o que pediu a você aqui, { $when }
invitation-heading-document = { $inviter }, de { $org }, compartilha um documento com você
invitation-heading-decision = { $inviter }, de { $org }, pede a sua decisão sobre um documento
invitation-heading-note = { $inviter }, de { $org }, pede que você tome ciência de um documento
invitation-heading-nothing = { $inviter }, de { $org }, compartilha isto com você. Agora não há nada a fazer
invitation-heading = { $count ->
    [one] { $inviter }, de { $org }, precisa de uma coisa de você
   *[other] { $inviter }, de { $org }, precisa de { $count } coisas de você
}
invitation-until = Até
invitation-accesses-value = { $count ->
    [one] Este link pode ser aberto mais uma vez.
   *[other] Este link pode ser aberto mais { $count } vezes.
}
invitation-not-you = Destinado a { $guest } ({ $email }). Se não é você, não continue, por favor: o que acontece aqui fica registrado com esse nome.
invitation-not-you-acting = Destinado a { $guest } ({ $email }). Se você é outra pessoa, só continue se age em nome dela: o que acontece aqui fica registrado com o nome dela, e o seu ao lado.
invitation-instructions = O que { $inviter } escreve
invitation-next-text = Nada é definitivo antes de você enviar, e você recebe um comprovante.
invitation-next-document = Você não precisa de conta para ler.
invitation-next-completed = Você pode ver o que enviou e os seus comprovantes. Nada mais pode ser alterado.
invitation-changed = O que você aceita mudou desde a última vez em que aceitou. O que é novo está sublinhado; o que não vale mais está riscado.
invitation-notice = Como { $org } usa seus dados (aviso de privacidade)
invitation-consent = Li o aviso de privacidade e concordo com ele
invitation-disclaimer = Antes de ver o conteúdo
invitation-text-in = Este texto está em outro idioma: { $language }
invitation-accept = Li e aceito o texto acima
invitation-password = Senha
invitation-password-hint = { $inviter } informa a senha separadamente. Ela não está no e-mail.
invitation-next-code = Antes de abrir, pedimos que você confirme que tem acesso ao e-mail da pessoa a quem isto se destina.
invitation-mail-code = Vamos enviar um código de seis dígitos para { $to }. Ele vale por 15 minutos, neste navegador.
invitation-mail-code-button = Enviar o código
invitation-code = Código do e-mail
invitation-code-hint = Seis dígitos, enviados para { $to }. Vale até { $until }, neste navegador. Se não chegou, veja a pasta de spam.
invitation-code-again = Enviar de novo
invitation-code-sent-again = O mesmo código está a caminho de novo.
invitation-code-just-sent = O código acabou de ser enviado, por isso não foi enviado de novo. Se ele não chegar até { $time }, toque outra vez.
invitation-code-password = Usar a senha
invitation-password-forgotten = Esqueceu? Receba um código por e-mail
invitation-who-opens = Quem está abrindo?
invitation-who-opens-hint = O seu nome e o seu e-mail, também se o link é para outra pessoa. Eles ficam registrados ao lado dos dela.
invitation-who-opens-name = Seu nome
invitation-who-opens-email = Seu e-mail
invitation-continue = Continuar
invitation-error-consent = Marque a caixa para concordar com o aviso de privacidade
invitation-error-disclaimer = Marque a caixa para aceitar o texto
invitation-error-password = Digite a senha
invitation-error-password-wrong = Esta não é a senha. Maiúsculas e minúsculas fazem diferença.
invitation-error-code = Digite o código do e-mail
invitation-error-code-wrong = Este não é o código. Use o do e-mail mais recente, pedido neste navegador.
invitation-error-code-ended = Este código não vale mais. Peça outro.
invitation-error-code-too-often = Foram enviados códigos demais. O próximo pode ser enviado { $relative }, às { $time }.
invitation-error-name = Digite o seu nome
invitation-error-email = Digite o seu e-mail
invitation-error-email-incomplete = “{ $email }” não é um e-mail completo. Escreva assim: nome@example.com
invitation-error-email-letters = “{ $email }” tem antes da @ uma letra que o e-mail não aceita. Escreva o endereço com letras de a a z, sem acentos
invitation-error-back-off = Tentativas erradas demais. A próxima é possível { $relative }, às { $time }.
invitation-error-too-often = O link foi aberto vezes demais hoje. Ele pode ser aberto de novo { $relative }, às { $time }.
invitation-password-show = Mostrar
