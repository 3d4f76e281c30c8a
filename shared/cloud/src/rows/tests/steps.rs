//! The rows of steps.

use vestibule_domain::{
    change::Audited as _,
    gate::Acting,
    step::StepGate,
    task::{Assignee, Due, Spec, StepDecision},
    value::Zone,
};
use vestibule_fixtures::{Review, SATURDAY, at, slug};

use super::{
    super::{Stored as _, Write, Writes, attribute},
    Key, reads_back,
};

#[test]
fn a_step_and_the_part_of_each_in_it_read_back() {
    let zone: Zone = "America/Sao_Paulo".parse().unwrap();
    let scene = Review::of(|step| {
        step.due = Some(Due { at: at(SATURDAY), zone: zone.clone() });
        step.not_by = vec![slug("draft")];
        step.withdrawable = true;
        step.assignees.push(Assignee::guest(&"ana@supplier.example".parse().unwrap()));
    });
    let review = scene.house.task("review");
    let spec = Spec { cycle: 4, ..review.spec.clone() };
    assert_eq!(reads_back(Key::spec(review.run, review.slug(), spec.slot), &spec), spec);
    let made = Review::new().respond("rita", StepDecision::Approve, None, SATURDAY).unwrap().into_state();
    let Acting::Assignee(gate) = made.by else { panic!("a member acted") };
    let gate = StepGate { version: 7, ..gate };
    assert_eq!(reads_back(Key::step(&review.key(), gate.id()), &gate), gate);
    let trail = gate.trail();
    assert_eq!(Key::of_head(&trail), Some(Key::step(&review.key(), gate.id())));
}

#[test]
fn a_step_stands_in_one_list_of_each_who_has_it_to_do() {
    let scene = Review::new();
    let made = scene.respond("rita", StepDecision::Approve, None, SATURDAY).unwrap().into_state();
    let Writes(writes) = made.writes().unwrap();
    let list = |key: &Key| {
        writes.iter().find_map(|write| match write {
            Write::Next { key: at, set, .. } | Write::Beside { key: at, set, .. } if at == key => {
                attribute(set, "assignee")
            }
            _ => None,
        })
    };
    let key = |sub| Key::step(&made.task, scene.gate(sub).id());
    assert_eq!((list(&key("rita")), list(&key("rob"))), (Some("DONE#rita"), Some("DONE#rob")));
    let on_hers = writes.iter().filter(|write| matches!(write, Write::Next { key: at, .. } if *at == key("rita")));
    assert_eq!(on_hers.count(), 1, "a transaction has one write for each row");
}
