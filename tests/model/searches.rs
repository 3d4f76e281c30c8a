//! The scenes that are searched. None has a bound on its states or its depth: each ends because those who act have done
//! what they wanted. What bounds them is how many they are, what they want, how often a guest comes again (once), and
//! how many requests stay without an answer (one of each who is `losing`).

use crate::{
    place::Place,
    plan::{Act, Plan},
    scene::{Scene, World},
    search::holds,
};

pub(crate) const ANAS_NAME: Act = Act::Save { task: 0, field: "legal_name", text: "Ana" };
pub(crate) const BIAS_NAME: Act = Act::Save { task: 0, field: "legal_name", text: "Bia" };
pub(crate) const BIAS_WORDS: Act = Act::Save { task: 0, field: "about", text: "of Bia" };
pub(crate) const COMPLETE: Act = Act::Complete { task: 0 };
pub(crate) const HAND_BACK: Act = Act::HandBack { task: 0 };
const ANAS_NAME_AGAIN: Act = Act::Save { task: 0, field: "legal_name", text: "Ana, in full" };
const CLOSE: Act = Act::Complete { task: 1 };

/// Every act, with time passing up to the expiry and beyond; no answer is lost.
#[test]
fn everything_at_once_holds_every_law() {
    let guests = [Plan::guest(&[ANAS_NAME, COMPLETE]).returning(), Plan::guest(&[BIAS_WORDS, COMPLETE])];
    let staff = [Plan::vera(&[Act::Rotate, Act::SetPassword]), Plan::wanda(&[Act::Revoke]), Plan::sweep()];
    let scene = Scene::new(Place::new(1, 1, 2), [guests.to_vec(), staff.to_vec()].concat());
    let scene = scene.until(2).reaches("completed by a guest who came again", |_, world| {
        is_completed(world, 0) && world.actors[0].visit == 1
    });
    let scene = scene.reaches("revoked after its expiry was recorded", |_, world| {
        is_revoked(world) && gate(world).expiry_recorded_at.is_some()
    });
    holds(
        "everything at once",
        scene.reaches("opened with the password", |_, world| told(world, "share.password_tried")),
    );
}

/// The last access, two who want it, a link that is replaced; each of them loses an answer.
#[test]
fn the_last_access_goes_to_one_guest_though_answers_are_lost() {
    let guests = [ANAS_NAME, BIAS_NAME].map(|act| Plan::guest(&[act]).losing().returning());
    let staff = [Plan::vera(&[Act::Rotate]).losing(), Plan::wanda(&[Act::Revoke]).losing()];
    let scene = Scene::new(Place::new(1, 1, 1), [guests, staff].concat());
    holds(
        "the last access",
        scene.reaches("one is in and one is not", |_, world| {
            world.actors[0].has_left() && world.actors[1].session.is_some() && !is_revoked(world)
        }),
    );
}

/// Time passes between a lost answer and its repetition, and up to the expiry.
#[test]
fn an_expiry_comes_in_between_though_answers_are_lost() {
    let guests = [Plan::guest(&[ANAS_NAME]).returning(), Plan::guest(&[BIAS_NAME]).losing()];
    let staff = [Plan::vera(&[Act::Rotate]), Plan::wanda(&[Act::Revoke]), Plan::sweep()];
    let scene = Scene::new(Place::new(1, 1, 2), [guests.to_vec(), staff.to_vec()].concat()).until(2);
    let scene = scene.reaches("one visit is two openings, more than ten minutes apart", |_, world| {
        gate(world).accesses.used == 2 && world.actors[0].came.is_none() && world.actors[0].session.is_none()
    });
    holds("an expiry", scene.reaches("the expiry is recorded", |_, world| gate(world).expiry_recorded_at.is_some()));
}

/// A password comes while guests are at the door and inside.
#[test]
fn a_password_comes_in_between_though_answers_are_lost() {
    let guests = [Plan::guest(&[ANAS_NAME]).losing().returning(), Plan::guest(&[BIAS_NAME]).returning()];
    let staff = [Plan::vera(&[Act::SetPassword]).losing(), Plan::wanda(&[Act::Revoke])];
    let scene = Scene::new(Place::new(1, 1, 2), [guests, staff].concat());
    holds(
        "a password",
        scene.reaches("opened with the password", |_, world| {
            told(world, "share.password_tried") && world.actors.iter().any(|guest| guest.session.is_some())
        }),
    );
}

