//! No change without a record: whatever happens, the trail says so, and the state ends where its trail does.

use std::collections::BTreeSet;

use super::{changes, kinds};
use crate::{
    audit::{Digest, Head, Personal, Record, TrailId, verify},
    change::{Audited, Change},
    file::ReferenceFile,
    fixtures::{EXPIRES, House, SATURDAY, acting, admitted, guest, opening, slug, staff, system, text},
    id::SessionId,
    org::Org,
    run::Run,
    share::{Expiry, Share},
    task::{Completed, Save, Task},
};

/// A row of a trail as the store keeps it.
pub(super) type Row = (Record, Digest, Option<Personal>);

/// State that ends where its trail ends, also when further state changes with it.
pub(super) trait Ends {
    fn ends(&self) -> (TrailId, Head);
}

macro_rules! ends {
    ($($state:ty),*) => {$(
        impl Ends for $state {
            fn ends(&self) -> (TrailId, Head) {
                (self.trail(), self.head)
            }
        }
    )*};
}
ends!(Share, Run, Org, ReferenceFile);

impl<S: Ends, T> Ends for (S, T) {
    fn ends(&self) -> (TrailId, Head) {
        self.0.ends()
    }
}

/// A change that was held against the law, with the kinds of its records.
pub(super) struct Checked {
    pub(super) kinds: BTreeSet<String>,
}

impl Checked {
    /// The first change of an aggregate, whose trail begins with it.
    pub(super) fn first<S: Ends>(change: &Change<S>) -> Self {
        let (trail, head) = change.state().ends();
        assert_eq!(verify(&trail, head, &rows(change)), Ok(()));
        Self::after(Head::default(), change)
    }

    /// A change of an aggregate whose trail ended at `before`.
    pub(super) fn after<S: Ends>(before: Head, change: &Change<S>) -> Self {
        let (trail, head) = change.state().ends();
        let rows = rows(change);
        assert!(!rows.is_empty(), "a change without a record in {trail}");
        let mut end = before;
        for (record, hash, personal) in &rows {
            assert_eq!((&record.trail, record.seq), (&trail, end.seq + 1));
            assert_eq!(record.hash(end.hash), *hash);
            assert_eq!(personal.as_ref().map(Personal::commitment), Some(record.personal));
            end = Head { seq: record.seq, hash: *hash };
        }
        assert_eq!(head, end, "the state of {trail} does not end where its trail does");
        Self { kinds: rows.iter().map(|(record, ..)| kinds::name(&record.event)).collect() }
    }
}

pub(super) fn rows<S>(change: &Change<S>) -> Vec<Row> {
    change.entry().records().iter().map(|(r, h, p)| (r.clone(), *h, Some(p.clone()))).collect()
}

#[test]
fn every_change_has_a_record_and_moves_the_head_to_it() {
    for (operation, checked) in changes::one_of_each() {
        assert!(!checked.kinds.is_empty(), "{operation}");
    }
}

#[test]
fn every_kind_of_record_is_made_by_some_operation() {
    let made: BTreeSet<_> = changes::one_of_each().into_iter().flat_map(|(_, checked)| checked.kinds).collect();
    let all: BTreeSet<_> = kinds::one_of_each().iter().map(kinds::name).collect();
    assert_eq!(made, all);
}

#[test]
fn the_whole_life_of_a_share_verifies_as_one_trail() {
    let house = House::new();
    let vera = acting(&house.vera);
    let mut rows = Vec::new();
    let mut commit = |share: &mut Share, change: &Change<Share>| {
        Checked::after(share.head, change);
        rows.extend(self::rows(change));
        *share = change.state().clone();
    };
    let created = house.share().tasks(&["company"]).asked().unwrap();
    let mut share = created.state().0.clone();
    let first = self::rows(&created);
    let opened = share.open(&opening(&share, 1), None, SessionId::new([4; 16]), &guest(SATURDAY)).unwrap();
    commit(&mut share, &opened.change.unwrap());
    let recorded = share.record_expiry(&system(EXPIRES)).unwrap();
    commit(&mut share, &recorded);
    let week = (&Expiry::Days(7), &house.org.zone);
    let extended = share.extend(vera, week, &house.policy(), &staff(EXPIRES)).unwrap();
    commit(&mut share, &extended);

    let answers = [(slug("legal_name"), Some(text("Acme")))].into();
    let save = Save { base: 1, answers };
    let saved = house.task("company").save(admitted(&share), &house.run, &save, &guest(SATURDAY)).unwrap().unwrap();
    rows.extend(self::rows(&saved));
    let (share, company): (Share, Task) = saved.into_state();
    let Completed::Now(completed) = company.complete(admitted(&share), &house.run, &guest(SATURDAY)).unwrap() else {
        panic!("it was not complete before")
    };
    rows.extend(self::rows(&completed));
    let ((share, _), _) = completed.into_state();
    let revoked = share.revoke(vera, &staff(EXPIRES)).unwrap().unwrap();
    rows.extend(self::rows(&revoked));

    let all = [first, rows].concat();
    let (trail, head) = revoked.state().ends();
    assert_eq!(verify(&trail, head, &all), Ok(()));
    assert_eq!(head.seq, 8);
    for gap in 0..all.len() {
        let mut with_gap = all.clone();
        with_gap.remove(gap);
        assert!(verify(&trail, head, &with_gap).is_err(), "without record {}", gap + 1);
    }
}
