//! Which answers are kept, which are refused, and that an older page overwrites nothing.

use serde_json::json;

use super::*;
use crate::{
    Change,
    fixtures::{House, SATURDAY, admitted, at, facts, guest, kinds, picked, slug, text},
    share::Share,
    task::{Changed, Task, Whose},
    value::RecipientId,
};

fn save(task: &Task, base: u64, answers: &[(&str, Option<Answer>)]) -> Result<Option<Change<Saved>>, SaveRefused> {
    save_by(&House::new().share().created(), task, base, answers)
}

fn save_by(
    share: &Share,
    task: &Task,
    base: u64,
    answers: &[(&str, Option<Answer>)],
) -> Result<Option<Change<Saved>>, SaveRefused> {
    let house = House::new();
    let on = OnTask { progress: house.after("company").progress, task: task.clone(), also: () };
    let answers = answers.iter().map(|(field, answer)| (slug(field), answer.clone())).collect();
    let decision = Save { base, answers }.decide(admitted(share).permit(&on)?, &guest(SATURDAY))?;
    assert!(decision.change().is_some() || decision.state().work == task.work);
    Ok(decision.change().cloned())
}

/// The task after answers were saved, as the store keeps it.
fn saved(task: &Task, base: u64, answers: &[(&str, Option<Answer>)]) -> Task {
    let Saved { work, .. } = save(task, base, answers).unwrap().unwrap().into_state();
    Task { work: Work { version: work.version + 1, ..work }, ..task.clone() }
}

fn company() -> Task {
    House::new().task("company")
}

#[test]
fn an_answer_is_kept_cleaned_valid_or_not_with_one_record_for_all_of_them() {
    let answers = [("employees", Some(text("a few"))), ("legal_name", Some(text(" Acme ")))];
    let change = save(&company(), 0, &answers).unwrap().unwrap();
    assert_eq!(kinds(&change), ["share.field_changed"]);
    assert_eq!(facts(&change), json!({ "task": "company", "fields": ["employees", "legal_name"] }));
    let work = &change.state().work;
    assert_eq!(work.answer(&slug("employees")), Some(&text("a few")));
    assert_eq!(work.answer(&slug("legal_name")), Some(&text("Acme")));
    assert_eq!(work.version, 0, "it is written over the version that was read");
}

#[test]
fn what_nobody_sees_is_neither_kept_nor_a_change() {
    let answers = [
        ("legal_name", Some(text("\u{202e}Ac\u{0}me\r\nS.A.\u{200b}"))),
        ("about", Some(text("One\u{2028}two \u{2068}Ana\u{2069}\u{b}three"))),
    ];
    let task = saved(&company(), 0, &answers);
    assert_eq!(task.work.answer(&slug("legal_name")), Some(&text("Acme S.A.")));
    assert_eq!(task.work.answer(&slug("about")), Some(&text("One\ntwo \u{2068}Ana\u{2069}\nthree")));
    let again = [("legal_name", Some(text("Acme S.A. "))), ("phone", Some(text("\u{3164}\u{2800}")))];
    assert!(matches!(save(&task, 1, &again), Ok(None)));
}

#[test]
fn only_the_fields_that_change_are_recorded() {
    let task = saved(&company(), 0, &[("legal_name", Some(text("Acme")))]);
    let answers = [("legal_name", Some(text("Acme"))), ("about", Some(text("Steel")))];
    let change = save(&task, 1, &answers).unwrap().unwrap();
    assert_eq!(facts(&change), json!({ "task": "company", "fields": ["about"] }));
}

#[test]
fn unknown_fields_wrong_shapes_and_strange_options_are_all_named_and_nothing_is_kept() {
    let answers = [
        ("agreed", Some(text("yes"))),
        ("legal_name", Some(text("Acme"))),
        ("markets", Some(picked(&["a", "x"]))),
        ("moon", Some(text("full"))),
        ("tides", None),
        ("phone", Some(text(&"1".repeat(1001)))),
    ];
    let refused = save(&company(), 0, &answers).unwrap_err();
    let flaw = |field, flaw| (slug(field), flaw);
    let fields = vec![
        flaw("agreed", Flaw::WrongShape),
        flaw("markets", Flaw::NotAnOption),
        flaw("moon", Flaw::WrongShape),
        flaw("phone", Flaw::TooLong { max: 1000 }),
        flaw("tides", Flaw::WrongShape),
    ];
    assert_eq!(refused, SaveRefused::Unfit { fields });
}

#[test]
fn files_are_not_typed() {
    let documents = House::new().task("documents");
    let refused = save(&documents, 0, &[("contract", Some(text("contract.pdf")))]).unwrap_err();
    assert_eq!(refused, SaveRefused::Unfit { fields: vec![(slug("contract"), Flaw::WrongShape)] });
}

#[test]
fn saving_what_stands_changes_nothing_even_from_an_older_page() {
    let task = saved(&company(), 0, &[("about", Some(text("Steel")))]);
    let task = saved(&task, 1, &[("legal_name", Some(text("Acme")))]);
    for base in [0, 1, 2] {
        assert!(save(&task, base, &[("legal_name", Some(text("Acme")))]).unwrap().is_none());
    }
    assert!(save(&task, 2, &[]).unwrap().is_none());
}

#[test]
fn clearing_an_answer_takes_it_away_and_clearing_it_again_changes_nothing() {
    let task = saved(&company(), 0, &[("legal_name", Some(text("Acme")))]);
    for nothing in [None, Some(text(""))] {
        let cleared = saved(&task, 1, &[("legal_name", nothing)]);
        assert_eq!(cleared.work.answer(&slug("legal_name")), None);
        assert!(save(&cleared, 2, &[("legal_name", None)]).unwrap().is_none());
        assert!(save(&cleared, 2, &[("legal_name", Some(text("")))]).unwrap().is_none());
    }
}

