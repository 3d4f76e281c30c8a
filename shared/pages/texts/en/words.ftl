# What the scripts of fields say.
word-empty = empty
word-about = { $name }: { $state }
word-error-title = Error: { $title }
word-count-left = Characters left: { $count }
word-count-over = Characters too many: { $count }
