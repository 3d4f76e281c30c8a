//! What is stored reads back equal, and what every act writes stays small.

mod gate;
mod steps;

use std::fmt::Debug;

use vestibule_domain::{
    Act as _, Timestamp,
    audit::{Actor, Head, Source, Stamp},
    file::{Content, Stage, Verdict},
    outbox::BounceKind,
    run::Bits,
    share::{
        Accesses, Attempts, CodeAsked, DeviceAttempts, Gate, MAX_DECIDED_TASKS, MailOutcome, Replaced, Revocation,
        Share, ShareMailed, Spent, Visit,
    },
    task::{
        Accepted, Answer, Changed, Comment, CommentFrom, Completion, FileMark, Rounds, StepDecision, TaskState, Upload,
        VisibleTo, Work,
    },
    value::{CommentId, DeviceId, Digest, Locale, MailId, RecipientId, SessionId, ShareId, VisitId},
    work::Save,
};
use vestibule_fixtures::{
    CREATED, House, SATURDAY, admitted, at, bounced, drafted, guest, layer, mail_event, manifest, picked, slug, staff,
    step_state, system, text, upload_id,
};

use super::{
    row::{attributes, next},
    *,
};
use crate::{
    commit::trail_item,
    keys::{Item, Key, number, text as s},
    units::bytes,
};

mod handed_back;
mod kept;
mod people;

/// The item that a value becomes, at its next version.
fn item<T: Row>(key: Key, value: &T) -> Item {
    let mut item = attributes(&key, value).unwrap();
    item.insert("v".into(), number(7));
    item.extend(key.item());
    item
}

fn reads_back<T: Row + PartialEq + Debug>(key: Key, value: &T) -> T {
    let back: T = read(item(key, value)).unwrap();
    back
}

#[test]
fn no_password_or_salt_stands_outside_the_gate_and_no_index_holds_more_than_keys() {
    let share = House::new().share().password("correct horse").created();
    let terms = format!("{:?}", item(Key::terms(share.id()), &share.terms));
    assert!(!terms.contains("argon2") && !terms.contains("salt"), "{terms}");
    for index in crate::index::OF_STATE {
        assert!(!["pw", "salt", "head"].contains(&index.partition) && !["pw", "salt"].contains(&index.sort));
    }
}

#[test]
fn a_listed_share_is_in_the_lists_of_the_living_and_an_ended_one_in_that_of_the_ended() {
    let gate = House::new().share().created().gate;
    let names = |gate: &Gate| {
        let item = item(Key::gate(gate.share), gate);
        ["list", "lx", "la", "le", "due", "due_at"].map(|name| item.contains_key(name))
    };
    assert_eq!(names(&gate), [true, true, true, false, true, true]);
    let done = Gate { completed_at: Some(at(SATURDAY)), ..gate };
    assert_eq!(names(&done), [true, false, false, true, false, false]);
}

#[test]
fn the_other_rows_of_a_share_read_back() {
    let mut house = House::new();
    house.org.policy = layer(|l| {
        l.disclaimer.insert(Locale::PtBr, Digest::of("Li e entendi"));
        l.sender_name = "Acme Engenharia".parse().ok();
        l.upload_extensions = Some(vec!["pdf".into(), "png".into()]);
    });
    let mut sharing = house.share().locale(Locale::PtBr);
    sharing.create.label = "Lot 7".parse().ok();
    sharing.create.instructions = "Please hurry.".parse().ok();
    let mut share: Share = sharing.created();
    share.terms.version = 7;
    share.terms.replaced =
        Some(Replaced { notice: Digest::of("Aviso"), disclaimer: None, openings: 2, at: at(SATURDAY) });
    assert_eq!(reads_back(Key::terms(share.id()), &share.terms), share.terms);

    let mailings = vestibule_domain::share::Mailings::none(share.id());
    let mailed = ShareMailed { share, mailings }.invited("0100018f".into(), 1, &staff(SATURDAY)).into_state();
    let outcomes = [MailOutcome::Delivered, bounced(BounceKind::Transient), MailOutcome::Complained];
    let mailed = outcomes.into_iter().fold(mailed, |mailed, outcome| {
        mailed.report(&mail_event("0100018f", outcome), &system(SATURDAY)).into_state()
    });
    let mailings = vestibule_domain::share::Mailings { version: 7, ..mailed.mailings };
    assert_eq!(reads_back(Key::mailings(mailings.share), &mailings), mailings);
}

#[test]
fn the_rows_of_a_run_and_its_tasks_read_back() {
    let house = House::new();
    let run = vestibule_domain::run::Run { version: 7, ..house.run.clone() };
    assert_eq!(reads_back(Key::run(run.id), &run), run);
    let mut progress = house.progress.clone();
    (progress.version, progress.staged) = (7, Some(2));
    progress.done = Bits::from_bytes(vec![0b101, 1]);
    assert_eq!(reads_back(Key::progress(run.id), &progress), progress);
    for task in &house.tasks {
        let key = Key::spec(run.id, task.slug(), task.spec.slot);
        assert_eq!(reads_back(key, &task.spec), task.spec);
    }
}

