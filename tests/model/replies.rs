//! How those who act take a reply, a refusal, or that they were overtaken.

use crate::{
    actor::Request,
    mistake::Mistake,
    plan::Act,
    rows::{Row, Value},
    scene::{Scene, World},
    shell::{Refusal, Reply, epoch_of},
    tables::{Cancelled, Transaction},
};

impl Scene {
    /// A transaction comes to its end. Who is overtaken reads and decides again.
    pub(crate) fn commit(&self, world: &mut World, actor: usize) {
        let request = std::mem::replace(&mut world.actors[actor].request, Request::None);
        let Request::Sent(tx, reply) = request else { return };
        let overtaken = self.apply(world, tx.thing()) == Err(Cancelled::Overtaken);
        match self.mistake {
            Some(Mistake::SendAgain) if overtaken => {
                let tx = on_versions_of_now(world, tx.thing());
                world.actors[actor].request = Request::Sent(tx.held(), reply);
            }
            Some(Mistake::AnswerTooSoon) => self.answer(world, actor, &reply),
            _ if overtaken => {}
            _ => self.answer(world, actor, &reply),
        }
    }

    pub(crate) fn answer(&self, world: &mut World, actor: usize, reply: &Reply) {
        let act = self.next_act(world, actor);
        let stands = &mut world.actors[actor];
        match reply {
            Reply::Opened(session) => {
                let sessions = &mut world.ledger.shares[self.plans[actor].share].sessions;
                sessions.insert((actor, stands.visit, epoch_of(session.thing())));
                (stands.came, stands.proof, stands.session) = (None, None, Some(session.clone()));
                // The page that comes next shows the answers of now.
                stands.base = world.tables.tasks.iter().map(|task| task.work.version).collect();
                return;
            }
            Reply::MayEnter(proof) => {
                stands.proof = Some(proof.clone());
                return;
            }
            Reply::Saved(version) => {
                let Some(Act::Save { task, text, .. }) = act else { return };
                stands.base[task] = *version;
                world.ledger.answered_saved(task, text);
            }
            Reply::Done => {}
        }
        stands.go_on();
    }

    pub(crate) fn refuse(&self, world: &mut World, actor: usize, refusal: Refusal) {
        let act = self.next_act(world, actor).unwrap();
        let stands = &mut world.actors[actor];
        match refusal {
            Refusal::Ended if stands.visit < self.plans[actor].returns => stands.come_again(),
            // They see what stands there now, and write their own over it.
            Refusal::ChangedElsewhere(version) if !stands.overwrites => {
                stands.base[act.task()] = version;
                stands.overwrites = true;
            }
            Refusal::ChangedElsewhere(_) => stands.go_on(),
            Refusal::Other if act != Act::Open => stands.go_on(),
            Refusal::Ended | Refusal::Dead | Refusal::Other => stands.leave(),
        }
    }
}

/// The same rows once more, on top of those that are there by now.
fn on_versions_of_now(world: &World, tx: &Transaction) -> Transaction {
    let tables = &world.tables;
    let (end, task) = (tables.trails[tx.share].end(), &tables.tasks[tx.task]);
    let mut gate = tx.gate.value().clone();
    gate.head.seq = end + tx.kinds.len() as u64;
    Transaction {
        gate: after(gate, &tables.gates[tx.share]),
        state: tx.state.as_ref().map(|row| after(row.value().clone(), &task.state)),
        work: tx.work.as_ref().map(|row| after(row.value().clone(), &task.work)),
        progress: tx.progress.as_ref().map(|row| after(row.value().clone(), &tables.progress)),
        first: end + 1,
        kinds: tx.kinds.clone(),
        ..*tx
    }
}

fn after<V: Value>(mut value: V, stands: &Row<V>) -> Row<V> {
    *value.version() = stands.version;
    Row::next(value)
}
