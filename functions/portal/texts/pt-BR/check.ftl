check-title = Confira antes de enviar
check-missing = { $count ->
    [one] Uma coisa falta ou não está certa
   *[other] { $count } coisas faltam ou não estão certas
}
check-changed = Não enviado: algo mudou aqui desde que você conferiu. Confira de novo e depois envie.
check-lede = É isto que { $org } recebe.
check-not-arrived = Não será enviado: { $file } não chegou. Para enviá-lo, escolha-o de novo.
check-rejected = Não será enviado: a verificação de segurança não aceitou { $file }.
check-change = Alterar
check-note = Depois disso, nada aqui pode ser alterado, a menos que { $org } devolva algo. Você recebe um comprovante.
check-send = Enviar para { $org }
check-back = Voltar
check-fix = Completar o que falta
check-unchanged = { $count ->
    [one] O que foi devolvido continua como você enviou antes. Se está certo assim, pode enviá-lo de novo.
   *[other] Nada do que foi devolvido mudou desde que você enviou. Se está certo assim, pode enviá-lo de novo.
}
check-as-before = Devolvido, e sem mudança desde então
