asked-more = { $count ->
    [one] E mais uma tarefa.
   *[other] E mais { $count } tarefas.
}
asked-minutes = { $count ->
   *[other] Leva cerca de { $count } minutos.
}
asked-answers = { $count ->
    [one] 1 resposta
   *[other] { $count } respostas
}
asked-files = { $count ->
    [one] 1 arquivo
   *[other] { $count } arquivos
}
asked-decision = 1 decisão
asked-due = até { $due }
