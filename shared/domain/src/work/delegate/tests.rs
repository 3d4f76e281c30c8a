//! Who passes a step on, and to whom.

use super::*;
use crate::{
    fixtures::{Review, SATURDAY, admitted, at, changed, facts, guest, kinds, of_member, responder, slug},
    run::Listed,
    task::{Assignee, StepDecision, StepRule},
};

fn to(scene: &Review, member: Option<Member>) -> OnTask<DelegatedTo> {
    scene.house.on_with("review", DelegatedTo { run: scene.house.run.clone(), member })
}

fn delegate(scene: &Review, sub: &str, member: Option<Member>) -> Result<Decision<Delegated>, DelegateRefused> {
    let (on, stamp) = (to(scene, member), of_member(sub, SATURDAY));
    scene.act(&responder(sub), &on, |permit| Delegate.decide(permit, &stamp))
}

#[test]
fn the_record_says_who_gave_the_step_to_whom_and_both_lists_follow() {
    let scene = Review::new();
    let change = changed(delegate(&scene, "rita", Some(responder("rosa"))).unwrap());
    assert_eq!(kinds(&change), ["step.delegated"]);
    assert_eq!(facts(&change), serde_json::json!({ "task": "review", "to": "rosa" }));
    let record = &change.entry().records()[0].record;
    assert_eq!(*record.actor(), crate::audit::Actor::Member { sub: "rita".into() });
    let Delegated { state, progress, listings, .. } = change.state();
    assert_eq!(progress.moves, scene.house.progress.moves + 1, "a push that was planned before looks again");
    let lists: Vec<_> = listings.iter().map(|one| (one.part.sub.as_str(), one.list)).collect();
    assert_eq!(lists, [("rita", Listed::Nowhere), ("rosa", Listed::ToDo { due: None })]);
    let step = scene.house.task("review").spec.step.unwrap();
    assert!(step.is_assigned(&state.step, &Assignee::Member("rosa".into())));
}

#[test]
fn a_step_goes_to_people_of_the_org_who_have_not_got_it_yet() {
    let scene = Review::new();
    let refused = |member| delegate(&scene, "rita", member).map(drop).unwrap_err();
    let nobody = DelegateRefused::Reassign(ReassignRefused::NoSuchMember);
    assert_eq!(refused(None), nobody);
    assert_eq!(refused(Some(Member { org: slug("globex"), ..responder("rosa") })), nobody);
    let already = DelegateRefused::Reassign(ReassignRefused::AssignedAlready);
    assert_eq!(refused(Some(responder("rob"))), already);
    assert_eq!(refused(Some(responder("rita"))), already);
    let as_guest = Review::of(|step| step.assignees.push(Assignee::guest(&responder("rosa").email)));
    assert_eq!(delegate(&as_guest, "rita", Some(responder("rosa"))).map(drop).unwrap_err(), already, "by a link");
}

#[test]
fn what_is_decided_is_not_passed_on() {
    let scene = Review::of(|step| step.rule = StepRule::All).after("rita", StepDecision::Approve);
    let refused = delegate(&scene, "rita", Some(responder("rosa"))).map(drop);
    assert_eq!(refused, Err(ReassignRefused::Responded { at: at(SATURDAY) }.into()));
    assert_eq!(refused.unwrap_err().to_string(), "you have decided in this step already");
    let scene = scene.after("rob", StepDecision::Approve);
    let refused = delegate(&scene, "rita", Some(responder("rosa"))).map(drop);
    assert_eq!(refused, Err(ReassignRefused::Done { at: at(SATURDAY) }.into()));
}

#[test]
fn a_guest_has_nothing_to_pass_on() {
    let scene = Review::new();
    let on = to(&scene, Some(responder("rosa")));
    let refused = Delegate.decide(admitted(&scene.share).permit(&on).unwrap(), &guest(SATURDAY)).map(drop);
    assert_eq!(refused, Err(WorkRefused::NoSuchTask.into()));
}
