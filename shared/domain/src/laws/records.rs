//! No change without a record: whatever happens, the trail says so, and the state ends where its trail does.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::changes;
use crate::{
    Act as _,
    audit::{Chain, Head, Row, TrailId},
    change::{Audited, Change},
    events,
    file::ReferenceFile,
    fixtures::{EXPIRES, House, SATURDAY, admitted, changed, guest, opening, slug, staff, system, text},
    gate::{Acting, OnTask},
    run::{RunPushed, Staged},
    share::{Expiry, Extend, Gate, Opened, Revoke, Share, ShareMailed},
    staff::{Founded, MemberAdded, Org, ProjectAdded, Right},
    task::Task,
    work::{Announced, Commented, Complete, Completed, Downloaded, FileMoved, Removed, Save, Saved},
};

/// What a change writes: among it the row that says where the trail ends.
pub(super) trait Ends {
    fn ends(&self) -> (TrailId, Head);
}

impl Ends for Gate {
    fn ends(&self) -> (TrailId, Head) {
        (TrailId(format!("share/{}", self.share)), self.head)
    }
}

impl Ends for Acting {
    fn ends(&self) -> (TrailId, Head) {
        let Self::Guest(gate) = self;
        gate.ends()
    }
}

macro_rules! ends {
    ($($state:ty: |$this:ident| $end:expr;)*) => {$(
        impl Ends for $state {
            fn ends(&self) -> (TrailId, Head) {
                let $this = self;
                $end
            }
        }
    )*};
}

ends! {
    Share: |this| (this.trail(), this.head());
    Org: |this| (this.trail(), this.head());
    ReferenceFile: |this| (this.trail(), this.head());
    Founded: |this| this.org.ends();
    ProjectAdded: |this| this.org.ends();
    MemberAdded: |this| this.org.ends();
    RunPushed: |this| (TrailId(format!("run/{}", this.run.id)), this.progress.head);
    Staged: |this| (TrailId(format!("run/{}", this.progress.run)), this.progress.head);
    ShareMailed: |this| this.share.ends();
    Opened: |this| this.share.ends();
    Saved: |this| this.by.ends();
    Commented: |this| this.by.ends();
    Completed: |this| this.by.ends();
    Announced: |this| this.by.ends();
    FileMoved: |this| this.by.ends();
    Removed: |this| this.by.ends();
    Downloaded: |this| this.by.ends();
}

/// A change that was held against the law, with the kinds of its records and the facts of each.
pub(super) struct Checked {
    pub(super) kinds: BTreeMap<String, Value>,
}

impl Checked {
    /// The first change of an aggregate, whose trail begins with it.
    pub(super) fn first<S: Ends>(change: &Change<S>) -> Self {
        let (trail, head) = change.state().ends();
        assert_eq!(Chain::verify(&trail, head, &rows(change)), Ok(()));
        Self::after(Head::default(), change)
    }

    /// A change of an aggregate whose trail ended at `before`.
    pub(super) fn after<S: Ends>(before: Head, change: &Change<S>) -> Self {
        let (trail, head) = change.state().ends();
        let records = change.entry().records();
        assert!(!records.is_empty(), "a change without a record in {trail}");
        let mut end = before;
        for one in records {
            let record = &one.record;
            assert_eq!((record.trail(), record.seq()), (&trail, end.seq + 1));
            assert_eq!(record.hash(end.hash), one.hash);
            assert_eq!(record.to_json()["personal"], one.personal.commitment().to_string());
            end = Head { seq: record.seq(), hash: one.hash };
        }
        assert_eq!(head, end, "the state of {trail} does not end where its trail does");
        let told = records.iter().map(|one| (one.record.kind().to_owned(), one.record.to_json()["facts"].clone()));
        Self { kinds: told.collect() }
    }
}

pub(super) fn rows<S>(change: &Change<S>) -> Vec<Row> {
    change.entry().records().iter().map(|one| (one.record.clone(), one.hash, Some(one.personal.clone()))).collect()
}

