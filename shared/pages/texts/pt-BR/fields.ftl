field-optional = (opcional)
field-no-answer = Sem resposta
field-not-answered = Não respondido
field-yes = Sim
field-no = Não

hint-max-length = No máximo { $max } caracteres.
hint-number = Por exemplo 1234,5
hint-number-between = De { $min } a { $max }.
hint-number-min = { $min } ou mais.
hint-number-max = { $max } ou menos.
hint-date-between = De { $min } a { $max }.
hint-date-min = { $min } ou depois.
hint-date-max = { $max } ou antes.
hint-phone = Com o código do país, por exemplo +55 11 91234-5678
hint-pick-between = Escolha de { $min } a { $max }.
hint-pick-min = Escolha pelo menos { $min }.
hint-pick-max = Escolha no máximo { $max }.
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

flaw-at = { $label }: { $flaw }
flaw-required = Preencha uma resposta
flaw-required-choice = Escolha uma resposta
flaw-required-tick = Marque a caixa
flaw-too-long = Encurte para { $max } caracteres ou menos
flaw-pattern = Isto não tem a forma esperada
flaw-not-a-number = Digite um número, como 1234,5
flaw-below = Digite { $min } ou mais
flaw-above = Digite { $max } ou menos
flaw-not-a-date = Digite uma data, como 22 de novembro de 2026
flaw-before = Digite { $min } ou uma data posterior
flaw-after = Digite { $max } ou uma data anterior
flaw-not-an-email = Digite um endereço de e-mail, como nome@example.com
flaw-not-a-phone = Digite um telefone, como +55 11 91234-5678
flaw-not-an-option = Escolha uma das opções
flaw-too-few-picked = Escolha pelo menos { $min }
flaw-too-many-picked = Escolha no máximo { $max }
flaw-unticked = Marque todos os itens
flaw-file-required = Adicione um arquivo
flaw-too-few-files = Adicione arquivos até ter pelo menos { $min }
flaw-too-many-files = Remova arquivos até ter no máximo { $max }
flaw-file-pending = Um arquivo ainda está sendo recebido ou verificado. Espere um instante e envie de novo.
flaw-wrong-shape = Esta resposta não pode ser aceita assim
