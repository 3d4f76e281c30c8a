//! The kinds of keys that a visit writes under.

use vestibule_cloud::index::{BY_ACCESSES, BY_END, BY_EXPIRY, BY_PLACE, DUE, SHARDS};
use vestibule_local::Names;
use vestibule_tests::costs::Charge;

use crate::failure::Failure;

/// Guests of one project at the same time.
pub(super) const GUESTS: u32 = 5_000;
/// Tasks of a run, at most.
const TASKS: u32 = 500;

/// What a key is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// All rows of a run.
    Run,
    /// Those of one task among them.
    Task,
    /// And the one that every completion writes.
    Progress,
    /// The answers of a task.
    Work,
    Share,
    Mail,
    /// What was used of the mails to one address.
    MailCount,
    Trail,
    Place,
    Expiry,
    Accesses,
    End,
    DueShare,
    DueMail,
}

impl Key {
    /// The kinds that a charge is of: a row of a run is of two. Fails on a key that no visit is known to write under.
    pub(super) fn of(charge: &Charge) -> Result<Vec<Self>, Failure> {
        let Charge { to, partition, sort, .. } = charge;
        let kinds = match (to.as_str(), partition.split(['#', '/', '_']).next().unwrap_or_default()) {
            (Names::STATE, "RUN") if sort == "PROGRESS" => vec![Self::Run, Self::Progress],
            (Names::STATE, "RUN") if sort.starts_with("T#") => vec![Self::Run, Self::Task],
            (Names::STATE, "WORK") => vec![Self::Work],
            (Names::STATE, "SHARE") => vec![Self::Share],
            (Names::STATE, "OUTBOX") => vec![Self::Mail],
            (Names::STATE, "MAILS") => vec![Self::MailCount],
            (Names::TRAIL, "share") => vec![Self::Trail],
            (index, "run") if index == BY_PLACE.name => vec![Self::Place],
            (index, "prj") if index == BY_EXPIRY.name => vec![Self::Expiry],
            (index, "prj") if index == BY_ACCESSES.name => vec![Self::Accesses],
            (index, "prj") if index == BY_END.name => vec![Self::End],
            (index, "SHARE") if index == DUE.name => vec![Self::DueShare],
            (index, "MAIL") if index == DUE.name => vec![Self::DueMail],
            _ => return Err(format!("a visit wrote under an unknown key: {charge:?}").into()),
        };
        Ok(kinds)
    }

    /// How many keys of the kind the writes of all guests are divided among.
    pub(super) fn how_many(self, runs: u32) -> u32 {
        match self {
            Self::Run | Self::Progress | Self::Place => runs,
            Self::Task | Self::Work => runs * TASKS,
            Self::Share | Self::Mail | Self::MailCount | Self::Trail => GUESTS,
            Self::Expiry | Self::Accesses | Self::End => 1,
            Self::DueShare | Self::DueMail => u32::from(SHARDS),
        }
    }

    /// Whether sort keys rise with time, so that a partition cannot be split between those who write.
    pub(super) fn rises(self) -> bool {
        let spread = [Self::Run, Self::Task, Self::Progress, Self::Work, Self::Share, Self::Mail, Self::MailCount];
        !spread.contains(&self)
    }

    /// The table or index, the key there, and what its sort keys do.
    pub(super) fn told(self) -> (&'static str, &'static str, &'static str) {
        let (place, partition) = match self {
            Self::Run => ("state", "a run"),
            Self::Task => ("state", "a run, the rows of one task"),
            Self::Progress => ("state", "a run, its row `PROGRESS`"),
            Self::Work => ("state", "the answers of a task"),
            Self::Share => ("state", "a share"),
            Self::Mail => ("state", "a mail of the outbox"),
            Self::MailCount => ("state", "the mails to a guest"),
            Self::Trail => ("trail", "a share"),
            Self::Place => (BY_PLACE.name, "a run"),
            Self::Expiry => (BY_EXPIRY.name, "the project"),
            Self::Accesses => (BY_ACCESSES.name, "the project"),
            Self::End => (BY_END.name, "the project"),
            Self::DueShare => (DUE.name, "a shard of shares"),
            Self::DueMail => (DUE.name, "a shard of mails"),
        };
        (place, partition, if self.rises() { "rise" } else { "spread" })
    }
}
