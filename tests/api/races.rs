//! Things that happen at the same moment: one order is found, everybody is told the truth about it, and state
//! and trail agree.

mod authority;
mod completion;
pub(crate) mod mails;
mod openings;
mod revocation;
mod saves;

use serde_json::{Value, json};

use crate::house::{Guest, House, Share};

/// How often a race is run whose winner is open.
const ROUNDS: usize = 20;

/// A run of its own in which `details` only waits to be completed, a share of it, and its guest.
async fn ready<'a>(house: &'a House, run: &str) -> (Share, Guest<'a>) {
    let share = house.staff("carla").share_in(run, |terms| terms["scope"]["tasks"] = json!(["details"])).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    guest.save(&share, "details", json!({ "legal_name": "Souza Metais" })).await.expect(200);
    (share, guest)
}

/// The task `details` of a run as staff see it.
async fn details(house: &House, run: &str) -> Value {
    let flow = house.staff("carla").get(&format!("/v1/projects/procurement/runs/{run}")).await.expect(200);
    flow.body["tasks"][1].clone()
}
