//! Whether a line says a word, in a name or in a sentence.

/// A word to look for.
pub(super) enum Spelling {
    /// Written in small letters: a part of any name.
    Part(Vec<String>),
    /// Written with a capital: exactly this name.
    Name(String),
}

impl Spelling {
    pub(super) fn of(word: &str) -> Self {
        if word.contains(char::is_uppercase) { Self::Name(word.to_owned()) } else { Self::Part(parts(word)) }
    }
}

/// The names of a line, each with its parts.
pub(super) struct Line<'a> {
    names: Vec<(&'a str, Vec<String>)>,
}

impl<'a> Line<'a> {
    pub(super) fn of(line: &'a str) -> Self {
        let names = line.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
        Self { names: names.filter(|name| !name.is_empty()).map(|name| (name, parts(name))).collect() }
    }

    pub(super) fn says(&self, spelling: &Spelling) -> bool {
        self.names.iter().any(|(name, parts)| match spelling {
            Spelling::Name(sought) => name == sought,
            Spelling::Part(sought) => parts.windows(sought.len()).any(|parts| parts == sought),
        })
    }
}

/// `two_words`, `TwoWords` and `TWO_WORDS` are all `two` and `words`.
fn parts(name: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut before_was_small = false;
    for letter in name.chars() {
        if letter == '_' || (letter.is_uppercase() && before_was_small) {
            parts.push(String::new());
        }
        if letter != '_' {
            let last = parts.len() - 1;
            parts[last].extend(letter.to_lowercase());
        }
        before_was_small = !letter.is_uppercase();
    }
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(line: &str, word: &str) -> bool {
        Line::of(line).says(&Spelling::of(word))
    }

    #[test]
    fn a_word_in_small_letters_is_found_as_a_part_of_any_name() {
        for line in ["let desk = 1;", "HelpDesk::new()", "help_desk", "DESK_SIZE", "// At the desk."] {
            assert!(says(line, "desk"), "{line}");
        }
        for line in ["desk2", "desktop", "// desks", "\u{e9}desk"] {
            assert!(!says(line, "desk"), "{line}");
        }
        assert!(says("self.take_up(1)", "take_up") && says("TakeUp", "take_up"));
        assert!(!says("// they take up room", "take_up"));
    }

    #[test]
    fn a_word_with_a_capital_is_found_as_that_very_name() {
        assert!(says("Keyed<T>", "Keyed") && says("use web::Keyed;", "Keyed"));
        assert!(!says("// a keyed hash", "Keyed") && !says("KeyedHash", "Keyed") && !says("MOST_LINES", "MOST"));
    }
}
