mail-sender = { $org } via Vestibule
mail-subject = { $count ->
    [one] { $org } precisa de algo de você para “{ $title }”
   *[other] { $org } precisa de { $count } coisas de você para “{ $title }”
}
mail-subject-task = { $org } precisa de “{ $task }” de você
mail-subject-decision = { $org } pede a sua decisão sobre “{ $task }”
mail-hello = Olá, { $guest },
mail-lede = { $count ->
    [one] { $inviter }, de { $org }, precisa de algo de você para “{ $title }”. Você não precisa de conta para isso.
   *[other] { $inviter }, de { $org }, precisa de { $count } coisas de você para “{ $title }”. Você não precisa de conta para isso.
}
mail-lede-task = { $inviter }, de { $org }, precisa de “{ $task }” de você, para “{ $title }”. Você não precisa de conta para isso.
mail-lede-decision = { $inviter }, de { $org }, pede a sua decisão sobre “{ $task }”, em “{ $title }”. Você não precisa de conta para isso.
mail-subject-nothing = { $org } compartilha “{ $title }” com você
mail-lede-nothing = { $inviter }, de { $org }, compartilha “{ $title }” com você. Agora não há nada a fazer. Você não precisa de conta para isso.
mail-subject-document = { $org } compartilha “{ $title }” com você
mail-lede-document = { $inviter }, de { $org }, compartilha com você o documento “{ $title }”, revisão { $revision }. Você não precisa de conta para isso.
mail-subject-decide = { $org } pede a sua decisão sobre “{ $title }”
mail-lede-decide = { $inviter }, de { $org }, pede a sua decisão sobre o documento “{ $title }”, revisão { $revision }. Você não precisa de conta para isso.
mail-subject-note = { $org } pede que você tome ciência de “{ $title }”
mail-lede-note = { $inviter }, de { $org }, pede que você tome ciência do documento “{ $title }”, revisão { $revision }. Você não precisa de conta para isso.
mail-tasks = { $count ->
    [one] É uma tarefa.
   *[other] São { $count } tarefas.
}
mail-until = Aberto até
mail-wrote = { $inviter } escreve:
mail-open = Abrir o convite
mail-link = Este é o seu link:
mail-code = Se o link estiver quebrado, abra { $place } e cole este texto:
mail-password = Será pedida uma senha. { $inviter } informa a senha separadamente.
mail-code-later = Quando você abrir o link, enviaremos outro e-mail com um código. Digite-o onde você abriu o link.
mail-accesses = { $count ->
    [one] O link pode ser aberto uma vez.
   *[other] O link pode ser aberto { $count } vezes.
}
mail-personal = O link é só para você: o que for feito com ele fica registrado com o seu nome. Por favor, não o repasse.
mail-questions = Dúvidas? Pergunte a { $inviter }: { $email }
mail-questions-address = Dúvidas? Escreva para { $email }
