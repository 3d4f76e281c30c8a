//! What leaves the house: at least once and never lost, whatever SES and EventBridge make of it meanwhile.

use embedded_cloud::{Message, PutEvent, SesFailure};
use serde_json::json;

use crate::house::{Guest, House, Share, Staff};

const MONDAY: &str = "2026-11-23T12:00:00Z";

fn mails(house: &House) -> Vec<Message> {
    house.system.cloud.inbox().messages()
}

fn events(house: &House) -> Vec<PutEvent> {
    house.events()
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
        assert_eq!(house.system.deliver().await.unwrap(), 1, "{failure:?}");
    }
    assert_eq!((mails(&house).len(), house.state("OUTBOX#").await.len()), (0, 1));
    assert_eq!(carla.trail(&share.id).await, ["share.created"]);
    let shown = carla.get(&format!("/v1/shares/{}", share.id)).await.expect(200).body;
    assert_eq!(shown["invited_at"], json!(null));

    house.system.cloud.inbox().refuse_with(None);
    house.pass(jiff::SignedDuration::from_hours(1));
    for _ in 0..3 {
        assert_eq!(house.system.deliver().await.unwrap(), 0);
    }

    assert_eq!((mails(&house).len(), house.state("OUTBOX#").await.len()), (1, 0));
    assert_eq!(carla.trail(&share.id).await, ["share.created", "share.invited"]);
    let shown = carla.get(&format!("/v1/shares/{}", share.id)).await.expect(200).body;
    assert_eq!(shown["invited_at"], "2026-11-23T13:00:00Z");
    let activity = carla.get(&format!("/v1/shares/{}/activity", share.id)).await.expect(200).body;
    assert_eq!(activity["records"][1]["facts"]["message_id"], mails(&house)[0].id.as_str());
    assert_eq!(activity["records"][1]["actor"], json!({ "type": "system", "function": "notify" }));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_leave_holds_back_nothing_else() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    mailed_share(&carla).await;
    half_done(&house, &carla).await;
    mailed_share(&carla).await;

    house.system.cloud.inbox().refuse_with(Some(SesFailure::SendingPaused));
    assert_eq!(house.system.deliver().await.unwrap(), 2, "both mails");
    assert_eq!((mails(&house).len(), events(&house).len()), (0, 1));

    half_done_again(&house, &carla).await;
    house.system.cloud.inbox().refuse_with(None);
    house.system.cloud.bus().refuse(true);
    assert_eq!(house.system.deliver().await.unwrap(), 1, "the event");
    assert_eq!((mails(&house).len(), events(&house).len()), (2, 1));

    house.system.cloud.bus().refuse(false);
    assert_eq!(house.system.deliver().await.unwrap(), 0);
    assert_eq!(house.system.deliver().await.unwrap(), 0);
    assert_eq!((mails(&house).len(), events(&house).len()), (2, 2));
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
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (share, guest) = half_done(&house, &carla).await;
    guest.save(&share, "details", json!({ "legal_name": "Souza Metais" })).await.expect(200);
    assert_eq!(house.system.deliver().await.unwrap(), 0);

    // The last task leaves an event and the owner's mail in one bundle.
    guest.complete(&share, "details").await.expect(200);
    house.system.cloud.inbox().refuse_with(Some(SesFailure::MessageRejected));
    assert_eq!(house.system.deliver().await.unwrap(), 1);
    house.system.cloud.inbox().refuse_with(None);
    assert_eq!(house.system.deliver().await.unwrap(), 0);

    let events = events(&house);
    let ids: Vec<_> = events.iter().map(|event| event.detail["id"].as_str().unwrap()).collect();
    assert_eq!((events.len(), mails(&house).len()), (3, 1));
    assert_ne!(ids[0], ids[1]);
    assert_eq!(ids[1], ids[2], "so that its receiver can drop the repeat");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_completion_of_a_task_is_a_cloud_event() {
    let house = House::at(MONDAY).await;
    let (_, guest) = half_done(&house, &house.staff("carla")).await;
    drop(guest);
    house.system.deliver().await.unwrap();
    let event = events(&house).pop().unwrap();

    assert_eq!((event.bus.as_str(), event.source.as_str()), ("vestibule", "vestibule"));
    assert_eq!(event.detail_type, "task.completed");
    insta::assert_json_snapshot!(event.detail, { ".id" => "[evt_…]", ".data.share" => "[shr_…]" });
}
