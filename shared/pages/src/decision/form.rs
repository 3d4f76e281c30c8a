//! What somebody can decide, as a form: one of what is offered, and a comment.

use std::collections::BTreeSet;

use askama::Template;
use vestibule_domain::task::StepDecision;

use super::words::{label, meaning, word};
use crate::texts::Texts;

/// A decision as it stands in its form again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedDecision {
    pub decision: Option<StepDecision>,
    pub comment: String,
    /// What is wrong with it, in words. `None`: something else of the page is.
    pub error: Option<String>,
    /// It is about the comment.
    pub in_comment: bool,
}

/// What can be decided.
#[derive(Debug, Clone)]
pub struct Offered<'a> {
    pub decisions: &'a BTreeSet<StepDecision>,
    pub comment_required: &'a BTreeSet<StepDecision>,
    /// Who reads the comment.
    pub hint: String,
}

#[derive(Template)]
#[template(path = "decision_form.html", whitespace = "minimize")]
pub struct DecisionForm {
    texts: Texts,
    /// The task or document that it is on: part of the names of its fields.
    on: String,
    /// Of what is shown.
    basis: String,
    options: Vec<DecisionOption>,
    comment: String,
    hint: String,
    /// No decision needs one.
    optional: bool,
    error: Option<String>,
    comment_error: Option<String>,
}

struct DecisionOption {
    word: &'static str,
    label: String,
    meaning: String,
    chosen: bool,
}

impl DecisionForm {
    /// `typed`: what was typed and not taken.
    pub fn new(
        texts: Texts,
        (on, basis): (String, String),
        offered: Offered<'_>,
        typed: Option<&TypedDecision>,
    ) -> Self {
        let Offered { decisions, comment_required, hint } = offered;
        let option = |decision: &StepDecision| DecisionOption {
            word: word(*decision),
            label: label(texts, *decision),
            meaning: meaning(texts, comment_required.contains(decision), *decision),
            chosen: typed.is_some_and(|typed| typed.decision == Some(*decision)),
        };
        let error =
            |in_comment| typed.filter(|typed| typed.in_comment == in_comment).and_then(|typed| typed.error.clone());
        Self {
            texts,
            on,
            basis,
            options: decisions.iter().map(option).collect(),
            comment: typed.map(|typed| typed.comment.clone()).unwrap_or_default(),
            hint,
            optional: comment_required.is_empty(),
            error: error(false),
            comment_error: error(true),
        }
    }

    /// Where the summary's link leads, and what it says.
    pub fn flaw(&self) -> Option<(String, String)> {
        let first = self.options.first().map_or("", |option| option.word);
        let choice = self.error.clone().map(|error| {
            let anchor = if self.is_single() { self.comment_id() } else { format!("decision:{}:{first}", self.on) };
            (anchor, error)
        });
        choice.or_else(|| self.comment_error.clone().map(|error| (self.comment_id(), error)))
    }

    /// What is sent where there is nothing to choose.
    pub fn only(&self) -> Option<&str> {
        self.options.first().filter(|_| self.is_single()).map(|option| option.label.as_str())
    }

    fn is_single(&self) -> bool {
        self.options.len() == 1
    }

    fn comment_id(&self) -> String {
        format!("reason-{}", self.on)
    }
}
