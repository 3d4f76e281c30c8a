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
asked-due = by { $due }
