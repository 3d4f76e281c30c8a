//! Staff hand an answer of a completed task back.

use vestibule_domain::{
    audit::Source,
    decision::Act as _,
    task::WholeTask,
    work::{HandBack, Item, OnCompleted, TaskHandedBack},
};
use vestibule_fixtures::slug;

use super::{Asked, Outcome, Refusal, Reply, Request, SEED, sent, staff::forbidden};
use crate::{
    place::Place,
    plan::Right,
    rows::Row,
    tables::{Read, Transaction},
};

impl Request<'_> {
    pub(super) fn hand_back(&self, task: usize) -> Result<Outcome, Refusal> {
        let Asked { actor, step, share, ref read, .. } = *self.asked;
        let Read { state, work, progress, .. } = read;
        let (state, work) = (state.as_ref().unwrap().value().clone(), work.as_ref().unwrap().value().clone());
        let on = self.place.on(task, state, work, (progress.as_ref().unwrap().value().clone(), ()));
        let member = &self.place.staff[self.asked.staff];
        let shares = [self.share.managed_by(member).map_err(forbidden)?];
        let stamp = member.stamp(Source::default(), Place::now(self.asked.clock), SEED);
        let reason = "In full, please".parse().unwrap();
        let name = (Item::Field(slug("legal_name")), reason);
        let hand_back = HandBack { accepted: vec![], returned: vec![name], force: false, round: None };
        let decided = hand_back.decide(
            OnCompleted {
                run: &self.place.run,
                progress: &on.progress,
                task: &WholeTask::new(on.task, vec![], vec![]),
                shares: &shares,
                senders: &[],
                successors: &[],
                deciders: &[],
                policy: (&self.place.policy, &self.place.zone),
            },
            &stamp,
        );
        let decided = decided.map_err(|_| Refusal::Other)?;
        let Some(change) = decided.change() else { return Ok(Outcome::Already(Reply::Done)) };
        let TaskHandedBack { gates, state, returned, .. } = change.state();
        let tx = Transaction {
            task,
            state: Some(Row::next(state.clone())),
            progress: returned.as_ref().map(|reopened| Row::next(reopened.progress.clone())),
            answer: Some((actor, step)),
            ..Transaction::of(change, share, &gates[0], (Right::Staff, self.what()))
        };
        Ok(sent(tx, Reply::Done))
    }
}
