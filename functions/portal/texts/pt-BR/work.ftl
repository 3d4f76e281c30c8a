work-lede = { $inviter }, de { $org }, pede a sua parte neste trabalho.
work-until = Aberto até
work-instructions = O que { $inviter } escreve
work-tasks = Suas tarefas
work-first-tasks = Voltar às primeiras tarefas
work-further-tasks = Mais tarefas
work-state-open = A fazer
work-state-waiting = Aguardando outra etapa
work-state-waiting-for = Aguardando “{ $titles }”
work-state-waiting-for-and = Aguardando “{ $titles }” e outra etapa
work-state-completed = Concluída em { $when }
work-waiting-note = Você pode fazer isto assim que a etapa anterior for concluída.
work-references = Arquivos para ler
work-files = Todos os arquivos de uma vez
work-files-ask = Baixar todos os arquivos (zip, { $size })
work-files-ask-unsized = Baixar todos os arquivos (zip)
work-files-going = Os arquivos estão sendo reunidos. Veja de novo daqui a pouco.
work-files-look = Ver se já estão prontos
work-files-ready = Os arquivos estão prontos, até { $until }.
work-files-fetch = Salvar os arquivos (zip, { $size })
work-files-failed = Não foi possível reunir os arquivos. Tente de novo, por favor.
work-files-changed = Os arquivos compartilhados com você mudaram desde então. Baixe-os de novo, por favor.
work-save = Salvar
work-noscript = Seu navegador não executa scripts aqui, por isso nada é salvo sozinho. Cada botão que salva ou envia salva tudo o que você digitou nesta página; toque em “Salvar” antes de sair ou de remover um arquivo. Arquivos não podem ser enviados deste navegador.
work-check = Conferir e enviar para { $org }
work-check-note = Você vê tudo mais uma vez antes de enviar.
work-no-send = Quando tudo estiver aqui, { $org } conclui esta tarefa.
work-left-out = Você enviou também estes arquivos, mas eles não fazem parte da tarefa concluída: ainda não haviam chegado ou não foram aceitos.
work-decide-send = Enviar a decisão a { $org }
work-decide-note = Depois disso ela não pode ser alterada. Você recebe um comprovante.
work-decide-send-only = Confirmar a { $org }: { $decision }
work-decide-waiting = Sua decisão ainda não foi enviada. Envie-a, ou esvazie o campo.
work-decide-not-chosen = Escolha a sua decisão
work-decide-comment-missing = Escreva um comentário: “{ $decision }” exige um
work-decide-incomplete = Sua decisão não foi enviada: faltam respostas desta tarefa, ou não estão certas
work-decide-own-work = Sua decisão não foi aceita: você fez o trabalho de que ela trata, por isso outra pessoa precisa decidir.
work-decide-over = Sua decisão não foi aceita: isto mudou nesse meio-tempo e já não cabe a você decidir.
work-to-decide = Falta a sua decisão
work-state-others = Outras pessoas decidem
work-state-decided = Você decidiu em { $when }
work-receipt = Ver o comprovante
work-done-title = Tudo foi enviado
work-done = { $org } recebeu tudo o que foi pedido a você aqui. Obrigado. Você pode ler isto aqui até { $until }.
work-comments = Comentários
work-news = Há um comentário novo
work-comment = Escreva um comentário
work-comment-hint = A equipe de { $org } recebe um aviso por e-mail em alguns minutos. A resposta chega a você por e-mail e fica aqui.
work-comment-staff = { $name }, de { $org }
work-comment-add = Adicionar comentário
work-conflict = Isto foi alterado em outro lugar enquanto isso. Agora está assim:
work-conflict-mine = Manter o meu
work-conflict-theirs = Usar o outro
work-changed = “{ $label }” foi alterado em outro lugar nesse meio-tempo. Lá está “{ $theirs }”; abaixo está o que você digitou. Salve de novo para manter.
work-too-much = As respostas desta tarefa são longas demais no total. Encurte algumas.
work-moved-on = Esta tarefa mudou nesse meio-tempo.
work-back = { $count ->
    [one] { $org } devolveu uma coisa
   *[other] { $org } devolveu { $count } coisas
}
work-back-count = { $count ->
    [one] 1 item devolvido
   *[other] { $count } itens devolvidos
}
work-back-round = Rodada { $round }
work-back-rest = Todo o resto fica como você enviou
work-state-back = Devolvida
work-not-handed-back = Isto foi enviado antes e não foi devolvido, por isso não pode mudar.
work-steps = { $done } de { $all } concluídas
