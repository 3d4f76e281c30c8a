reviewed-eyebrow = Em análise
reviewed-lede = Enviado por { $by }, { $when }.
reviewed-decided = O que foi decidido
reviewed-back = Voltar à sua decisão
