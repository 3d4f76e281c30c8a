//! What keeps a task from being completed, and all that completing it brings about.

mod guests;

use serde_json::json;

use super::*;
use crate::{
    Change,
    file::Verdict,
    fixtures::{
        Documents, House, SATURDAY, admitted, as_read, at, changed, drafted, facts, gate_of, guest, kinds, messages,
        picked, slug, text, upload_id,
    },
    outbox::{Bundle, Message, Notice},
    run::Turn,
    share::Share,
    task::{Answer, FieldKind, kind::Checkbox},
    value::ShareId,
};

fn with(mut task: Task, answers: &[(&str, Answer)]) -> Task {
    let drafts = answers.iter().map(|(f, answer)| (slug(f), drafted(answer.clone(), 1)));
    task.work.answers.extend(drafts);
    task
}

fn company(answers: &[(&str, Answer)]) -> Task {
    with(House::new().task("company"), answers)
}

fn every_field_required(mut task: Task) -> Task {
    task.spec.fields.iter_mut().for_each(|f| f.required = true);
    task
}

fn flaws(task: &Task) -> Vec<(&str, Flaw)> {
    let place = |slug: &FieldSlug| task.spec.fields.iter().find(|f| f.slug == *slug).unwrap().slug.as_str();
    let recipient = House::new().share().created().recipient();
    super::flaws(task, recipient).into_iter().map(|(field, flaw)| (place(&field), flaw)).collect()
}

/// What completing the task comes to, with nothing done in the run but what `progress` says.
fn decide(share: &Share, house: &House, task: &Task, now: &str) -> Result<Decision<Completed>, CompleteRefused> {
    let on = OnTask { progress: house.progress.clone(), task: task.clone(), also: house.run.clone() };
    as_read(&on.task).decide(admitted(share).permit(&on)?, &guest(now))
}

fn complete(share: &Share, house: &House, task: &Task) -> Change<Completed> {
    changed(decide(share, house, task, SATURDAY).unwrap())
}

fn refused(share: &Share, house: &House, task: &Task) -> CompleteRefused {
    decide(share, house, task, SATURDAY).unwrap_err()
}

#[test]
fn every_kind_of_field_that_is_required_says_so_when_it_is_empty() {
    let expected = |flaw_of: fn(&str) -> Flaw| -> Vec<(&str, Flaw)> {
        let names =
            ["legal_name", "about", "employees", "founded", "email", "phone", "size", "markets", "agreed", "checks"];
        names.into_iter().map(|n| (n, flaw_of(n))).collect()
    };
    let missing = expected(|name| if name == "checks" { Flaw::Unticked } else { Flaw::Required });
    assert_eq!(flaws(&every_field_required(company(&[]))), missing);
    let blank = company(&[
        ("legal_name", text("  ")),
        ("size", text("")),
        ("markets", picked(&[])),
        ("agreed", Answer::Ticked(false)),
        ("checks", picked(&[])),
    ]);
    assert_eq!(flaws(&every_field_required(blank)), missing);
}

#[test]
fn what_is_not_required_may_stay_empty() {
    assert_eq!(flaws(&company(&[("legal_name", text("Acme"))])), []);
    let blank = [("legal_name", text("Acme")), ("agreed", Answer::Ticked(false)), ("markets", picked(&[]))];
    assert_eq!(flaws(&company(&blank)), []);
}

#[test]
fn every_kind_of_field_says_what_is_wrong_with_its_answer_required_or_not() {
    let wrong = company(&[
        ("legal_name", text("Acme Steel and Iron Works")),
        ("employees", text("0")),
        ("founded", text("2026-11-21")),
        ("email", text("ana")),
        ("phone", text("call me")),
        ("size", text("c")),
        ("markets", picked(&["a", "b"])),
    ]);
    let expected = [
        ("legal_name", Flaw::TooLong { max: 20 }),
        ("employees", Flaw::Below { min: "1".into() }),
        ("founded", Flaw::After { max: "2026-11-20".parse().unwrap() }),
        ("email", Flaw::NotAnEmail),
        ("phone", Flaw::NotAPhone),
        ("size", Flaw::NotAnOption),
        ("markets", Flaw::TooManyPicked { max: 1 }),
    ];
    assert_eq!(flaws(&wrong), expected);
    let other = company(&[("legal_name", text("Acme")), ("employees", text("few")), ("founded", text("long ago"))]);
    assert_eq!(flaws(&other), [("employees", Flaw::NotANumber), ("founded", Flaw::NotADate)]);
}

#[test]
fn a_checklist_is_ticked_as_a_whole_only_where_it_is_required() {
    let half = company(&[("legal_name", text("Acme")), ("checks", picked(&["a"]))]);
    assert_eq!(flaws(&half), []);
    assert!(flaws(&every_field_required(half)).contains(&("checks", Flaw::Unticked)));
}

