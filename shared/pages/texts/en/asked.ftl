asked-more = { $count ->
    [one] And one more task.
   *[other] And { $count } more tasks.
}
asked-minutes = { $count ->
   *[other] It takes about { $count } minutes.
}
asked-answers = { $count ->
    [one] 1 answer
   *[other] { $count } answers
}
asked-files = { $count ->
    [one] 1 file
   *[other] { $count } files
}
asked-decision = 1 decision
asked-back = sent back to be corrected
asked-back-to-others = sent back to somebody else
asked-due = by { $due }
asked-decide-by = Decide by: { $due }
asked-waits = waits for another step
asked-waiting = { $count ->
    [one] 1 of { $all } waits for another step before it can be done.
   *[other] { $count } of { $all } wait for another step before they can be done.
}
asked-all-waiting = { $count ->
    [one] Another step comes first: there is nothing to do yet.
   *[other] Other steps come first: there is nothing to do yet.
}
