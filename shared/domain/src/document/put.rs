//! Putting a document into the register, or saying something else of it. The same again changes nothing.

use super::{
    details::Details,
    fact::DocumentFact,
    state::{Document, DocumentRefused},
};
use crate::{
    audit::{Head, Stamp},
    change::Change,
    decision::Decision,
    staff::{Authority, Right},
    value::{DocumentId, RegisterNumber},
};

/// What a host says of the document of one number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutDocument {
    pub number: RegisterNumber,
    pub details: Details,
}

/// A document with all the lists that it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentPut {
    pub document: Document,
}

impl PutDocument {
    /// `before` is the document of that number, where there is one.
    pub fn decide(
        &self,
        by: Authority<'_>,
        before: Option<&Document>,
        stamp: &Stamp,
    ) -> Result<Decision<DocumentPut>, DocumentRefused> {
        match before {
            None => Ok(self.create(by, stamp)?.map(|document| DocumentPut { document }).into()),
            Some(before) => self.change(by, before, stamp),
        }
    }

    fn create(&self, by: Authority<'_>, stamp: &Stamp) -> Result<Change<Document>, DocumentRefused> {
        let (member, project) = (by.member(), by.project());
        by.covers(Right::ManageOwnDocuments, &member.org, project)?;
        if self.details.is_superseded() {
            return Err(DocumentRefused::NothingSuperseded);
        }
        let id = DocumentId::of(&member.org, project, &self.number);
        let document = Document {
            id,
            org: member.org.clone(),
            project: project.clone(),
            number: self.number.clone(),
            details: self.details.clone(),
            current: None,
            creator: member.sub.clone(),
            created_at: stamp.now,
            changed_at: stamp.now,
            head: Head::default(),
            version: 0,
        };
        let status = self.details.status.code.clone();
        let fact = DocumentFact::Created { document: id, number: self.number.clone(), status };
        Ok(Change::new(document, stamp, fact, []))
    }

    fn change(
        &self,
        by: Authority<'_>,
        before: &Document,
        stamp: &Stamp,
    ) -> Result<Decision<DocumentPut>, DocumentRefused> {
        before.managed(by)?;
        let changed = self.details.changed_since(&before.details);
        if changed.is_empty() {
            return Ok(Decision::Already(DocumentPut { document: before.clone() }));
        }
        if before.details.is_withdrawn() {
            return Err(DocumentRefused::Withdrawn);
        }
        if self.details.is_superseded() && before.current.is_none() {
            return Err(DocumentRefused::NothingSuperseded);
        }
        let fact = DocumentFact::Changed {
            document: before.id,
            number: before.number.clone(),
            changed,
            from: before.details.status.code.clone(),
            status: self.details.status.code.clone(),
        };
        let document = Document { details: self.details.clone(), changed_at: stamp.now, ..before.clone() };
        Ok(Change::new(document, stamp, fact, []).map(|document| DocumentPut { document }).into())
    }
}
