answer-subject = { $org } escreveu sobre “{ $title }”
answer-lede = { $org } escreveu a você sobre “{ $title }”.
answer-next = Para responder, abra o link pelo qual você entrou e escreva um comentário na tarefa.
answer-next-document = Para responder, abra o link pelo qual você chegou e escreva no próprio documento.
answer-reply = Para responder, responda a este e-mail.
conversation-files = Arquivos
conversation-share = Compartilhamento
