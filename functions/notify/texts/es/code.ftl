code-subject = Su código para «{ $title }»
code-lede = Para abrir lo que { $inviter }, de { $org }, compartió con usted en «{ $title }», escriba este código donde lo pidió:
code-until = Vale hasta { $until }, y solo en ese navegador.
code-secret = No lo reenvíe. Nadie de { $org } se lo pedirá, tampoco por teléfono.
code-unasked = Si no lo ha pedido, alguien tiene su enlace. Sin este código no ve nada. No tiene que hacer nada; avise a { $inviter } si vuelve a ocurrir: { $email }
