invitation-eyebrow = Convite
invitation-lede = { $inviter }, de { $org }, pede a sua parte neste trabalho.
invitation-lede-completed = { $org } recebeu tudo o que pediu a você aqui, { $when }.
invitation-from = Pedido por
invitation-from-value = { $inviter }, { $org }
invitation-to = Destinado a
invitation-work = O quê
invitation-tasks = { $count ->
    [one] Uma tarefa
   *[other] { $count } tarefas
}
invitation-until = Aberto até
invitation-accesses = Aberturas restantes
invitation-accesses-value = { $count ->
    [one] Este link pode ser aberto mais uma vez.
   *[other] Este link pode ser aberto mais { $count } vezes.
}
invitation-not-you = Se você não é { $guest }, não continue, por favor: o que acontece aqui fica registrado com esse nome.
invitation-instructions = O que { $inviter } escreve
invitation-next = O que acontece depois
invitation-next-text = Depois de “Continuar” você vê o trabalho em si. O que você preenche é salvo automaticamente, e nada é definitivo antes de você enviar. No fim, você recebe um comprovante.
invitation-next-completed = Depois de “Continuar”, você vê o que enviou e os seus comprovantes. Nada mais pode ser alterado.
invitation-notice = Aviso de privacidade
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
