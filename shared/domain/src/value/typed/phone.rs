//! A phone number as people write it, copy it from their contacts, or sign with it.

use std::str::FromStr;

use super::{letters::plain, phone_label::without_labels};

/// ITU-T E.164 allows 15 digits; fewer than six are no number that a stranger can call.
const DIGITS: std::ops::RangeInclusive<usize> = 6..=15;
/// Most digits of an extension.
const MAX_EXTENSION: usize = 11;
/// What people write before an extension, in the languages of pages.
const EXTENSION: [&str; 11] =
    ["r", "ext", "extension", "extensión", "extensao", "extensão", "ramal", "int", "interno", "anexo", "x"];

/// A phone number with the separators that somebody wrote, and with its extension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneNumber {
    text: String,
    /// As far as it is dialled from outside.
    main: String,
    extension: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be a phone number such as +55 11 91234-5678")]
pub struct NotAPhone;

impl FromStr for PhoneNumber {
    type Err = NotAPhone;

    fn from_str(typed: &str) -> Result<Self, NotAPhone> {
        let cleaned = plain(typed);
        let text = cleaned.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        let text = without_labels(&text);
        let is_marked = |c: char| c.is_alphabetic() || matches!(c, ';' | '#' | ',');
        let (main, marked) = text.split_at(text.find(is_marked).unwrap_or(text.len()));
        let main = main.trim_end();
        let extension = if marked.is_empty() { None } else { Some(extension(marked).ok_or(NotAPhone)?) };
        // A country code may stand in brackets.
        let rest = main.strip_prefix("(+").or_else(|| main.strip_prefix('+')).unwrap_or(main);
        let separated = rest.bytes().all(|b| b.is_ascii_digit() || b" -.()/".contains(&b));
        let digits = rest.bytes().filter(u8::is_ascii_digit).count();
        if separated && DIGITS.contains(&digits) {
            Ok(Self { text: text.to_owned(), main: main.to_owned(), extension })
        } else {
            Err(NotAPhone)
        }
    }
}

impl PhoneNumber {
    /// As it was written, without labels and what nobody sees.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    pub fn extension(&self) -> Option<&str> {
        self.extension.as_deref()
    }

    /// `+5511912345678`, for machines; `None`: nothing says in which country it is. A 0 in brackets is dialled within
    /// the country alone. Whether anybody has the number is not asked.
    pub fn e164(&self) -> Option<String> {
        self.main.strip_prefix('(').unwrap_or(&self.main).strip_prefix('+')?;
        let abroad = self.main.replacen("(0)", "", 1);
        let digits: String = abroad.chars().filter(char::is_ascii_digit).collect();
        // Another 0 in brackets, or a second number behind a stroke: nobody knows which digits are meant.
        let is_clear = !digits.starts_with('0') && !abroad.contains("(0") && !abroad.contains('/');
        (is_clear && DIGITS.contains(&digits.len())).then(|| format!("+{digits}"))
    }
}

/// The digits behind `ext. 12`, `ramal 21`, `x12`, `#12` or `;ext=12`.
fn extension(marked: &str) -> Option<String> {
    let marked = marked.trim_start_matches([';', ',', ' ']).to_lowercase();
    let (mark, rest) = marked.split_at(marked.find(|c: char| !c.is_alphabetic() && c != '#')?);
    let known = mark == "#" || EXTENSION.contains(&mark);
    let digits = rest.trim_start_matches(['.', ':', '=']).trim_start();
    let plain = (1..=MAX_EXTENSION).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    (known && plain).then(|| digits.to_owned())
}
