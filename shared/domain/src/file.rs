//! A reference file that staff attach to tasks; it comes in the same way a guest's upload does.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    audit::{Event, Head, Stamp, TrailId},
    change::{Audited, Change},
    id::FileId,
    policy::Policy,
    slug::{OrgSlug, ProjectSlug},
    upload::{Arrival, Manifest, ManifestRefused, Place, Progress, SettleRefused, UploadLimits},
};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferenceFile {
    pub id: FileId,
    pub org: OrgSlug,
    pub project: ProjectSlug,
    pub manifest: Manifest,
    pub progress: Progress,
    pub announced_at: Timestamp,
    pub head: Head,
    #[serde(skip)]
    pub version: u64,
}

impl Audited for ReferenceFile {
    fn trail(&self) -> TrailId {
        TrailId(format!("file/{}", self.id))
    }
    fn head_mut(&mut self) -> &mut Head {
        &mut self.head
    }
}

impl ReferenceFile {
    /// Announces a file of a project.
    pub fn announce(
        id: FileId,
        (org, project): (OrgSlug, ProjectSlug),
        manifest: Manifest,
        policy: &Policy,
        stamp: &Stamp,
    ) -> Result<Change<Self>, ManifestRefused> {
        manifest.admissible(&UploadLimits::from(policy), &[])?;
        let event = Event::ReferenceAnnounced { file: id, size: manifest.size, sha256: manifest.sha256.to_string() };
        let file = Self {
            id,
            org,
            project,
            manifest,
            progress: Progress::Expected,
            announced_at: stamp.now,
            head: Head::default(),
            version: 0,
        };
        Ok(Change::new(file, stamp, event, []))
    }

    /// Counts an arrival that is as announced. `None`: it had been counted before.
    pub fn settle(
        &self,
        arrival: Option<&Arrival>,
        scanned: bool,
        stamp: &Stamp,
    ) -> Result<Option<Change<Self>>, SettleRefused> {
        let progress = self.progress.settle(&self.manifest, arrival, scanned, stamp.now)?;
        Ok(progress.map(|p| self.moved(p, stamp)))
    }

    /// Applies the scanner's verdict on one version of the object. `None`: it changes nothing.
    pub fn judge(&self, version: &str, infected: Option<&str>, stamp: &Stamp) -> Option<Change<Self>> {
        self.progress.judge(version, infected, stamp.now).map(|p| self.moved(p, stamp))
    }

    fn moved(&self, progress: Progress, stamp: &Stamp) -> Change<Self> {
        let Manifest { size, sha256, .. } = &self.manifest;
        let (file, size, sha256) = (self.id, *size, sha256.to_string());
        let event = match &progress {
            Progress::Clean { verdict, .. } => Event::ReferenceSettled { file, size, sha256, verdict: *verdict },
            Progress::Rejected { reason, .. } => Event::ReferenceRejected { file, reason: reason.clone() },
            Progress::Expected | Progress::Received { .. } | Progress::Scanning { .. } => {
                Event::ReferenceReceived { file, size, sha256 }
            }
        };
        Change::new(Self { progress, ..self.clone() }, stamp, event, [])
    }

    pub fn place(&self) -> Place {
        Place::Reference { file: self.id }
    }
}

#[cfg(test)]
mod tests;
