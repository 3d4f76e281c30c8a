mail-sender = { $org } via Vestibule
mail-subject = { $org } asks for your part in “{ $title }”
mail-hello = Hello { $guest },
mail-lede = { $inviter } of { $org } asks you for your part in “{ $title }”. You need no account for it.
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
