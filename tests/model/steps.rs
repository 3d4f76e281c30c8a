//! What can come next in a scene, and what comes of it.

use crate::{
    actor::Request,
    ledger::Fault,
    place::CLOCK,
    plan::{Act, Who},
    scene::{Scene, Step, World},
    shell::{Asked, Outcome, Reply},
    tables::{Cancelled, Part, Read, Transaction},
};

impl Scene {
    pub(crate) fn steps_of(&self, world: &World, actor: usize, steps: &mut Vec<Step>) {
        let (plan, stands) = (&self.plans[actor], &world.actors[actor]);
        if stands.late.is_some() {
            steps.push(Step::Land(actor));
        }
        match (&stands.request, self.next_act(world, actor)) {
            (Request::Sent(..), _) => {
                steps.push(Step::Commit(actor));
                if stands.lost < plan.losses {
                    steps.push(Step::Lose(actor));
                }
            }
            (_, None) => {}
            (_, Some(Act::Open)) if stands.came.is_none() => steps.push(Step::Come(actor)),
            // The sweep finds a share in the index once it is due.
            (_, Some(Act::RecordExpiry)) if world.clock + 1 < CLOCK.len() => {}
            (Request::Reading(read), Some(act)) => steps.extend(unread(act, read).map(|part| Step::Read(actor, part))),
            (Request::None, Some(act)) if self.one_by_one && act.is_on_task() => {
                steps.extend(unread(act, &Read::default()).map(|part| Step::Read(actor, part)));
            }
            (Request::None, Some(_)) => steps.push(Step::Load(actor)),
        }
    }

    pub(crate) fn take(&self, world: &mut World, step: Step) {
        match step {
            Step::Tick => world.clock += 1,
            Step::Come(actor) => {
                let gate = world.tables.gates[self.plans[actor].share].clone();
                world.actors[actor].came = Some(gate);
            }
            Step::Load(actor) => {
                let mut read = Read::default();
                for part in [Part::Gate, Part::State, Part::Work, Part::Progress] {
                    self.read(world, (actor, part), &mut read);
                }
                self.decide(world, actor, read);
            }
            Step::Read(actor, part) => {
                let mut read = match &world.actors[actor].request {
                    Request::Reading(read) => read.clone(),
                    Request::None | Request::Sent(..) => Read::default(),
                };
                self.read(world, (actor, part), &mut read);
                if unread(self.next_act(world, actor).unwrap(), &read).next().is_none() {
                    self.decide(world, actor, read);
                } else {
                    world.actors[actor].request = Request::Reading(read);
                }
            }
            Step::Commit(actor) => self.commit(world, actor),
            Step::Lose(actor) => {
                let stands = &mut world.actors[actor];
                stands.lost += 1;
                if let Request::Sent(tx, _) = std::mem::replace(&mut stands.request, Request::None) {
                    stands.late = Some(tx);
                }
            }
            Step::Land(actor) => {
                let tx = world.actors[actor].late.take().unwrap();
                self.apply(world, tx.thing()).ok();
            }
        }
    }

    fn read(&self, world: &World, (actor, part): (usize, Part), read: &mut Read) {
        let act = self.next_act(world, actor).unwrap();
        if part == Part::Gate || act.is_on_task() {
            world.tables.read((self.plans[actor].share, act.task()), part, read);
        }
    }

    pub(crate) fn asked(&self, world: &World, actor: usize, act: Act, read: Read) -> Asked {
        let (plan, stands) = (&self.plans[actor], &world.actors[actor]);
        let staff = if let Who::Staff(staff) = plan.who { staff } else { 0 };
        Asked {
            actor,
            share: plan.share,
            staff,
            step: stands.step,
            act,
            visit: stands.visit,
            draw: stands.lost,
            came: stands.came.clone().filter(|_| act == Act::Open),
            proof: stands.proof.clone().filter(|_| act == Act::Open),
            session: stands.session.clone().filter(|_| act.is_work()),
            base: stands.base[act.task()],
            clock: world.clock,
            read,
        }
    }

    fn decide(&self, world: &mut World, actor: usize, read: Read) {
        let act = self.next_act(world, actor).unwrap();
        let is_stored = world.tables.answers.contains(&(actor, world.actors[actor].step));
        let outcome = if is_stored && matches!(self.plans[actor].who, Who::Staff(_)) {
            Outcome::Already(Reply::Done)
        } else {
            self.outcome(self.asked(world, actor, act, read))
        };
        world.actors[actor].request = Request::None;
        match outcome {
            Outcome::Change(tx, reply) => world.actors[actor].request = Request::Sent(tx, reply),
            Outcome::Already(reply) => self.answer(world, actor, &reply),
            Outcome::Refused(refusal) => self.refuse(world, actor, refusal),
        }
    }

    pub(crate) fn apply(&self, world: &mut World, tx: &Transaction) -> Result<(), Cancelled> {
        let carried_out = world.tables.commit(tx, self.mistake);
        match carried_out {
            Ok(()) => world.ledger.note(tx),
            Err(Cancelled::TrailTaken) => drop(world.ledger.faults.insert(Fault::TrailTaken)),
            Err(Cancelled::Overtaken) => {}
        }
        carried_out
    }
}

/// The rows of an act that are still to be read.
fn unread(act: Act, read: &Read) -> impl Iterator<Item = Part> {
    let task = act.is_on_task();
    let unread = [
        (Part::Gate, read.gate.is_none()),
        (Part::State, task && read.state.is_none()),
        (Part::Work, task && read.work.is_none()),
        (Part::Progress, task && read.progress.is_none()),
    ];
    unread.into_iter().filter(|(_, is_unread)| *is_unread).map(|(part, _)| part)
}
