field-optional = (optional)
field-no-answer = No answer
field-not-answered = Not answered
field-yes = Yes
field-no = No

hint-max-length = At most { $max } characters.
hint-number = For example 1234.5
hint-number-between = From { $min } to { $max }.
hint-number-min = { $min } or more.
hint-number-max = { $max } or less.
hint-date-between = From { $min } to { $max }.
hint-date-min = { $min } or later.
hint-date-max = { $max } or earlier.
hint-phone = With the country code, for example +55 11 91234-5678
hint-pick-between = Choose { $min } to { $max }.
hint-pick-min = Choose at least { $min }.
hint-pick-max = Choose at most { $max }.
hint-pick-any = Choose all that apply.
hint-checklist = Tick each item.
hint-files-types = Accepted: { $types }.
hint-files-size = At most { $size } per file.
hint-files-between = { $min } to { $max } files.
hint-files-min = { $min ->
    [one] At least one file.
   *[other] At least { $min } files.
}
hint-files-max = { $max ->
    [one] One file.
   *[other] At most { $max } files.
}

flaw-at = { $label }: { $flaw }
flaw-required = Enter an answer
flaw-required-choice = Choose an answer
flaw-required-tick = Tick the box
flaw-too-long = Shorten this to { $max } characters or fewer
flaw-pattern = This does not have the expected form
flaw-not-a-number = Enter a number, such as 1234.5
flaw-below = Enter { $min } or more
flaw-above = Enter { $max } or less
flaw-not-a-date = Enter a date, such as 22 November 2026
flaw-before = Enter { $min } or a later date
flaw-after = Enter { $max } or an earlier date
flaw-not-an-email = Enter an e-mail address, such as name@example.com
flaw-not-a-phone = Enter a phone number, such as +55 11 91234-5678
flaw-not-an-option = Choose one of the options
flaw-too-few-picked = Choose at least { $min }
flaw-too-many-picked = Choose at most { $max }
flaw-unticked = Tick every item
flaw-file-required = Add a file
flaw-too-few-files = Add files until there are at least { $min }
flaw-too-many-files = Remove files until there are at most { $max }
flaw-file-pending = A file is still being received or checked. Wait a moment, then send again.
flaw-wrong-shape = This answer cannot be taken as it is
