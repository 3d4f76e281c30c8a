check-title = Check before you send
check-missing = { $count ->
    [one] One thing is missing or not right
   *[other] { $count } things are missing or not right
}
check-changed = Not sent: something here has changed since you looked. Check it again, then send it.
check-lede = This is what { $org } receives.
check-not-arrived = Not sent: { $file } did not arrive. To send it, choose it again.
check-rejected = Not sent: { $file } was not accepted by the security check.
check-change = Change
check-note = After this nothing here can be changed, unless { $org } sends something back. You get a receipt.
check-send = Send to { $org }
check-back = Back
check-fix = Add what is missing
check-unchanged = { $count ->
    [one] What was handed back is still as you sent it before. If it is right as it is, you can send it again.
   *[other] Nothing of what was handed back has changed since you sent it. If it is right as it is, you can send it again.
}
check-as-before = Handed back, and not changed since
check-not-sent = Handed back, and not sent again: add the file once more, or send without it
check-not-sent-required = Handed back, and not sent again: add the file once more
check-files-not-sent = A file that came back is not sent again by itself. If it was right, add it once more; if you send now, { $org } gets this task without it.
check-not-sent-cannot = Handed back, and not sent again: your link does not let you add files
check-not-sent-by-others = A file that somebody else sent here was handed back, and has not come again
check-files-not-sent-cannot = A file that came back is not sent again, and your link does not let you add one. If you send now, { $org } gets this task without it.
check-files-of-others = A file that was handed back to somebody else is still missing. If you send now, { $org } gets this task without it, and nobody can add it any more.
