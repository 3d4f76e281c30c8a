frame-error-title = Erro: { $title }
frame-skip = Ir para o conteúdo
frame-yours = { $time } no seu horário
frame-problem = Há um problema
frame-languages = Idioma
