//! Nothing can be changed in a trail, or taken from it, without being found.

use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::{
    audit::{Actor, Broken, Chain, Resumption, Source, WholeRecord},
    fixtures::person,
    share::ShareFact,
    value::{Assurance, OrgSlug, ShareId},
};

fn stamp(at: i64) -> Stamp {
    Stamp {
        now: Timestamp::from_second(1_800_000_000 + at).unwrap(),
        actor: Actor::Guest { share: ShareId::new([1; 16]), assurance: Assurance::LINK },
        person: Some(person("Ana Souza", "ana@supplier.example")),
        source: Source { ip: Some("203.0.113.7".into()), user_agent: None },
        seed: [5; 16],
        stated: None,
        resumption: None,
    }
}

fn trail() -> TrailId {
    TrailId("share/x".into())
}

fn about() -> About {
    About { org: "acme".parse::<OrgSlug>().unwrap(), project: None, place: None, path: None }
}

/// So many commits of two records each.
fn written(n: u32) -> (Head, Vec<WholeRecord>) {
    let mut head = Head::default();
    let mut rows = Vec::new();
    for access in 0..n {
        let facts = [ShareFact::LinkOpened { access, max: 5 }, ShareFact::Exhausted { max: 5 }];
        let entry = Entry::append((trail(), about()), &mut head, &stamp(i64::from(access)), facts);
        rows.extend(entry.records.into_iter().map(|one| (one.record, one.hash, Some(one.personal))));
    }
    (head, rows)
}

fn verify(head: Head, rows: &[WholeRecord]) -> Result<(), Broken> {
    Chain::verify(&trail(), head, rows)
}

/// The same record with another text, if that is one.
fn rewritten(record: &Record, rewrite: impl FnOnce(&str) -> String) -> Option<Record> {
    let text = rewrite(record.text());
    assert_ne!(text, record.text());
    Record::parse(text).ok()
}

#[test]
fn a_trail_verifies_as_written_and_after_erasure() {
    let (head, mut rows) = written(3);
    assert_eq!(verify(head, &rows), Ok(()));
    for row in &mut rows {
        row.2 = None;
    }
    assert_eq!(verify(head, &rows), Ok(()));
}

#[test]
fn a_trail_verifies_page_by_page_and_as_the_store_reads_it_back() {
    let (head, rows) = written(3);
    let stored = rows.iter().map(|(record, hash, personal)| {
        let personal = personal.as_ref().map(|p| Personal::stored(p.text().to_owned()));
        (Record::parse(record.text().to_owned()).unwrap(), *hash, personal)
    });
    let stored: Vec<WholeRecord> = stored.collect();
    assert_eq!(stored, rows);
    let trail = trail();
    let mut chain = Chain::start(&trail);
    for page in stored.chunks(4) {
        assert_eq!(chain.extend(page), Ok(()));
    }
    assert_eq!(chain.ends_at(head), Ok(()));
}

#[test]
fn a_trail_that_ends_early_is_found_by_its_head() {
    let (head, rows) = written(2);
    assert_eq!(verify(head, &rows[..3]), Err(Broken::Head { found: 3, expected: 4 }));
    assert_eq!(verify(head, &[]), Err(Broken::Head { found: 0, expected: 4 }));
}

#[test]
fn the_records_of_another_trail_do_not_belong_here() {
    let (head, rows) = written(1);
    let other = TrailId("share/y".into());
    assert_eq!(Chain::verify(&other, head, &rows), Err(Broken::Trail { seq: 1 }));
}

#[test]
fn changed_personal_details_are_found() {
    let (head, mut rows) = written(2);
    let text = rows[1].2.as_ref().unwrap().text().replace("203.0.113.7", "198.51.100.1");
    rows[1].2 = Some(Personal::stored(text));
    assert_eq!(verify(head, &rows), Err(Broken::Personal { seq: 2 }));
}

proptest! {
    #[test]
    fn any_flip_drop_swap_or_insertion_is_found(n in 2u32..6, what in 0u8..6, at in 0usize..12, other in 0usize..12) {
        let (head, mut rows) = written(n);
        let (at, other) = (at % rows.len(), other % rows.len());
        match what {
            0 => rows[at].0 = rewritten(&rows[at].0, |text| text.replace("T08:00:0", "T08:01:0")).unwrap(),
            1 => { rows.remove(at); }
            2 => { prop_assume!(at != other); rows.swap(at, other); }
            3 => { let row = rows[other].clone(); rows.insert(at, row); }
            4 => { prop_assume!(at != other); rows[at].1 = rows[other].1; }
            _ => rows[at].0 = rewritten(&rows[at].0, |text| text.replace("\"max\":5", "\"max\":6")).unwrap(),
        }
        prop_assert!(verify(head, &rows).is_err());
    }

    #[test]
    fn any_other_character_in_a_stored_text_is_found(at in 0usize..6, place: prop::sample::Index, with in "[ -~]") {
        let (head, mut rows) = written(3);
        let text = rows[at].0.text();
        let place = place.index(text.len());
        prop_assume!(text[place..=place] != *with);
        let Some(flipped) = rewritten(&rows[at].0, |text| format!("{}{with}{}", &text[..place], &text[place + 1..]))
        else {
            return Ok(());
        };
        rows[at].0 = flipped;
        prop_assert!(verify(head, &rows).is_err());
    }

    #[test]
    fn a_forger_who_rehashes_everything_still_misses_the_head(n in 2u32..6, at in 0usize..12) {
        let (head, mut rows) = written(n);
        let at = at % rows.len();
        rows[at].0 = rewritten(&rows[at].0, |text| text.replace("\"max\":5", "\"max\":6")).unwrap();
        let mut prev = Digest::default();
        for row in &mut rows {
            row.1 = row.0.hash(prev);
            prev = row.1;
        }
        let last = rows.len() as u64;
        prop_assert_eq!(verify(head, &rows), Err(Broken::Head { found: last, expected: last }));
    }
}