/// Two tasks, each completed by another of two guests, both of whom write the same field.
#[test]
fn two_tasks_are_completed_once_each_though_answers_are_lost() {
    let guests = [Plan::inside(&[ANAS_NAME, COMPLETE]).losing(), Plan::inside(&[BIAS_NAME, CLOSE, COMPLETE]).losing()];
    let staff = [Plan::vera(&[Act::Rotate]), Plan::wanda(&[Act::Revoke]).losing()];
    let scene = Scene::new(Place::new(1, 2, 0), [guests, staff].concat());
    let scene = scene.reaches("the share is completed, then revoked", |_, world| {
        gate(world).completed_at.is_some() && is_revoked(world)
    });
    holds("two tasks", scene);
}

/// One share in two tabs; each row of a batch is read at a moment of its own.
#[test]
fn rows_that_are_read_one_by_one_let_nothing_slip_between_them() {
    let guests = [Plan::inside(&[ANAS_NAME, COMPLETE]).losing(), Plan::inside(&[BIAS_NAME])];
    let staff = [Plan::vera(&[Act::Rotate]), Plan::wanda(&[Act::Revoke])];
    let scene = Scene::new(Place::new(1, 1, 0), [guests, staff].concat()).read_one_by_one();
    holds("rows one by one", scene.reaches("completed", |_, world| is_completed(world, 0)));
}

/// Two shares of one task, where no gate is between the guests: only the rows of the task are.
#[test]
fn two_shares_of_one_task_lose_no_answer_of_each_other() {
    let guests = [Plan::inside(&[ANAS_NAME, COMPLETE]).losing(), Plan::inside(&[BIAS_NAME, COMPLETE]).of_share(1)];
    let staff = [Plan::wanda(&[Act::Revoke])];
    let scene = Scene::new(Place::new(2, 1, 0), [guests.to_vec(), staff.to_vec()].concat()).read_one_by_one();
    holds("two shares", scene.reaches("completed", |_, world| is_completed(world, 0)));
}

/// A task is handed back while others write, complete it again and revoke.
#[test]
fn a_task_that_is_handed_back_takes_what_was_returned_and_nothing_else() {
    let ana = Plan::inside(&[ANAS_NAME, COMPLETE, ANAS_NAME_AGAIN, COMPLETE]);
    let guests = [ana.losing(), Plan::inside(&[BIAS_WORDS])];
    let staff = [Plan::vera(&[HAND_BACK]).losing(), Plan::wanda(&[Act::Revoke])];
    let scene = Scene::new(Place::new(1, 1, 0), [guests, staff].concat());
    holds("handing back", scene.reaches("completed twice", completed_twice));
}

/// The same, each row read at a moment of its own.
#[test]
fn handing_back_lets_nothing_slip_between_rows_that_are_read_one_by_one() {
    let guests = [Plan::inside(&[ANAS_NAME, COMPLETE, ANAS_NAME_AGAIN]), Plan::inside(&[BIAS_WORDS, COMPLETE])];
    let staff = vec![Plan::vera(&[HAND_BACK])];
    let scene = Scene::new(Place::new(1, 1, 0), [guests.to_vec(), staff].concat()).read_one_by_one();
    holds("handing back, row by row", scene.reaches("completed twice", completed_twice));
}

fn completed_twice(_: &Scene, world: &World) -> bool {
    world.tables.trails[0].count("share.task_completed") == 2
}

fn gate(world: &World) -> &vestibule_domain::share::Gate {
    world.tables.gates[0].value()
}

fn is_revoked(world: &World) -> bool {
    gate(world).revoked.is_some()
}

fn is_completed(world: &World, task: usize) -> bool {
    world.tables.tasks[task].state.value().completion.is_some()
}

fn told(world: &World, kind: &str) -> bool {
    world.tables.trails[0].count(kind) > 0
}
