//! What somebody reads who has the link alone, and the mail that brings it: what is asked of them, or what they get to see.

use super::{left::LeftToDo, state::Share};
use crate::{
    document::{Document, Revision},
    task::StepDecision,
    value::{Coded, Line},
};

/// What a share is for, before it is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UpFront {
    /// What is left to do of its tasks.
    Tasks(LeftToDo),
    /// The document, where it may be named.
    Document(Option<NamedDocument>),
}

/// What is said of a document up front, beside its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedDocument {
    pub title: Line<300>,
    pub kind: Coded,
}

/// What the guest of a document is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedOfReader {
    Decision,
    /// To say that they have taken note.
    Note,
}

impl Share {
    /// What is asked on its document; `None`: to read it, or they have decided.
    pub fn asked_of_reader(&self) -> Option<AskedOfReader> {
        let terms = self.terms.scope.as_document()?.response.as_ref().filter(|_| self.gate.decision.is_none())?;
        let is_note = terms.decisions.contains(&StepDecision::Acknowledge);
        Some(if is_note { AskedOfReader::Note } else { AskedOfReader::Decision })
    }

    /// What may be said of its document to who has the link alone.
    pub fn document_up_front(&self, document: Option<&Document>) -> Option<NamedDocument> {
        let here = document.filter(|document| self.is_shown_up_front() && self.shows(document));
        here.map(|document| NamedDocument {
            title: document.details.title.clone(),
            kind: document.details.kind.clone(),
        })
    }

    /// Whether a document is what it is about.
    pub fn shows(&self, document: &Document) -> bool {
        self.terms.scope.as_document().is_some_and(|shared| shared.document == document.id)
            && document.is_in(&self.terms.org, &self.terms.project)
    }

    /// Whether a revision is the one that its guest sees.
    pub fn shows_revision(&self, revision: &Revision) -> bool {
        self.terms.scope.as_document().is_some_and(|shared| shared.revision() == revision.id())
    }
}
