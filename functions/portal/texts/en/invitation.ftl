invitation-heading-completed = { $org } has received everything that was asked of you here, { $when }
invitation-heading-document = { $inviter } of { $org } shares a document with you
invitation-heading-decision = { $inviter } of { $org } asks for your decision on a document
invitation-heading-note = { $inviter } of { $org } asks you to take note of a document
invitation-heading-nothing = { $inviter } of { $org } shares this with you. Nothing is left to do in it now
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
invitation-not-you-acting = Meant for { $guest } ({ $email }). If you are somebody else, continue only if you act for them: what happens here is put on record under their name, with yours beside it.
invitation-instructions = What { $inviter } writes
invitation-next-text = Nothing is final before you send it, and you get a receipt.
invitation-next-document = You need no account to read it.
invitation-next-completed = You can see what you sent, and your receipts. Nothing can be changed any more.
invitation-changed = What you agree to has changed since you last agreed to it. New parts are underlined; what counts no more is struck through.
invitation-notice = How { $org } uses your data (privacy notice)
invitation-consent = I have read the privacy notice and agree to it
invitation-disclaimer = Before you see anything
invitation-text-in = This text is in another language: { $language }
invitation-accept = I have read and accept the text above
invitation-password = Password
invitation-password-hint = { $inviter } gives it to you separately. It is not in the mail.
invitation-next-code = Before it opens, we ask you to show that you read the mail of the person it is meant for.
invitation-mail-code = We send a code of six digits to { $to }. It is good for 15 minutes, in this browser.
invitation-mail-code-button = Send me the code
invitation-code = Code from the mail
invitation-code-hint = Six digits, sent to { $to }. Good until { $until }, in this browser. If it is not there, look into the spam folder.
invitation-code-again = Send it again
invitation-code-sent-again = The same code is on its way again.
invitation-code-just-sent = The code was sent just now, so it was not sent again. If it has not come by { $time }, press once more.
invitation-code-password = Use the password instead
invitation-password-forgotten = Forgot it? Get a code by e-mail
invitation-who-opens = Who is opening this?
invitation-who-opens-hint = Your own name and address, also where the link is meant for somebody else. They are kept on record beside theirs.
invitation-who-opens-name = Your name
invitation-who-opens-email = Your e-mail address
invitation-continue = Continue
invitation-error-consent = Tick the box to agree to the privacy notice
invitation-error-disclaimer = Tick the box to accept the text
invitation-error-password = Enter the password
invitation-error-password-wrong = This is not the password. Capital and small letters are different.
invitation-error-code = Enter the code from the mail
invitation-error-code-wrong = This is not the code. Take the one from the newest mail, asked for in this browser.
invitation-error-code-ended = This code is over. Ask for another one.
invitation-error-code-too-often = Codes were sent too often. The next one can be sent { $relative }, at { $time }.
invitation-error-name = Enter your name
invitation-error-email = Enter your e-mail address
invitation-error-email-incomplete = “{ $email }” is not a complete e-mail address. Write it like name@example.com
invitation-error-email-letters = “{ $email }” has a letter before the @ that mail does not take. Write your address with the letters a to z, without accents
invitation-error-back-off = Too many wrong attempts. The next one is possible { $relative }, at { $time }.
invitation-error-too-often = The link was opened too often today. It can be opened again { $relative }, at { $time }.
invitation-password-show = Show
