//! Who decides, what it comes to, and what is refused.

use super::*;
use crate::{
    fixtures::{
        CREATED, Review, SATURDAY, as_read, at, changed, facts, gate_of, kinds, messages, responder, step_state,
    },
    outbox::{Message, Notice},
    run::Turn,
    task::{Assignee, Completion, Due, KnownAs, StepRule},
    value::{Locale, RecipientId, Through},
};

mod basis;
mod bounds;
mod policy;
mod proved;

use StepDecision::{Approve, ApproveWithComments, Reject};

fn by(scene: &Review, sub: &str, decision: StepDecision) -> Result<Change<Responded>, RespondRefused> {
    scene.respond(sub, decision, Some("See page 3"), SATURDAY).map(changed)
}

fn guests_too(step: &mut StepTerms) {
    step.assignees.push(Assignee::guest(&"ana@supplier.example".parse().unwrap()));
}

fn ruled(rule: StepRule) -> Review {
    Review::of(|step| step.rule = rule)
}

#[test]
fn a_decision_completes_the_step_and_lets_the_next_task_begin() {
    let scene = Review::new();
    let change = by(&scene, "rita", Approve).unwrap();
    assert_eq!(kinds(&change), ["step.responded"]);
    let told = facts(&change);
    assert_eq!(
        (&told["decision"], &told["result"], &told["late"]),
        (&"approve".into(), &"approve".into(), &false.into())
    );
    assert_eq!((&told["unlocked"], &told["push"]), (&serde_json::json!(["release"]), &1.into()));
    let Responded { by, state, work, progress, listings, comment, .. } = change.state();
    let Completion { by: name, through, result, .. } = state.completion.as_ref().unwrap();
    assert_eq!((name.as_str(), *through, *result), ("Rita", Through::Step(scene.gate("rita").id()), Some(Approve)));
    assert_eq!(Turn::of(&scene.house.task("release"), progress), Turn::Open);
    assert_eq!(work.closed, 1);
    let done = Listed::Done { at: at(SATURDAY) };
    let lists: Vec<_> = listings.iter().map(|one| (one.part.sub.as_str(), one.list)).collect();
    assert_eq!(lists, [("rita", done), ("rob", done)], "nobody has it to do any more");
    assert_eq!(comment.as_ref().unwrap().text.as_str(), "See page 3");
    let Acting::Assignee(gate) = by else { panic!("a member acted") };
    assert_eq!((gate.head.seq, gate.comments), (1, 1));
    assert_eq!(messages(&change), [], "nobody is told by mail");
}

#[test]
fn what_people_write_is_a_hash_in_the_record() {
    let change = by(&Review::new(), "rita", Reject).unwrap();
    let told = facts(&change);
    assert_eq!(told["comment_sha256"], Digest::of("See page 3").to_string());
    assert!(!change.entry().records()[0].record.text().contains("page 3"));
}

#[test]
fn after_a_result_that_does_not_pass_the_next_task_goes_on_waiting() {
    let scene = Review::new();
    let change = by(&scene, "rita", Reject).unwrap();
    let Responded { state, progress, .. } = change.state();
    assert!(state.completion.is_some() && facts(&change)["unlocked"] == serde_json::json!([]));
    let waiting = Turn::Waiting { on: vec!["review".parse().unwrap()] };
    assert_eq!(Turn::of(&scene.house.task("release"), progress), waiting);
}

#[test]
fn where_any_decides_the_second_is_told_who_has_decided_when_and_what() {
    let scene = Review::new().after_at("rita", Reject, CREATED);
    let refused = by(&scene, "rob", Approve).unwrap_err();
    let decided = RespondRefused::Decided { by: "Rita".parse().unwrap(), at: at(CREATED), result: Some(Reject) };
    assert_eq!(refused, decided);
}

#[test]
fn where_all_decide_each_decision_counts_and_the_last_one_completes() {
    let scene = ruled(StepRule::All);
    let first = by(&scene, "rita", Approve).unwrap();
    let Responded { state, progress, listings, work, .. } = first.state();
    assert_eq!((&state.completion, progress.done.has(1)), (&None, false));
    assert_eq!(facts(&first)["result"], serde_json::Value::Null);
    let lists: Vec<_> = listings.iter().map(|one| one.part.sub.as_str()).collect();
    assert_eq!(lists, ["rita"], "the other one still has it to do");
    assert_eq!(work.closed, 1, "nothing changes under what she decided on");
    assert_eq!(progress.moves, scene.house.progress.moves + 1, "a push that was planned before looks again");
    let by_a_link = KnownAs::guest(&"acme".parse().unwrap(), &responder("rita").email);
    assert!(state.was_worked_on_by(&by_a_link), "she is known by her address from now on");
    let scene = scene.after("rita", Approve);
    let last = by(&scene, "rob", ApproveWithComments).unwrap();
    assert_eq!(last.state().state.completion.as_ref().unwrap().result, Some(ApproveWithComments));
    assert_eq!(last.state().progress.moves, scene.house.progress.moves + 1, "the result, too");
}

