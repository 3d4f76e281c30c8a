answer-subject = { $org } has written about “{ $title }”
answer-lede = { $org } has written to you about “{ $title }”.
answer-next = To answer, open the link by which you came and write beside the task.
answer-next-document = To answer, open the link by which you came and write beside the document.
answer-reply = To answer, reply to this mail.
conversation-files = Files
conversation-share = Share
