answer-subject = { $org } respondeu sobre “{ $title }”
answer-lede = { $org } escreveu a você sobre “{ $title }”.
answer-next = Para responder, abra o link pelo qual você entrou e escreva ao lado da tarefa.
conversation-files = Arquivos
conversation-share = Compartilhamento
