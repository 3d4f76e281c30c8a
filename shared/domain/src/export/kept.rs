//! How many exports of one run, or of one share, there may be at a time: each is a copy of all its files.

use jiff::Timestamp;

use super::state::{Export, ExportOf};
use crate::value::ExportId;

/// Most exports of one run, or of one share, that are being built or can be fetched.
pub const MAX_KEPT_EXPORTS: usize = 5;

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

/// The run or the share has as many exports as it may; room comes when the oldest expires.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there are {MAX_KEPT_EXPORTS} exports already; the next one can be asked for at {again_at}")]
pub struct TooManyExports {
    pub again_at: Timestamp,
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

    /// The list with one more.
    pub(crate) fn with(&self, export: &Export, now: Timestamp) -> Result<KeptList, TooManyExports> {
        let standing: Vec<_> = self.standing(now).collect();
        if standing.len() >= MAX_KEPT_EXPORTS {
            let first = standing.iter().map(|export| export.expires_at()).min();
            return Err(TooManyExports { again_at: first.unwrap_or(now) });
        }
        let exports = standing.iter().map(|export| export.id).chain([export.id]).collect();
        Ok(KeptList { exports, ..self.list.clone() })
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::{
        export::{EXPORT_LIFETIME, Ending, ExportFailure},
        fixtures::{CREATED, at},
        value::RunId,
    };

    #[test]
    fn five_are_kept_and_what_failed_or_expired_makes_room() {
        let (of, now) = (ExportOf::Run(RunId::new([9; 16])), at(CREATED));
        let asked = |n: u8, at| Export::requested(ExportId::new([n; 16]), of, None, at);
        let mut kept = Kept { list: KeptList::none(of), exports: vec![] };
        for n in 0..5 {
            let export = asked(n, now + SignedDuration::from_secs(n.into())).ended(Ending::Ready, now);
            kept = Kept { list: kept.with(&export, now).unwrap(), exports: [kept.exports, vec![export]].concat() };
        }
        assert_eq!(kept.list.exports.len(), MAX_KEPT_EXPORTS);
        let again_at = now + EXPORT_LIFETIME;
        assert_eq!(kept.with(&asked(6, now), now), Err(TooManyExports { again_at }));
        assert_eq!(kept.with(&asked(6, again_at), again_at).unwrap().exports.len(), 5, "the oldest has expired");
        kept.exports[2] = kept.exports[2].ended(Ending::Failed(ExportFailure::FileMissing), now);
        let next = kept.with(&asked(6, now), now).unwrap().exports;
        assert!(next.len() == 5 && !next.contains(&ExportId::new([2; 16])), "one has failed");
        let other = ExportOf::Run(RunId::new([8; 16]));
        assert_eq!(Kept { list: KeptList::none(other), ..kept }.standing(now).count(), 0, "those of another run");
    }
}
