# What the scripts of fields say.
word-empty = empty
word-about = { $name }: { $state }
word-error-title = Error: { $title }
word-count-left = Characters left: { $count }
word-count-over = Characters too many: { $count }
rounds-left-out = { $count ->
    [one] The first round is not shown here: all of them together are too long.
   *[other] The first { $count } rounds are not shown here: all of them together are too long.
}
