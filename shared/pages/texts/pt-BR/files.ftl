file-expected = Não chegou por completo. Escolha o arquivo de novo e remova este.
file-cleared = Chegou e foi verificado; falta confirmar
file-scanning = Recebido, em verificação
file-releasing = Recebido, sendo guardado
file-clean = Recebido
file-clean-checked = Recebido e verificado
file-rejected = Não aceito: a verificação de segurança encontrou algo nele. Remova-o e envie outro arquivo.
file-returned = Devolvido
file-misnamed = Confira este arquivo: o conteúdo é { $kind }
file-download = Baixar
file-remove = Remover
file-again = Tentar de novo
file-sha256 = SHA-256
file-others = { $count ->
    [one] Mais um arquivo foi recebido de outra pessoa.
   *[other] Mais { $count } arquivos foram recebidos de outra pessoa.
}
file-none = Nenhum arquivo
file-choose = Escolher um arquivo
file-choose-several = Escolher arquivos
file-photo = Tirar uma foto
file-drop = ou solte arquivos aqui
file-full = { $max ->
    [one] Aqui cabe só um arquivo. Para enviar outro, remova-o primeiro.
   *[other] Aqui cabem só { $max } arquivos. Para enviar outro, remova um primeiro.
}
file-refused-title = Não aceitos
file-cancel = Cancelar
size-bytes = { $count ->
    [one] { $count } byte
   *[other] { $count } bytes
}
size-kb = { $count } KB
size-mb = { $count } MB
size-gb = { $count } GB
