reviewed-eyebrow = En revisión
reviewed-lede = Enviado por { $by }, { $when }.
reviewed-decided = Lo que se decidió
reviewed-back = Volver a su decisión
