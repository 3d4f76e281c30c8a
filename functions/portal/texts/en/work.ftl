work-lede = { $inviter } of { $org } asks you for your part in this.
work-until = Open until
work-instructions = What { $inviter } writes
work-tasks = Your tasks
work-first-tasks = Back to the first tasks
work-further-tasks = Further tasks
work-state-open = To do
work-state-waiting = Waiting for another step
work-state-waiting-for = Waiting for “{ $titles }”
work-state-waiting-for-and = Waiting for “{ $titles }” and another step
work-state-completed = Completed { $when }
work-waiting-note = You can do this as soon as what it waits for is completed.
work-references = Files to read
work-files = All files at once
work-files-ask = Download all files (zip, { $size })
work-files-ask-unsized = Download all files (zip)
work-files-going = The files are being put together. Look again in a moment.
work-files-look = See whether they are ready
work-files-ready = The files are ready, until { $until }.
work-files-fetch = Save the files (zip, { $size })
work-files-failed = The files could not be put together. Please try again.
work-files-changed = Other files are shared with you since then. Please download them anew.
work-save = Save
work-noscript = Your browser runs no scripts here, so nothing is saved by itself. Every button that saves or sends saves all that you typed on this page; press “Save” before you leave, or remove a file. Files cannot be sent from this browser.
work-check = Check and send to { $org }
work-check-note = You see everything once more before it is sent.
work-no-send = When everything is there, { $org } completes this task.
work-left-out = You sent these files too, but they are no part of the completed task: they had not arrived by then, or were not accepted.
work-decide-send = Send decision to { $org }
work-decide-note = It cannot be changed afterwards. You get a receipt.
work-decide-send-only = Confirm to { $org }: { $decision }
work-decide-waiting = Your decision is not sent yet. Send it, or empty the box.
work-decide-not-chosen = Choose your decision
work-decide-comment-missing = Write a comment: “{ $decision }” needs one
work-decide-incomplete = Your decision is not sent: answers of this task are missing or not right
work-decide-own-work = Your decision was not taken: you did the work that it is about, so somebody else has to decide.
work-decide-over = Your decision was not taken: this has changed in the meantime, and is not yours to decide any more.
work-to-decide = Your decision is still missing
work-state-others = For others to decide
work-state-decided = You decided { $when }
work-receipt = See the receipt
work-done-title = Everything is sent
work-done = { $org } has received all that was asked of you here. Thank you. You can read it here until { $until }.
work-comments = Comments
work-news = There is a new comment
work-comment = Write a comment
work-comment-hint = { $org } is told by mail within some minutes. An answer comes to you by mail and stands here.
work-comment-staff = { $name } of { $org }
work-comment-add = Add comment
work-conflict = This was changed elsewhere in the meantime. It now says:
work-conflict-mine = Keep mine
work-conflict-theirs = Take the other
work-changed = “{ $label }” was changed elsewhere in the meantime. There it says “{ $theirs }”; below is what you typed. Save again to keep it.
work-too-much = The answers of this task are too long altogether. Shorten some of them.
work-moved-on = This task has changed in the meantime.
work-back = { $count ->
    [one] { $org } has sent one thing back
   *[other] { $org } has sent { $count } things back
}
work-back-count = { $count ->
    [one] 1 thing handed back
   *[other] { $count } things handed back
}
work-back-round = Round { $round }
work-back-rest = Everything else stays as you sent it
work-state-back = Handed back
work-not-handed-back = This was sent before and not handed back, so it cannot change.
work-steps = { $done } of { $all } done
