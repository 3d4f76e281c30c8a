//! How long expiries and mails waited is told by the sweep and by the delivery.

use embedded_cloud::SesFailure;
use jiff::SignedDuration;
use serde_json::json;
use vestibule_cloud::index::SHARDS;

use super::{HOUR, MONDAY};
use crate::{
    captured::Captured,
    faulty::{Extent, Fault, Faults},
    house::House,
};

#[tokio::test(flavor = "current_thread")]
async fn the_sweep_tells_how_overdue_the_longest_overdue_expiry_was() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    for (run, at) in [("later", "2026-11-23T13:00:30Z"), ("first", "2026-11-23T13:00:00Z")] {
        carla.share_in(run, |terms| terms["expiry"] = json!({ "at": at })).await;
    }
    let (captured, _guard) = Captured::metrics();
    house.system.sweep().await.unwrap();
    house.pass(HOUR + SignedDuration::from_secs(90));
    house.system.sweep().await.unwrap();
    house.system.sweep().await.unwrap();
    assert_eq!(captured.values("SweepLag"), [0.0, 90.0, 0.0]);
}

#[tokio::test(flavor = "current_thread")]
async fn an_expiry_that_cannot_be_recorded_keeps_the_lag_growing() {
    let faults = Faults::default();
    let house = House::at_with(MONDAY, |options| faults.under(options)).await;
    house.staff("carla").share(|terms| terms["expiry"] = json!({ "at": "2026-11-23T13:00:00Z" })).await;
    let (captured, _guard) = Captured::metrics();
    for _ in 0..2 {
        house.pass(HOUR);
        // The queries of all shards and the read go through.
        faults.arm(2 * usize::from(SHARDS) + 3, Extent::Onwards, Fault::Before);
        house.system.sweep().await.unwrap_err();
        faults.heal();
    }
    assert_eq!(captured.values("SweepLag"), [0.0, 3600.0]);
}

#[tokio::test(flavor = "current_thread")]
async fn the_sweep_tells_how_long_the_outbox_waits_while_nothing_is_delivered() {
    let house = House::at(MONDAY).await;
    let (captured, _guard) = Captured::metrics();
    house.system.sweep().await.unwrap();
    house.staff("carla").share(|terms| terms["delivery"] = json!("email")).await;
    house.pass(HOUR);
    house.system.sweep().await.unwrap();
    house.deliver().await;
    house.system.sweep().await.unwrap();
    assert_eq!(captured.values("OutboxWaiting"), [0.0, 3600.0, 0.0]);
}

#[tokio::test(flavor = "current_thread")]
async fn a_mail_is_counted_when_ses_took_it_and_its_bundle_with_the_time_it_waited() {
    let house = House::at(MONDAY).await;
    let (captured, _guard) = Captured::metrics();
    house.staff("carla").share(|terms| terms["delivery"] = json!("email")).await;
    house.system.cloud.inbox().refuse_with(Some(SesFailure::SendingPaused));
    assert_eq!(house.deliver().await, 1);
    assert_eq!((captured.values("MailsSent"), captured.values("OutboxAge")), (vec![], vec![]));

    house.system.cloud.inbox().refuse_with(None);
    house.pass(HOUR);
    for _ in 0..2 {
        house.deliver().await;
    }
    assert_eq!((captured.values("MailsSent"), captured.values("OutboxAge")), (vec![1.0], vec![3600.0]));
}
