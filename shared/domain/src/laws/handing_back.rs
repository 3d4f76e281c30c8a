//! One change of each way to hand back, from a task that its guest has completed.

use super::checked::Checked;
use crate::{
    Act as _,
    audit::Stamp,
    fixtures::{EXPIRES, House, SATURDAY, admitted, as_read, changed, drafted, guest, slug, staff, system, text},
    gate::Acting,
    share::Share,
    staff::Right,
    task::{Task, WholeTask},
    work::{HandBack, Item, OnCompleted},
};

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
            successors: &[],
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
    vec![
        ("HandBack, accepting", hand_back(accepted, stamp.now)),
        ("HandBack", hand_back(returned(), stamp.now)),
        ("HandBack, renewing", hand_back(returned(), system(EXPIRES).now)),
    ]
}
