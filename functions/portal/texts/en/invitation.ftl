invitation-eyebrow = Invitation
invitation-lede = { $inviter } of { $org } asks you for your part in this.
invitation-lede-completed = { $org } has received everything that was asked of you here, { $when }.
invitation-from = Asked by
invitation-from-value = { $inviter }, { $org }
invitation-to = Meant for
invitation-work = What
invitation-tasks = { $count ->
    [one] One task
   *[other] { $count } tasks
}
invitation-until = Open until
invitation-accesses = Openings left
invitation-accesses-value = { $count ->
    [one] This link can be opened once more.
   *[other] This link can be opened { $count } more times.
}
invitation-not-you = If you are not { $guest }, please do not continue: what happens here is put on record under that name.
invitation-instructions = What { $inviter } writes
invitation-next = What happens next
invitation-next-text = After “Continue” you see the work itself. What you enter is saved as you go, and nothing is final before you send it. At the end you get a receipt.
invitation-next-completed = After “Continue” you see what you sent, and your receipts. Nothing can be changed any more.
invitation-notice = Privacy notice
invitation-consent = I have read the privacy notice and agree to it
invitation-disclaimer = Before you see anything
invitation-accept = I have read and accept the text above
invitation-password = Password
invitation-password-hint = { $inviter } gives it to you separately. It is not in the e-mail.
invitation-continue = Continue
invitation-error-consent = Tick the box to agree to the privacy notice
invitation-error-disclaimer = Tick the box to accept the text
invitation-error-password = Enter the password
invitation-error-password-wrong = This is not the password. Capital and small letters are different.
invitation-error-back-off = Too many wrong passwords. The next attempt is possible { $relative }, at { $time }.
