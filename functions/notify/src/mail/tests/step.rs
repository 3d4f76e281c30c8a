//! What members and responders read of their steps.

use vestibule_domain::{
    staff::Role,
    task::{Due, StepKind},
    value::Locale,
};
use vestibule_fixtures::{People, Review, member};

use super::{lit, shown, written};
use crate::mail::{step_taken, step_to_do};

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
            let mail = written(step_to_do((&org, &house.run), &house.task("review"), &to));
            assert!(mail.html.contains(&format!("<html lang=\"{}\"", locale.tag())), "{}", mail.html);
            format!("Subject: {}\n\n{}", mail.subject, mail.text)
        });
        insta::assert_snapshot!(format!("to-do.{}", locale.tag()), told.join(&format!("\n{}\n", "-".repeat(60))));
        let house = Review::new().house;
        let taken = written(step_taken((&org, &house.run), &house.task("review"), &to));
        insta::assert_snapshot!(format!("taken.{}", locale.tag()), shown(&taken));
    }
}

#[test]
fn no_title_opens_another_header_or_becomes_markup() {
    let (mut house, to) = (Review::new().house, member("rita", Role::Viewer));
    house.run.title = lit("<b>x</b>\u{2028}y");
    let mail = written(step_to_do((&People::new().org, &house.run), &house.task("review"), &to));
    assert_eq!(mail.subject.lines().count(), 1, "{}", mail.subject);
    assert!(!mail.html.contains("<b>x"), "{}", mail.html);
}
