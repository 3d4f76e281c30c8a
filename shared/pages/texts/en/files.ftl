file-expected = Did not arrive completely. Choose the file again, and remove this one.
file-cleared = Arrived and checked, not confirmed yet
file-scanning = Received, being checked
file-releasing = Received, being stored
file-clean = Received
file-clean-checked = Received and checked
file-rejected = Not accepted: the security check found something in it. Remove it and send another file.
file-returned = Handed back
file-misnamed = Please check this file: its content is { $kind }
file-download = Download
file-remove = Remove
file-again = Try again
file-sha256 = SHA-256
file-others = { $count ->
    [one] One more file was received from somebody else.
   *[other] { $count } more files were received from somebody else.
}
file-none = No file
file-choose = Choose a file
file-choose-several = Choose files
file-photo = Take a photo
file-drop = or drop files here
file-full = { $max ->
    [one] One file is all that is taken here. To send another one, remove it first.
   *[other] { $max } files are all that is taken here. To send another one, remove one first.
}
file-refused-title = Not accepted
file-cancel = Cancel
size-bytes = { $count ->
    [one] { $count } byte
   *[other] { $count } bytes
}
size-kb = { $count } KB
size-mb = { $count } MB
size-gb = { $count } GB
