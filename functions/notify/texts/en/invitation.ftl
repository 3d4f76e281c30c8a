mail-sender = { $org } via Vestibule
mail-subject = { $count ->
    [one] { $org } needs something from you for “{ $title }”
   *[other] { $org } needs { $count } things from you for “{ $title }”
}
mail-subject-task = { $org } needs “{ $task }” from you
mail-subject-decision = { $org } asks for your decision on “{ $task }”
mail-hello = Hello { $guest },
mail-lede = { $count ->
    [one] { $inviter } of { $org } needs something from you for “{ $title }”. You need no account for it.
   *[other] { $inviter } of { $org } needs { $count } things from you for “{ $title }”. You need no account for it.
}
mail-lede-task = { $inviter } of { $org } needs “{ $task }” from you for “{ $title }”. You need no account for it.
mail-lede-decision = { $inviter } of { $org } asks for your decision on “{ $task }” in “{ $title }”. You need no account for it.
mail-subject-nothing = { $org } shares “{ $title }” with you
mail-lede-nothing = { $inviter } of { $org } shares “{ $title }” with you. Nothing is left to do in it now. You need no account for it.
mail-subject-document = { $org } shares “{ $title }” with you
mail-lede-document = { $inviter } of { $org } shares the document “{ $title }”, revision { $revision }, with you. You need no account for it.
mail-subject-decide = { $org } asks for your decision on “{ $title }”
mail-lede-decide = { $inviter } of { $org } asks for your decision on the document “{ $title }”, revision { $revision }. You need no account for it.
mail-subject-note = { $org } asks you to take note of “{ $title }”
mail-lede-note = { $inviter } of { $org } asks you to take note of the document “{ $title }”, revision { $revision }. You need no account for it.
mail-tasks = { $count ->
    [one] It is one task.
   *[other] There are { $count } tasks.
}
mail-until = Open until
mail-wrote = { $inviter } writes:
mail-open = Open the invitation
mail-link = This is your link:
mail-code = If the link is broken, open { $place } and paste this text:
mail-password = You will be asked for a password. { $inviter } gives it to you separately.
mail-code-later = When you open it, we send you another mail with a code. Type it where you opened the link.
mail-accesses = { $count ->
    [one] The link can be opened once.
   *[other] The link can be opened { $count } times.
}
mail-personal = The link is meant for you alone: what is done with it is put on record under your name. Please do not pass it on.
mail-questions = Questions? Ask { $inviter }: { $email }
mail-questions-address = Questions? Write to { $email }
