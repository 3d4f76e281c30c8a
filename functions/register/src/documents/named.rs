//! How an address names a document.

use serde::Deserialize;
use vestibule_domain::{
    staff::Authority,
    value::{DocumentId, NotARegisterNumber, RegisterNumber},
};
use vestibule_web::answer::{Kind, Problem};

/// By its id, or by its number, which is no id. API Gateway decodes an address before anybody reads it, so a number with a slash
/// or a question mark is told by its id alone.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) enum DocumentName {
    Id(DocumentId),
    Number(RegisterNumber),
}

impl TryFrom<String> for DocumentName {
    type Error = NotARegisterNumber;

    fn try_from(text: String) -> Result<Self, NotARegisterNumber> {
        text.parse().map(Self::Id).or_else(|_| text.parse().map(Self::Number))
    }
}

impl DocumentName {
    /// The document of that name in the project that the proof is for.
    pub(crate) fn in_project(&self, by: Authority<'_>) -> DocumentId {
        match self {
            Self::Id(id) => *id,
            Self::Number(number) => DocumentId::of(&by.member().org, by.project(), number),
        }
    }
}

pub(crate) fn no_such_document() -> Problem {
    Problem::new(Kind::NotFound, "there is no such document")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_document_by_id_or_by_number() {
        let id = DocumentId::new([7; 16]);
        assert_eq!(DocumentName::try_from(id.to_string()), Ok(DocumentName::Id(id)));
        let number = "DEMO/001 a";
        assert_eq!(DocumentName::try_from(number.to_owned()), Ok(DocumentName::Number(number.parse().unwrap())));
        assert!(DocumentName::try_from("n".repeat(65)).is_err());
    }
}
