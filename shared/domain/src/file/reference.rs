//! A reference file that staff attach to tasks; it comes in the same way a guest's upload does.

use jiff::Timestamp;

use super::{
    fact::FileFact,
    limits::{AskedFile, FileFlaw, UploadLimits},
    manifest::{Arrival, Manifest},
    object::ObjectKey,
    stage::{SettleRefused, Stage},
};
use crate::{
    audit::{About, Head, Stamp, TrailId},
    change::{Audited, Change},
    decision::Decision,
    staff::{Authority, Forbidden, Org, Project, Right},
    value::{FileId, OrgSlug, ProjectSlug},
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceFile {
    pub id: FileId,
    pub org: OrgSlug,
    pub project: ProjectSlug,
    pub manifest: Manifest,
    pub stage: Stage,
    pub announced_at: Timestamp,
    pub head: Head,
    pub version: u64,
}

/// Why a reference file does not come in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReferenceRefused {
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    #[error("the file cannot be taken as it is announced")]
    Flawed { flaws: Vec<FileFlaw> },
    #[error(transparent)]
    Settle(#[from] SettleRefused),
}

/// A scanner's verdict on one version of an object; `infected` names what it found.
#[derive(Debug, Clone, Copy)]
pub struct Judged<'a> {
    pub version: &'a str,
    pub infected: Option<&'a str>,
}

/// A member announces a file of a project.
#[derive(Debug, Clone)]
pub struct AnnounceReference {
    pub id: FileId,
    pub manifest: Manifest,
}

impl AnnounceReference {
    /// Holds an announcement against the policy of org and project, as far as it can be read.
    pub fn check(
        asked: AskedFile<'_>,
        by: Authority<'_>,
        org: &Org,
        project: &Project,
    ) -> Result<(), ReferenceRefused> {
        by.covers(Right::AttachFiles, &org.slug, &project.slug)?;
        let flaws = UploadLimits::from(&project.policy_within(org)).flaws(asked, &[]);
        if flaws.is_empty() { Ok(()) } else { Err(ReferenceRefused::Flawed { flaws }) }
    }

    /// Announces the file in a project of the org, under the policy of both.
    pub fn decide(
        &self,
        by: Authority<'_>,
        org: &Org,
        project: &Project,
        stamp: &Stamp,
    ) -> Result<Change<ReferenceFile>, ReferenceRefused> {
        Self::check((&self.manifest).into(), by, org, project)?;
        let (id, Manifest { size, sha256, .. }) = (self.id, &self.manifest);
        let (size, sha256) = (*size, *sha256);
        let file = ReferenceFile {
            id,
            org: org.slug.clone(),
            project: project.slug.clone(),
            manifest: self.manifest.clone(),
            stage: Stage::Expected,
            announced_at: stamp.now,
            head: Head::default(),
            version: 0,
        };
        Ok(Change::new(file, stamp, FileFact::Announced { file: id, size, sha256 }, []))
    }
}

impl ReferenceFile {
    /// Takes an arrival that is as announced.
    pub fn settle(
        &self,
        by: Authority<'_>,
        arrival: Option<&Arrival>,
        scanned: bool,
        stamp: &Stamp,
    ) -> Result<Decision<Self>, ReferenceRefused> {
        by.covers(Right::AttachFiles, &self.org, &self.project)?;
        let stage = self.stage.settle(&self.manifest, arrival, scanned)?;
        Ok(self.moved(stage, stamp))
    }

    /// Applies the scanner's verdict.
    pub fn judge(&self, judged: Judged<'_>, stamp: &Stamp) -> Decision<Self> {
        self.moved(self.stage.judge(judged.version, judged.infected, stamp.now), stamp)
    }

    /// Counts the file whose version was copied to the documents bucket.
    pub fn release(&self, version: &str, stamp: &Stamp) -> Decision<Self> {
        self.moved(self.stage.released(version, stamp.now), stamp)
    }

    fn moved(&self, stage: Option<Stage>, stamp: &Stamp) -> Decision<Self> {
        let Some(stage) = stage else { return Decision::Already(self.clone()) };
        let Manifest { size, sha256, .. } = self.manifest;
        let file = self.id;
        let fact = match &stage {
            stage if self.stage.is_cleared_by(stage) => FileFact::Cleared { file },
            Stage::Clean { verdict, .. } => FileFact::Released { file, size, sha256, verdict: *verdict },
            Stage::Rejected { reason, .. } => FileFact::Rejected { file, reason: reason.clone() },
            Stage::Expected
            | Stage::Cleared { .. }
            | Stage::Scanning { .. }
            | Stage::Releasing { .. }
            | Stage::Returned { .. } => FileFact::Received { file, size, sha256 },
        };
        Change::new(Self { stage, ..self.clone() }, stamp, fact, []).into()
    }

    pub fn object(&self) -> ObjectKey {
        ObjectKey::Reference { file: self.id }
    }
}

impl Audited for ReferenceFile {
    type Fact = FileFact;

    fn trail(&self) -> TrailId {
        TrailId(format!("file/{}", self.id))
    }
    fn about(&self) -> About {
        let path = Some(format!("files/{}", self.id));
        About { org: self.org.clone(), project: Some(self.project.clone()), place: None, path }
    }
    fn head(&self) -> Head {
        self.head
    }
    fn set_head(&mut self, head: Head) {
        self.head = head;
    }
}

#[cfg(test)]
mod tests;
