//! What comes back, who is asked for it, and why it may not.

mod others;
mod set_aside;
mod steps;
mod told;

use serde_json::json;

use super::*;
use crate::{
    file::Stage,
    fixtures::{
        Documents, EXPIRES, House, SATURDAY, admitted, as_read, at, changed, drafted, facts, guest, kinds, messages,
        slug, staff, step_state, text, upload_id,
    },
    gate::{Acting, OnTask, WorkRefused},
    outbox::Message,
    share::Standing,
    staff::Right,
    task::{ReturnedPart, Task, Upload},
    work::{Save, SaveRefused},
};

/// `company` with two answers, or `documents` with a file, completed by Ana.
struct Scene {
    house: House,
    share: Share,
    whole: WholeTask,
    successors: Vec<Task>,
}

fn company() -> Scene {
    let house = House::new();
    let mut on = house.on_with("company", house.run.clone());
    for (field, answer) in [("legal_name", "Acme"), ("about", "Steel")] {
        on.task.work.answers.insert(slug(field), drafted(text(answer), 0));
    }
    completed(house.clone(), house.share().created(), on, vec![])
}

fn documents() -> Scene {
    let house = House::new().after("company");
    let scene = Documents::of(&house).received(1).received(2);
    let on = OnTask { progress: house.progress.clone(), task: scene.on.task, also: house.run.clone() };
    completed(house, scene.share, on, scene.uploads)
}

fn completed(mut house: House, share: Share, on: OnTask<Run>, uploads: Vec<Upload>) -> Scene {
    let done = changed(as_read(&on.task).decide(admitted(&share).permit(&on).unwrap(), &guest(SATURDAY)).unwrap())
        .into_state();
    let Acting::Guest(gate) = done.by else { panic!("a guest acted") };
    house.progress = done.progress;
    let whole = WholeTask::new(Task { state: done.state, work: done.work, ..on.task }, uploads, vec![]);
    Scene { house, share: Share { gate, ..share }, whole, successors: vec![] }
}

fn field(name: &str) -> Item {
    Item::Field(slug(name))
}

fn file(n: u8) -> Item {
    Item::File(upload_id(n))
}

fn returned(items: &[Item]) -> HandBack {
    let reason = || "Not readable".parse().unwrap();
    HandBack {
        accepted: vec![],
        returned: items.iter().map(|item| (item.clone(), reason())).collect(),
        force: false,
        round: None,
    }
}

fn accepted(items: &[Item]) -> HandBack {
    HandBack { accepted: items.to_vec(), returned: vec![], force: false, round: None }
}

impl Scene {
    fn decide(&self, act: &HandBack, now: &str) -> Result<Decision<TaskHandedBack>, HandBackRefused> {
        let shares = [self.share.managed(self.house.authority(Right::ManageOwnShares)).unwrap()];
        let on = OnCompleted {
            run: &self.house.run,
            progress: &self.house.progress,
            task: &self.whole,
            shares: &shares,
            senders: &[],
            successors: &self.successors,
            deciders: &[],
            policy: (&self.house.policy(), &self.house.org.zone),
        };
        act.decide(on, &staff(now))
    }

    fn change(&self, act: &HandBack) -> Change<TaskHandedBack> {
        changed(self.decide(act, SATURDAY).unwrap())
    }

    fn refused(&self, act: &HandBack) -> HandBackRefused {
        self.decide(act, SATURDAY).unwrap_err()
    }

    /// After it.
    fn at(mut self, made: TaskHandedBack) -> Self {
        let [gate] = <[Gate; 1]>::try_from(made.gates).unwrap();
        self.share.gate = Gate { version: gate.version + 1, ..gate };
        if let Some(reopened) = made.returned {
            self.house.progress = reopened.progress;
            self.whole.handed_back.push(reopened.handed_back);
        }
        self.whole.task.state = made.state;
        self
    }

    fn save(&self, name: &str) -> Result<(), SaveRefused> {
        let on = OnTask { progress: self.house.progress.clone(), task: self.whole.task.clone(), also: () };
        let answers = [(slug(name), Some(text("Other")))].into();
        let save = Save { base: self.whole.task.work.version, answers };
        save.decide(admitted(&self.share).permit(&on).unwrap(), &guest(SATURDAY)).map(drop)
    }
}

