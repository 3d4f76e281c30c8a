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
    work_package::WorkPackage,
};

/// What a host says of the document of one number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutDocument {
    pub number: RegisterNumber,
    pub details: Details,
}

/// The work packages, as they are, that a document is filed under: before, and from now on. `None`: there is no such one.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filing<'a> {
    pub from: Option<&'a WorkPackage>,
    pub to: Option<&'a WorkPackage>,
}

/// What is said of a document, and what it was moved between.
type Filed = (Details, Vec<WorkPackage>);

impl Filing<'_> {
    /// What is said of a document that was filed under such a number, with the new one as the work package has it. What stays
    /// where it is asks nobody.
    fn check(self, filed: Option<&RegisterNumber>, asked: &Details) -> Result<Filed, DocumentRefused> {
        let to = asked.work_package.as_ref();
        if filed.map(RegisterNumber::folded) == to.map(RegisterNumber::folded) {
            return Ok((Details { work_package: filed.cloned(), ..asked.clone() }, vec![]));
        }
        if to.is_some() && self.to.is_none() {
            return Err(DocumentRefused::UnknownWorkPackage);
        }
        let to = self.to.filter(|_| to.is_some());
        let between: Vec<_> = [self.from, to].into_iter().flatten().cloned().collect();
        if let Some(closed) = between.iter().find(|one| one.is_closed()) {
            return Err(DocumentRefused::WorkPackageClosed { number: closed.number.clone() });
        }
        Ok((Details { work_package: to.map(|to| to.number.clone()), ..asked.clone() }, between))
    }
}

/// A document with all the lists that it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentPut {
    pub document: Document,
    /// The work packages that it was moved between: they must stand as they were read.
    pub between: Vec<WorkPackage>,
}

impl PutDocument {
    /// `before` is the document of that number, where there is one.
    pub fn decide(
        &self,
        by: Authority<'_>,
        (before, filing): (Option<&Document>, Filing<'_>),
        stamp: &Stamp,
    ) -> Result<Decision<DocumentPut>, DocumentRefused> {
        match before {
            None => by.covers(Right::ManageOwnDocuments, &by.member().org, by.project())?,
            Some(before) => before.managed(by)?,
        }
        let filed = before.and_then(|before| before.details.work_package.as_ref());
        let filed = filing.check(filed, &self.details)?;
        match before {
            None => Ok(self.create(by, filed, stamp)?.into()),
            Some(before) => self.change(by, (before, filed), stamp),
        }
    }

    fn create(
        &self,
        by: Authority<'_>,
        (details, between): Filed,
        stamp: &Stamp,
    ) -> Result<Change<DocumentPut>, DocumentRefused> {
        let (member, project) = (by.member(), by.project());
        if self.details.is_superseded() {
            return Err(DocumentRefused::NothingSuperseded);
        }
        let id = DocumentId::of(&member.org, project, &self.number);
        let document = Document {
            id,
            org: member.org.clone(),
            project: project.clone(),
            number: self.number.clone(),
            details,
            current: None,
            creator: member.sub.clone(),
            changer: member.sub.clone(),
            created_at: stamp.now,
            changed_at: stamp.now,
            head: Head::default(),
            version: 0,
        };
        let status = self.details.status.code.clone();
        let work_package = document.details.work_package.clone();
        let fact = DocumentFact::Created { document: id, number: self.number.clone(), status, work_package };
        Ok(Change::new(document, stamp, fact, []).map(|document| DocumentPut { document, between }))
    }

    fn change(
        &self,
        by: Authority<'_>,
        (before, (details, between)): (&Document, Filed),
        stamp: &Stamp,
    ) -> Result<Decision<DocumentPut>, DocumentRefused> {
        let changed = details.changed_since(&before.details);
        if changed.is_empty() {
            return Ok(Decision::Already(DocumentPut { document: before.clone(), between }));
        }
        // A number that nobody has used is not lost for ever to who did not mean it.
        let is_unused = before.current.is_none() && by.also(Right::ManageAllDocuments);
        if before.details.is_withdrawn() && !is_unused {
            return Err(DocumentRefused::Withdrawn);
        }
        if self.details.is_superseded() && before.current.is_none() {
            return Err(DocumentRefused::NothingSuperseded);
        }
        let fact = DocumentFact::Changed {
            document: before.id,
            number: before.number.clone(),
            changed,
            status_before: before.details.status.code.clone(),
            status: details.status.code.clone(),
            work_package_before: before.details.work_package.clone(),
            work_package: details.work_package.clone(),
        };
        let changer = by.member().sub.clone();
        let document = Document { details, changer, changed_at: stamp.now, ..before.clone() };
        Ok(Change::new(document, stamp, fact, []).map(|document| DocumentPut { document, between }).into())
    }
}
