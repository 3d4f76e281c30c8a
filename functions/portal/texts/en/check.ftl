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