#[test]
fn an_answer_that_no_longer_fits_what_is_asked_is_told() {
    let mut task = company(&[("legal_name", text("Acme"))]);
    task.spec.fields[0].kind = FieldKind::Checkbox(Checkbox {});
    assert_eq!(flaws(&task), [("legal_name", Flaw::WrongShape)]);
}

#[test]
fn files_are_required_bounded_and_waited_for() {
    let empty = Documents::new();
    assert_eq!(flaws(&empty.on.task), [("contract", Flaw::FileRequired)]);
    let announced = empty.clone().announced(1);
    assert_eq!(flaws(&announced.on.task), [("contract", Flaw::FileRequired)], "what never arrives holds nothing up");
    let scanning = announced.clone().settled(1, true);
    assert_eq!(flaws(&scanning.on.task), [("contract", Flaw::FilePending)]);
    let early = announced.clone().judged(1, None);
    assert_eq!(flaws(&early.on.task), [("contract", Flaw::FilePending)]);
    let cleared = scanning.clone().judged(1, None);
    assert_eq!(flaws(&cleared.on.task), [("contract", Flaw::FilePending)], "its copy is not there yet");
    let rejected = scanning.judged(1, Some("EICAR"));
    assert_eq!(flaws(&rejected.on.task), [("contract", Flaw::FileRequired)]);
    let releasing = announced.settled(1, false);
    assert_eq!(flaws(&releasing.on.task), [("contract", Flaw::FilePending)]);
    let one = Documents::new().received(1);
    assert_eq!(flaws(&one.on.task), []);

    let bounded = |scene: &Documents, required, min, max| {
        let mut task = scene.on.task.clone();
        task.spec.fields[0].required = required;
        task.spec.fields[0].kind = FieldKind::File(FileField { extensions: vec![], min, max });
        flaws(&task).into_iter().map(|(_, flaw)| flaw).collect::<Vec<_>>()
    };
    assert_eq!(bounded(&one, true, Some(2), None), [Flaw::TooFewFiles { min: 2 }]);
    assert_eq!(bounded(&one, false, Some(2), None), [Flaw::TooFewFiles { min: 2 }]);
    assert_eq!(bounded(&empty, false, Some(2), None), [], "none at all is fine where none is required");
    assert_eq!(bounded(&empty, true, Some(2), None), [Flaw::FileRequired]);
    let two = one.received(2);
    assert_eq!(bounded(&two, true, Some(2), Some(2)), []);
    assert_eq!(bounded(&two, true, None, Some(1)), [Flaw::TooManyFiles { max: 1 }]);
}

#[test]
fn a_file_is_missing_until_it_has_come_and_is_coming_until_it_counts() {
    let recipient = House::new().share().created().recipient();
    let lacks = |scene: &Documents| (missing(&scene.on.task, recipient), coming(&scene.on.task, recipient));
    let empty = Documents::new();
    let announced = empty.clone().announced(1);
    let scanning = announced.clone().settled(1, true);
    assert_eq!([&empty, &announced].map(lacks), [(1, 0); 2]);
    assert_eq!([&scanning, &announced.clone().judged(1, None), &announced.settled(1, false)].map(lacks), [(0, 1); 3]);
    assert_eq!(lacks(&scanning.judged(1, Some("EICAR"))), (1, 0));
    let mut one = empty.received(1);
    assert_eq!(lacks(&one), (0, 0));
    for required in [true, false] {
        one.on.task.spec.fields[0].required = required;
        one.on.task.spec.fields[0].kind = FieldKind::File(FileField { extensions: vec![], min: Some(2), max: None });
        assert_eq!(lacks(&one), (1, 0), "one of two");
    }
}

#[test]
fn an_incomplete_task_stays_as_it_is() {
    let (house, task) = (House::new(), company(&[("email", text("ana"))]));
    let fields = vec![(slug("legal_name"), Flaw::Required), (slug("email"), Flaw::NotAnEmail)];
    assert_eq!(refused(&house.share().created(), &house, &task), CompleteRefused::Incomplete { fields });
}