#[test]
fn the_work_in_a_task_reads_back() {
    let key = House::new().task("documents").key();
    let share = ShareId::new([1; 16]);
    let draft = |answer| drafted(answer, 3);
    let answers = [("a", text("12.50")), ("b", picked(&["b"])), ("c", Answer::Ticked(true)), ("d", picked(&[]))];
    let answers = answers.into_iter().map(|(field, answer)| (slug(field), draft(answer))).collect();
    let changed = Changed { last: Some((share.into(), 6)), before: 3 };
    let work = Work { answers, closed: 1, cycle: 2, changed, version: 7 };
    assert_eq!(reads_back(Key::work(&key), &work), work);

    let (version, reason) = ("v1".to_owned(), "EICAR".to_owned());
    let stages = [
        Stage::Expected,
        Stage::Cleared { version: version.clone() },
        Stage::Scanning { version: version.clone() },
        Stage::Releasing { version, verdict: Verdict::Clean },
        Stage::Clean { at: at(SATURDAY), verdict: Verdict::NotScanned },
        Stage::Rejected { at: at(SATURDAY), reason },
        Stage::Returned { at: at(SATURDAY), verdict: Verdict::Clean },
    ];
    let mark = |stage| FileMark {
        field: slug("contract"),
        through: share.into(),
        recipient: RecipientId::new([9; 16]),
        other: Some(RecipientId::new([8; 16])),
        stage,
        announced_at: at(CREATED),
        round: 2,
        announcement: Digest::of("a"),
        content: Content::of(b"%PDF-1.7"),
    };
    let files = (0..).zip(stages).map(|(n, stage)| (upload_id(n), mark(stage))).collect();
    let (by, recipient) = ("Ana".parse().unwrap(), RecipientId::new([9; 16]));
    let record = Head { seq: 12, hash: Digest::of("x") };
    let (through, result) = (share.into(), Some(StepDecision::Approve));
    let completion = Some(Completion { at: at(SATURDAY), by, through, recipient, record, result });
    let (open, asked) = ([slug("contract")].into(), [RecipientId::new([9; 16])].into());
    let accepted = Accepted { fields: [slug("a")].into(), files: [upload_id(4)].into() };
    let rounds = Rounds { ended: 3, before_cycle: 2, open, asked, answers: 11, accepted };
    let workers = [RecipientId::new([8; 16])].into();
    let files_changed = Changed { last: Some((share.into(), 5)), before: 0 };
    let state =
        TaskState { files, step: step_state(), completion, rounds, workers, cycle: 2, files_changed, version: 7 };
    assert_eq!(reads_back(Key::state(&key), &state), state);

    let upload = Upload {
        id: upload_id(1),
        field: slug("contract"),
        through: share.into(),
        manifest: manifest("a.pdf", "content"),
        announced_at: at(CREATED),
    };
    assert_eq!(reads_back(Key::upload(&key, upload.id), &upload), upload);
    let comment = Comment {
        id: CommentId::new([6; 16]),
        at: at(SATURDAY),
        through: share.into(),
        author: "Ana".parse().unwrap(),
        text: "See page 3".parse().unwrap(),
        from: CommentFrom::Staff { visible_to: VisibleTo::Internal },
    };
    assert_eq!(reads_back(Key::comment(&key, comment.id), &comment), comment);
}

#[test]
fn a_record_of_a_saved_field_takes_two_write_units_with_the_longest_names() {
    let house = House::new();
    let share = house.share().created();
    let on = house.on("company");
    let save = Save { base: 0, answers: [(slug("legal_name"), Some(text("Acme")))].into() };
    let person = vestibule_fixtures::person(&"n".repeat(60), &format!("{}@supplier.example", "m".repeat(43)));
    let source =
        Source { ip: Some("2001:0db8:85a3:0000:0000:8a2e:0370:7334".into()), user_agent: Some("u".repeat(180)) };
    let stamp = Stamp::of(
        Actor::Guest { share: share.id(), assurance: "password+device".parse().unwrap() },
        person,
        source,
        guest(SATURDAY).now,
        [5; 16],
    );
    let saved = save.decide(admitted(&share).permit(&on).unwrap(), &stamp).unwrap();
    let row = trail_item(saved.change().unwrap().entry());
    let names = 2 * 64 - "company".len() - "legal_name".len();
    assert!(bytes(&row) + names <= 1024, "{} + {names}", bytes(&row));
    assert!(!row.contains_key("published") && !format!("{row:?}").contains("acme"), "drafts are no events");
}

#[test]
fn what_is_due_is_spread_over_four_partitions() {
    use std::collections::BTreeSet;

    let shards: BTreeSet<_> =
        (0..=255_u8).map(|n| crate::index::DueKind::Mail.partition(&MailId::new([n; 16]))).collect();
    let asked: BTreeSet<_> = crate::index::DueKind::Mail.partitions().collect();
    assert_eq!((shards.len(), &shards), (4, &asked));
}