#[test]
fn a_returned_answer_is_on_record_without_its_reason_and_its_guest_is_mailed() {
    let scene = company();
    let change = scene.change(&returned(&[field("legal_name")]));
    assert_eq!(kinds(&change), ["share.handed_back"]);
    let reopened = change.state().returned.as_ref().unwrap();
    let moves = scene.house.progress.moves + 1;
    assert_eq!(reopened.progress.moves, moves, "a push that was planned before is held against the run again");
    let expected = json!({
        "task": "company", "round": 2, "fields": ["legal_name"], "files": [], "waiting": ["documents"], "begun": [], "set_aside": [], "outdated": [],
        "reasons": reopened.handed_back.digest(),
    });
    assert_eq!(facts(&change), expected);
    let asked = Message::HandedBack { share: scene.share.id(), task: slug("company"), round: 1 };
    assert_eq!(messages(&change), [asked], "the member created the share");
    let [kept] = reopened.handed_back.returned.as_slice() else { panic!("one answer") };
    assert_eq!(kept.what, ReturnedPart::Answer(Some(text("Acme"))), "as it was sent");
    assert_eq!(reopened.handed_back.completion, scene.whole.task.state.completion.clone().unwrap());
}

#[test]
fn the_next_round_takes_what_was_returned_alone() {
    let scene = company();
    let made = scene.change(&returned(&[field("legal_name")])).into_state();
    let scene = scene.at(made);
    assert_eq!(scene.save("legal_name"), Ok(()));
    let refused = scene.save("about").unwrap_err();
    assert_eq!(refused, SaveRefused::Work(WorkRefused::NotHandedBack { fields: vec![slug("about")] }));
    assert_eq!(scene.refused(&returned(&[field("about")])), HandBackRefused::NotCompleted);
}

#[test]
fn what_was_accepted_never_comes_back_and_accepting_it_twice_changes_nothing() {
    let scene = documents();
    let change = scene.change(&accepted(&[file(1)]));
    assert_eq!(kinds(&change), ["share.accepted"]);
    assert!(change.state().returned.is_none() && change.state().state.completion.is_some());
    let made = change.into_state();
    let scene = scene.at(made);
    assert!(matches!(scene.decide(&accepted(&[file(1)]), SATURDAY), Ok(Decision::Already(_))));
    let flaws = |at, flaw| HandBackRefused::Flawed { accepted: vec![], returned: vec![(at, flaw)] };
    assert_eq!(scene.refused(&returned(&[file(2), file(1)])), flaws(1, ItemFlaw::Accepted));
    let made = scene.change(&returned(&[field("contract")])).into_state();
    let back = |n| matches!(made.state.files[&upload_id(n)].stage, Stage::Returned { .. });
    assert_eq!([1, 2].map(back), [false, true], "of a field, the files that were not accepted");
}

#[test]
fn one_thing_is_named_once() {
    let scene = documents();
    for twice in [[file(1), file(1)], [file(1), field("contract")], [field("contract"), file(1)]] {
        let flawed = HandBackRefused::Flawed { accepted: vec![], returned: vec![(1, ItemFlaw::Twice)] };
        assert_eq!(scene.refused(&returned(&twice)), flawed, "{twice:?}");
    }
}

