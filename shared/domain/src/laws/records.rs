//! No change without a record: the trail tells all that happens, and the state ends where its trail does.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    changes,
    checked::{Checked, Ends, rows as rows_of},
};
use crate::{
    Act as _,
    audit::{Chain, WholeRecord},
    change::Change,
    events,
    fixtures::{
        EXPIRES, House, SATURDAY, admitted, as_read, changed, gate_of, guest, opening, slug, staff, system, text,
    },
    gate::OnTask,
    share::{Edit, Expiry, Proofs, Revoke, Share},
    staff::Right,
    task::{Task, Work},
    work::{Save, Saved},
};

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
    let mut rows = rows_of(&created);
    let share = created.into_state();

    let opened = changed(opening(&share, 1).decide((&share, Proofs::default()), &guest(SATURDAY)).unwrap());
    let share = next(&mut rows, &share, opened).share;
    let recorded = changed(share.record_expiry(&system(EXPIRES)));
    let share = next(&mut rows, &share, recorded);
    let (expiry, policy) = (Expiry::Days(7), house.policy());
    let week = Edit { expiry: Some(&expiry), ..Edit::under(&policy, &house.org.zone) };
    let managed = |share| Share::managed(share, house.authority(Right::ManageOwnShares)).unwrap();
    let extended = changed(week.decide(managed(&share), &staff(EXPIRES)).unwrap());
    let share = next(&mut rows, &share, extended);

    let save = Save { base: 0, answers: [(slug("legal_name"), Some(text("Acme")))].into() };
    let company = house.on("company");
    let saved = changed(save.decide(admitted(&share).permit(&company).unwrap(), &guest(SATURDAY)).unwrap());
    let Saved { by, work, .. } = next(&mut rows, &share, saved);
    let share = Share { gate: gate_of(&by).clone(), ..share };
    let OnTask { progress, task, also: () } = company;
    let task = Task { work: Work { version: 1, ..work }, ..task };
    let company = OnTask { progress, task, also: house.run.clone() };
    let completed =
        changed(as_read(&company.task).decide(admitted(&share).permit(&company).unwrap(), &guest(SATURDAY)).unwrap());
    let by = next(&mut rows, &share, completed).by;
    let share = Share { gate: gate_of(&by).clone(), ..share };
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
fn next<S: Ends>(rows: &mut Vec<WholeRecord>, before: &Share, change: Change<S>) -> S {
    Checked::after(before.gate.head, &change);
    rows.extend(rows_of(&change));
    change.into_state()
}
