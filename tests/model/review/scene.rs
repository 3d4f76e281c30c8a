//! Who acts, and every step that can come next.

use stateright::{Model, Property};

use super::{
    acts::{Act, Place, Who},
    laws,
    tables::{Mistake, Tables, Transaction},
};
use crate::{
    held::{Held, print},
    rows::Row,
};

pub(super) struct Scene {
    pub(super) place: Place,
    pub(super) plans: Vec<(Who, Vec<Act>)>,
    pub(super) mistake: Option<Mistake>,
    pub(super) reached: Vec<Property<Self>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct World {
    pub(super) tables: Tables,
    actors: Vec<Actor>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
struct Actor {
    /// Which act of theirs is next.
    at: usize,
    sent: Option<Held<Transaction>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// All rows are read, and it is decided.
    Load(usize),
    /// The transaction is carried out or cancelled. Who is overtaken reads and decides again.
    Commit(usize),
}

impl Scene {
    pub(super) fn new(place: Place, plans: &[(Who, &[Act])]) -> Self {
        let plans = plans.iter().map(|(who, acts)| (*who, acts.to_vec())).collect();
        Self { place, plans, mistake: None, reached: Vec::new() }
    }

    pub(super) fn with(self, mistake: Mistake) -> Self {
        Self { mistake: Some(mistake), ..self }
    }

    /// What has to come about in the scene, or it shows less than it says.
    pub(super) fn reaches(mut self, name: &'static str, condition: fn(&Self, &World) -> bool) -> Self {
        self.reached.push(Property::sometimes(name, condition));
        self
    }
}

impl Model for Scene {
    type State = World;
    type Action = Step;

    fn init_states(&self) -> Vec<World> {
        vec![World { tables: self.place.tables(), actors: vec![Actor::default(); self.plans.len()] }]
    }

    fn actions(&self, world: &World, steps: &mut Vec<Step>) {
        for (at, (actor, (_, acts))) in world.actors.iter().zip(&self.plans).enumerate() {
            if actor.sent.is_some() {
                steps.push(Step::Commit(at));
            } else if actor.at < acts.len() {
                steps.push(Step::Load(at));
            }
        }
    }

    fn next_state(&self, world: &World, step: Step) -> Option<World> {
        let mut next = world.clone();
        match step {
            Step::Load(at) => {
                let (who, acts) = &self.plans[at];
                let decided = self.place.decide((*who, acts[next.actors[at].at]), &next.tables, self.mistake);
                let actor = &mut next.actors[at];
                match decided {
                    Some(tx) => actor.sent = Some(Held::new(&print(&tx), tx)),
                    None => actor.at += 1,
                }
            }
            Step::Commit(at) => {
                let sent = next.actors[at].sent.take()?;
                if next.tables.commit(sent.thing(), self.mistake) {
                    next.actors[at].at += 1;
                } else if self.mistake == Some(Mistake::SendAgain) {
                    let again = on_versions_of_now(&next.tables, sent.thing());
                    next.actors[at].sent = Some(Held::new(&print(&again), again));
                }
            }
        }
        Some(next)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        laws::all().into_iter().chain(self.reached.iter().cloned()).collect()
    }
}

/// The same rows once more, on top of those that are there by now.
fn on_versions_of_now(tables: &Tables, tx: &Transaction) -> Transaction {
    let part = tx.part.as_ref().map(|row| {
        let stands = tables.parts.get(&row.value().part.sub);
        let mut part = row.value().clone();
        part.version = stands.map_or(0, |row| row.version);
        Row::next(part)
    });
    Transaction {
        state: tx.state.as_ref().map(|row| row.on(&tables.state)),
        work: tx.work.as_ref().map(|row| row.on(&tables.work)),
        progress: tx.progress.as_ref().map(|row| row.on(&tables.progress)),
        gate: tx.gate.as_ref().map(|row| row.on(&tables.gate)),
        part,
        ..tx.clone()
    }
}
