back-subject = { $org } devolveu algo de “{ $task }”
back-lede = { $by }, de { $org }, examinou o que você enviou em “{ $task }” e devolve isto a você:
back-next = Por favor, corrija e envie a tarefa mais uma vez. Todo o resto fica como você enviou.
back-next-carried = Por favor, corrija e envie a tarefa mais uma vez: abra o link pelo qual você entrou. Todo o resto fica como você enviou.
back-others = Arquivos enviados por outra pessoa também foram devolvidos.
back-open = Corrigir e enviar
back-news-subject = { $org } devolveu algo de “{ $task }”
back-news-lede = { $by }, de { $org }, devolveu algo de “{ $task }” a outra pessoa, e a tarefa está aberta de novo. Você participou dela; nada é pedido a você.
