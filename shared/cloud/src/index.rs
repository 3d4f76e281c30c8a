//! Every index of the two tables, all from the first deployment on: adding one later takes a deployment of its own
//! each. They hold keys only, and are sparse: an item is in an index while it has the index's two attributes.

use vestibule_domain::value::Id;

use crate::keys::plain;

/// One index: its name, the attributes of its key, and whether the second is a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Index {
    pub name: &'static str,
    pub partition: &'static str,
    pub sort: &'static str,
    pub sort_is_number: bool,
}

const fn by_number(name: &'static str, partition: &'static str, sort: &'static str) -> Index {
    Index { name, partition, sort, sort_is_number: true }
}

/// The shares of a project that staff still see, by their expiry.
pub const BY_EXPIRY: Index = by_number("by-expiry", "list", "lx");
/// The same, by how often they were opened.
pub const BY_ACCESSES: Index = by_number("by-accesses", "list", "la");
/// The shares of a project that are over, by when they ended.
pub const BY_END: Index = by_number("by-end", "list", "le");
/// What waits for the sweep, and mails that wait for delivery, in shards; mails that were given up.
pub const DUE: Index = by_number("due", "due", "due_at");
/// The shares of one place, by when they were created.
pub const ABOUT: Index = by_number("about", "about", "created");
/// The shares of one person in one org, by when they were created.
pub const BY_RECIPIENT: Index = by_number("by-recipient", "recipient", "created");
/// The steps of one person, in two lists: what they have to do by when it is due, and what is done by when it was.
pub const BY_ASSIGNEE: Index = by_number("by-assignee", "assignee", "assigned");
/// The lists of registers: documents by number, by change, and by each thing that is said of them.
pub const BY_REGISTER: Index =
    Index { name: "by-register", partition: "register", sort: "entry", sort_is_number: false };

/// What was done to one place, by when. Of the trail.
pub const BY_PLACE: Index = by_number("by-place", "place", "at");
/// What was done within a package or transmittal, by when. Of the trail; nothing writes it yet.
pub const BY_WITHIN: Index = by_number("by-within", "within", "at");

/// Those of the state table.
pub const OF_STATE: [Index; 8] = [BY_EXPIRY, BY_ACCESSES, BY_END, DUE, ABOUT, BY_RECIPIENT, BY_ASSIGNEE, BY_REGISTER];
/// Those of the trail.
pub const OF_TRAIL: [Index; 2] = [BY_PLACE, BY_WITHIN];

/// One of the two lists of a person in the index [`BY_ASSIGNEE`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepList {
    ToDo,
    Done,
}

impl StepList {
    /// The partition of one person's list.
    pub(crate) fn partition(self, sub: &str) -> String {
        let list = match self {
            Self::ToDo => "TODO",
            Self::Done => "DONE",
        };
        format!("{list}#{}", plain(sub))
    }
}

/// How many partitions the index [`DUE`] has for each kind: four times the 1,000 writes a second that one partition
/// takes. The sweep asks all of them each minute, even when nothing is due.
pub const SHARDS: u8 = 4;

/// What can be due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DueKind {
    Share,
    Mail,
}

impl DueKind {
    /// The partition of an id's shard.
    pub(crate) fn partition<K>(self, id: &Id<K>) -> String {
        self.shard(id.bits()[15] % SHARDS)
    }

    /// Every partition.
    pub(crate) fn partitions(self) -> impl Iterator<Item = String> {
        (0..SHARDS).map(move |shard| self.shard(shard))
    }

    fn shard(self, shard: u8) -> String {
        match self {
            Self::Share => format!("SHARE#{shard:02}"),
            Self::Mail => format!("MAIL#{shard:02}"),
        }
    }
}

/// The partition of [`DUE`] for mails that were given up: one for all, because they are few. Nothing is due there; an
/// operator finds them and brings them back.
pub(crate) const GIVEN_UP: &str = "GIVEN_UP";

#[cfg(test)]
mod tests {
    use vestibule_domain::value::MailId;

    use super::*;

    /// infra/scripts/redeliver.py computes the same, and its test has the same ids.
    #[test]
    fn a_mail_s_shard_is_its_number_modulo_four() {
        let shards = [
            ("msg_0000000000000000000001", "MAIL#01"),
            ("msg_000000000000000000000z", "MAIL#01"),
            ("msg_01tRy6czI6jAOLpZvq3hw1", "MAIL#01"),
            ("msg_7n42DGM5Tflk9n8mt7Fhc7", "MAIL#03"),
        ];
        for (id, partition) in shards {
            let id: MailId = id.parse().unwrap();
            assert_eq!(DueKind::Mail.partition(&id), partition);
        }
        assert_eq!(DueKind::Mail.partitions().count(), 4);
    }
}
