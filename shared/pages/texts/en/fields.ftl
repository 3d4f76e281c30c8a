field-optional = (optional)
field-no-answer = No answer
field-not-answered = Not answered
field-yes = Ticked
field-no = Not ticked

hint-max-length = At most { $max } characters.
hint-number = For example 1234.5
hint-number-between = From { $min } to { $max }.
hint-number-min = { $min } or more.
hint-number-max = { $max } or less.
hint-number-exactly = Exactly { $exactly }.
hint-date-between = From { $min } to { $max }.
hint-date-min = { $min } or later.
hint-date-max = { $max } or earlier.
hint-date-exactly = On { $exactly }.
hint-phone = With the country code, for example +55 11 91234-5678
hint-pick-between = Choose { $min } to { $max }.
hint-pick-min = Choose at least { $min }.
hint-pick-max = Choose at most { $max }.
hint-pick-exactly = Choose { $exactly }.
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
hint-files-exactly = { $exactly ->
    [one] One file.
   *[other] { $exactly } files.
}
hint-files-any-between = None, or { $min } to { $max } files.
hint-files-any-min = None, or at least { $min } files.
hint-files-any-exactly = { $exactly ->
    [one] None, or one file.
   *[other] None, or { $exactly } files.
}

reading = Read as { $read }.
reading-other = For { $other }, type { $other }.
reading-leave-out = Write only the number, { $number }, without { $around }.
reading-in-figures = Write the number in full, in digits, for example 1500000 or -500, without words or other signs.
number-in-words = { $figures } ({ $words })
number-whole = the whole number { $number }
number-is-whole = a whole number
number-thousandths = { $whole } and { $count ->
    [one] { $count } thousandth
   *[other] { $count } thousandths
}

flaw-required = Fill in “{ $label }”
flaw-required-choice = Choose an answer for “{ $label }”
flaw-required-tick = Tick “{ $label }”
flaw-too-long = Shorten “{ $label }” to { $max } characters or fewer
flaw-pattern = “{ $label }” does not have the expected form
flaw-not-a-number = Write only a number for “{ $label }”, such as 1234.5, without a currency or unit
flaw-below = Enter { $min } or more for “{ $label }”
flaw-above = Enter { $max } or less for “{ $label }”
flaw-not-a-date = Enter a date for “{ $label }”, with day, month and year, such as 22 November 2026
flaw-before = Enter { $min } or a later date for “{ $label }”
flaw-after = Enter { $max } or an earlier date for “{ $label }”
flaw-not-an-email = Enter an e-mail address for “{ $label }”, such as name@example.com
flaw-local-part = For “{ $label }”, enter an address without { $character }, its character { $place }: before the @, mail takes the letters a to z without accents
flaw-local-part-any = For “{ $label }”, enter an address with the letters a to z without accents before the @
flaw-not-a-phone = Enter a phone number for “{ $label }”, such as +55 11 91234-5678
flaw-not-an-option = Choose one of the options for “{ $label }”
flaw-too-few-picked = Choose at least { $min } for “{ $label }”
flaw-too-many-picked = Choose at most { $max } for “{ $label }”
flaw-unticked = Tick every item of “{ $label }”
flaw-file-required = Add a file for “{ $label }”
flaw-too-few-files = Add files for “{ $label }” until there are at least { $min }
flaw-too-many-files = Remove files from “{ $label }” until there are at most { $max }
flaw-file-pending = A file for “{ $label }” is still being received or checked. Wait a moment, then try again.
flaw-left-to-others = “{ $label }” was handed back to somebody else. They can send it as it is; you can once it is answered anew.
flaw-wrong-shape = The answer for “{ $label }” cannot be taken as it is
field-returned = Handed back: “{ $reason }”
field-returned-file = “{ $file }” was handed back: “{ $reason }”
field-returned-other = A file that somebody else sent here was handed back.
