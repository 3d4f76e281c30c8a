//! What keeps a task from being completed, and all that completing it brings about.

use super::*;
use crate::{
    fixtures::{House, SATURDAY, admitted, arrival, at, guest, manifest, picked, slug, system, text, upload_id},
    run::TaskState,
    task::{Answer, Draft, judge},
    upload::{Progress, Verdict},
};

fn with(mut task: Task, answers: &[(&str, Answer)]) -> Task {
    let drafts = answers.iter().map(|(f, answer)| (slug(f), Draft { answer: answer.clone(), since: 1 }));
    task.answers.extend(drafts);
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
    let share = House::new().share().created().id;
    task.flaws(share).into_iter().map(|(field, flaw)| (place(&field), flaw)).collect()
}

fn complete(share: &Share, run: &Run, task: &Task) -> Box<Change<((Share, Task), Run)>> {
    match task.complete(admitted(share), run, &guest(SATURDAY)).unwrap() {
        Completed::Now(change) => change,
        Completed::Before => panic!("it was complete before"),
    }
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
    task.spec.fields[0].kind = FieldKind::Checkbox {};
    assert_eq!(flaws(&task), [("legal_name", Flaw::WrongShape)]);
}

#[test]
fn the_file_of_another_share_satisfies_nothing_and_holds_nothing_up() {
    let house = House::new();
    let share = house.share().created();
    let mut run = house.run.clone();
    run.done.insert(slug("company"), at(SATURDAY));
    let file = (upload_id(1), slug("contract"), manifest("a.pdf", "content"));
    let announced = house.task("documents").announce(admitted(&share), &run, file, &guest(SATURDAY));
    let mut task = announced.unwrap().into_state().1;
    let version = "v1".to_owned();
    for progress in [Progress::Scanning { version }, Progress::Clean { at: at(SATURDAY), verdict: Verdict::Clean }] {
        task.uploads[0].share = ShareId::new([9; 16]);
        task.uploads[0].progress = progress;
        assert_eq!(flaws(&task), [("contract", Flaw::FileRequired)]);
    }
}

#[test]
fn a_task_that_another_share_completed_has_no_receipt_for_this_one() {
    let house = House::new();
    let share = house.share().created();
    let by = "Somebody else".parse().unwrap();
    let completion = Some(Completion { at: at(SATURDAY), by, share: ShareId::new([9; 16]) });
    let task = Task { completion, ..house.task("company") };
    let refused = task.complete(admitted(&share), &house.run, &guest(SATURDAY)).unwrap_err();
    assert_eq!(refused, CompleteRefused::Work(WorkRefused::TaskDone { at: at(SATURDAY) }));
}

#[test]
fn files_are_required_bounded_and_waited_for() {
    let house = House::new();
    let share = house.share().created();
    let mut run = house.run.clone();
    run.done.insert(slug("company"), at(SATURDAY));
    let announce = |task: &Task, n| {
        let file = (upload_id(n), slug("contract"), manifest("a.pdf", "content"));
        task.announce(admitted(&share), &run, file, &guest(SATURDAY)).unwrap().into_state().1
    };
    let settle = |task: &Task, n, scanned| {
        let report = (upload_id(n), Some(&arrival("content")), scanned);
        task.settle(admitted(&share), &run, report, &guest(SATURDAY)).unwrap().unwrap().into_state().1
    };
    let empty = house.task("documents");
    assert_eq!(flaws(&empty), [("contract", Flaw::FileRequired)]);
    let announced = announce(&empty, 1);
    assert_eq!(flaws(&announced), [("contract", Flaw::FileRequired)], "what never arrives holds nothing up");
    let scanning = settle(&announced, 1, true);
    assert_eq!(flaws(&scanning), [("contract", Flaw::FilePending)]);
    let early = judge(&share, &announced, (upload_id(1), "v1", None), &system(SATURDAY)).unwrap().into_state().1;
    assert_eq!(flaws(&early), [("contract", Flaw::FilePending)]);
    let rejected = judge(&share, &scanning, (upload_id(1), "v1", Some("EICAR")), &system(SATURDAY));
    assert_eq!(flaws(&rejected.unwrap().into_state().1), [("contract", Flaw::FileRequired)]);
    let one = settle(&announced, 1, false);
    assert_eq!(flaws(&one), []);

    let bounded = |mut task: Task, required, min, max| {
        task.spec.fields[0].required = required;
        task.spec.fields[0].kind = FieldKind::File { extensions: vec![], min, max };
        flaws(&task).into_iter().map(|(_, flaw)| flaw).collect::<Vec<_>>()
    };
    assert_eq!(bounded(one.clone(), true, Some(2), None), [Flaw::TooFewFiles { min: 2 }]);
    assert_eq!(bounded(one.clone(), false, Some(2), None), [Flaw::TooFewFiles { min: 2 }]);
    assert_eq!(bounded(empty.clone(), false, Some(2), None), [], "none at all is fine where none is required");
    assert_eq!(bounded(empty, true, Some(2), None), [Flaw::FileRequired]);
    let two = settle(&announce(&one, 2), 2, false);
    assert_eq!(bounded(two.clone(), true, Some(2), Some(2)), []);
    assert_eq!(bounded(two, true, None, Some(1)), [Flaw::TooManyFiles { max: 1 }]);
}