#[test]
fn a_record_of_a_kind_and_an_actor_that_came_after_this_version_verifies_and_lists() {
    let (head, mut rows) = written(1);
    let personal = Personal::stored(r#"{"badge":"7","salt":"00112233445566778899aabbccddeeff"}"#.into());
    let text = format!(
        concat!(
            r#"{{"actor":{{"model":"r2","type":"robot"}},"at":"2031-05-04T03:02:01Z","#,
            r#""facts":{{"marks":[1,null,{{"x":"y"}}]}},"kind":"seal.broken","personal":"{}","#,
            r#""scale":2,"seq":3,"trail":"share/x"}}"#
        ),
        personal.commitment()
    );
    let record = Record::parse(text.clone()).unwrap();
    assert_eq!((record.trail(), record.seq(), record.kind()), (&trail(), 3, "seal.broken"));
    assert_eq!((record.at().to_string().as_str(), record.actor()), ("2031-05-04T03:02:01Z", &Actor::Unknown));
    assert_eq!(record.text(), text, "nothing of it is lost");
    assert_eq!(record.to_json()["facts"], json!({ "marks": [1, null, { "x": "y" }] }));
    assert_eq!(record.to_json()["actor"], json!({ "type": "robot", "model": "r2" }));

    let hash = record.hash(head.hash);
    rows.push((record, hash, Some(personal)));
    assert_eq!(verify(Head { seq: 3, hash }, &rows), Ok(()));
    rows[2].0 = rewritten(&rows[2].0, |text| text.replace("null", "true")).unwrap();
    assert_eq!(verify(Head { seq: 3, hash }, &rows), Err(Broken::Hash { seq: 3 }));
}

#[test]
fn what_is_no_record_is_not_read_as_one() {
    for text in ["", "{}", "null", r#"{"trail":"share/x","seq":1}"#] {
        assert!(Record::parse(text.into()).is_err(), "{text}");
    }
}

#[test]
fn the_seed_is_told_to_nobody_with_the_mails_or_the_details_it_protects() {
    let hex = |bits: &[u8]| base16ct::lower::encode_string(bits);
    let stamp = stamp(0);
    let salts = [1, 2].map(|seq| Personal::of(&stamp, seq, false).to_json()["salt"].as_str().unwrap().to_owned());
    let ids = [0, 1].map(|number| hex(stamp.mail_id(number).bits()));
    assert_ne!(salts[0], salts[1]);
    assert_ne!(ids[0], ids[1]);
    let seed = hex(&stamp.seed);
    assert!(!ids.contains(&seed) && !salts.contains(&seed));
    assert!(!salts.iter().any(|salt| ids.contains(salt)));
}

#[test]
fn the_record_reads_as_its_contract_says() {
    let (_, rows) = written(1);
    let (record, hash, personal) = &rows[0];
    let stored = [record.text(), &hash.to_string(), personal.as_ref().unwrap().text()];
    insta::assert_snapshot!(stored.join("\n"));
}

#[test]
fn an_entry_knows_which_of_its_records_are_published_and_by_what_files_are_counted() {
    let upload = crate::fixtures::upload_id(1);
    let facts = [
        ShareFact::FieldChanged { task: "company".parse().unwrap(), fields: vec![] },
        ShareFact::FileRejected { task: "documents".parse().unwrap(), upload, reason: "EICAR".into() },
        ShareFact::Revoked {},
    ];
    let entry = Entry::append((trail(), about()), &mut Head::default(), &stamp(0), facts);
    let told: Vec<_> = entry.records().iter().map(|one| (one.published, one.verdict)).collect();
    assert_eq!(told, [(false, None), (true, Some("rejected")), (true, None)]);
    assert_eq!(entry.about(), &about());
}

#[test]
fn a_trail_that_goes_on_beyond_a_taken_row_says_so_for_ever() {
    let (mut head, mut rows) = written(2);
    let taken = head.next();
    let resumption = Resumption::beyond(trail(), taken, Some(taken), [5; 16]);
    let facts = [ShareFact::Revoked {}, ShareFact::Exhausted { max: 5 }];
    let stamp = stamp(9).resuming(Some(resumption.clone()));
    let entry = Entry::append((trail(), about()), &mut head, &stamp, facts);
    assert_eq!(entry.follows(), Some(4));
    let seqs: Vec<_> = entry.records().iter().map(|one| (one.record.seq(), one.record.follows())).collect();
    assert_eq!(seqs, [(resumption.at, Some(4)), (resumption.at + 1, None)]);
    assert_eq!(
        entry.records()[0].hash,
        entry.records()[0].record.hash(rows[3].1),
        "it is chained to the last good one"
    );
    rows.extend(entry.records.into_iter().map(|one| (one.record, one.hash, Some(one.personal))));
    assert_eq!(verify(head, &rows), Err(Broken::Resumed { follows: 4, seq: resumption.at }));

    let later = Entry::append((trail(), about()), &mut head, &stamp, [ShareFact::Revoked {}]);
    assert_eq!(later.follows(), None, "somebody was quicker: the row that was taken is not the next any more");
}

#[test]
fn a_head_that_no_trail_can_have_starts_over() {
    for seq in [MAX_SEQ, MAX_SEQ + 1, u64::MAX] {
        let mut head = Head { seq, ..Head::default() };
        let entry = Entry::append((trail(), about()), &mut head, &stamp(0), [ShareFact::Revoked {}]);
        assert_eq!((entry.records()[0].record.seq(), head.seq), (1, 1));
    }
}
