receipt-subject = { $count ->
    [one] Comprovante: { $org } recebeu “{ $task }”
   *[other] Comprovante: { $org } recebeu { $count } tarefas de “{ $title }”
}
receipt-lede = { $org } recebeu o que você enviou. Guarde este e-mail: ele é o seu comprovante.
receipt-all-done = Isso era tudo o que foi pedido a você. Obrigado. Até { $until } você pode ler tudo de novo com o link pelo qual entrou.
receipt-back = Até { $until } o link pelo qual você entrou leva de volta às suas tarefas.
receipt-run = Parte de
receipt-to = Recebido por
receipt-to-value = { $org }, para { $inviter }
receipt-share = Compartilhamento
receipt-at = Recebido em
receipt-by = Enviado por
receipt-answers = Respostas
receipt-left-out = As respostas são longas demais para um e-mail. Elas estão no comprovante na página.
receipt-files = Arquivos
receipt-files-left-out = Estes arquivos não fazem parte do envio: ainda não haviam chegado ou não foram aceitos.
receipt-record = SHA-256 do registro { $seq }
receipt-check = Como conferir este comprovante: o SHA-256 de um arquivo o distingue de qualquer outro. Calcule o do seu próprio arquivo e compare. { $org } mantém um registro deste envio, com o SHA-256 de cada arquivo; as suas respostas não estão nele. Cada registro está ligado aos anteriores, de modo que ninguém pode alterá-lo sem que se perceba. Na trilha que { $org } exporta deste compartilhamento, esse registro tem de ter o SHA-256 acima.
receipt-round = Rodada { $round }
receipt-back-on = devolvida por { $org }, { $when }
receipt-subject-document = Comprovante: { $org } recebeu a sua decisão sobre { $document } { $revision }
receipt-revision-superseded = { $revision }, substituída
