//! What people call the things of a register, and the codes that sort them.
//!
//! Numbers and codes are typed, by people and by other programs: they may hold blanks, slashes and letters of any script. They are
//! kept and shown as they were typed first, without what nobody sees, and are the same in capitals and small letters.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{
    id::{DocumentId, NotAnId, RevisionId, WorkPackageId},
    slug::{OrgSlug, ProjectSlug},
    text::{Line, TextRefused, is_unseen},
};

/// Longest number, in characters.
pub const MAX_NUMBER_LENGTH: usize = 64;
/// Longest code, in characters.
pub const MAX_CODE_LENGTH: usize = 32;
/// Most bytes of UTF-8 that a number may take in small letters: lists have it in their keys.
const MAX_NUMBER_BYTES: usize = 192;
/// The same of a code.
const MAX_CODE_BYTES: usize = 96;

macro_rules! typed_names {
    ($($(#[$doc:meta])* $name:ident($max:expr);)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(try_from = "String")]
        pub struct $name(Line<$max>);

        impl $name {
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }

            /// As it is told apart, found and put in order: in small letters, and with the hyphen of keyboards where a word
            /// processor has put one that looks like it.
            pub fn folded(&self) -> String {
                folded(self.as_str())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

typed_names! {
    /// The number of a document: unique in its project, and never changed. At most 64 characters.
    RegisterNumber(MAX_NUMBER_LENGTH);
    /// The code of a revision, a type, a status or a discipline. At most 32 characters.
    HostCode(MAX_CODE_LENGTH);
}

impl RegisterNumber {
    /// As the name of what is shared.
    pub(crate) fn line(&self) -> Line<200> {
        self.0.widened()
    }
}

impl DocumentId {
    /// The document of this number in a project of an org.
    pub fn of(org: &OrgSlug, project: &ProjectSlug, number: &RegisterNumber) -> Self {
        Self::derived(&["document", org.as_str(), project.as_str(), &number.folded()])
    }
}

impl WorkPackageId {
    /// The work package of this number in a project of an org.
    pub fn of(org: &OrgSlug, project: &ProjectSlug, number: &RegisterNumber) -> Self {
        Self::derived(&["work package", org.as_str(), project.as_str(), &number.folded()])
    }
}

impl RevisionId {
    /// The revision of this code of a document.
    pub fn of(document: DocumentId, code: &HostCode) -> Self {
        Self::derived(&[&document.to_string(), &code.folded()])
    }
}

/// A code of the host's, and what it means in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coded {
    pub code: HostCode,
    pub title: Option<Line<80>>,
}

/// Why a text is no number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotARegisterNumber {
    #[error(transparent)]
    Text(#[from] TextRefused),
    /// An address could mean either.
    #[error("must not look like an id, such as doc_ with 22 letters and digits")]
    AnId,
}

impl FromStr for RegisterNumber {
    type Err = NotARegisterNumber;

    fn from_str(text: &str) -> Result<Self, NotARegisterNumber> {
        let number = Self(plain(text).parse()?);
        within(&number.folded(), MAX_NUMBER_BYTES)?;
        let (document, work_package): (Result<DocumentId, NotAnId>, Result<WorkPackageId, NotAnId>) =
            (number.folded().parse(), number.folded().parse());
        if document.is_ok() || work_package.is_ok() { Err(NotARegisterNumber::AnId) } else { Ok(number) }
    }
}

impl TryFrom<String> for RegisterNumber {
    type Error = NotARegisterNumber;
    fn try_from(text: String) -> Result<Self, NotARegisterNumber> {
        text.parse()
    }
}

impl FromStr for HostCode {
    type Err = TextRefused;
    fn from_str(text: &str) -> Result<Self, TextRefused> {
        let code = Self(plain(text).parse()?);
        within(&code.folded(), MAX_CODE_BYTES)?;
        Ok(code)
    }
}

/// Without what nobody sees, and with one blank where there are several: nothing that looks like another is one of its own.
fn plain(text: &str) -> String {
    let seen: String = text.chars().filter(|c| c.is_whitespace() || !is_unseen(*c)).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Each character by itself, so that what a text begins with is what its beginning is.
fn folded(text: &str) -> String {
    let plain = |c| match c {
        '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}' => '-',
        'ς' => 'σ',
        c => c,
    };
    text.chars().flat_map(char::to_lowercase).map(plain).collect()
}

fn within(folded: &str, max: usize) -> Result<(), TextRefused> {
    if folded.len() > max { Err(TextRefused::TooManyBytes { max }) } else { Ok(()) }
}

impl TryFrom<String> for HostCode {
    type Error = TextRefused;
    fn try_from(text: String) -> Result<Self, TextRefused> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_the_same_in_any_case_and_shown_as_it_was_typed() {
        let number: RegisterNumber = " Demo-Civ  001/Ä ".parse().unwrap();
        assert_eq!(number.as_str(), "Demo-Civ 001/Ä");
        assert_eq!(number.folded(), "demo-civ 001/ä");
        let of =
            |text: &str| DocumentId::of(&"acme".parse().unwrap(), &"port".parse().unwrap(), &text.parse().unwrap());
        assert_eq!(of("Demo-Civ 001/Ä"), of("DEMO-CIV 001/ä"));
        assert_ne!(of("Demo-Civ 001/Ä"), of("Demo-Civ 001/A"));
        assert_eq!(of("ΟΔΟΣ"), of("οδος"));
        assert_eq!(of("ΟΔΟΣ"), of("οδοσ"));
        for unseen in
            ['\u{115f}', '\u{1160}', '\u{200d}', '\u{2066}', '\u{fe0f}', '\u{1bca0}', '\u{1d173}', '\u{e0020}']
        {
            let number: RegisterNumber = format!("LK{unseen}-001{unseen}").parse().unwrap();
            assert_eq!(number.as_str(), "LK-001", "{unseen:?}");
        }
        for alike in ["Demo\u{2011}Civ 001/Ä", "Demo-Civ\u{a0}\u{a0} 001/Ä", "Demo\u{2013}Civ  001/Ä"] {
            assert_eq!(of(alike), of("Demo-Civ 001/Ä"), "{alike:?}");
        }
    }

    #[test]
    fn a_number_is_seen_is_short_and_is_no_id() {
        let id = DocumentId::new([7; 16]).to_string();
        assert_eq!(id.parse::<RegisterNumber>(), Err(NotARegisterNumber::AnId));
        assert_eq!(id.to_uppercase().parse::<RegisterNumber>(), Err(NotARegisterNumber::AnId));
        assert!("doc_7".parse::<RegisterNumber>().is_ok());
        for bad in ["", " ", "\u{200b}", &"7".repeat(65)] {
            assert!(matches!(bad.parse::<RegisterNumber>(), Err(NotARegisterNumber::Text(_))), "{bad:?}");
        }
        assert!("C".repeat(33).parse::<HostCode>().is_err());
        // Of two bytes each in capitals, and of three in small letters.
        assert!("Ⱥ".repeat(32).parse::<HostCode>().is_ok());
        assert_eq!("😀".repeat(25).parse::<HostCode>(), Err(TextRefused::TooManyBytes { max: 96 }));
        assert!("😀".repeat(49).parse::<RegisterNumber>().is_err());
    }
}
