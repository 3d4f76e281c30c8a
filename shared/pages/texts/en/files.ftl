file-expected = Did not arrive completely. Choose the file again, and remove this one.
file-cleared = Arrived and checked, not confirmed yet
file-scanning = Received, being checked
file-releasing = Received, being stored
file-clean = Received
file-clean-checked = Received and checked
file-rejected = Not accepted: the security check found something in it. Remove it and send another file.
file-download = Download
file-remove = Remove
file-again = Try again
file-sha256 = SHA-256
file-others = { $count ->
    [one] One more file was received from somebody else.
   *[other] { $count } more files were received from somebody else.
}
file-none = No file
size-bytes = { $count ->
    [one] { $count } byte
   *[other] { $count } bytes
}
size-kb = { $count } KB
size-mb = { $count } MB
size-gb = { $count } GB
