//! What holds in every state that can be reached.

use stateright::Property;

use crate::{
    ledger::{Fault, Past},
    plan::Act,
    scene::{Scene, World},
    shell::{Asked, Outcome},
    tables::{Part, Read},
};

pub(crate) const ACCESSES: &str = "a share is not opened more often than it may be";
pub(crate) const REVOKED: &str = "what a guest does has no effect once the share is revoked";
pub(crate) const ENDED: &str = "a session or a link that has ended has no effect";
pub(crate) const RECORDS: &str = "records and effects are the same, and no place of the trail is empty or taken twice";
pub(crate) const ONCE: &str = "an act that is sent again has its effect once";
pub(crate) const REVOCABLE: &str = "a share can be revoked in every state, by all who manage it";
pub(crate) const ANSWERS: &str = "an answer that was saved stands until a later one takes its place";
pub(crate) const COMPLETED: &str = "nothing comes into a completed task, nor into what of it was not handed back";

pub(crate) fn all() -> Vec<Property<Scene>> {
    vec![
        Property::always(ACCESSES, accesses),
        Property::always(REVOKED, |_, world| !has(world, Fault::AfterRevocation)),
        Property::always(ENDED, |_, world| !has(world, Fault::AfterEnd)),
        Property::always(RECORDS, |_, world| !has(world, Fault::TrailTaken) && records(world)),
        Property::always(ONCE, |_, world| !has(world, Fault::Twice)),
        Property::always(REVOCABLE, revocable),
        Property::always(ANSWERS, |_, world| !has(world, Fault::SavedUntrue) && answers(world)),
        Property::always(COMPLETED, |_, world| !has(world, Fault::AfterCompletion) && completed(world)),
    ]
}

fn has(world: &World, fault: Fault) -> bool {
    world.ledger.faults.contains(&fault)
}

/// Sessions that were handed out count too, not only what the gate says of itself.
fn accesses(_: &Scene, world: &World) -> bool {
    let shares = world.tables.gates.iter().zip(&world.ledger.shares);
    let since = |past: &Past| past.sessions.len() - past.sessions_before;
    shares.map(|(gate, past)| (gate.value().accesses, since(past))).all(|(accesses, sessions)| {
        let handed_out = u32::try_from(sessions).unwrap();
        handed_out <= accesses.used && (accesses.max == 0 || accesses.used <= accesses.max)
    })
}

/// What the rows say happened is what the trails tell.
fn records(world: &World) -> bool {
    let (tables, told) = (&world.tables, |kind| world.tables.trails.iter().map(|trail| trail.count(kind)).sum::<u32>());
    let of_shares = tables.gates.iter().zip(&tables.trails).all(|(gate, trail)| {
        let gate = gate.value();
        let (rotated, changed) = (trail.count("share.rotated"), trail.count("share.password_changed"));
        let revoked = u32::from(gate.revoked.is_some());
        let exhausted = gate.accesses.max > 0 && gate.accesses.used == gate.accesses.max;
        gate.head.seq == trail.end()
            && (trail.count("share.link_opened") == gate.accesses.used || trail.count("share.handed_back") > 0)
            && trail.count("share.consented") == trail.count("share.link_opened")
            && trail.count("share.exhausted") == u32::from(exhausted)
            && rotated + 1 == gate.link
            && trail.count("share.revoked") == revoked
            && rotated + changed + revoked + 1 == gate.epoch
            && (changed > 0) == gate.password.is_some()
            && trail.count("share.expired") == u32::from(gate.expiry_recorded_at.is_some())
    });
    let completed = tables.tasks.iter().filter(|task| task.state.value().completion.is_some()).count();
    let writes: u64 = tables.tasks.iter().map(|task| task.work.version).sum();
    of_shares
        && told("share.task_completed") as usize == completed + told("share.handed_back") as usize
        && u64::from(told("share.field_changed") + told("share.task_completed")) == writes
}

/// Runs a revocation by each member of staff to its end: it stands already, or it is decided and nothing hinders it.
fn revocable(scene: &Scene, world: &World) -> bool {
    let staff = scene.plans.iter().enumerate().filter(|(_, plan)| plan.is_staff());
    staff.map(|(actor, _)| actor).all(|actor| {
        let mut read = Read::default();
        world.tables.read((scene.plans[actor].share, 0), Part::Gate, &mut read);
        // A request of its own, under a key that no other one has.
        let asked = Asked { step: usize::MAX, ..scene.asked(world, actor, Act::Revoke, read) };
        match scene.outcome(asked) {
            Outcome::Already(_) => true,
            Outcome::Refused(_) => false,
            Outcome::Change(tx, _) => world.tables.takes(tx.thing(), None).is_ok(),
        }
    })
}

fn answers(world: &World) -> bool {
    world.ledger.texts.iter().all(|((task, field), text)| {
        let stands = world.tables.tasks[*task].work.value().answer(&vestibule_fixtures::slug(field));
        stands == Some(&vestibule_fixtures::text(text))
    })
}

/// The three rows that say so agree.
fn completed(world: &World) -> bool {
    let (tables, progress) = (&world.tables, world.tables.progress.value());
    tables.tasks.iter().enumerate().all(|(task, rows)| {
        let done = rows.state.value().completion.is_some();
        done == (rows.work.value().closed == rows.state.value().rounds.current())
            && done == progress.done.has(crate::place::INDEX[task])
    })
}