#[test]
fn leaving_a_field_empty_that_was_never_filled_changes_nothing() {
    assert!(save(&company(), 0, &[("legal_name", Some(text("")))]).unwrap().is_none());
    assert!(save(&company(), 0, &[("legal_name", None)]).unwrap().is_none());
}

#[test]
fn a_version_that_there_never_was_overwrites_nothing() {
    let task = saved(&company(), 0, &[("legal_name", Some(text("Acme")))]);
    for base in [2, 999, u64::MAX] {
        let refused = save(&task, base, &[("legal_name", Some(text("Other")))]).unwrap_err();
        assert!(matches!(refused, SaveRefused::ChangedElsewhere { version: 1, .. }), "{base}: {refused:?}");
    }
}

#[test]
fn a_field_that_was_changed_elsewhere_since_is_not_overwritten_and_nothing_else_is_kept() {
    let task = saved(&company(), 0, &[("legal_name", Some(text("Acme")))]);
    let answers = [("legal_name", Some(text("Ajax"))), ("about", Some(text("Steel")))];
    let refused = save(&task, 0, &answers).unwrap_err();
    let fields = BTreeMap::from([(slug("legal_name"), Some(text("Acme")))]);
    assert_eq!(refused, SaveRefused::ChangedElsewhere { fields, version: 1 });
    assert!(save(&task, 1, &answers).unwrap().is_some());
}

#[test]
fn an_older_page_may_still_fill_fields_that_nobody_else_touched() {
    let task = saved(&company(), 0, &[("legal_name", Some(text("Acme")))]);
    let task = saved(&task, 0, &[("about", Some(text("Steel")))]);
    assert_eq!(task.work.answer(&slug("legal_name")), Some(&text("Acme")));
}

#[test]
fn an_older_page_cannot_bring_back_what_was_cleared() {
    let task = saved(&company(), 0, &[("legal_name", Some(text("Acme")))]);
    let task = saved(&task, 1, &[("legal_name", None)]);
    let refused = save(&task, 1, &[("legal_name", Some(text("Acme")))]).unwrap_err();
    let fields = BTreeMap::from([(slug("legal_name"), None)]);
    assert_eq!(refused, SaveRefused::ChangedElsewhere { fields, version: 2 });
}

#[test]
fn the_answers_of_a_task_fit_into_a_row_together() {
    let mut task = company();
    let long = task.spec.field(&slug("about")).unwrap().clone();
    // Eleven long texts of 10,000 characters of one byte each: 110,000 bytes.
    task.spec.fields = (0..11).map(|n| crate::task::Field { slug: slug(&format!("f{n}")), ..long.clone() }).collect();
    let answer = Some(text(&"x".repeat(10_000)));
    let names: Vec<_> = (0..11).map(|n| format!("f{n}")).collect();
    let answers = |n: usize| names.iter().take(n).map(|f| (f.as_str(), answer.clone())).collect::<Vec<_>>();
    assert!(save(&task, 0, &answers(10)).is_ok());
    assert_eq!(save(&task, 0, &answers(11)).unwrap_err(), SaveRefused::TooMuch);
    let task = saved(&task, 0, &answers(10));
    let more = save(&task, 1, &[("f10", Some(text("x")))]).unwrap_err();
    assert_eq!(more, SaveRefused::TooMuch, "what stands counts too");
}

#[test]
fn no_answer_comes_into_answers_that_are_closed_though_the_state_was_read_before_the_completion() {
    let mut task = saved(&company(), 0, &[("legal_name", Some(text("Acme")))]);
    task.work.closed = 1;
    for answers in [&[("about", Some(text("Steel")))][..], &[("legal_name", Some(text("Acme")))], &[]] {
        let refused = save(&task, 1, answers).unwrap_err();
        assert_eq!(refused, SaveRefused::Work(WorkRefused::TaskDone { at: at(SATURDAY) }), "it was just now");
    }
}

#[test]
fn saving_is_work_that_has_to_be_permitted() {
    let house = House::new();
    let (share, on) = (house.share().without(Permission::FillFields).created(), house.on("company"));
    let save = Save { base: 0, answers: BTreeMap::new() };
    let refused = save.decide(admitted(&share).permit(&on).unwrap(), &guest(SATURDAY)).unwrap_err();
    let permission = Permission::FillFields;
    assert_eq!(refused, SaveRefused::Work(WorkRefused::NotPermitted { permission }));
}

#[test]
fn an_answer_is_its_guests_and_that_of_who_carries_a_link_that_anybody_opens() {
    let house = House::new();
    let vera = RecipientId::of(&house.org.slug, &"vera@acme.example".parse().unwrap());
    let carried = || house.share().link();
    let shares =
        [(house.share().created(), None), (carried().code().created(), None), (carried().created(), Some(vera))];
    for (share, other) in shares {
        let change = save_by(&share, &company(), 0, &[("about", Some(text("Steel")))]).unwrap().unwrap();
        let work = &change.state().work;
        assert_eq!(work.answers[&slug("about")].by, Whose { recipient: share.recipient(), other });
        assert_eq!(
            work.changed,
            Changed { last: Some((share.id().into(), 1)), before: 0 },
            "by that way, and in that version"
        );
        assert!(work.authors().eq([share.recipient()].into_iter().chain(other)));
    }
}
