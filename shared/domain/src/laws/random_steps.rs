//! Any order of what happens to a step: members, responders and a guest decide, take back and give away; staff give it to
//! others; the host pushes it anew. After each of these, what must be true of a step is true.

use std::collections::{BTreeMap, BTreeSet};

use proptest::{prelude::*, sample::select};

use super::checked::Checked;
use crate::{
    Act as _, Decision,
    fixtures::{Review, SATURDAY, at, of_member, responder, review_flow, staff},
    gate::Acting,
    run::{Progress, RunState, Turn},
    staff::Right,
    task::{Assignee, Completion, StepDecision, StepKind, StepRule, Task, TaskState, Work},
    work::{Delegate, DelegatedTo, Responded, WithdrawResponse},
};

/// Rita and Rob are named at first; Tess is, once somebody gives her the step.
const MEMBERS: [&str; 4] = ["rita", "rob", "rosa", "tess"];
/// All that a review may offer.
const DECISIONS: &[StepDecision] = StepKind::Review.decisions();
const GUEST: &str = "ana@supplier.example";

#[derive(Debug, Clone)]
enum Command {
    Decide(&'static str, StepDecision),
    DecideByShare(StepDecision),
    Withdraw(&'static str),
    Delegate(&'static str, &'static str),
    Reassign(&'static str, &'static str),
    /// Names these, in the next cycle or in this one.
    Push(Vec<&'static str>, bool),
}

fn commands() -> impl Strategy<Value = Vec<Command>> {
    let member = || select(&MEMBERS[..]);
    let decision = || select(DECISIONS);
    let command = prop_oneof![
        6 => (member(), decision()).prop_map(|(who, decision)| Command::Decide(who, decision)),
        2 => decision().prop_map(Command::DecideByShare),
        2 => member().prop_map(Command::Withdraw),
        2 => (member(), member()).prop_map(|(from, to)| Command::Delegate(from, to)),
        2 => (member(), member()).prop_map(|(from, to)| Command::Reassign(from, to)),
        2 => (proptest::sample::subsequence(&MEMBERS[..], 1..4), any::<bool>())
            .prop_map(|(named, again)| Command::Push(named, again)),
    ];
    prop::collection::vec(command, 1..20)
}

struct Life {
    scene: Review,
}

impl Life {
    fn new(rule: StepRule, withdrawable: bool) -> Self {
        let scene = Review::of(|step| {
            (step.rule, step.withdrawable) = (rule, withdrawable);
            step.decisions = DECISIONS.iter().copied().collect();
            step.assignees.push(ana());
        });
        Self { scene }
    }

    fn task(&self) -> Task {
        self.scene.house.task("review")
    }

    fn assigned(&self) -> Vec<Assignee> {
        let task = self.task();
        task.spec.step.as_ref().unwrap().assigned(&task.state.step).into_iter().cloned().collect()
    }

    fn obey(&mut self, command: &Command) -> &'static str {
        match command {
            Command::Decide(sub, decision) => {
                let made = self.scene.respond(sub, *decision, Some("See page 3"), SATURDAY);
                let decided = made.ok();
                self.decided(&Assignee::Member((*sub).into()), decided)
            }
            Command::DecideByShare(decision) => {
                let made = self.scene.respond_by_share(*decision, Some("See page 3"));
                let decided = made.ok();
                self.decided(&ana(), decided)
            }
            Command::Withdraw(sub) => {
                let (house, stamp) = (&self.scene.house, of_member(sub, SATURDAY));
                let on = house.on_with("review", house.policy());
                let made = self.scene.act(&responder(sub), &on, |permit| WithdrawResponse.decide(permit, &stamp));
                let Some(change) = made.ok().and_then(|made| made.change().cloned()) else { return "not withdrawn" };
                Checked::after(self.scene.gate(sub).head, &change);
                let made = change.state().clone();
                self.by(&Acting::Assignee(made.by));
                self.keep(made.state, made.work, made.progress);
                "withdrawn"
            }
            Command::Delegate(from, to) => {
                let also = DelegatedTo { run: self.scene.house.run.clone(), member: Some(responder(to)) };
                let (on, stamp) = (self.scene.house.on_with("review", also), of_member(from, SATURDAY));
                let made = self.scene.act(&responder(from), &on, |permit| Delegate.decide(permit, &stamp));
                let Some(change) = made.ok().and_then(|made| made.change().cloned()) else { return "not delegated" };
                Checked::after(self.scene.gate(from).head, &change);
                let made = change.state().clone();
                self.by(&Acting::Assignee(made.by));
                self.keep(made.state, self.task().work, made.progress);
                "delegated"
            }
            Command::Reassign(from, to) => {
                let house = &self.scene.house;
                let state = RunState { run: house.run.clone(), progress: house.progress.clone() };
                let (by, from) = (house.authority(Right::PushRuns), Assignee::Member((*from).into()));
                let made = state.reassign(by, &self.task(), &from, Some(&responder(to)), &staff(SATURDAY));
                let Ok(change) = made else { return "not reassigned" };
                Checked::after(house.progress.head, &change);
                let made = change.state().clone();
                self.keep(made.state, self.task().work, made.progress);
                "reassigned"
            }
            Command::Push(named, again) => self.push(named, *again),
        }
    }

    fn decided(&mut self, who: &Assignee, decided: Option<Decision<Responded>>) -> &'static str {
        let Some(decision) = decided else { return "not decided" };
        assert!(self.assigned().contains(who), "{who:?} decides and has not got it to do");
        let Some(change) = decision.change() else { return "decided so already" };
        assert!(self.task().state.completion.is_none(), "{who:?} decides after the result");
        let before = match &change.state().by {
            Acting::Guest(_) => self.scene.share.gate.head,
            Acting::Assignee(gate) => self.scene.gate(&gate.part.sub).head,
        };
        Checked::after(before, change);
        let made = change.state().clone();
        self.by(&made.by);
        let is_done = made.state.completion.is_some();
        self.keep(made.state, made.work, made.progress);
        if is_done { "comes to a result" } else { "decided" }
    }

    fn push(&mut self, named: &[&'static str], again: bool) -> &'static str {
        let task = self.task();
        let mut step = task.spec.step.unwrap();
        step.assignees = named.iter().map(|sub| Assignee::Member((*sub).into())).chain([ana()]).collect();
        let mut push = review_flow(step);
        push.tasks[1].cycle = task.spec.cycle + u16::from(again);
        let house = &self.scene.house;
        let Ok(Some(plan)) = push.plan(house.authority(Right::PushRuns), Some(&house.pushed())) else {
            return "not pushed";
        };
        let change = plan.push(&staff(SATURDAY));
        Checked::after(house.progress.head, &change);
        let made = change.state().clone();
        let spec = made.specs.into_iter().find(|spec| spec.task.as_str() == "review").unwrap();
        let (state, work) = (task.state.in_cycle(spec.cycle), task.work.in_cycle(spec.cycle));
        let kept = self.scene.house.tasks.iter_mut().find(|task| task.slug().as_str() == "review").unwrap();
        kept.spec = spec;
        self.keep(state, work, made.progress);
        if again { "pushed again" } else { "pushed" }
    }

    fn keep(&mut self, state: TaskState, work: Work, progress: Progress) {
        self.scene = self.scene.clone().at(state, work, progress);
    }

    fn by(&mut self, by: &Acting) {
        match by {
            Acting::Guest(gate) => self.scene.share.gate = gate.clone(),
            Acting::Assignee(gate) => drop(self.scene.gates.insert(gate.part.sub.clone(), gate.clone())),
        }
    }

    /// What must be true after any command.
    fn holds(&self, before: &Task) {
        let (task, assigned) = (self.task(), self.assigned());
        let (step, progress) = (task.spec.step.as_ref().unwrap(), &self.scene.house.progress);
        let (done, said) = (&task.state.completion, &task.state.step.responses);
        if before.state.completion.is_some() && before.spec.cycle == task.spec.cycle {
            assert_eq!(before.state.completion, *done, "a result stands until its cycle ends");
        }
        if before.spec.cycle < task.spec.cycle {
            assert!(done.is_none() && said.is_empty(), "a new cycle begins with nothing");
        }
        let result = done.as_ref().and_then(|done| done.result);
        let given = |passes: bool| {
            assigned.iter().filter(|who| said.get(who).is_some_and(|one| one.decision.passes() == passes)).count()
        };
        match (step.rule, result.map(StepDecision::passes)) {
            (_, None) => {}
            (StepRule::Any, Some(passes)) => assert!(given(passes) > 0, "the result is somebody's"),
            (StepRule::All, Some(true)) => assert_eq!(given(true), assigned.len(), "all have agreed"),
            (StepRule::All, Some(false)) => assert!(given(false) > 0, "one has not agreed"),
            (StepRule::Majority, Some(true)) => assert!(given(true) * 2 > assigned.len(), "more than half agree"),
            (StepRule::Majority, Some(false)) => assert!(given(false) * 2 >= assigned.len(), "half of them do not"),
        }
        let passed = result.is_some_and(StepDecision::passes);
        let release = Turn::of(&self.scene.house.task("release"), progress);
        assert_eq!(release == Turn::Open, passed, "what comes after is open once the step has passed: {release:?}");
        assert_eq!(progress.done.has(task.spec.index), done.is_some());
        assert_eq!(task.work.closed >= task.state.rounds.current(), !said.is_empty(), "closed under a decision");
        assert!(done.iter().all(|Completion { at: done, .. }| *done == at(SATURDAY)));
    }
}

fn ana() -> Assignee {
    Assignee::guest(&GUEST.parse().unwrap())
}

fn rules() -> impl Strategy<Value = StepRule> {
    select(&StepRule::ALL[..])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn what_must_be_true_of_a_step_is_true_after_each_act(rule in rules(), withdrawable: bool, commands in commands()) {
        let mut life = Life::new(rule, withdrawable);
        for command in &commands {
            let before = life.task();
            life.obey(command);
            life.holds(&before);
        }
    }
}

/// So the property above looks at something.
#[test]
fn random_lives_of_a_step_reach_everything_that_can_come_of_an_act() {
    use proptest::{strategy::ValueTree as _, test_runner::TestRunner};

    let mut runner = TestRunner::deterministic();
    let (mut reached, mut taken, mut ends) = (BTreeMap::<&str, u32>::new(), BTreeSet::new(), BTreeSet::new());
    for _ in 0..256 {
        let life = (rules(), any::<bool>(), commands()).new_tree(&mut runner).unwrap().current();
        let (rule, withdrawable, commands) = life;
        let mut life = Life::new(rule, withdrawable);
        for command in &commands {
            *reached.entry(life.obey(command)).or_default() += 1;
            let state = life.task().state;
            taken.extend(state.step.responses.values().map(|one| one.decision));
            let result = state.completion.and_then(|done| done.result);
            ends.extend(result.map(|result| (format!("{rule:?}"), result.passes())));
        }
    }
    let every = StepRule::ALL.iter().flat_map(|rule| [true, false].map(|passes| (format!("{rule:?}"), passes)));
    assert_eq!(ends, every.collect(), "by each rule some step is passed and some is not");
    assert_eq!(taken, DECISIONS.iter().copied().collect(), "each decision is taken in some life");
    assert_eq!(reached.len(), 13, "{reached:?}");
}
