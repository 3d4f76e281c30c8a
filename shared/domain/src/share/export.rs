//! The end of an export that the share's guest asked for.

use super::{fact::ShareFact, gate::Gate, standing::Standing, state::Share};
use crate::{
    audit::Stamp,
    change::Change,
    export::{Ending, Export, ExportEnded, ExportFailure},
    value::Digest,
};

impl Share {
    /// Whether its guest can still come for what was asked for.
    pub fn waits_for_exports(&self, stamp: &Stamp) -> bool {
        match self.standing(stamp.now) {
            Standing::Revoked { .. } | Standing::Expired { .. } => false,
            Standing::Completed { .. } | Standing::Exhausted | Standing::Open => !self.is_past(stamp.now),
        }
    }

    /// The export came to its end. Nothing is ready for a share that has ended meanwhile.
    pub fn end_export(&self, export: &Export, ending: Ending, stamp: &Stamp) -> Change<ExportEnded<Gate>> {
        let ending = match ending {
            Ending::Ready if !self.waits_for_exports(stamp) => Ending::Failed(ExportFailure::NothingShared),
            ending => ending,
        };
        let (id, taken) = (export.id, export.taken.as_ref());
        let fact = match ending {
            Ending::Ready => ShareFact::ExportReady {
                export: id,
                files: taken.map_or(0, |taken| taken.files),
                size: taken.map_or(0, |taken| taken.zip_bytes),
                files_sha256: export.contents.unwrap_or_else(nothing),
            },
            Ending::Failed(reason) => ShareFact::ExportFailed { export: id, reason },
        };
        let export = export.ended(ending, stamp.now);
        Change::new(self.clone(), stamp, fact, []).map(|share| ExportEnded { by: share.gate, export })
    }
}

/// The hash of a list without files.
fn nothing() -> Digest {
    Digest::of("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        export::{ExportOf, ExportStage, Taken},
        fixtures::{EXPIRES, House, SATURDAY, at, changed, facts, kinds, staff, system},
        share::Revoke,
        staff::Right,
        value::{ExportId, SnapshotId},
    };

    fn export(share: &Share) -> Export {
        let of = ExportOf::Share(share.id());
        let asked = Export::requested(ExportId::new([1; 16]), of, Some(Digest::of("list")), at(SATURDAY));
        let taken = Taken { snapshot: SnapshotId::new([2; 16]), files: 2, bytes: 900, zip_bytes: 1_000 };
        Export { taken: Some(taken), ..asked }
    }

    #[test]
    fn the_record_of_a_zip_tells_which_files_are_in_it_by_their_hash() {
        let share = House::new().share().created();
        let change = share.end_export(&export(&share), Ending::Ready, &system(SATURDAY));
        assert_eq!(kinds(&change), ["share.export_ready"]);
        let facts = facts(&change);
        assert_eq!((&facts["files"], &facts["size"]), (&2.into(), &1_000.into()));
        assert_eq!(facts["files_sha256"], Digest::of("list").to_string());
    }

    #[test]
    fn nothing_is_ready_for_a_share_that_was_revoked_or_has_expired_meanwhile() {
        let house = House::new();
        let share = house.share().created();
        let managed = share.managed(house.authority(Right::ManageOwnShares)).unwrap();
        let revoked = changed(crate::Act::decide(&Revoke, managed, &staff(SATURDAY)).unwrap()).into_state();
        for (share, now) in [(revoked, SATURDAY), (share, EXPIRES)] {
            let change = share.end_export(&export(&share), Ending::Ready, &system(now));
            assert_eq!(kinds(&change), ["share.export_failed"]);
            assert_eq!(facts(&change)["reason"], "nothing_shared");
            assert!(matches!(change.state().export.stage, ExportStage::Failed { .. }));
        }
    }
}
