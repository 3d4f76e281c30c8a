field-optional = (opcional)
field-no-answer = Sem resposta
field-not-answered = Não respondido
field-yes = Marcado
field-no = Não marcado

hint-max-length = No máximo { $max } caracteres.
hint-number = Por exemplo 1234,5
hint-number-between = De { $min } a { $max }.
hint-number-min = { $min } ou mais.
hint-number-max = { $max } ou menos.
hint-number-exactly = Exatamente { $exactly }.
hint-date-between = De { $min } a { $max }.
hint-date-min = { $min } ou depois.
hint-date-max = { $max } ou antes.
hint-date-exactly = Em { $exactly }.
hint-phone = Com o código do país, por exemplo +55 11 91234-5678
hint-pick-between = Escolha de { $min } a { $max }.
hint-pick-min = Escolha pelo menos { $min }.
hint-pick-max = Escolha no máximo { $max }.
hint-pick-exactly = Escolha { $exactly }.
hint-pick-any = Escolha todas as que se aplicam.
hint-checklist = Marque cada item.
hint-files-types = Aceitos: { $types }.
hint-files-size = No máximo { $size } por arquivo.
hint-files-between = De { $min } a { $max } arquivos.
hint-files-min = { $min ->
    [one] Pelo menos um arquivo.
   *[other] Pelo menos { $min } arquivos.
}
hint-files-max = { $max ->
    [one] Um arquivo.
   *[other] No máximo { $max } arquivos.
}
hint-files-exactly = { $exactly ->
    [one] Um arquivo.
   *[other] { $exactly } arquivos.
}
hint-files-any-between = Nenhum, ou de { $min } a { $max } arquivos.
hint-files-any-min = Nenhum, ou pelo menos { $min } arquivos.
hint-files-any-exactly = { $exactly ->
    [one] Nenhum, ou um arquivo.
   *[other] Nenhum, ou { $exactly } arquivos.
}

reading = Lido como { $read }.
reading-other = Para { $other }, digite { $other }.
reading-leave-out = Digite só o número, { $number }, sem { $around }.
reading-in-figures = Digite o número completo, em algarismos, por exemplo 1500000 ou -500, sem palavras nem outros sinais.
number-in-words = { $figures } ({ $words })
number-whole = o número inteiro { $number }
number-is-whole = número inteiro
number-thousandths = { $whole } e { $count ->
    [one] { $count } milésimo
   *[other] { $count } milésimos
}

flaw-required = Preencha “{ $label }”
flaw-required-choice = Escolha uma resposta para “{ $label }”
flaw-required-tick = Marque “{ $label }”
flaw-too-long = Encurte “{ $label }” para { $max } caracteres ou menos
flaw-pattern = “{ $label }” não tem a forma esperada
flaw-not-a-number = Digite só um número em “{ $label }”, como 1234,5, sem moeda nem unidade
flaw-below = Digite { $min } ou mais em “{ $label }”
flaw-above = Digite { $max } ou menos em “{ $label }”
flaw-not-a-date = Digite uma data em “{ $label }”, com dia, mês e ano, como 22 de novembro de 2026
flaw-before = Digite { $min } ou uma data posterior em “{ $label }”
flaw-after = Digite { $max } ou uma data anterior em “{ $label }”
flaw-not-an-email = Digite um endereço de e-mail em “{ $label }”, como nome@example.com
flaw-local-part = Em “{ $label }”, digite um endereço sem { $character }, o caractere { $place }: antes do @, o correio aceita as letras de a a z sem acento
flaw-local-part-any = Em “{ $label }”, digite um endereço com as letras de a a z, sem acento, antes do @
flaw-not-a-phone = Digite um telefone em “{ $label }”, como +55 11 91234-5678
flaw-not-an-option = Escolha uma das opções de “{ $label }”
flaw-too-few-picked = Escolha pelo menos { $min } em “{ $label }”
flaw-too-many-picked = Escolha no máximo { $max } em “{ $label }”
flaw-unticked = Marque todos os itens de “{ $label }”
flaw-file-required = Adicione um arquivo em “{ $label }”
flaw-too-few-files = Adicione arquivos em “{ $label }” até ter pelo menos { $min }
flaw-too-many-files = Remova arquivos de “{ $label }” até ter no máximo { $max }
flaw-file-pending = Um arquivo de “{ $label }” ainda está sendo recebido ou verificado. Espere um instante e tente de novo.
flaw-left-to-others = “{ $label }” foi devolvido a outra pessoa. Ela pode enviar como está; você pode depois que houver uma resposta nova.
flaw-wrong-shape = A resposta de “{ $label }” não pode ser aceita assim
field-returned = Devolvido: “{ $reason }”
field-returned-file = “{ $file }” foi devolvido: “{ $reason }”
field-returned-other = Um arquivo enviado aqui por outra pessoa foi devolvido.
