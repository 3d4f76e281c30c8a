//! How many exports of one run, or of one share, there may be at a time: each is a copy of all its files.

use jiff::Timestamp;

use super::{
    stage::ExportStage,
    state::{Export, ExportOf},
};
use crate::value::ExportId;

/// Most exports of one share that are being built or can be fetched.
pub const MAX_KEPT_EXPORTS: usize = 5;
/// Most exports of one run that one member asked for: nobody uses up what others need.
pub const MAX_MEMBERS_EXPORTS: usize = 3;
/// Most exports of one run, of all members together.
const MAX_RUNS_EXPORTS: usize = 20;

/// The list of exports that count. It moves with each request, so two requests never pass each other unseen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptList {
    pub of: ExportOf,
    pub exports: Vec<ExportId>,
    pub version: u64,
}

/// That list with the exports themselves, as far as they are still there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub list: KeptList,
    pub exports: Vec<Export>,
}

/// There are as many exports as may be; room comes when the oldest of them expires.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there are {most} exports {} already; the next one can be asked for at {again_at}", self.words())]
pub struct TooManyExports {
    pub most: usize,
    /// Whether those of one member are too many. Else it is all of the run, or of the share.
    pub of_member: bool,
    pub again_at: Timestamp,
    /// Until then.
    pub seconds: u64,
}

impl KeptList {
    /// Of a run or a share of which nothing was ever asked for.
    pub fn none(of: ExportOf) -> Self {
        Self { of, exports: vec![], version: 0 }
    }
}

impl Kept {
    /// Those that are being built or can be fetched. What has failed or expired makes room.
    pub(crate) fn standing(&self, now: Timestamp) -> impl Iterator<Item = &Export> {
        self.exports.iter().filter(move |export| export.of == self.list.of && export.standing(now).stands())
    }

    /// The one that has not begun yet: it will hold everything that there is by then.
    pub(crate) fn not_begun(&self, now: Timestamp) -> Option<&Export> {
        self.standing(now).find(|export| export.stage == ExportStage::Waiting && export.taken.is_none())
    }

    /// The list with one more.
    pub(crate) fn with(&self, export: &Export, now: Timestamp) -> Result<KeptList, TooManyExports> {
        let standing: Vec<_> = self.standing(now).collect();
        let most = match self.list.of {
            ExportOf::Run(_) => {
                let own = standing.iter().filter(|other| other.asked_by == export.asked_by).copied();
                room(own, MAX_MEMBERS_EXPORTS, now).map_err(|full| TooManyExports { of_member: true, ..full })?;
                MAX_RUNS_EXPORTS
            }
            ExportOf::Share(_) => MAX_KEPT_EXPORTS,
        };
        room(standing.iter().copied(), most, now)?;
        let exports = standing.iter().map(|export| export.id).chain([export.id]).collect();
        Ok(KeptList { exports, ..self.list.clone() })
    }
}

/// Whether there is one less of them than there may be.
fn room<'a>(standing: impl Iterator<Item = &'a Export>, most: usize, now: Timestamp) -> Result<(), TooManyExports> {
    let mut ends: Vec<_> = standing.map(Export::expires_at).collect();
    if ends.len() < most {
        return Ok(());
    }
    ends.sort();
    let again_at = ends[ends.len() - most];
    let wait = again_at.duration_since(now);
    let seconds = wait.as_secs().unsigned_abs() + u64::from(wait.subsec_nanos() > 0);
    Err(TooManyExports { most, of_member: false, again_at, seconds })
}

impl TooManyExports {
    fn words(&self) -> &'static str {
        if self.of_member { "that you asked for" } else { "here" }
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::{
        export::{EXPORT_LIFETIME, Ending, ExportFailure},
        fixtures::{CREATED, at},
        value::{RunId, ShareId},
    };

