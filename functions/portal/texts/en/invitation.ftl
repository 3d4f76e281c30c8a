invitation-heading-completed = { $org } has received everything that was asked of you here, { $when }
invitation-heading = { $count ->
    [one] { $inviter } of { $org } needs one thing from you
   *[other] { $inviter } of { $org } needs { $count } things from you
}
invitation-until = By
invitation-accesses-value = { $count ->
    [one] This link can be opened once more.
   *[other] This link can be opened { $count } more times.
}
invitation-not-you = Meant for { $guest } ({ $email }). If that is not you, please do not continue: what happens here is put on record under that name.
invitation-instructions = What { $inviter } writes
invitation-next-text = Nothing is final before you send it, and you get a receipt.
invitation-next-completed = You can see what you sent, and your receipts. Nothing can be changed any more.
invitation-notice = How { $org } uses your data (privacy notice)
invitation-consent = I have read the privacy notice and agree to it
invitation-disclaimer = Before you see anything
invitation-accept = I have read and accept the text above
invitation-password = Password
invitation-password-hint = { $inviter } gives it to you separately. It is not in the mail.
invitation-continue = Continue
invitation-error-consent = Tick the box to agree to the privacy notice
invitation-error-disclaimer = Tick the box to accept the text
invitation-error-password = Enter the password
invitation-error-password-wrong = This is not the password. Capital and small letters are different.
invitation-error-back-off = Too many wrong passwords. The next attempt is possible { $relative }, at { $time }.
invitation-error-too-often = The link was opened too often today. It can be opened again { $relative }, at { $time }.
invitation-password-show = Show
