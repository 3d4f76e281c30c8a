//! What each of them wants, decided by the real rules on what was read.

use vestibule_domain::{
    Act as _, Change,
    audit::Head,
    gate::Acting,
    run::{KnownRun, PartOf, RunState},
    share::{Share, Spent},
    staff::Right,
    step::StepGate,
    task::{Answer, Assignee, Spec, StepDecision, StepTerms, TaskState, Work},
    value::Email,
    work::{Responded, Save, Saved, WithdrawResponse},
};
use vestibule_fixtures::{Review, SATURDAY, of_member, responder, review_flow, slug, staff};

use super::tables::{Mistake, Tables, Transaction};
use crate::{held::Held, rows::Row};

/// Who takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Who {
    Member(&'static str),
    /// The guest.
    Ana,
    /// The host and its staff.
    Carla,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Act {
    Decide(Vote),
    Withdraw,
    /// An answer to the field of the step.
    Save,
    /// Staff give the step of one to another.
    Reassign(&'static str, &'static str),
    /// The host describes the step anew, in this cycle; without Rita, if it says so.
    Push {
        cycle: u16,
        without_rita: bool,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Vote {
    Approve,
    Reject,
}

/// The review as it begins.
pub(super) struct Place {
    pub(super) review: Review,
}

impl Who {
    pub(super) fn assignee(self) -> Assignee {
        match self {
            Self::Member(sub) => Assignee::Member(sub.into()),
            Self::Ana => Assignee::guest(&ana()),
            Self::Carla => Assignee::Member("carla".into()),
        }
    }
}

fn ana() -> Email {
    "ana@supplier.example".parse().unwrap()
}

/// Somebody's part in the review, of which there is no row.
pub(super) fn part(sub: &str) -> StepGate {
    let part = PartOf::new(&Review::new().house.run, &slug("review"), sub);
    StepGate { part, head: Head::default(), spent: Spent::default(), comments: 0, version: 0 }
}

impl Place {
    pub(super) fn new(change: impl FnOnce(&mut StepTerms)) -> Self {
        let guest = Assignee::guest(&ana());
        let review = Review::of(|step| {
            step.assignees.push(guest);
            change(step);
        });
        Self { review }
    }

    pub(super) fn tables(&self) -> Tables {
        let (house, task) = (&self.review.house, self.review.house.task("review"));
        let parts = ["rita", "rob"].map(|sub| (sub.to_owned(), Row::next(part(sub))));
        Tables {
            specs: [Some(held(task.spec)), None],
            state: Row::new(task.state),
            work: Row::new(task.work),
            progress: Row::new(house.progress.clone()),
            parts: parts.into(),
            gate: Row::new(self.review.share.gate.clone()),
            past: super::tables::Past::default(),
        }
    }

    /// `None`: it stands, or is refused.
    pub(super) fn decide(
        &self,
        (who, act): (Who, Act),
        read: &Tables,
        mistake: Option<Mistake>,
    ) -> Option<Transaction> {
        let (review, pushes) = (self.as_read(read), read.progress.value().pushes);
        let tx = Transaction::of(who, act, pushes);
        match (act, who) {
            (Act::Decide(vote), _) => {
                let decision = if vote == Vote::Approve { StepDecision::Approve } else { StepDecision::Reject };
                let words = (vote == Vote::Reject).then_some("See page 3");
                let decided = match who {
                    Who::Ana => review.respond_by_share(decision, words),
                    Who::Member(sub) => review.respond(sub, decision, words, SATURDAY),
                    Who::Carla => return None,
                };
                Some(responded(tx, decided.ok()?.change()?, &review, mistake))
            }
            (Act::Save, Who::Member(sub)) => {
                let on = review.house.on("review");
                let answers = [(slug("note"), Some(Answer::Text(sub.to_owned())))].into();
                let save = Save { base: on.task.work.version, answers };
                let saved = review.act(&responder(sub), &on, |permit| save.decide(permit, &of_member(sub, SATURDAY)));
                let saved = saved.ok()?;
                let Saved { by, work, .. } = saved.change()?.state();
                Some(Transaction { work: Some(Row::next(work.clone())), ..by_actor(tx, by) })
            }
            (Act::Withdraw, Who::Member(sub)) => {
                let on = review.house.on_with("review", review.house.policy());
                let stamp = of_member(sub, SATURDAY);
                let made = review.act(&responder(sub), &on, |permit| WithdrawResponse.decide(permit, &stamp)).ok()?;
                let made = made.change()?.state();
                let (state, work) = (Some(Row::next(made.state.clone())), Some(Row::next(made.work.clone())));
                let progress = Some(Row::next(made.progress.clone()));
                Some(Transaction { state, work, progress, part: Some(Row::next(made.by.clone())), ..tx })
            }
            (Act::Reassign(from, to), _) => {
                let state = RunState { run: review.house.run.clone(), progress: review.house.progress.clone() };
                let (by, from) = (review.house.authority(Right::PushRuns), Assignee::Member(from.into()));
                let task = review.house.task("review");
                let given = state.reassign(by, &task, &from, Some(&responder(to)), &staff(SATURDAY)).ok()?;
                let given = given.state();
                let (state, progress) = (Row::next(given.state.clone()), Row::next(given.progress.clone()));
                Some(Transaction { state: Some(state), progress: Some(progress), ..tx }.listed(&given.listings))
            }
            (Act::Push { cycle, without_rita }, _) => pushed(tx, &review, (cycle, without_rita)),
            (Act::Save | Act::Withdraw, _) => None,
        }
    }

    /// The review as the rows say it is.
    fn as_read(&self, read: &Tables) -> Review {
        let mut review = self.review.clone();
        let cycle = read.spec().cycle;
        let task = review.house.tasks.iter_mut().find(|task| task.slug().as_str() == "review").unwrap();
        task.spec = read.spec().clone();
        task.state = read.state();
        task.work = read.work.value().clone().in_cycle(cycle);
        review.house.progress = read.progress.value().clone();
        review.gates = read.parts.iter().map(|(sub, row)| (sub.clone(), row.value().clone())).collect();
        review.share = Share { gate: read.gate.value().clone(), ..review.share };
        review
    }
}

fn responded(tx: Transaction, change: &Change<Responded>, review: &Review, mistake: Option<Mistake>) -> Transaction {
    let Responded { by, state, work, progress, listings, .. } = change.state();
    let mut progress = progress.clone();
    if mistake == Some(Mistake::ForgetHolding) {
        progress.held = review.house.progress.held.clone();
    }
    let (state, work): (&TaskState, &Work) = (state, work);
    let (state, work) = (Some(Row::next(state.clone())), Some(Row::next(work.clone())));
    Transaction { state, work, progress: Some(Row::next(progress)), ..by_actor(tx, by) }.listed(listings)
}

fn by_actor(tx: Transaction, by: &Acting) -> Transaction {
    match by {
        Acting::Guest(gate) => Transaction { gate: Some(Row::next(gate.clone())), ..tx },
        Acting::Assignee(part) => Transaction { part: Some(Row::next(part.clone())), ..tx },
    }
}

fn pushed(tx: Transaction, review: &Review, (cycle, without_rita): (u16, bool)) -> Option<Transaction> {
    let mut step = review.house.task("review").spec.step.unwrap();
    step.assignees.retain(|who| !without_rita || who.member() != Some("rita"));
    let mut push = review_flow(step);
    let task = &mut push.tasks[1];
    task.cycle = cycle;
    task.title = format!("Review, as of push {}", review.house.progress.pushes + 1).parse().unwrap();
    let known: KnownRun = review.house.pushed();
    let plan = push.plan(review.house.authority(Right::PushRuns), Some(&known)).ok()??;
    let change = plan.push(&staff(SATURDAY));
    let made = change.state();
    let spec = made.specs.first().map(|spec| held(spec.clone()));
    Some(Transaction { spec, progress: Some(Row::next(made.progress.clone())), ..tx }.listed(&made.listings))
}

fn held(spec: Spec) -> Held<Spec> {
    Held::new(&format!("{spec:?}"), spec)
}