#[test]
fn every_change_has_a_record_and_moves_the_head_to_it() {
    for (operation, checked) in changes::one_of_each() {
        assert!(!checked.kinds.is_empty(), "{operation}");
    }
}

#[test]
fn every_kind_of_record_is_made_by_some_operation() {
    let made: BTreeSet<_> =
        changes::one_of_each().into_iter().flat_map(|(_, checked)| checked.kinds.into_keys()).collect();
    let all: BTreeSet<_> = events::kinds().map(|kind| kind.name.to_owned()).collect();
    assert_eq!(made, all);
}

#[test]
fn every_record_tells_the_facts_that_its_kind_lists_and_no_other() {
    for (operation, checked) in changes::one_of_each() {
        for (name, told) in checked.kinds {
            let kind = events::kinds().find(|kind| kind.name == name).unwrap();
            let told: BTreeSet<_> = told.as_object().unwrap().keys().map(String::as_str).collect();
            let listed: BTreeSet<_> = kind.facts.iter().map(|(fact, _)| *fact).collect();
            assert_eq!(told, listed, "{operation}");
        }
    }
}

#[test]
fn the_facts_of_every_kind_of_record_are_written_as_they_always_were() {
    let examples: BTreeMap<_, _> = changes::one_of_each().into_iter().flat_map(|(_, checked)| checked.kinds).collect();
    insta::assert_json_snapshot!(examples);
}

#[test]
fn the_whole_life_of_a_share_verifies_as_one_trail() {
    let house = House::new();
    let created = house.share().tasks(&["company"]).decided().unwrap();
    Checked::first(&created);
    let mut rows = rows(&created);
    let share = created.into_state();

    let opened = changed(opening(&share, 1).decide((&share, None), &guest(SATURDAY)).unwrap());
    let share = next(&mut rows, &share, opened).share;
    let recorded = changed(share.record_expiry(&system(EXPIRES)));
    let share = next(&mut rows, &share, recorded);
    let (expiry, policy) = (Expiry::Days(7), house.policy());
    let week = Extend { expiry: &expiry, zone: &house.org.zone, policy: &policy };
    let managed = |share| Share::managed(share, house.authority(Right::ManageOwnShares)).unwrap();
    let extended = changed(week.decide(managed(&share), &staff(EXPIRES)).unwrap());
    let share = next(&mut rows, &share, extended);

    let save = Save { base: 0, answers: [(slug("legal_name"), Some(text("Acme")))].into() };
    let company = house.on("company");
    let saved = changed(save.decide(admitted(&share).permit(&company).unwrap(), &guest(SATURDAY)).unwrap());
    let Saved { by: Acting::Guest(gate), work, .. } = next(&mut rows, &share, saved);
    let share = Share { gate, ..share };
    let OnTask { progress, task, also: () } = company;
    let company = OnTask { progress, task: Task { work, ..task }, also: house.run.clone() };
    let completed = changed(Complete.decide(admitted(&share).permit(&company).unwrap(), &guest(SATURDAY)).unwrap());
    let Acting::Guest(gate) = next(&mut rows, &share, completed).by;
    let share = Share { gate, ..share };
    let revoked = changed(Revoke.decide(managed(&share), &staff(EXPIRES)).unwrap());
    let share = next(&mut rows, &share, revoked);

    let (trail, head) = share.ends();
    assert_eq!(Chain::verify(&trail, head, &rows), Ok(()));
    assert_eq!(head.seq, 8);
    for gap in 0..rows.len() {
        let mut with_gap = rows.clone();
        with_gap.remove(gap);
        assert!(Chain::verify(&trail, head, &with_gap).is_err(), "without record {}", gap + 1);
    }
}

/// Commits a change of the share.
fn next<S: Ends>(rows: &mut Vec<Row>, before: &Share, change: Change<S>) -> S {
    Checked::after(before.gate.head, &change);
    rows.extend(self::rows(&change));
    change.into_state()
}
