receipt-subject = { $count ->
    [one] Receipt: { $org } has received “{ $task }”
   *[other] Receipt: { $org } has received { $count } tasks of “{ $title }”
}
receipt-lede = { $org } has received what you sent. Keep this mail: it is your receipt.
receipt-all-done = That was everything that was asked of you. Thank you. Until { $until } you can read it again with the link by which you came.
receipt-back = Until { $until } the link by which you came leads back to your tasks.
receipt-run = Part of
receipt-to = Received by
receipt-to-value = { $org }, for { $inviter }
receipt-share = Share
receipt-at = Received on
receipt-by = Sent by
receipt-answers = Answers
receipt-left-out = The answers are too long for a mail. They stand in the receipt on the page.
receipt-files = Files
receipt-files-left-out = These files are no part of it: they had not arrived by then, or were not accepted.
receipt-record = SHA-256 of record { $seq }
receipt-check = How to check this receipt: the SHA-256 of a file tells it from every other. Compute it of your own file and compare. { $org } keeps a record of this sending, with the SHA-256 of each file; your answers are not in it. Each record is bound to those before it, so nobody can change it unnoticed. In the trail that { $org } exports of this share, that record must have the SHA-256 above.
receipt-round = Round { $round }
receipt-back-on = handed back by { $org }, { $when }
receipt-subject-document = Receipt: { $org } has received your decision on { $document } { $revision }
receipt-revision-superseded = { $revision }, superseded