    /// Those of one run or share, each asked for a second after the one before.
    fn kept(of: ExportOf, asked_by: &[Option<&str>]) -> Kept {
        let mut kept = Kept { list: KeptList::none(of), exports: vec![] };
        for (n, by) in (0..).zip(asked_by) {
            let export = asked(of, n, *by, at(CREATED) + SignedDuration::from_secs(n.into()));
            let export = export.ended(Ending::Ready, at(CREATED));
            let list = kept.with(&export, at(CREATED)).unwrap();
            kept = Kept { list, exports: [kept.exports, vec![export]].concat() };
        }
        kept
    }

    fn asked(of: ExportOf, n: u8, by: Option<&str>, at: Timestamp) -> Export {
        Export { asked_by: by.map(str::to_owned), ..Export::requested(ExportId::new([n; 16]), of, None, at) }
    }

    #[test]
    fn five_of_a_share_are_kept_and_what_failed_or_expired_makes_room() {
        let (of, now) = (ExportOf::Share(ShareId::new([9; 16])), at(CREATED));
        let asked = |n: u8, at| asked(of, n, None, at);
        let mut kept = kept(of, &[None; 5]);
        assert_eq!(kept.list.exports.len(), MAX_KEPT_EXPORTS);
        let again_at = now + EXPORT_LIFETIME;
        let full = TooManyExports { most: 5, of_member: false, again_at, seconds: 604_800 };
        assert_eq!(kept.with(&asked(6, now), now), Err(full));
        assert_eq!(kept.with(&asked(6, again_at), again_at).unwrap().exports.len(), 5, "the oldest has expired");
        kept.exports[2] = kept.exports[2].ended(Ending::Failed(ExportFailure::FileMissing), now);
        let next = kept.with(&asked(6, now), now).unwrap().exports;
        assert!(next.len() == 5 && !next.contains(&ExportId::new([2; 16])), "one has failed");
        let other = ExportOf::Share(ShareId::new([8; 16]));
        assert_eq!(Kept { list: KeptList::none(other), ..kept }.standing(now).count(), 0, "those of another share");
    }

    #[test]
    fn a_member_has_three_of_a_run_and_uses_up_nobody_elses() {
        let (of, now) = (ExportOf::Run(RunId::new([9; 16])), at(CREATED));
        let kept = kept(of, &[Some("vera"); 3]);
        let full = kept.with(&asked(of, 9, Some("vera"), now), now).unwrap_err();
        assert_eq!((full.most, full.of_member, full.again_at), (3, true, now + EXPORT_LIFETIME));
        let words = "there are 3 exports that you asked for already; the next one can be asked for at";
        assert_eq!(full.to_string(), format!("{words} {}", full.again_at));
        assert_eq!(kept.with(&asked(of, 9, Some("carla"), now), now).unwrap().exports.len(), 4);
    }

    #[test]
    fn a_run_has_twenty_of_all_members_together() {
        let (of, now) = (ExportOf::Run(RunId::new([9; 16])), at(CREATED));
        let members: Vec<_> = (0..20).map(|n| format!("member-{}", n / 3)).collect();
        let kept = kept(of, &members.iter().map(|sub| Some(sub.as_str())).collect::<Vec<_>>());
        let full = kept.with(&asked(of, 99, Some("vera"), now), now).unwrap_err();
        assert_eq!((full.most, full.of_member), (20, false));
    }

    #[test]
    fn an_export_that_has_not_begun_is_told_from_those_that_have() {
        let (of, now) = (ExportOf::Run(RunId::new([9; 16])), at(CREATED));
        let mut kept = kept(of, &[Some("vera")]);
        assert_eq!(kept.not_begun(now), None);
        let waiting = asked(of, 2, Some("vera"), now);
        kept.exports.push(waiting.clone());
        assert_eq!(kept.not_begun(now), Some(&waiting));
        assert_eq!(kept.not_begun(now + SignedDuration::from_hours(6)), None, "nobody works on it any more");
    }
}
