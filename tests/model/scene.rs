//! A scene: who acts, on what, and every step that can come next. `stateright` takes them all, in every order.

use std::{collections::HashMap, sync::RwLock};

use stateright::{Model, Property};

use crate::{
    actor::Actor,
    laws,
    ledger::Ledger,
    mistake::Mistake,
    place::Place,
    plan::{Act, Plan, Who},
    shell::{self, Asked, Outcome},
    tables::{Part, Tables},
};

pub(crate) struct Scene {
    pub(crate) place: Place,
    pub(crate) plans: Vec<Plan>,
    /// Up to which of its times the clock moves.
    pub(crate) last: usize,
    /// Whether rows that are asked for together are read one by one, in any order, as `BatchGetItem` may.
    pub(crate) one_by_one: bool,
    pub(crate) mistake: Option<Mistake>,
    /// Decisions are pure: each is made once.
    decided: RwLock<HashMap<Asked, Outcome>>,
    pub(crate) reached: Vec<Property<Self>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct World {
    pub(crate) clock: usize,
    pub(crate) tables: Tables,
    pub(crate) actors: Vec<Actor>,
    pub(crate) ledger: Ledger,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// A guest comes by the link of now.
    Come(usize),
    /// One row is read; after the last one it is decided.
    Read(usize, Part),
    /// All rows are read at the same moment, and it is decided.
    Load(usize),
    /// The transaction is carried out or cancelled, and its sender is told.
    Commit(usize),
    /// The sender waits no longer for its answer. What was sent may still land, once: the SDK repeats it under one token.
    Lose(usize),
    /// What nobody waits for any more is carried out or cancelled.
    Land(usize),
    /// Time passes.
    Tick,
}

impl Scene {
    pub(crate) fn new(place: Place, plans: Vec<Plan>) -> Self {
        let decided = RwLock::default();
        Self { place, plans, last: 0, one_by_one: false, mistake: None, decided, reached: Vec::new() }
    }

    pub(crate) fn until(self, last: usize) -> Self {
        Self { last, ..self }
    }

    pub(crate) fn read_one_by_one(self) -> Self {
        Self { one_by_one: true, ..self }
    }

    pub(crate) fn with(self, mistake: Mistake) -> Self {
        Self { mistake: Some(mistake), ..self }
    }

    /// What has to come about in the scene, or it shows less than it says.
    pub(crate) fn reaches(mut self, name: &'static str, condition: fn(&Self, &World) -> bool) -> Self {
        self.reached.push(Property::sometimes(name, condition));
        self
    }

    fn start(&self) -> World {
        let actors = vec![Actor::new(self.place.specs.len()); self.plans.len()];
        let ledger = Ledger::new(self.place.terms.len());
        let mut world = World { clock: 0, tables: self.place.tables(), actors, ledger };
        for actor in 0..self.plans.len() {
            if self.plans[actor].who == Who::GuestInside {
                self.take(&mut world, Step::Come(actor));
                self.take(&mut world, Step::Load(actor));
                self.take(&mut world, Step::Commit(actor));
            }
        }
        world
    }

    /// What an actor wants done next: to come in, where their script asks for nothing else.
    pub(crate) fn next_act(&self, world: &World, actor: usize) -> Option<Act> {
        let (plan, stands) = (&self.plans[actor], &world.actors[actor]);
        let outside = plan.is_guest() && stands.session.is_none() && !stands.has_left();
        if outside { Some(Act::Open) } else { plan.script.get(stands.step).copied() }
    }

    /// What a request comes to.
    pub(crate) fn outcome(&self, asked: Asked) -> Outcome {
        if let Some(outcome) = self.decided.read().unwrap().get(&asked) {
            return outcome.clone();
        }
        let outcome = shell::decide(&self.place, self.mistake, &asked);
        self.decided.write().unwrap().insert(asked, outcome.clone());
        outcome
    }
}

impl Model for Scene {
    type State = World;
    type Action = Step;

    fn init_states(&self) -> Vec<World> {
        vec![self.start()]
    }

    fn actions(&self, world: &World, steps: &mut Vec<Step>) {
        for actor in 0..world.actors.len() {
            self.steps_of(world, actor, steps);
        }
        if world.clock < self.last {
            steps.push(Step::Tick);
        }
    }

    fn next_state(&self, world: &World, step: Step) -> Option<World> {
        let mut next = world.clone();
        self.take(&mut next, step);
        Some(next)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        laws::all().into_iter().chain(self.reached.iter().cloned()).collect()
    }
}
