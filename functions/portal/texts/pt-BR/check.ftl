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
check-not-sent = Devolvido, e não será enviado de novo: adicione o arquivo outra vez ou envie sem ele
check-not-sent-required = Devolvido, e não será enviado de novo: adicione o arquivo outra vez
check-files-not-sent = Um arquivo devolvido não é enviado de novo por si só. Se estava certo, adicione-o outra vez; se enviar agora, { $org } recebe esta tarefa sem ele.
check-not-sent-cannot = Devolvido, e não será enviado de novo: seu link não permite adicionar arquivos
check-not-sent-by-others = Um arquivo enviado aqui por outra pessoa foi devolvido e ainda não veio de novo
check-files-not-sent-cannot = Um arquivo devolvido não é enviado de novo, e seu link não permite adicionar outro. Se enviar agora, { $org } recebe esta tarefa sem ele.
check-files-of-others = Ainda falta um arquivo que foi devolvido a outra pessoa. Se enviar agora, { $org } recebe esta tarefa sem ele, e ninguém mais pode adicioná-lo.
