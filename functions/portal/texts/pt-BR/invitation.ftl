invitation-heading-completed = { $org } recebeu tudo o que pediu a você aqui, { $when }
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
invitation-instructions = O que { $inviter } escreve
invitation-next-text = Nada é definitivo antes de você enviar, e você recebe um comprovante.
invitation-next-completed = Você pode ver o que enviou e os seus comprovantes. Nada mais pode ser alterado.
invitation-notice = Como { $org } usa seus dados (aviso de privacidade)
invitation-consent = Li o aviso de privacidade e concordo com ele
invitation-disclaimer = Antes de ver qualquer coisa
invitation-accept = Li e aceito o texto acima
invitation-password = Senha
invitation-password-hint = { $inviter } informa a senha separadamente. Ela não está no e-mail.
invitation-continue = Continuar
invitation-error-consent = Marque a caixa para concordar com o aviso de privacidade
invitation-error-disclaimer = Marque a caixa para aceitar o texto
invitation-error-password = Digite a senha
invitation-error-password-wrong = Esta não é a senha. Maiúsculas e minúsculas fazem diferença.
invitation-error-back-off = Senhas erradas demais. A próxima tentativa é possível { $relative }, às { $time }.
invitation-error-too-often = O link foi aberto vezes demais hoje. Ele pode ser aberto de novo { $relative }, às { $time }.
invitation-password-show = Mostrar
