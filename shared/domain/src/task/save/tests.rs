//! Which answers are kept, which are refused, and that an older page overwrites nothing.

use super::*;
use crate::fixtures::{House, SATURDAY, admitted, at, guest, picked, slug, text};

type Saved = Result<Option<Change<(Share, Task)>>, SaveRefused>;

fn save(task: &Task, base: u64, answers: &[(&str, Option<Answer>)]) -> Saved {
    let house = House::new();
    let share = house.share().created();
    let answers = answers.iter().map(|(field, answer)| (slug(field), answer.clone())).collect();
    task.save(admitted(&share), &house.run, &Save { base, answers }, &guest(SATURDAY))
}

/// The task after answers were saved, as the store keeps it.
fn saved(task: &Task, base: u64, answers: &[(&str, Option<Answer>)]) -> Task {
    let (_, task) = save(task, base, answers).unwrap().unwrap().into_state();
    Task { version: task.version + 1, ..task }
}

fn company() -> Task {
    House::new().task("company")
}

#[test]
fn an_answer_is_kept_as_typed_valid_or_not_with_one_record_for_all_of_them() {
    let answers = [("employees", Some(text("a few"))), ("legal_name", Some(text(" Acme ")))];
    let change = save(&company(), 1, &answers).unwrap().unwrap();
    let fields = vec![slug("employees"), slug("legal_name")];
    assert_eq!(change.entry().records().len(), 1);
    assert_eq!(change.entry().records()[0].0.event, Event::FieldChanged { task: slug("company"), fields });
    let task = &change.state().1;
    assert_eq!(task.answer(&slug("employees")), Some(&text("a few")));
    assert_eq!(task.answer(&slug("legal_name")), Some(&text(" Acme ")));
}

#[test]
fn only_the_fields_that_change_are_recorded() {
    let task = saved(&company(), 1, &[("legal_name", Some(text("Acme")))]);
    let answers = [("legal_name", Some(text("Acme"))), ("about", Some(text("Steel")))];
    let change = save(&task, 2, &answers).unwrap().unwrap();
    let fields = vec![slug("about")];
    assert_eq!(change.entry().records()[0].0.event, Event::FieldChanged { task: slug("company"), fields });
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
    let refused = save(&company(), 1, &answers).unwrap_err();
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
    let mut house = House::new();
    house.run.done.insert(slug("company"), at(SATURDAY));
    let share = house.share().created();
    let save = Save { base: 1, answers: BTreeMap::from([(slug("contract"), Some(text("contract.pdf")))]) };
    let refused = house.task("documents").save(admitted(&share), &house.run, &save, &guest(SATURDAY)).unwrap_err();
    assert_eq!(refused, SaveRefused::Unfit { fields: vec![(slug("contract"), Flaw::WrongShape)] });
}

#[test]
fn saving_what_stands_changes_nothing_even_from_an_older_page() {
    let task = saved(&company(), 1, &[("legal_name", Some(text("Acme")))]);
    for base in [0, 1, 2] {
        assert!(save(&task, base, &[("legal_name", Some(text("Acme")))]).unwrap().is_none());
    }
    assert!(save(&task, 2, &[]).unwrap().is_none());
}

#[test]
fn clearing_an_answer_takes_it_away_and_clearing_it_again_changes_nothing() {
    let task = saved(&company(), 1, &[("legal_name", Some(text("Acme")))]);
    for nothing in [None, Some(text(""))] {
        let cleared = saved(&task, 2, &[("legal_name", nothing)]);
        assert_eq!(cleared.answer(&slug("legal_name")), None);
        assert!(save(&cleared, 3, &[("legal_name", None)]).unwrap().is_none());
        assert!(save(&cleared, 3, &[("legal_name", Some(text("")))]).unwrap().is_none());
    }
}

#[test]
fn leaving_a_field_empty_that_was_never_filled_changes_nothing() {
    assert!(save(&company(), 1, &[("legal_name", Some(text("")))]).unwrap().is_none());
    assert!(save(&company(), 1, &[("legal_name", None)]).unwrap().is_none());
}

#[test]
fn a_field_that_was_changed_elsewhere_since_is_not_overwritten_and_nothing_else_is_kept() {
    let task = saved(&company(), 1, &[("legal_name", Some(text("Acme")))]);
    let answers = [("legal_name", Some(text("Ajax"))), ("about", Some(text("Steel")))];
    let refused = save(&task, 1, &answers).unwrap_err();
    let fields = BTreeMap::from([(slug("legal_name"), Some(text("Acme")))]);
    assert_eq!(refused, SaveRefused::ChangedElsewhere { fields, version: 2 });
    assert!(save(&task, 2, &answers).unwrap().is_some());
}

#[test]
fn an_older_page_may_still_fill_fields_that_nobody_else_touched() {
    let task = saved(&company(), 1, &[("legal_name", Some(text("Acme")))]);
    let task = saved(&task, 1, &[("about", Some(text("Steel")))]);
    assert_eq!(task.answer(&slug("legal_name")), Some(&text("Acme")));
}

#[test]
fn an_older_page_cannot_bring_back_what_was_cleared() {
    let task = saved(&company(), 1, &[("legal_name", Some(text("Acme")))]);
    let task = saved(&task, 2, &[("legal_name", None)]);
    let refused = save(&task, 2, &[("legal_name", Some(text("Acme")))]).unwrap_err();
    let fields = BTreeMap::from([(slug("legal_name"), None)]);
    assert_eq!(refused, SaveRefused::ChangedElsewhere { fields, version: 3 });
}

#[test]
fn the_answers_of_a_task_fit_into_a_row_together() {
    let mut task = company();
    let long = task.field(&slug("about")).unwrap().clone();
    // Eleven long texts of 10,000 characters of one byte each: 110,000 bytes.
    task.spec.fields = (0..11).map(|n| super::super::Field { slug: slug(&format!("f{n}")), ..long.clone() }).collect();
    let answer = Some(text(&"x".repeat(10_000)));
    let names: Vec<_> = (0..11).map(|n| format!("f{n}")).collect();
    let answers = |n: usize| names.iter().take(n).map(|f| (f.as_str(), answer.clone())).collect::<Vec<_>>();
    assert!(save(&task, 1, &answers(10)).is_ok());
    assert_eq!(save(&task, 1, &answers(11)).unwrap_err(), SaveRefused::TooMuch);
    let task = saved(&task, 1, &answers(10));
    let more = save(&task, 2, &[("f10", Some(text("x")))]).unwrap_err();
    assert_eq!(more, SaveRefused::TooMuch, "what stands counts too");
}

#[test]
fn saving_is_work_that_has_to_be_permitted() {
    let house = House::new();
    let share = house.share().without(Permission::FillFields).created();
    let save = Save { base: 1, answers: BTreeMap::new() };
    let refused = company().save(admitted(&share), &house.run, &save, &guest(SATURDAY)).unwrap_err();
    let permission = Permission::FillFields;
    assert_eq!(refused, SaveRefused::Work(WorkRefused::NotPermitted { permission }));
}
