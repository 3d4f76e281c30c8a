code-subject = Seu código para “{ $title }”
code-lede = Para abrir o que { $inviter }, de { $org }, compartilhou com você em “{ $title }”, digite este código onde você o pediu:
code-until = Ele vale até { $until }, e só naquele navegador.
code-secret = Não o repasse. Ninguém de { $org } vai pedi-lo a você, nem por telefone.
code-unasked = Se você não o pediu, alguém tem o seu link. Sem este código, essa pessoa não vê nada. Você não precisa fazer nada; avise { $inviter } se acontecer de novo: { $email }
