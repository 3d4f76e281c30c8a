//! One revision of one document.

use std::collections::BTreeSet;

use super::response_terms::ResponseTerms;
use crate::{
    document::{Document, Revision},
    policy::Policy,
    share::{
        permission::Permission::{self, Comment, DownloadFiles, ReadFiles, Respond},
        terms_flaw::TermsFlaw,
    },
    task::StepDecision,
    value::{DocumentId, HostCode, RegisterNumber, RevisionId},
};

/// The revision that the guest sees, also when a later one is current.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedDocument {
    pub document: DocumentId,
    pub number: RegisterNumber,
    /// The code of the revision.
    pub code: HostCode,
    /// What its guest is asked to decide on it.
    pub response: Option<ResponseTerms>,
}

/// A document of the register, which revision of it is asked for, and what is to be decided on it.
#[derive(Debug, Clone, Copy)]
pub struct AskedDocument<'a> {
    pub document: &'a Document,
    pub revision: AskedRevision<'a>,
    /// `None`: what is usual, where the guest may respond.
    pub decisions: Option<&'a BTreeSet<StepDecision>>,
}

#[derive(Debug, Clone, Copy)]
pub enum AskedRevision<'a> {
    /// Which is current when the share is created.
    Current,
    /// The one of this code, where the document has it.
    Named(&'a HostCode, Option<&'a Revision>),
}

impl SharedDocument {
    pub(super) const PERMISSIONS: &'static [Permission] = &[ReadFiles, DownloadFiles, Comment, Respond];

    pub(super) fn of(
        AskedDocument { document, revision, decisions }: AskedDocument<'_>,
        permissions: &BTreeSet<Permission>,
        policy: &Policy,
    ) -> Result<Self, Vec<TermsFlaw>> {
        let code = Self::shown(document, revision);
        match (code, ResponseTerms::of(decisions, permissions, policy)) {
            (Ok(code), Ok(response)) => {
                Ok(Self { document: document.id, number: document.number.clone(), code: code.clone(), response })
            }
            (code, response) => Err([code.err(), response.err()].into_iter().flatten().collect()),
        }
    }

    fn shown<'a>(document: &'a Document, revision: AskedRevision<'a>) -> Result<&'a HostCode, TermsFlaw> {
        if document.details.is_withdrawn() {
            return Err(TermsFlaw::DocumentWithdrawn);
        }
        match revision {
            AskedRevision::Current => Ok(&document.current.as_ref().ok_or(TermsFlaw::NoRevision)?.code),
            AskedRevision::Named(_, Some(revision)) if revision.document == document.id => Ok(&revision.code),
            AskedRevision::Named(code, _) => Err(TermsFlaw::UnknownRevision { code: code.clone() }),
        }
    }

    pub fn revision(&self) -> RevisionId {
        RevisionId::of(self.document, &self.code)
    }
}
