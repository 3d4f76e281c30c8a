//! EventBridge through its SDK client, and the events as a developer reads them.

use aws_sdk_eventbridge::primitives::DateTime;
use aws_sdk_eventbridge::types::PutEventsRequestEntry;
use embedded_cloud::EmbeddedCloud;
use serde_json::json;

use crate::clients::{self, NOW, cloud, in_folder};

fn entry(detail: &str) -> aws_sdk_eventbridge::types::builders::PutEventsRequestEntryBuilder {
    PutEventsRequestEntry::builder()
        .source("vestibule")
        .detail_type("share.created")
        .detail(detail)
        .event_bus_name("vestibule-events")
}

#[tokio::test]
async fn events_arrive_and_are_shown() {
    let cloud = cloud().await;
    let put = clients::eventbridge(&cloud).put_events();
    let put = put.entries(entry(r#"{"share":"shr_<1>"}"#).build());
    let put = put.entries(entry("{}").time(DateTime::from_secs(1_700_000_000)).build());
    let put = put.send().await.unwrap();
    assert_eq!(put.failed_entry_count(), 0);

    let events = cloud.bus().events();
    assert_eq!(put.entries()[0].event_id(), Some(events[0].id.as_str()));
    assert_eq!(events[0].source, "vestibule");
    assert_eq!(events[0].detail_type, "share.created");
    assert_eq!(events[0].bus, "vestibule-events");
    assert_eq!(events[0].detail, json!({ "share": "shr_<1>" }));
    assert_eq!(events[0].at.to_string(), NOW);
    assert_eq!(events[1].at.to_string(), "2023-11-14T22:13:20Z");

    let services = &cloud.endpoints().services;
    let page = reqwest::get(format!("{services}/events")).await.unwrap().text().await.unwrap();
    assert!(page.contains("shr_&lt;1&gt;") && page.contains("share.created"));
    let all = reqwest::get(format!("{services}/events.json")).await.unwrap();
    let all: serde_json::Value = all.json().await.unwrap();
    assert_eq!(all[1]["detail"], json!({ "share": "shr_<1>" }));
}

#[tokio::test]
async fn a_malformed_entry_fails_alone() {
    let cloud = cloud().await;
    let put = clients::eventbridge(&cloud).put_events();
    let put = put.entries(entry("not JSON").build()).entries(entry("{}").build());
    let put = put.entries(PutEventsRequestEntry::builder().source("x").build());
    let put = put.send().await.unwrap();
    assert_eq!(put.failed_entry_count(), 2);
    assert_eq!(put.entries()[0].error_code(), Some("MalformedDetail"));
    assert!(put.entries()[1].event_id().is_some());
    assert_eq!(put.entries()[2].error_code(), Some("InvalidArgument"));
    assert_eq!(cloud.bus().events().len(), 1);
}

#[tokio::test]
async fn an_outage_begins_and_ends_when_told() {
    let cloud = cloud().await;
    let put = || clients::eventbridge(&cloud).put_events().entries(entry("{}").build()).send();
    cloud.bus().refuse(true);
    let error = put().await.unwrap_err().into_service_error();
    assert!(error.is_internal_exception());
    cloud.bus().refuse(false);
    put().await.unwrap();
}

#[tokio::test]
async fn a_restart_finds_the_events_again() {
    let folder = tempfile::tempdir().unwrap();
    let cloud = EmbeddedCloud::start(in_folder(folder.path())).await.unwrap();
    let put = clients::eventbridge(&cloud).put_events().entries(entry("{}").build());
    put.send().await.unwrap();
    let before = cloud.bus().events();
    cloud.stop().await;
    let cloud = EmbeddedCloud::start(in_folder(folder.path())).await.unwrap();
    assert_eq!(cloud.bus().events(), before);
}