#[test]
fn an_incomplete_task_stays_as_it_is() {
    let (house, task) = (House::new(), company(&[("email", text("ana"))]));
    let share = house.share().created();
    let refused = task.complete(admitted(&share), &house.run, &guest(SATURDAY)).unwrap_err();
    let fields = vec![(slug("legal_name"), Flaw::Required), (slug("email"), Flaw::NotAnEmail)];
    assert_eq!(refused, CompleteRefused::Incomplete { fields });
}

#[test]
fn completing_unlocks_the_tasks_that_waited_and_says_so_to_the_host() {
    let (house, task) = (House::new(), company(&[("legal_name", text("Acme"))]));
    let share = house.share().created();
    assert_eq!(house.run.state(&slug("documents")), TaskState::Waiting { on: vec![slug("company")] });
    let change = complete(&share, &house.run, &task);
    let ((after, done), run) = change.state();
    assert_eq!(run.state(&slug("company")), TaskState::Completed { at: at(SATURDAY) });
    assert_eq!(run.state(&slug("documents")), TaskState::Open);
    assert_eq!(run.state(&slug("closing")), TaskState::Waiting { on: vec![slug("documents")] });
    assert_eq!(done.completion.as_ref().unwrap().by.as_str(), "Ana Souza");
    assert_eq!(after.completed_at, None, "two more tasks to go");
    let [Message::TaskCompleted(told)] = change.outgoing().unwrap().messages.as_slice() else { panic!("one message") };
    assert_eq!((told.task.as_str(), told.unlocked.as_slice()), ("company", [slug("documents")].as_slice()));
}

#[test]
fn a_task_that_waits_for_two_is_unlocked_by_the_second() {
    let mut run = House::new().run;
    run.steps[2].after = vec![slug("company"), slug("documents")];
    run.steps[1].after = vec![];
    assert_eq!(run.complete(&slug("company"), at(SATURDAY)), []);
    assert_eq!(run.complete(&slug("documents"), at(SATURDAY)), [slug("closing")]);
}

#[test]
fn the_last_task_completes_the_share_and_tells_its_owner() {
    let (house, task) = (House::new(), company(&[("legal_name", text("Acme"))]));
    let share = house.share().tasks(&["company"]).created();
    let change = complete(&share, &house.run, &task);
    let ((after, _), _) = change.state();
    assert_eq!(after.completed_at, Some(at(SATURDAY)));
    let event = &change.entry().records()[0].0.event;
    assert!(matches!(event, Event::TaskCompleted { last: true, .. }), "{event:?}");
    let notice = Message::OwnerNotice { share: share.id, about: Notice::Completed };
    assert_eq!(change.outgoing().unwrap().messages.last(), Some(&notice));
}

#[test]
fn completing_again_gives_the_same_receipt_and_changes_nothing() {
    let (house, task) = (House::new(), company(&[("legal_name", text("Acme"))]));
    let share = house.share().created();
    let ((share, task), run) = complete(&share, &house.run, &task).into_state();
    let again = task.complete(admitted(&share), &run, &guest("2026-11-21T13:00:00Z")).unwrap();
    assert!(matches!(again, Completed::Before));
}

#[test]
fn a_completed_task_keeps_only_the_files_that_count() {
    let house = House::new();
    let share = house.share().created();
    let mut task = every_field_required(company(&[]));
    task.spec.fields.clear();
    let expected = crate::upload::Progress::Expected;
    let clean = crate::upload::Progress::Clean { at: at(SATURDAY), verdict: crate::upload::Verdict::Clean };
    task.uploads = [(1, expected), (2, clean)]
        .map(|(n, progress)| super::super::Upload {
            id: upload_id(n),
            field: slug("contract"),
            share: share.id,
            manifest: manifest("a.pdf", "content"),
            progress,
            announced_at: at(SATURDAY),
        })
        .to_vec();
    let change = complete(&share, &house.run, &task);
    let ((_, done), _) = change.state();
    assert_eq!(done.uploads.iter().map(|u| u.id).collect::<Vec<_>>(), [upload_id(2)]);
    let sha256 = manifest("a.pdf", "content").sha256.to_string();
    let event = &change.entry().records()[0].0.event;
    assert!(matches!(event, Event::TaskCompleted { files, .. } if *files == [sha256]), "{event:?}");
}

#[test]
fn completing_needs_its_turn_and_its_permission() {
    let house = House::new();
    let share = house.share().created();
    let refused = house.task("closing").complete(admitted(&share), &house.run, &guest(SATURDAY)).unwrap_err();
    assert_eq!(refused, CompleteRefused::Work(WorkRefused::Waiting { on: vec![slug("documents")] }));
    let permission = Permission::CompleteTask;
    let share = house.share().without(permission).created();
    let refused = house.task("company").complete(admitted(&share), &house.run, &guest(SATURDAY)).unwrap_err();
    assert_eq!(refused, CompleteRefused::Work(WorkRefused::NotPermitted { permission }));
}
