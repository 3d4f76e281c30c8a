//! What members and responders read of their steps.

use vestibule_domain::{
    staff::Role,
    step::StepNews,
    task::{Due, StepKind},
    value::Locale,
};
use vestibule_fixtures::{House, People, Review, member};

use super::{lit, shown, written};
use crate::mail::{StepItem, step_news};

#[test]
fn a_step_is_told_in_each_language_with_its_due_date_in_the_zone_of_its_reader() {
    let (org, mut to) = (People::new().org, member("rita", Role::Viewer));
    to.zone = lit("Europe/Lisbon");
    for locale in Locale::ALL {
        to.locale = locale;
        let told = [StepKind::Work, StepKind::Review, StepKind::Approve, StepKind::Acknowledge].map(|kind| {
            let due = Some(Due { at: lit("2026-11-27T20:00:00Z"), zone: lit("America/Sao_Paulo") });
            let house = Review::of(|step| {
                (step.kind, step.due) = (kind, due);
                step.decisions = kind.decisions().iter().copied().collect();
                step.comment_on.clear();
            })
            .house;
            let mail = written(step_news((&org, &house.run), StepNews::ToDo, &[item(&house)], &to));
            assert!(mail.html.contains(&format!("<html lang=\"{}\"", locale.tag())), "{}", mail.html);
            format!("Subject: {}\n\n{}", mail.subject, mail.text)
        });
        insta::assert_snapshot!(format!("to-do.{}", locale.tag()), told.join(&format!("\n{}\n", "-".repeat(60))));
        let house = Review::new().house;
        let taken = written(step_news((&org, &house.run), StepNews::TakenAway, &[item(&house)], &to));
        insta::assert_snapshot!(format!("taken.{}", locale.tag()), shown(&taken));
    }
}

fn item(house: &House) -> StepItem {
    let task = house.task("review");
    StepItem::new(&task, task.spec.step.as_ref().unwrap())
}

#[test]
fn several_steps_are_told_at_once_in_each_language_by_their_due_date_and_of_many_how_many_more() {
    let (org, mut to) = (People::new().org, member("rita", Role::Viewer));
    let due = |at: &str| Some(Due { at: lit(at), zone: lit("America/Sao_Paulo") });
    let house = |due| Review::of(|step| step.due = due).house;
    let (run, later) = (house(None).run, item(&house(due("2026-11-30T20:00:00Z"))));
    let mut steps = vec![item(&house(None)); 20];
    steps.extend([later, item(&house(due("2026-11-27T20:00:00Z")))]);
    for locale in Locale::ALL {
        to.locale = locale;
        let told = [StepNews::ToDo, StepNews::TakenAway].map(|news| {
            let mail = written(step_news((&org, &run), news, &steps, &to));
            assert!(!mail.html.contains("{ $"), "{}", mail.html);
            format!("Subject: {}\n\n{}", mail.subject, mail.text)
        });
        insta::assert_snapshot!(format!("many.{}", locale.tag()), told.join(&format!("\n{}\n", "-".repeat(60))));
    }
}

#[test]
fn no_title_opens_another_header_or_becomes_markup() {
    let (mut house, to) = (Review::new().house, member("rita", Role::Viewer));
    house.run.title = lit("<b>x</b>\u{2028}y");
    let mail = written(step_news((&People::new().org, &house.run), StepNews::ToDo, &[item(&house)], &to));
    assert_eq!(mail.subject.lines().count(), 1, "{}", mail.subject);
    assert!(!mail.html.contains("<b>x"), "{}", mail.html);
}
