back-subject = { $org } has sent something of “{ $task }” back
back-lede = { $by } of { $org } has looked at what you sent for “{ $task }” and hands this back to you:
back-next = Please correct it and send the task once more. Everything else stays as you sent it.
back-next-carried = Please correct it and send the task once more: open the link by which you came. Everything else stays as you sent it.
back-others = Files that somebody else sent were handed back, too.
back-open = Correct and send
back-news-subject = { $org } has sent something of “{ $task }” back
back-news-lede = { $by } of { $org } has handed something of “{ $task }” back to another person, and the task is open again. You took part in it; nothing is asked of you.
