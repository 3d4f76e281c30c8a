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
asked-back = devolvido para correção
asked-back-to-others = devolvido a outra pessoa
asked-due = até { $due }
asked-decide-by = Prazo para decidir: { $due }
asked-waits = aguarda outra etapa
asked-waiting = { $count ->
    [one] 1 de { $all } ainda aguarda outra etapa.
   *[other] { $count } de { $all } ainda aguardam outra etapa.
}
asked-all-waiting = { $count ->
    [one] Outra etapa vem antes: ainda não há nada a fazer.
   *[other] Outras etapas vêm antes: ainda não há nada a fazer.
}
