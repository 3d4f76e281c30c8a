//! To whom a step is there.

use super::*;
use crate::{
    fixtures::{Review, responder, slug},
    task::StepState,
    value::RunId,
};

fn sees(scene: &Review, member: &Member, of: &str) -> Result<(), WorkRefused> {
    assign(member, &scene.gate(of), &scene.deciding(), &scene.limits).map(|_| ())
}

#[test]
fn a_step_is_there_for_those_whom_it_names_and_for_nobody_else() {
    let scene = Review::new();
    assert_eq!(sees(&scene, &responder("rita"), "rita"), Ok(()), "without any role in the project");
    let nothing = Err(WorkRefused::NoSuchTask);
    assert_eq!(sees(&scene, &responder("mallory"), "mallory"), nothing);
    assert_eq!(sees(&scene, &responder("mallory"), "rita"), nothing, "with somebody else's part");
    let namesake = Member { org: slug("globex"), ..responder("rita") };
    assert_eq!(sees(&scene, &namesake, "rita"), nothing, "of another org");
}

#[test]
fn who_has_given_their_step_away_finds_it_no_more_and_the_other_does() {
    let (mut scene, who) = (Review::new(), |sub: &str| Assignee::Member(sub.into()));
    let step = StepState::default().given(&[who("rita")], &who("rita"), &who("rosa"));
    let review = scene.house.tasks.iter_mut().find(|task| task.slug().as_str() == "review").unwrap();
    review.state.step = step;
    assert_eq!(sees(&scene, &responder("rita"), "rita"), Err(WorkRefused::NoSuchTask));
    assert_eq!(sees(&scene, &responder("rosa"), "rosa"), Ok(()));
}

#[test]
fn a_part_is_of_one_task_of_one_run() {
    let (scene, rita) = (Review::new(), responder("rita"));
    let gate = scene.gate("rita");
    let elsewhere = |on: &OnTask| assign(&rita, &gate, on, &scene.limits).map(|_| ());
    assert_eq!(elsewhere(&scene.house.on("draft")), Err(WorkRefused::NoSuchTask));
    let mut namesake = scene.house.on("review");
    namesake.task.run = RunId::new([8; 16]);
    assert_eq!(elsewhere(&namesake), Err(WorkRefused::NoSuchTask));
    let mut judged_elsewhere = scene.house.on("review");
    judged_elsewhere.progress.run = RunId::new([8; 16]);
    assert_eq!(elsewhere(&judged_elsewhere), Err(WorkRefused::NoSuchTask));
    let on = scene.house.on("review");
    let assignment = assign(&rita, &gate, &on, &scene.limits).unwrap();
    assert!(assignment.permit(&on).is_ok() && assignment.permit(&namesake).is_err());
}
