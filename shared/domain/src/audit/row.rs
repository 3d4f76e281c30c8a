//! One row of a trail by itself, held against what its aggregate knows of the trail. Rows are published by it: the chain
//! before them is not read.

use std::cmp::Ordering;

use super::{
    chain::WholeRecord,
    head::{Head, TrailId},
};
use crate::value::Digest;

/// Why a row is none that its aggregate wrote.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotWritten {
    #[error("it holds no record")]
    Empty,
    #[error("record {seq} is missing, out of order, or of another trail")]
    Misplaced { seq: u64 },
    #[error("record {seq} does not have the hash that its content gives")]
    Hash { seq: u64 },
    #[error("it stands beyond the end of its trail, which is record {end}")]
    Beyond { end: u64 },
    #[error("it does not say of which part of the company it is")]
    Nowhere,
}

/// Checks the records of the row that begins with this number, behind the record of that hash. `head` is where the trail
/// ends, as its aggregate knows it after the row; `None`: there is no such aggregate.
pub fn check_row(
    (trail, first, mut before): (&TrailId, u64, Digest),
    records: &[WholeRecord],
    head: Option<Head>,
) -> Result<(), NotWritten> {
    let mut last = None;
    for (seq, (record, hash, _)) in (first..).zip(records) {
        if record.seq() != seq || record.trail() != trail {
            return Err(NotWritten::Misplaced { seq });
        }
        if record.hash(before) != *hash {
            return Err(NotWritten::Hash { seq });
        }
        before = *hash;
        last = Some(Head { seq, hash: *hash });
    }
    let (last, head) = (last.ok_or(NotWritten::Empty)?, head.unwrap_or_default());
    match last.seq.cmp(&head.seq) {
        Ordering::Greater => Err(NotWritten::Beyond { end: head.seq }),
        Ordering::Equal if last.hash != head.hash => Err(NotWritten::Hash { seq: last.seq }),
        Ordering::Equal | Ordering::Less => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        audit::{About, Actor, Entry, Record, Resumption, Source, Stamp},
        fixtures::{SATURDAY, at, person},
        share::ShareFact,
        value::{Assurance, ShareId},
    };

    fn trail() -> TrailId {
        TrailId("share/x".into())
    }

    fn stamp() -> Stamp {
        let actor = Actor::Guest { share: ShareId::new([1; 16]), assurance: Assurance::LINK };
        let person = person("Ana Souza", "ana@supplier.example");
        Stamp::of(actor, person, Source::default(), at(SATURDAY), [5; 16])
    }

    /// A commit of two records behind the head, which it moves.
    fn committed(head: &mut Head, stamp: &Stamp) -> Vec<WholeRecord> {
        let about = About { org: "acme".parse().unwrap(), project: None, place: None, path: None };
        let facts = [ShareFact::LinkOpened { access: 1, max: 5 }, ShareFact::Exhausted { max: 5 }];
        let entry = Entry::append((trail(), about), head, stamp, facts);
        entry.records().iter().map(|one| (one.record.clone(), one.hash, None)).collect()
    }

    fn check((first, before): (u64, Digest), records: &[WholeRecord], head: Head) -> Result<(), NotWritten> {
        check_row((&trail(), first, before), records, Some(head))
    }

    fn rewritten((record, hash, _): &WholeRecord, from: &str, to: &str) -> WholeRecord {
        let text = record.text().replacen(from, to, 1);
        assert_ne!(text, record.text());
        (Record::parse(text).unwrap(), *hash, None)
    }

    #[test]
    fn a_row_is_as_it_was_written_also_when_others_came_after_it() {
        let mut head = Head::default();
        let first = committed(&mut head, &stamp());
        let (start, middle) = ((1, Digest::default()), (3, head.hash));
        assert_eq!(check(start, &first, head), Ok(()));
        assert_eq!((first[0].0.of(), first[1].0.of()), (Some("acme"), None), "the first of a commit says it");
        let second = committed(&mut head, &stamp());
        assert_eq!((check(start, &first, head), check(middle, &second, head)), (Ok(()), Ok(())));
        let end = head.hash;
        let resumption = Some(Resumption::beyond(trail(), 5, Some(5), [7; 16]));
        let beyond = committed(&mut head, &Stamp { resumption, ..stamp() });
        assert_eq!(check((105, end), &beyond, head), Ok(()));
    }

    #[test]
    fn what_is_not_as_it_was_written_is_told() {
        let mut head = Head::default();
        let first = committed(&mut head, &stamp());
        let (start, middle, first_head) = ((1, Digest::default()), (3, head.hash), head);
        let second = committed(&mut head, &stamp());
        let at_end = |bent: WholeRecord| check(middle, &[second[0].clone(), bent], head);
        let other = |from, to| at_end(rewritten(&second[1], from, to));
        assert_eq!(other("\"max\":5", "\"max\":6"), Err(NotWritten::Hash { seq: 4 }));
        assert_eq!(other("share.exhausted", "share.revoked"), Err(NotWritten::Hash { seq: 4 }));
        assert_eq!(other("share/x", "share/y"), Err(NotWritten::Misplaced { seq: 4 }));
        assert_eq!(at_end((second[1].0.clone(), first[1].1, None)), Err(NotWritten::Hash { seq: 4 }));
        let bent = [rewritten(&first[0], "acme", "other"), first[1].clone()];
        assert_eq!(check(start, &bent, head), Err(NotWritten::Hash { seq: 1 }));
        assert_eq!(check((2, head.hash), &second, head), Err(NotWritten::Misplaced { seq: 2 }));
        assert_eq!(check(middle, &second, first_head), Err(NotWritten::Beyond { end: 2 }), "nobody has committed it");
        assert_eq!(check_row((&trail(), 1, Digest::default()), &first, None), Err(NotWritten::Beyond { end: 0 }));
        assert_eq!(check(middle, &[], head), Err(NotWritten::Empty));
        assert_eq!(check((3, Digest::default()), &second, head), Err(NotWritten::Hash { seq: 3 }));
        let forked = Head { hash: first_head.hash, ..head };
        assert_eq!(check(middle, &second, forked), Err(NotWritten::Hash { seq: 4 }));
    }
}
