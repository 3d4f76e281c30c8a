//! Revoking against completing: one of them is first, and the other one sees it.

use serde_json::json;

use super::{ROUNDS, details, ready};
use crate::{
    faulty::{Faults, Operation},
    house::{House, at_once},
};

#[tokio::test(flavor = "multi_thread")]
async fn revoking_and_completing_at_once_find_one_order() {
    let house = House::open().await;
    let carla = house.staff("carla");
    for round in 0..ROUNDS {
        let run = format!("run-{round}");
        let (share, guest) = ready(&house, &run).await;
        let before = details(&house, &run).await;
        let complete = guest.completion(&share, "details").await;
        let revoke = carla.request("POST", &format!("/v1/shares/{}/revoke", share.id)).json(&json!({}));

        let mut replies = at_once(vec![complete, revoke]).await;

        replies.pop().unwrap().expect(200);
        let completed = replies.pop().unwrap();
        let trail = carla.trail(&share.id).await;
        let after = details(&house, &run).await;
        if completed.status == 200 {
            assert_eq!(trail[4..], ["share.task_completed", "share.revoked"]);
            assert_eq!(after["state"], "completed");
        } else {
            let completed = completed.expect(410);
            assert_eq!(completed.body["reason"], "revoked");
            assert_eq!(trail[4..], ["share.revoked"]);
            assert_eq!(after, before, "nothing changed");
        }
    }
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_completion_that_was_decided_before_a_revocation_cannot_be_committed_after_it() {
    let faults = Faults::default();
    let house = House::with(|options| faults.under(options)).await;
    let carla = house.staff("carla");
    let (share, guest) = ready(&house, "kyc").await;
    let before = details(&house, "kyc").await;

    let mut held = faults.hold("TransactWriteItems");
    let revoke = async {
        held.arrived().await;
        let revoked = carla.post(&format!("/v1/shares/{}/revoke", share.id), &json!({})).await;
        held.release();
        revoked
    };
    let (completed, revoked) = tokio::join!(guest.complete(&share, "details"), revoke);

    revoked.expect(200);
    assert_eq!(completed.expect(410).body["reason"], "revoked");
    assert_eq!(carla.trail(&share.id).await[4..], ["share.revoked"]);
    assert_eq!(details(&house, "kyc").await, before, "nothing changed");
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revocation_that_a_completion_overtakes_still_revokes() {
    let faults = Faults::default();
    let house = House::with(|options| faults.under(options)).await;
    let carla = house.staff("carla");
    let (share, guest) = ready(&house, "kyc").await;

    let mut held = faults.hold("TransactWriteItems");
    let complete = async {
        held.arrived().await;
        let completed = guest.complete(&share, "details").await;
        held.release();
        completed
    };
    let revoke = format!("/v1/shares/{}/revoke", share.id);
    let nothing = json!({});
    let (revoked, completed) = tokio::join!(carla.post(&revoke, &nothing), complete);

    completed.expect(200);
    assert_eq!(revoked.expect(200).body["status"], "revoked");
    assert_eq!(carla.trail(&share.id).await[4..], ["share.task_completed", "share.revoked"]);
    assert_eq!(details(&house, "kyc").await["state"], "completed");
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_guest_was_about_to_do_when_the_link_was_revoked_has_no_effect() {
    let faults = Faults::default();
    let house = House::with(|options| faults.under(options)).await;
    let carla = house.staff("carla");
    let acts = [
        Operation::Open,
        Operation::OpenWithPassword,
        Operation::Save,
        Operation::Comment,
        Operation::Announce,
        Operation::Settle,
        Operation::Remove,
        Operation::Download,
        Operation::CompleteLast,
    ];
    for (n, operation) in acts.into_iter().enumerate() {
        let stage = operation.stage(&house, n).await;
        let before = carla.trail(&stage.share.id).await;

        let mut held = faults.hold("TransactWriteItems");
        let revoke = async {
            held.arrived().await;
            let revoked = carla.post(&format!("/v1/shares/{}/revoke", stage.share.id), &json!({})).await;
            held.release();
            revoked
        };
        let (acted, revoked) = tokio::join!(operation.act(&stage), revoke);

        revoked.expect(200);
        assert_eq!(acted.expect(410).body["reason"], "revoked", "{operation:?}");
        let after = carla.trail(&stage.share.id).await;
        assert_eq!(after, [before, vec!["share.revoked".to_owned()]].concat(), "{operation:?}");
    }
    house.balance().await;
}