#[test]
fn the_same_again_stands_already_and_another_decision_is_refused() {
    let scene = ruled(StepRule::All).after("rita", Approve);
    let again = scene.respond("rita", Approve, None, SATURDAY).unwrap();
    assert!(again.change().is_none());
    let refused = by(&scene, "rita", Reject).unwrap_err();
    assert_eq!(refused, RespondRefused::Responded { at: at(SATURDAY), decision: Approve });
    let scene = scene.after("rob", Approve);
    assert!(scene.respond("rita", Approve, None, SATURDAY).unwrap().change().is_none(), "also once the result stands");
}

#[test]
fn where_the_last_one_who_was_missing_is_taken_out_the_others_can_complete_it() {
    let mut scene = ruled(StepRule::All).after("rita", Approve);
    let review = scene.house.tasks.iter_mut().find(|task| task.slug().as_str() == "review").unwrap();
    review.spec.step.as_mut().unwrap().assignees.pop();
    let change = by(&scene, "rita", Approve).unwrap();
    assert_eq!(change.state().state.completion.as_ref().unwrap().result, Some(Approve));
}

#[test]
fn a_decision_after_the_due_date_counts_and_is_marked_as_late() {
    let zone: crate::value::Zone = "America/Sao_Paulo".parse().unwrap();
    let scene = Review::of(|step| step.due = Some(Due { at: at("2026-11-21T11:59:59Z"), zone: zone.clone() }));
    let change = by(&scene, "rita", Approve).unwrap();
    assert_eq!(facts(&change)["late"], true);
    let response = &change.state().state.step.responses[&Assignee::Member("rita".into())];
    assert!(response.late && response.push == 1);
    let scene = Review::of(|step| step.due = Some(Due { at: at(SATURDAY), zone }));
    assert_eq!(facts(&by(&scene, "rita", Approve).unwrap())["late"], false, "at that very instant it is in time");
}

#[test]
fn a_decision_that_is_not_offered_and_one_without_its_comment_are_refused() {
    let scene = Review::of(|step| {
        (step.decisions, step.comment_on) = ([Approve, Reject].into(), [Reject].into());
    });
    let offered = vec![Approve, Reject];
    assert_eq!(by(&scene, "rita", ApproveWithComments).unwrap_err(), RespondRefused::NotOffered { offered });
    let silent = scene.respond("rita", Reject, None, SATURDAY).map(drop);
    assert_eq!(silent, Err(RespondRefused::CommentRequired));
    assert!(scene.respond("rita", Approve, None, SATURDAY).is_ok());
}

/// The draft, completed by somebody.
fn done(recipient: RecipientId, record: Head) -> impl FnOnce(&mut TaskState) {
    move |state| {
        let (by, through) = ("Somebody".parse().unwrap(), crate::value::ShareId::new([1; 16]).into());
        state.completion = Some(Completion { at: at(CREATED), by, through, recipient, record, result: None });
    }
}

#[test]
fn who_did_the_work_may_not_decide_on_it() {
    let barred = |step: &mut StepTerms| step.not_by = vec!["draft".parse().unwrap()];
    let (rita, org) = (responder("rita"), "acme".parse().unwrap());
    let refused = RespondRefused::DidTheWork { task: "draft".parse().unwrap() };
    for theirs in [RecipientId::of_member(&org, "rita"), RecipientId::of(&org, &rita.email)] {
        let scene = Review::of(barred).drafted_by(done(theirs, Head::default()));
        assert_eq!(by(&scene, "rita", Approve).unwrap_err(), refused, "signed in, or by a link to her address");
        assert!(by(&scene, "rob", Approve).is_ok());
    }
    let by_a_link = Review::of(barred).drafted_by(|state| {
        done(RecipientId::of(&org, &"bea@souza.example".parse().unwrap()), Head::default())(state);
        let response = step_state().responses.into_values().next().unwrap();
        state.step.responses.insert(Assignee::guest(&rita.email), response);
    });
    assert_eq!(by(&by_a_link, "rita", Approve).unwrap_err(), refused, "who decided there by a link before");
    let before = Review::of(barred).drafted_by(|state| {
        done(RecipientId::new([2; 16]), Head::default())(state);
        state.workers.insert(RecipientId::of_member(&org, "rita"));
    });
    assert_eq!(by(&before, "rita", Approve).unwrap_err(), refused, "who had sent what was handed back");
    assert!(by(&before, "rob", Approve).is_ok());
    let unknown = by(&Review::of(barred), "rita", Approve).unwrap_err();
    assert_eq!(unknown, WorkRefused::Waiting { on: vec!["draft".parse().unwrap()] }.into());
}

#[test]
fn before_its_turn_nothing_is_decided() {
    let mut scene = Review::new();
    scene.house.progress.done = crate::run::Bits::default();
    let waiting = WorkRefused::Waiting { on: vec!["draft".parse().unwrap()] };
    assert_eq!(by(&scene, "rita", Approve).unwrap_err(), waiting.into());
}