#[test]
fn completing_unlocks_the_tasks_that_waited_and_says_so_to_the_host() {
    let (house, task) = (House::new(), company(&[("legal_name", text("Acme"))]));
    let share = house.share().created();
    let turn = |task: &Task, progress: &Progress| Turn::of(task, progress);
    let (documents, closing) = (house.task("documents"), house.task("closing"));
    assert_eq!(turn(&documents, &house.progress), Turn::Waiting { on: vec![slug("company")] });
    let change = complete(&share, &house, &task);
    let Completed { by, state, work, progress, .. } = change.state();
    let gate = gate_of(by);
    let done = Task { state: state.clone(), ..task.clone() };
    assert_eq!(turn(&done, progress), Turn::Completed { at: at(SATURDAY) });
    assert_eq!(turn(&documents, progress), Turn::Open);
    assert_eq!(turn(&closing, progress), Turn::Waiting { on: vec![slug("documents")] });
    assert_eq!(state.completion.as_ref().unwrap().by.as_str(), "Ana Souza");
    assert_eq!(*work, Work { closed: 1, ..task.work }, "written too, so that no answer comes after it");
    assert_eq!(gate.completed_at, None, "two more tasks to go");
    assert_eq!(kinds(&change), ["share.task_completed"]);
    let told = json!({
        "task": "company", "round": 1, "files": [], "unlocked": ["documents"], "last": false, "left_out": [],
        "answers_sha256": crate::value::Digest::of(r#"{"legal_name":"Acme"}"#),
    });
    assert_eq!(facts(&change), told);
    assert!(change.entry().records()[0].published);
    let bundle = Bundle::begin(None, at(SATURDAY));
    assert_eq!(messages(&change), [Message::Receipt { share: share.id(), bundle }]);
    assert_eq!(gate.receipt_until, Some(at("2026-11-21T12:09:00Z")));
    assert_eq!(state.completion.as_ref().unwrap().record, gate.head, "the receipt can name the record");
    assert_eq!(gate.head.hash, change.entry().records()[0].hash);
}

#[test]
fn tasks_completed_within_some_minutes_come_with_one_receipt_and_the_last_with_one_of_all() {
    let (mut house, task) = (House::new(), company(&[("legal_name", text("Acme"))]));
    let mut share = house.share().created();
    share.gate.receipt_until = Some(at("2026-11-21T12:00:01Z"));
    assert_eq!(messages(&complete(&share, &house, &task)), [], "one waits that tells it");
    share.gate.receipt_until = Some(at(SATURDAY));
    let bundle = Bundle::begin(share.gate.receipt_until, at(SATURDAY));
    assert_eq!(messages(&complete(&share, &house, &task)), [Message::Receipt { share: share.id(), bundle }]);
    house.progress.done.set(1, true);
    house.progress.done.set(2, true);
    share.gate.receipt_until = Some(at("2026-11-21T12:00:01Z"));
    let last = complete(&share, &house, &task);
    assert!(messages(&last).contains(&Message::Receipt { share: share.id(), bundle: None }), "the last never waits");
}

#[test]
fn a_task_that_waits_for_two_is_unlocked_by_the_second() {
    let House { mut run, mut progress, .. } = House::new();
    run.steps[2].after = vec![0, 1];
    run.steps[1].after = vec![];
    progress.done.set(0, true);
    assert_eq!(run.freed_by(0, &progress), []);
    progress.done.set(1, true);
    assert_eq!(run.freed_by(1, &progress), [slug("closing")]);
}

#[test]
fn the_last_task_completes_the_share_and_tells_its_owner() {
    let (house, task) = (House::new(), company(&[("legal_name", text("Acme"))]));
    let share = house.share().tasks(&["company"]).created();
    let change = complete(&share, &house, &task);
    let gate = gate_of(&change.state().by);
    assert_eq!(gate.completed_at, Some(at(SATURDAY)));
    assert_eq!(facts(&change)["last"], true);
    let notice = Message::OwnerNotice { share: share.id(), about: Notice::Completed };
    assert_eq!(messages(&change), [notice, Message::Receipt { share: share.id(), bundle: None }]);
}

#[test]
fn completing_again_gives_the_same_receipt_and_changes_nothing() {
    let (mut house, task) = (House::new(), company(&[("legal_name", text("Acme"))]));
    let share = house.share().created();
    let Completed { by, state, work, progress, .. } = complete(&share, &house, &task).into_state();
    let (share, task) = (Share { gate: gate_of(&by).clone(), ..share }, Task { state, work, ..task });
    house.progress = progress;
    let again = decide(&share, &house, &task, "2026-11-21T13:00:00Z").unwrap();
    assert!(again.change().is_none());
    assert_eq!(again.state().state, task.state);
}

#[test]
fn a_completed_task_keeps_only_the_files_that_count() {
    let house = House::new().after("company");
    let scene = Documents::of(&house).received(2).announced(1);
    let change = complete(&scene.share, &house, &scene.on.task);
    assert_eq!(change.state().state.files.keys().copied().collect::<Vec<_>>(), [upload_id(2)]);
    assert_eq!(facts(&change)["files"], json!([upload_id(2)]));
}

#[test]
fn completing_needs_its_turn_and_its_permission() {
    let house = House::new();
    let refused_closing = refused(&house.share().created(), &house, &house.task("closing"));
    assert_eq!(refused_closing, CompleteRefused::Work(WorkRefused::Waiting { on: vec![slug("documents")] }));
    let permission = Permission::CompleteTask;
    let share = house.share().without(permission).created();
    let refused = refused(&share, &house, &house.task("company"));
    assert_eq!(refused, CompleteRefused::Work(WorkRefused::NotPermitted { permission }));
}
