//! With which assurance a decision was made.

use super::*;
use crate::{
    audit::Actor,
    fixtures::{admitted, guest},
    value::{Assurance, Mailbox},
};

#[test]
fn a_decision_says_what_its_guest_had_proved_and_nothing_of_who_signed_in() {
    let scene = Review::of(guests_too);
    let on = scene.deciding();
    let respond = Respond { decision: Approve, basis: Basis::of(&on.task, &on.also.before), comment: None };
    let proved = Assurance { password: true, mailbox: Some(Mailbox::Code) };
    let stamp = Stamp { actor: Actor::Guest { share: scene.share.id(), assurance: proved }, ..guest(SATURDAY) };
    let made = changed(respond.decide(admitted(&scene.share).permit(&on).unwrap(), &stamp).unwrap());
    let assurances = |change: &Change<Responded>| {
        change.state().state.step.responses.values().map(|given| given.assurance).collect::<Vec<_>>()
    };
    assert_eq!(assurances(&made), [Some(proved)]);
    assert_eq!(assurances(&by(&scene, "rita", Approve).unwrap()), [None]);
}