#[test]
fn who_passes_a_step_fills_it_in_and_who_sends_it_back_need_not() {
    let mut scene = Review::new();
    let review = scene.house.tasks.iter_mut().find(|task| task.slug().as_str() == "review").unwrap();
    review.spec.fields[0].required = true;
    let fields = vec![("note".parse().unwrap(), Flaw::Required)];
    assert_eq!(by(&scene, "rita", Approve).unwrap_err(), RespondRefused::Incomplete { fields });
    assert!(by(&scene, "rita", Reject).is_ok());
}

#[test]
fn where_a_majority_may_still_pass_it_a_step_is_filled_in_before_the_first_decision() {
    let mut scene = Review::of(|step| step.rule = StepRule::Majority);
    let review = scene.house.tasks.iter_mut().find(|task| task.slug().as_str() == "review").unwrap();
    review.spec.fields[0].required = true;
    let fields = vec![("note".parse().unwrap(), Flaw::Required)];
    assert_eq!(by(&scene, "rita", Reject).unwrap_err(), RespondRefused::Incomplete { fields });
}

#[test]
fn a_guest_decides_by_their_share_which_is_over_with_it() {
    let scene = Review::of(guests_too);
    let change = changed(scene.respond_by_share(Reject, Some("See page 3")).unwrap());
    assert_eq!(kinds(&change), ["share.responded"]);
    assert_eq!((&facts(&change)["last"], &facts(&change)["result"]), (&true.into(), &"reject".into()));
    assert_eq!(gate_of(&change.state().by).completed_at, Some(at(SATURDAY)));
    let share = scene.share.id();
    let mails = [Message::OwnerNotice { share, about: Notice::Completed }, Message::Receipt { share, bundle: None }];
    assert_eq!(messages(&change), mails);
}

#[test]
fn a_guest_who_has_decided_is_done_also_where_others_are_waited_for() {
    let mut scene = Review::of(|step| {
        guests_too(step);
        step.rule = StepRule::All;
    });
    let made = changed(scene.respond_by_share(Approve, None).unwrap()).into_state();
    assert_eq!((made.state.completion.as_ref(), gate_of(&made.by).completed_at), (None, Some(at(SATURDAY))));
    scene.share.gate = gate_of(&made.by).clone();
    let scene = scene.at(made.state, made.work, made.progress);
    let again = scene.respond_by_share(Approve, None).unwrap();
    assert!(again.change().is_none());
    let refused =
        crate::fixtures::admitted(&scene.share).permit(&scene.deciding()).unwrap().may_now(Permission::Comment);
    assert_eq!(refused, Err(WorkRefused::TaskDone { at: at(SATURDAY) }));
}

#[test]
fn a_guest_whom_the_step_does_not_name_or_whose_share_does_not_let_them_decides_nothing() {
    assert_eq!(Review::new().respond_by_share(Approve, None).map(drop), Err(RespondRefused::NotAssigned));
    let mut scene = Review::of(guests_too);
    scene.share.terms.permissions.remove(&Permission::Respond);
    let permission = Permission::Respond;
    let refused = scene.respond_by_share(Approve, None).map(drop);
    assert_eq!(refused, Err(WorkRefused::NotPermitted { permission }.into()));
}

#[test]
fn where_nothing_is_decided_no_decision_is_taken_and_a_step_to_decide_is_not_completed_otherwise() {
    let scene = Review::of(|step| {
        step.kind = crate::task::StepKind::Work;
        (step.decisions, step.comment_on) = Default::default();
    });
    assert_eq!(by(&scene, "rita", Approve).unwrap_err(), RespondRefused::NothingToDecide);
    let on = scene.house.on_with("review", scene.house.run.clone());
    let complete = |scene: &Review, on: &OnTask<Run>| {
        let stamp = crate::fixtures::of_member("rita", SATURDAY);
        scene.act(&responder("rita"), on, |permit| as_read(&on.task).decide(permit, &stamp))
    };
    let made = changed(complete(&scene, &on).unwrap());
    assert_eq!((kinds(&made), made.state().listings.len()), (vec!["step.task_completed".to_owned()], 2));
    let review = Review::new();
    let on = review.house.on_with("review", review.house.run.clone());
    assert_eq!(complete(&review, &on).map(drop), Err(WorkRefused::ToBeDecided.into()));
}

#[test]
fn from_the_first_decision_on_answers_and_files_stay_as_they_were() {
    let scene = ruled(StepRule::All).after("rita", Approve);
    let on = scene.house.on("review");
    let may = |permission| scene.act(&responder("rob"), &on, |permit| permit.may_now(permission));
    let decided = Err(WorkRefused::BeingDecided { by: "Rita".parse().unwrap(), at: at(SATURDAY) });
    assert_eq!(may(Permission::FillFields), decided);
    assert_eq!(may(Permission::UploadFiles), decided);
    assert_eq!(may(Permission::Comment), Ok(()), "whoever still has to decide may ask");
    let locale = scene.act(&responder("rob"), &on, |permit| Ok::<_, WorkRefused>(permit.locale()));
    assert_eq!(locale, Ok(Locale::En));
}
