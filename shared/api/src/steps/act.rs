//! What is done in a step: answered, decided, given away.

use std::{collections::BTreeMap, fmt};

use jiff::Timestamp;
use serde::{
    Deserialize, Serialize,
    de::{IntoDeserializer as _, value},
};
use vestibule_domain::value::FieldSlug;

use crate::{
    problem::FieldError,
    task::{Answer, Colleague, StepDecision},
    unique_map,
};

/// `POST /v1/steps/{step}/respond`, and of guests `POST /p/{share}/tasks/{task}/respond` and
/// `POST /p/{share}/documents/{document}/revisions/{revision}/respond`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewResponse {
    pub decision: StepDecision,
    /// What was read: as the step or the document has it.
    pub basis: String,
    /// 1 to 2,000 characters.
    pub comment: Option<String>,
}

/// A decision as the form of a page sends it, beside everything else on that page: it may be no decision yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypedResponse {
    pub decision: Option<StepDecision>,
    /// As the page had it.
    pub basis: String,
    /// As it was typed.
    pub comment: String,
}

impl TypedResponse {
    /// Among the fields of a form, by the task or document that it is on.
    pub fn among(fields: &[(String, String)], on: &impl fmt::Display) -> Self {
        let all = |name: &str| {
            let name = format!("{name}:{on}");
            fields.iter().filter(move |(known, _)| *known == name).map(|(_, value)| value.as_str())
        };
        let one = |name: &str| all(name).next().unwrap_or_default();
        let word = |word: &str| {
            let word: value::StrDeserializer<'_, value::Error> = word.into_deserializer();
            StepDecision::deserialize(word).ok()
        };
        // A form's line breaks are CR LF (HTML, "form entry list").
        Self {
            // Nobody has chosen who names two.
            decision: word(one("decision")).filter(|_| all("decision").nth(1).is_none()),
            basis: one("basis").to_owned(),
            comment: one("reason").replace("\r\n", "\n"),
        }
    }
}

/// The decision was taken back, or there was none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoResponse {
    /// `true`.
    pub withdrawn: bool,
}

/// A step goes to somebody else: as one's own, or as that of `from`, which staff name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Delegation {
    pub to: Colleague,
}

/// `POST /v1/steps/{step}/draft`: answers to keep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewDraft {
    /// The version of the answers on which they were typed.
    pub base: u64,
    /// As they are kept, such as `1234.5` and `2026-11-22`. `null` clears one.
    #[serde(deserialize_with = "unique_map")]
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::openapi::answers_or_null))]
    pub answers: BTreeMap<FieldSlug, Option<Answer>>,
}

/// They are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftKept {
    /// The new base.
    pub version: u64,
    pub saved_at: Timestamp,
    /// For what the step could not be completed or passed with these answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flaws: Vec<FieldError>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_that_names_two_decisions_has_chosen_none() {
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let (approve, reject) = (field("decision:a", "approve"), field("decision:a", "reject"));
        let chosen = |fields: &[(String, String)]| TypedResponse::among(fields, &"a").decision;
        assert_eq!(chosen(&[approve.clone(), field("decision:b", "reject")]), Some(StepDecision::Approve));
        assert_eq!(chosen(&[approve.clone(), reject]), None);
        assert_eq!(chosen(&[approve.clone(), approve]), None);
    }
}
