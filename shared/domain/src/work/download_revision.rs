//! Handing out to a guest the file of the revision that they were shown.

use super::download::Readable;
use crate::{
    audit::Stamp,
    decision::{Act, Decision},
    document::RevisionStanding,
    gate::{Acting, RevisionPermit, RevisionRefused},
    share::{Permission, ShareFact, UsedUp},
};

/// The file of a revision is handed out. It cannot stand already: each way out is one more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DownloadSharedRevision;

#[derive(Debug, Clone)]
pub struct SharedRevisionDownloaded {
    pub by: Acting,
    pub readable: Readable,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RevisionFileRefused {
    #[error(transparent)]
    Revision(#[from] RevisionRefused),
    #[error(transparent)]
    UsedUp(#[from] UsedUp),
}

impl Act<RevisionPermit<'_>> for DownloadSharedRevision {
    type Made = SharedRevisionDownloaded;
    type Refused = RevisionFileRefused;

    fn decide(
        &self,
        permit: RevisionPermit<'_>,
        stamp: &Stamp,
    ) -> Result<Decision<SharedRevisionDownloaded>, RevisionFileRefused> {
        permit.may(Permission::DownloadFiles)?;
        let (document, revision) = (permit.document(), permit.revision());
        if let RevisionStanding::Withdrawn { since } = document.standing_of(revision) {
            return Err(RevisionRefused::Withdrawn { since }.into());
        }
        let used = permit.used().downloaded(stamp.now)?;
        let fact = ShareFact::RevisionDownloaded {
            document: document.id,
            number: document.number.clone(),
            code: revision.code.clone(),
            nth: revision.nth,
            sha256: revision.manifest.sha256,
        };
        let readable = Readable { object: revision.object(), manifest: revision.manifest.clone() };
        Ok(permit.record(fact, used, stamp).map(|by| SharedRevisionDownloaded { by, readable }).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        fixtures::{Reading, SATURDAY, admitted, facts, guest, reads},
        share::{Allowance, Spent},
        value::{HostCode, RevisionId},
    };

    #[test]
    fn the_file_of_the_revision_is_handed_out_and_on_record() {
        let (reading, share) = (Reading::new(), Reading::new().share());
        let on = reading.on(());
        let decided = DownloadSharedRevision.decide(reads(&share, &on), &guest(SATURDAY)).unwrap();
        let change = decided.change().unwrap();
        assert_eq!(facts(change)["code"], "C01");
        assert_eq!(change.state().readable.manifest, reading.revision.manifest);
        let Acting::Guest(gate) = &change.state().by else { panic!("a guest acts") };
        assert!(gate.spent.downloads.is_some());
    }

    #[test]
    fn a_later_revision_another_document_and_another_project_are_not_in_the_share() {
        let (reading, share) = (Reading::new(), Reading::new().share());
        let refused = |change: &dyn Fn(&mut Reading)| {
            let mut other = Reading {
                house: reading.house.clone(),
                document: reading.document.clone(),
                revision: reading.revision.clone(),
            };
            change(&mut other);
            admitted(&share).permit_revision(&other.on(())).err()
        };
        let none = Some(RevisionRefused::NoSuchRevision);
        let code: HostCode = "C02".parse().unwrap();
        assert_ne!(RevisionId::of(reading.document.id, &code), reading.revision.id());
        assert_eq!(refused(&|other| other.revision.code = code.clone()), none);
        assert_eq!(refused(&|other| other.document.id = crate::value::DocumentId::new([7; 16])), none);
        assert_eq!(refused(&|other| other.document.project = "tower".parse().unwrap()), none);
        assert_eq!(refused(&|_| {}), None);
        // Nor is a document in a share of tasks.
        let of_tasks = reading.house.share().created();
        assert_eq!(admitted(&of_tasks).permit_revision(&reading.on(())).err(), none);
    }

    #[test]
    fn a_withdrawn_document_is_handed_to_nobody() {
        let (mut reading, share) = (Reading::new(), Reading::new().share());
        reading.document.details.status.code = "withdrawn".parse().unwrap();
        let on = reading.on(());
        let refused = DownloadSharedRevision.decide(reads(&share, &on), &guest(SATURDAY)).unwrap_err();
        let since = reading.document.changed_at;
        assert_eq!(refused, RevisionFileRefused::Revision(RevisionRefused::Withdrawn { since }));
    }

    #[test]
    fn without_the_permission_or_when_a_days_are_used_up_nothing_is_handed_out() {
        let (reading, mut share) = (Reading::new(), Reading::new().share());
        let on = reading.on(());
        let stamp = guest(SATURDAY);
        let mut spent = Spent::default();
        for _ in 0..Allowance::Downloads.a_day() {
            spent = spent.downloaded(stamp.now).unwrap();
        }
        share.gate.spent = spent;
        let refused = DownloadSharedRevision.decide(reads(&share, &on), &stamp).unwrap_err();
        assert!(matches!(refused, RevisionFileRefused::UsedUp(_)));
        share.terms.permissions.remove(&Permission::DownloadFiles);
        let refused = DownloadSharedRevision.decide(reads(&share, &on), &stamp).unwrap_err();
        let lacks = RevisionRefused::NotPermitted { permission: Permission::DownloadFiles };
        assert_eq!(refused, RevisionFileRefused::Revision(lacks));
    }
}
