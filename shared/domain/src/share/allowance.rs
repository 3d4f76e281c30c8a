//! How much may go through one share within a day. What was used comes back little by little, so nobody waits for
//! midnight. A new link and a new password give nothing back but mails with the code: the guest is the same, and who
//! used those up had the old link.

use jiff::Timestamp;

use crate::value::{Wait, take};

/// What a share allows so much of. Generous: who works meets none of them, and a loop meets one within minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Allowance {
    /// Announcements of files, kept or taken out again.
    Uploads,
    /// Bytes that were announced. What nobody settled stays in quarantine for a week.
    Bytes,
    /// Savings of answers.
    Saves,
    /// Openings of the link, and repeats of them that leave a record.
    Openings,
    /// Ways out for files, and zips that are asked for.
    Downloads,
    /// Mails with the code.
    Codes,
    /// Decisions, taken back or not.
    Decisions,
}

/// Until when each allowance is all there again; `None`: nothing of it was used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Spent {
    pub uploads: Option<Timestamp>,
    pub bytes: Option<Timestamp>,
    pub saves: Option<Timestamp>,
    pub openings: Option<Timestamp>,
    pub downloads: Option<Timestamp>,
    pub codes: Option<Timestamp>,
    pub decisions: Option<Timestamp>,
}

/// Nothing was done; there is enough again at that instant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} within a day; the next is possible at {at}", self.of.words())]
pub struct UsedUp {
    pub of: Allowance,
    pub at: Timestamp,
    /// Until then.
    pub seconds: u64,
}

/// Files that are announced through one share within a day.
const MAX_UPLOADS_A_DAY: u64 = 500;
/// What they hold together, in bytes.
const MAX_BYTES_A_DAY: u64 = 20 << 30;
/// Savings of answers through one share within a day.
const MAX_SAVES_A_DAY: u64 = 10_000;
/// Openings of one share within a day, however many its terms allow.
const MAX_OPENINGS_A_DAY: u64 = 1_000;
/// Files that are fetched through one share within a day, and zips of them that are asked for.
const MAX_DOWNLOADS_A_DAY: u64 = 2_000;
/// Mails with the code of one share within a day.
const MAX_CODES_A_DAY: u64 = 12;
/// Decisions through one share, or of one person in a step, within a day, taken back or not. A share has as many tasks at most.
const MAX_DECISIONS_A_DAY: u64 = 500;

impl Allowance {
    /// How much there is at once, and comes back in a day.
    pub const fn a_day(self) -> u64 {
        match self {
            Self::Uploads => MAX_UPLOADS_A_DAY,
            Self::Bytes => MAX_BYTES_A_DAY,
            Self::Saves => MAX_SAVES_A_DAY,
            Self::Openings => MAX_OPENINGS_A_DAY,
            Self::Downloads => MAX_DOWNLOADS_A_DAY,
            Self::Codes => MAX_CODES_A_DAY,
            Self::Decisions => MAX_DECISIONS_A_DAY,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Uploads => "more files were announced than can come",
            Self::Bytes => "larger files were announced than can come",
            Self::Saves => "answers were saved more often than they can be",
            Self::Openings => "the link was opened more often than it can be",
            Self::Downloads => "files were fetched more often than they can be",
            Self::Codes => "the code was asked for more often than it can be",
            Self::Decisions => "decisions were given more often than they can be",
        }
    }

    fn take(self, until: Option<Timestamp>, amount: u64, now: Timestamp) -> Result<Option<Timestamp>, UsedUp> {
        let taken = take(self.a_day(), until, amount, now);
        taken.map(Some).map_err(|Wait { at, seconds }| UsedUp { of: self, at, seconds })
    }
}

impl Spent {
    /// After one more announcement.
    pub(crate) fn announced(self, bytes: u64, now: Timestamp) -> Result<Self, UsedUp> {
        let uploads = Allowance::Uploads.take(self.uploads, 1, now)?;
        let bytes = Allowance::Bytes.take(self.bytes, bytes, now)?;
        Ok(Self { uploads, bytes, ..self })
    }

    /// After answers were saved once more.
    pub(crate) fn saved(self, now: Timestamp) -> Result<Self, UsedUp> {
        Ok(Self { saves: Allowance::Saves.take(self.saves, 1, now)?, ..self })
    }

    /// After one more opening.
    pub fn opened(self, now: Timestamp) -> Result<Self, UsedUp> {
        Ok(Self { openings: Allowance::Openings.take(self.openings, 1, now)?, ..self })
    }

    /// After a file was fetched once more.
    pub(crate) fn downloaded(self, now: Timestamp) -> Result<Self, UsedUp> {
        Ok(Self { downloads: Allowance::Downloads.take(self.downloads, 1, now)?, ..self })
    }

    /// After something was decided once more.
    pub(crate) fn decided(self, now: Timestamp) -> Result<Self, UsedUp> {
        Ok(Self { decisions: Allowance::Decisions.take(self.decisions, 1, now)?, ..self })
    }

    /// After the code was mailed once more.
    pub(super) fn code_mailed(self, now: Timestamp) -> Result<Self, UsedUp> {
        Ok(Self { codes: Allowance::Codes.take(self.codes, 1, now)?, ..self })
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::fixtures::{SATURDAY, at};

    fn announced(times: u64, bytes: u64, now: Timestamp) -> Result<Spent, UsedUp> {
        (0..times).try_fold(Spent::default(), |spent, _| spent.announced(bytes, now))
    }

    #[test]
    fn a_days_uploads_are_there_at_once_and_come_back_one_by_one() {
        let now = at(SATURDAY);
        let all = announced(500, 1, now).unwrap();
        let used_up = all.announced(1, now).unwrap_err();
        assert_eq!((used_up.of, used_up.seconds), (Allowance::Uploads, 173));
        assert!(all.announced(1, used_up.at).is_ok());
        assert!(all.announced(1, used_up.at - SignedDuration::from_secs(1)).is_err());
        let next_day = now + SignedDuration::from_hours(24);
        assert!((0..500).try_fold(all, |spent, _| spent.announced(1, next_day)).is_ok());
    }

    #[test]
    fn large_files_use_up_the_bytes_before_the_uploads() {
        let used_up = announced(21, 1 << 30, at(SATURDAY)).unwrap_err();
        assert_eq!((used_up.of, used_up.seconds), (Allowance::Bytes, 4_320));
        assert!(announced(20, 1 << 30, at(SATURDAY)).is_ok());
    }

    #[test]
    fn what_is_larger_than_everything_is_refused_and_overflows_nothing() {
        assert!(announced(1, u64::MAX, at(SATURDAY)).is_err());
    }

    #[test]
    fn what_is_told_names_what_is_used_up_and_until_when() {
        let now = at(SATURDAY);
        let spent = (0..10_000).try_fold(Spent::default(), |spent, _| spent.saved(now)).unwrap();
        let told = spent.saved(now).unwrap_err().to_string();
        let words = "answers were saved more often than they can be within a day; the next is possible";
        assert_eq!(told, format!("{words} at 2026-11-21T12:00:09Z"));
    }
}
