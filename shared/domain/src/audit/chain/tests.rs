//! Nothing can be changed in a trail, or taken from it, without being found.

use proptest::prelude::*;

use super::*;
use crate::id::ShareId;

fn stamp(at: i64) -> Stamp {
    Stamp {
        now: Timestamp::from_second(1_800_000_000 + at).unwrap_or_default(),
        actor: Actor::Guest { share: ShareId::new([1; 16]) },
        person: "Ana Souza".parse().ok().zip("ana@supplier.example".parse().ok()),
        origin: Origin { ip: Some("203.0.113.7".into()), user_agent: None },
        seed: [5; 16],
    }
}

fn trail() -> TrailId {
    TrailId("share/x".into())
}

type Row = (Record, Digest, Option<Personal>);

fn written(n: u32) -> (Head, Vec<Row>) {
    let mut head = Head::default();
    let mut rows = Vec::new();
    for access in 0..n {
        let events = vec![Event::LinkOpened { access, max: 5 }, Event::Acknowledged];
        let entry = Entry::append(trail(), &mut head, &stamp(i64::from(access)), events);
        rows.extend(entry.records.into_iter().map(|(r, h, p)| (r, h, Some(p))));
    }
    (head, rows)
}

#[test]
fn a_trail_verifies_as_written_and_after_erasure() {
    let (head, mut rows) = written(3);
    assert_eq!(verify(&trail(), head, &rows), Ok(()));
    for row in &mut rows {
        row.2 = None;
    }
    assert_eq!(verify(&trail(), head, &rows), Ok(()));
}

#[test]
fn changed_personal_details_are_found() {
    let (head, mut rows) = written(2);
    if let Some(personal) = &mut rows[1].2 {
        personal.origin.ip = Some("198.51.100.1".into());
    }
    assert_eq!(verify(&trail(), head, &rows), Err(Broken::Personal { seq: 2 }));
}

proptest! {
    #[test]
    fn any_flip_drop_swap_or_insertion_is_found(n in 2u32..6, what in 0u8..6, at in 0usize..12, other in 0usize..12) {
        let (head, mut rows) = written(n);
        let (at, other) = (at % rows.len(), other % rows.len());
        match what {
            0 => rows[at].0.at += jiff::SignedDuration::from_nanos(1),
            1 => { rows.remove(at); }
            2 => { prop_assume!(at != other); rows.swap(at, other); }
            3 => { let row = rows[other].clone(); rows.insert(at, row); }
            4 => { prop_assume!(at != other); rows[at].1 = rows[other].1; }
            _ => rows[at].0.event = Event::Revoked,
        }
        prop_assert!(verify(&trail(), head, &rows).is_err());
    }

    #[test]
    fn a_forger_who_rehashes_everything_still_misses_the_head(n in 2u32..6, at in 0usize..12) {
        let (head, mut rows) = written(n);
        let at = at % rows.len();
        rows[at].0.event = Event::Revoked;
        let mut prev = Digest::default();
        for row in &mut rows {
            row.1 = row.0.hash(prev);
            prev = row.1;
        }
        let last = rows.len() as u64;
        prop_assert_eq!(verify(&trail(), head, &rows), Err(Broken::Head { found: last, expected: last }));
    }
}

#[test]
fn the_seed_is_told_to_nobody_with_the_messages_or_the_details_it_protects() {
    let stamp = stamp(0);
    let salts = [Personal::of(&stamp, 1).salt, Personal::of(&stamp, 2).salt];
    let id = stamp.outbox_id();
    assert_ne!(id.bits(), &stamp.seed);
    assert_ne!(salts[0], salts[1]);
    assert!(!salts.contains(&hex(id.bits())) && !salts.contains(&hex(&stamp.seed)));
}

#[test]
fn the_record_reads_as_its_contract_says() {
    let (_, rows) = written(1);
    insta::assert_json_snapshot!(rows[0]);
}
