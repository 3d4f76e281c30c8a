//! How an address names a document, and a body.

use serde::Deserialize;
use vestibule_domain::{
    document::Document,
    staff::Authority,
    value::{DocumentId, NotARegisterNumber, NotASlug, NotAnId, OrgSlug, ProjectSlug, RegisterNumber, TaskSlug},
};

use super::{fields::Fields, flaw::unread};
use crate::answer::{Kind, Problem};

/// By its id, or by its number, which is no id. API Gateway decodes an address before anybody reads it, so a number with a slash
/// or a question mark is told by its id alone.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum DocumentName {
    Id(DocumentId),
    Number(RegisterNumber),
}

impl TryFrom<String> for DocumentName {
    type Error = NotPlain;

    fn try_from(text: String) -> Result<Self, NotPlain> {
        text.parse().map(Self::Id).or_else(|_| plain(&text).map(Self::Number))
    }
}

impl DocumentName {
    /// The same in a body, which holds every number.
    pub fn of_body(text: &str) -> Result<Self, NotARegisterNumber> {
        text.parse().map(Self::Id).or_else(|_: NotAnId| text.parse().map(Self::Number))
    }

    /// The document of that name in a project of an org.
    pub fn id_in(&self, org: &OrgSlug, project: &ProjectSlug) -> DocumentId {
        match self {
            Self::Id(id) => *id,
            Self::Number(number) => DocumentId::of(org, project, number),
        }
    }

    /// The document of that name in the project that the proof is for.
    pub fn in_project(&self, by: Authority<'_>) -> DocumentId {
        self.id_in(&by.member().org, by.project())
    }
}

/// Why a text is no number that an address can hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotPlain {
    #[error("{0}; POST takes other numbers")]
    Slug(#[from] NotASlug),
    #[error("is an id: PUT takes a number, and POST one in its body")]
    Number(#[from] NotARegisterNumber),
}

/// The number of what an address names.
pub fn plain(text: &str) -> Result<RegisterNumber, NotPlain> {
    let _: TaskSlug = text.parse()?;
    Ok(text.parse()?)
}

/// The same of what an address makes: the rule is told.
pub fn plain_number(text: &str, parameter: &str) -> Result<RegisterNumber, Problem> {
    plain(text).map_err(|rule| unread("address", parameter, &rule.to_string()))
}

/// The number that a body has, where the address has none.
pub fn posted_number(asked: Option<&str>, wrong: &mut Fields) -> Option<RegisterNumber> {
    if asked.is_none() {
        wrong.refuse("/number", "invalid", "is missing");
    }
    asked.and_then(|asked| wrong.read("/number", asked))
}

/// A body may repeat the number of the address, and say no other.
pub fn same_number(number: &RegisterNumber, asked: Option<&str>, wrong: &mut Fields) {
    let same = |asked: RegisterNumber| asked.folded() == number.folded();
    if asked.is_some_and(|asked| !asked.parse().is_ok_and(same)) {
        wrong.refuse("/number", "invalid", "is another than in the address, where it is enough");
    }
}

/// The document that was found, if it is of the project that the proof is for. Any other does not exist.
pub fn here(found: Option<Document>, by: Authority<'_>) -> Result<Document, Problem> {
    let is_here = |document: &Document| document.is_in(&by.member().org, by.project());
    found.filter(is_here).ok_or_else(no_such_document)
}

fn no_such_document() -> Problem {
    Problem::new(Kind::NotFound, "there is no such document")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_document_by_id_or_by_number() {
        let id = DocumentId::new([7; 16]);
        assert_eq!(DocumentName::try_from(id.to_string()), Ok(DocumentName::Id(id)));
        let number = "DEMO-001.a";
        assert_eq!(DocumentName::try_from(number.to_owned()), Ok(DocumentName::Number(number.parse().unwrap())));
        for bad in ["DEMO/001 a", "ä", "", &"n".repeat(65)] {
            assert!(matches!(DocumentName::try_from(bad.to_owned()), Err(NotPlain::Slug(_))), "{bad}");
        }
    }
}
