//! What leaves the house: at least once and never lost, also while SES and EventBridge refuse it.

use embedded_cloud::{Message, PutEvent, SesFailure};
use jiff::SignedDuration;
use serde_json::json;

use crate::{
    faulty::{Extent, Fault, Faults},
    house::{Guest, House, Share, Staff, steady},
};

const MONDAY: &str = "2026-11-23T12:00:00Z";
const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// The invitations.
fn mails(house: &House) -> Vec<Message> {
    let mut mails = house.system.cloud.inbox().messages();
    mails.retain(|mail| mail.tags.contains(&("mail".into(), "invitation".into())));
    mails
}

/// The events that tell of a completed task.
fn completions(house: &House) -> Vec<PutEvent> {
    house.events().into_iter().filter(|event| event.detail_type == "share.task_completed").collect()
}

async fn mailed_share(staff: &Staff<'_>) -> Share {
    staff.share(|terms| terms["delivery"] = json!("email")).await
}

/// A share whose guest has just completed the first of its two tasks: one event waits.
async fn half_done<'a>(house: &'a House, staff: &Staff<'_>) -> (Share, Guest<'a>) {
    let share = staff.share(|terms| terms["scope"]["tasks"] = json!(["secret", "details"])).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    guest.complete(&share, "secret").await.expect(200);
    (share, guest)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_ses_refuses_waits_and_leaves_once_when_it_can() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let share = mailed_share(&carla).await;
    for failure in [
        SesFailure::Outage,
        SesFailure::Throttled,
        SesFailure::MessageRejected,
        SesFailure::UnverifiedIdentity,
        SesFailure::SendingPaused,
    ] {
        house.system.cloud.inbox().refuse_with(Some(failure));
        assert_eq!(house.deliver().await, 1, "{failure:?}");
        house.system.cloud.inbox().refuse_with(None);
        assert_eq!(house.deliver().await, 1, "it pauses: {failure:?}");
        house.pass(HOUR);
    }
    assert_eq!((mails(&house).len(), house.state("OUTBOX#").await.len()), (0, 1));
    assert_eq!(carla.trail(&share.id).await, ["share.created"]);
    let shown = carla.get(&format!("/v1/shares/{}", share.id)).await.expect(200).body;
    assert_eq!(shown["invited_at"], json!(null));

    for _ in 0..3 {
        assert_eq!(house.deliver().await, 0);
    }

    assert_eq!((mails(&house).len(), house.state("OUTBOX#").await.len()), (1, 0));
    assert_eq!(carla.trail(&share.id).await, ["share.created", "share.invited"]);
    let shown = carla.get(&format!("/v1/shares/{}", share.id)).await.expect(200).body;
    assert_eq!(shown["invited_at"], "2026-11-23T17:00:00Z");
    let activity = carla.get(&format!("/v1/shares/{}/activity", share.id)).await.expect(200).body;
    assert_eq!(activity["records"][1]["facts"]["message_id"], mails(&house)[0].id.as_str());
    assert_eq!(activity["records"][1]["actor"], json!({ "type": "system", "function": "notify" }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_is_tried_for_a_day_with_growing_pauses_and_then_given_up() {
    let house = House::at(MONDAY).await;
    mailed_share(&house.staff("carla")).await;
    house.system.cloud.inbox().refuse_with(Some(SesFailure::SendingPaused));
    let minute = SignedDuration::from_mins(1);
    let mut pauses = Vec::new();
    let mut last = house.now();
    loop {
        let before = attempts(&house).await;
        house.deliver().await;
        if attempts(&house).await > before {
            pauses.push(house.now().duration_since(last).as_mins());
            last = house.now();
        }
        let row = house.state("OUTBOX#").await.remove(0);
        if !row["given_up"].is_null() {
            break;
        }
        house.pass(minute);
    }
    assert_eq!(pauses[..8], [0, 2, 4, 8, 16, 32, 60, 60]);
    assert_eq!(pauses.iter().sum::<i64>() / 60, 24, "a day");
    house.system.cloud.inbox().refuse_with(None);
    house.pass(HOUR * 24);
    assert_eq!(house.deliver().await, 1, "it stays, for an operator to bring back");
    assert_eq!(mails(&house).len(), 0);
}

/// Of the one mail that waits.
async fn attempts(house: &House) -> u64 {
    house.state("OUTBOX#").await[0]["attempts"].as_u64().unwrap_or(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_leave_holds_back_nothing_else() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    mailed_share(&carla).await;
    let (_, guest) = half_done(&house, &carla).await;
    drop(guest);
    mailed_share(&carla).await;

    house.system.cloud.inbox().refuse_with(Some(SesFailure::SendingPaused));
    assert_eq!(house.deliver().await, 2, "both mails");
    assert_eq!((mails(&house).len(), completions(&house).len()), (0, 1));

    half_done_again(&house, &carla).await;
    house.system.cloud.inbox().refuse_with(None);
    house.system.cloud.bus().refuse(true);
    house.pass(HOUR);
    assert_ne!(house.deliver().await, 0, "the events");
    assert_eq!((mails(&house).len(), completions(&house).len()), (2, 1));

    house.system.cloud.bus().refuse(false);
    assert_eq!(house.deliver().await, 0);
    assert_eq!(house.deliver().await, 0);
    assert_eq!((mails(&house).len(), completions(&house).len()), (2, 2));
    assert_eq!(house.state("OUTBOX#").await.len(), 0);
}

/// One more event, of a task that the runs of these tests still have.
async fn half_done_again(house: &House, staff: &Staff<'_>) {
    let share = staff.share(|terms| terms["scope"]["tasks"] = json!(["details", "documents"])).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    guest.save(&share, "details", json!({ "legal_name": "Souza Metais" })).await.expect(200);
    guest.complete(&share, "details").await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_leaves_again_carries_the_id_it_had() {
    let faults = Faults::default();
    let house = House::at_with(MONDAY, |options| faults.under(options)).await;
    let carla = house.staff("carla");
    let (_, guest) = half_done(&house, &carla).await;
    drop(guest);
    let waiting = house.system.waiting_rows().await.unwrap().len();

    // The answer to the last of them is lost. The receipt is looked at before them, and waits; of each row, the end of its
    // trail is read before it is put on the bus, and of a push, whether steps are among its tasks.
    faults.arm(2 * waiting + 2, Extent::Once, Fault::After);
    assert_eq!(house.deliver().await, 1);
    faults.heal();
    assert_eq!(house.deliver().await, 0);

    let completions = completions(&house);
    let ids: Vec<_> = completions.iter().map(|event| event.detail["id"].as_str().unwrap()).collect();
    assert!(ids.len() > 1, "{ids:?}");
    assert!(ids.iter().all(|id| *id == ids[0]), "so that its receiver can drop the repeats: {ids:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_completion_of_a_task_is_a_cloud_event() {
    let house = House::at(MONDAY).await;
    let (_, guest) = half_done(&house, &house.staff("carla")).await;
    drop(guest);
    house.deliver().await;
    let event = completions(&house).pop().unwrap();

    assert_eq!((event.bus.as_str(), event.source.as_str()), ("vestibule", "vestibule"));
    insta::assert_json_snapshot!(steady(&event.detail));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_that_was_withdrawn_before_its_mail_left_is_not_mailed() {
    let house = House::at(MONDAY).await;
    let olivia = house.staff("olivia");
    let body = json!({ "email": "nina@new.example", "name": "Nina", "roles": { "procurement": "viewer" } });
    let mut invited = Vec::new();
    for _ in 0..2 {
        let made = olivia.post("/v1/invitations", &body).await.expect(201).body;
        if invited.is_empty() {
            let withdraw = format!("/v1/invitations/{}/withdraw", made["id"].as_str().unwrap());
            olivia.post(&withdraw, &json!({})).await.expect(200);
        }
        house.deliver().await;
        invited.push(house.system.cloud.inbox().messages().len());
    }
    assert_eq!(invited, [0, 1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_code_of_a_link_that_expired_before_its_mail_left_is_not_mailed() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let share = carla
        .share(|terms| {
            terms["code"] = json!(true);
            terms["expiry"] = json!({ "days": 1 });
        })
        .await;
    house.pass(SignedDuration::from_mins(24 * 60 - 5));
    let (carla, guest) = (house.staff("carla"), house.guest());
    guest.peek(&share).await.expect(200);
    guest.ask_code(&share).await.expect(202);
    house.pass(SignedDuration::from_mins(6));
    assert_eq!(house.deliver().await, 0);
    assert_eq!(house.system.cloud.inbox().messages().len(), 0);
    assert!(!carla.trail(&share.id).await.contains(&"share.code_sent".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_is_tried_several_times_is_counted_once() {
    let house = House::at(MONDAY).await;
    house.org_policy(json!({ "max_mails_per_address": 1 })).await;
    let carla = house.staff("carla");
    let step = json!({ "kind": "review", "assignees": [{ "member": "vera" }] });
    let flow = json!({ "title": "DWG 7", "tasks": [{ "id": "review", "title": "Review", "step": step }] });
    carla.put("/v1/projects/procurement/runs/dwg-7", &flow).await.expect(201);
    let (_, guest) = half_done(&house, &carla).await;
    drop(guest);
    house.deliver().await;
    house.pass(HOUR);
    house.system.cloud.inbox().refuse_with(Some(SesFailure::Outage));
    for _ in 0..2 {
        assert_ne!(house.deliver().await, 0);
        house.pass(HOUR);
    }
    house.system.cloud.inbox().refuse_with(None);
    house.deliver().await;
    let mails = house.system.cloud.inbox().messages();
    let to: Vec<_> = mails.iter().map(|mail| mail.to[0].as_str()).collect();
    for who in ["vera@acme.example", "ana@supplier.example"] {
        assert_eq!(to.iter().filter(|to| **to == who).count(), 1, "{to:?}");
    }
}