#[test]
fn a_task_after_it_that_has_begun_is_named_and_waits_by_force() {
    let mut scene = company();
    let none = House::new().task("documents");
    scene.successors = vec![none.clone()];
    assert!(scene.decide(&returned(&[field("about")]), SATURDAY).is_ok());
    let [mut answered, mut with_a_file, mut decided, mut completed] = std::array::from_fn(|_| none.clone());
    answered.work.answers.insert(slug("a"), drafted(text("b"), 1));
    with_a_file.state.files = Documents::new().announced(1).on.task.state.files;
    decided.state.step.responses = step_state().responses;
    completed.state.completion = scene.whole.task.state.completion.clone();
    for (how, begun) in [("answer", answered), ("file", with_a_file), ("decision", decided), ("completion", completed)]
    {
        scene.successors = vec![begun];
        let refused = scene.refused(&returned(&[field("about")]));
        let done = if how == "completion" { vec![slug("documents")] } else { vec![] };
        let told = if done.is_empty() { "these wait again: documents" } else { "these stay completed, on what it was" };
        assert!(refused.to_string().contains(told), "{refused}");
        assert_eq!(refused, HandBackRefused::Begun { tasks: vec![slug("documents")], done }, "by a {how}");
        let forced = scene.change(&HandBack { force: true, ..returned(&[field("about")]) });
        assert_eq!(facts(&forced)["begun"], json!(["documents"]), "by a {how}");
    }
}

#[test]
fn past_its_expiry_the_share_is_renewed_and_its_openings_begin_anew() {
    let mut scene = company();
    (scene.share.gate.accesses.used, scene.share.gate.accesses.max) = (3, 3);
    scene.share.gate.completed_at = Some(at(SATURDAY));
    let change = changed(scene.decide(&returned(&[field("about")]), EXPIRES).unwrap());
    assert_eq!(kinds(&change), ["share.handed_back", "share.extended"]);
    let share = Share { gate: change.state().gates[0].clone(), ..scene.share.clone() };
    assert_eq!((share.standing(at(EXPIRES)), share.opens_left()), (Standing::Open, Some(3)));
    assert_eq!(share.gate.epoch, scene.share.gate.epoch, "the link and the sessions stay");
}

#[test]
fn what_is_renewed_asks_for_what_the_policy_of_now_asks_for() {
    let mut scene = company();
    scene.share.gate.completed_at = Some(at(SATURDAY));
    let asks = |scene: &Scene, when| {
        let change = changed(scene.decide(&returned(&[field("about")]), when).unwrap());
        let gate = change.state().gates[0].clone();
        (kinds(&change), gate.code, gate.who_opens, gate.epoch - scene.share.gate.epoch)
    };
    let policy = &mut scene.house.org.policy;
    (policy.code_required, policy.who_opens_required) = (Some(true), Some(true));
    let renewed = ["share.handed_back", "share.extended", "share.proofs_changed"].map(str::to_owned).to_vec();
    assert_eq!(asks(&scene, EXPIRES), (renewed, true, true, 1));
    assert_eq!(
        asks(&scene, SATURDAY),
        (vec!["share.handed_back".to_owned()], false, false, 0),
        "what lives is changed by none"
    );
}

#[test]
fn a_task_is_handed_back_so_often_and_no_more() {
    let mut scene = company();
    scene.whole.task.state.rounds.ended = MAX_ENDED_ROUNDS;
    assert_eq!(scene.refused(&returned(&[field("about")])), HandBackRefused::TooManyRounds);
    assert!(scene.decide(&accepted(&[field("about")]), SATURDAY).is_ok());
}

#[test]
fn the_reasons_of_one_handing_back_fit_into_a_row_each_file_with_its_own() {
    let mut scene = documents();
    let (sent, mark) = (scene.whole.files[0].clone(), scene.whole.task.state.files[&upload_id(1)].clone());
    for n in 3..=50 {
        let upload = Upload { id: upload_id(n), ..sent.upload.clone() };
        scene.whole.files.push(crate::task::SentFile { upload, ..sent.clone() });
        scene.whole.task.state.files.insert(upload_id(n), mark.clone());
    }
    // Fifty files, and reasons of a thousand characters of two bytes each: 100,000 bytes.
    let because = |more: &str| {
        let reason = format!("{}{more}", "é".repeat(999)).parse().unwrap();
        HandBack { returned: vec![(field("contract"), reason)], ..returned(&[]) }
    };
    assert!(scene.decide(&because("é"), SATURDAY).is_ok());
    assert_eq!(scene.refused(&because("€")), HandBackRefused::TooMuch);
    assert_eq!(because("€").asks(&scene.whole), Err(HandBackRefused::TooMuch), "before any share is looked for");
}
