//! One change of each way to hand back, from a task that its guest has completed.

use super::checked::Checked;
use crate::{
    Act as _,
    audit::Stamp,
    fixtures::{
        EXPIRES, House, Review, SATURDAY, admitted, as_read, changed, drafted, guest, slug, staff, step_state, system,
        text,
    },
    gate::Acting,
    share::Share,
    staff::Right,
    task::{StepTerms, Task, WholeTask},
    value::ShareId,
    work::{HandBack, Item, OnCompleted},
};

/// A step that reviews the task, and the share by which a guest decided in it.
fn decided_on(share: &Share) -> (Task, Share) {
    let (mut step, mut own) = (House::new().task("documents"), share.clone());
    let terms = Review::new().house.task("review").spec.step.unwrap();
    step.spec.step = Some(StepTerms { reviews: vec![slug("company")], ..terms });
    (own.terms.id, own.gate.share) = (ShareId::new([8; 16]), ShareId::new([8; 16]));
    step.state.step = step_state();
    step.state.step.responses.values_mut().for_each(|response| response.through = own.id().into());
    (step, own)
}

pub(super) fn changes() -> Vec<(&'static str, Checked)> {
    let (mut house, stamp) = (House::new().after("company"), staff(SATURDAY));
    let mut company = house.on_with("company", house.run.clone());
    company.progress = House::new().progress;
    let answer = drafted(text("Acme"), 1);
    company.task.work.answers.insert(slug("legal_name"), answer);
    let before = House::new().share().created();
    let done =
        changed(as_read(&company.task).decide(admitted(&before).permit(&company).unwrap(), &guest(SATURDAY)).unwrap());
    let done = done.into_state();
    house.progress = done.progress.clone();
    let Acting::Guest(gate) = done.by else { panic!("a guest acted") };
    let share = Share { gate, ..before };
    let task = WholeTask::new(Task { state: done.state, work: done.work, ..company.task }, vec![], vec![]);
    let hand_back = |hand_back: HandBack, now| {
        let shares = [share.managed(house.authority(Right::ManageOwnShares)).unwrap()];
        let on = OnCompleted {
            run: &house.run,
            progress: &house.progress,
            task: &task,
            shares: &shares,
            senders: &[],
            successors: &[],
            deciders: &[],
            policy: (&house.policy(), &house.org.zone),
        };
        let change = hand_back.decide(on, &Stamp { now, ..stamp.clone() }).unwrap();
        Checked::after(share.gate.head, &changed(change))
    };
    let name = || Item::Field(slug("legal_name"));
    let accepted = HandBack { accepted: vec![name()], returned: vec![], force: false, round: None };
    let returned = || HandBack {
        accepted: vec![],
        returned: vec![(name(), "In full, please".parse().unwrap())],
        force: false,
        round: None,
    };
    let set_aside = || {
        let (deciding, own) = decided_on(&share);
        let by = house.authority(Right::ManageOwnShares);
        let on = OnCompleted {
            run: &house.run,
            progress: &house.progress,
            task: &task,
            shares: &[share.managed(by).unwrap()],
            senders: &[],
            successors: &[deciding],
            deciders: &[own.managed(by).unwrap()],
            policy: (&house.policy(), &house.org.zone),
        };
        let forced = HandBack { force: true, ..returned() };
        Checked::beside(own.gate.head, &changed(forced.decide(on, &stamp).unwrap()))
    };
    vec![
        ("HandBack, setting a decision aside", set_aside()),
        ("HandBack, accepting", hand_back(accepted, stamp.now)),
        ("HandBack", hand_back(returned(), stamp.now)),
        ("HandBack, renewing", hand_back(returned(), system(EXPIRES).now)),
    ]
}
