//! SES's events that are not of our invitations, or of nothing that can be read: nothing changes, and no line of the
//! log has an address in it.

use serde_json::{Value, json};
use vestibule_local::{Names, mail_events_pattern};

use crate::{
    captured::Captured,
    house::{House, Share},
};

const MONDAY: &str = "2026-11-23T12:00:00Z";
const ADDRESS: &str = "ana@supplier.example";

/// A share that was mailed, and what SES published of that.
async fn mailed(house: &House) -> (Share, Value) {
    let share = house.staff("carla").share(|terms| terms["delivery"] = json!("email")).await;
    house.deliver().await;
    (share, house.mail_event("Delivery"))
}

fn with(event: &Value, pointer: &str, value: Value) -> Value {
    let mut event = event.clone();
    *event.pointer_mut(pointer).unwrap() = value;
    event
}

#[tokio::test]
async fn what_is_not_of_our_invitations_is_passed_over_with_one_line() {
    let house = House::at(MONDAY).await;
    let (share, event) = mailed(&house).await;
    let before = house.rows(Names::STATE).await;
    let (captured, guard) = Captured::log();
    let foreign = [
        json!({}),
        json!("Email Delivered"),
        with(&event, "/mail/tags", json!({})),
        with(&event, "/mail/tags/mail", json!(["newsletter"])),
        with(&event, "/mail/tags/mail", json!(["owner_notice"])),
        with(&event, "/mail/tags/share", json!(["../../etc"])),
        with(&event, "/mail/tags/share", json!(["shr_0000000000000000000001"])),
        with(&event, "/eventType", json!("Click")),
    ];
    for event in &foreign {
        house.system.mail_event(event).await.unwrap();
        let lines: Vec<_> = captured.news().into_iter().filter(|line| line["message"] == "passed over").collect();
        assert_eq!(lines.len(), 1, "{event}");
        assert!(lines[0]["reason"].is_string() && !lines[0].to_string().contains('@'), "{lines:?}");
    }
    drop(guard);

    assert_eq!(house.rows(Names::STATE).await, before);
    assert_eq!(house.staff("carla").trail(&share.id).await, ["share.created", "share.invited"]);
}

#[tokio::test]
async fn an_event_that_does_not_read_is_kept_for_operators_and_tells_no_address() {
    let house = House::at(MONDAY).await;
    let (share, event) = mailed(&house).await;
    let (captured, guard) = Captured::log();
    for event in [
        with(&event, "/mail/messageId", json!({ "of": ADDRESS })),
        with(&event, "/mail/messageId", json!(format!("{ADDRESS}\n"))),
        with(&event, "/mail/timestamp", json!(ADDRESS)),
        with(&event, "/delivery", json!([ADDRESS])),
        with(&event, "/eventType", json!("Complaint")),
    ] {
        let error = house.system.mail_event(&event).await.unwrap_err();
        let chain = format!("{error} {error:?}");
        assert!(chain.contains("does not read at") && !chain.contains('@'), "{chain}");
    }
    house.system.mail_event(&event).await.unwrap();
    let log = captured.text();
    drop(guard);

    assert!(!log.contains(ADDRESS) && !log.contains("Ana Souza"), "{log}");
    let kinds = house.staff("carla").trail(&share.id).await;
    assert_eq!(kinds, ["share.created", "share.invited", "share.delivered"], "the last one was sound");
}

/// `!Ref` and its like, as what they refer to is called here.
fn resolved(value: &serde_yaml_ng::Value) -> Value {
    use serde_yaml_ng::Value as Yaml;
    match value {
        Yaml::Tagged(tagged) if tagged.value == "MailConfigurationSet" => json!(Names::MAIL_CONFIGURATION_SET),
        Yaml::Mapping(map) => map.iter().map(|(k, v)| (k.as_str().unwrap().to_owned(), resolved(v))).collect(),
        Yaml::Sequence(list) => list.iter().map(resolved).collect(),
        other => json!(other.as_str().unwrap()),
    }
}

#[test]
fn the_rule_of_the_template_is_the_one_that_runs_here() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../template.yaml");
    let template: serde_yaml_ng::Value = serde_yaml_ng::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let report = &template["Resources"]["MailEvents"]["Properties"]["Events"]["Report"];
    assert_eq!(report["Type"], "EventBridgeRule");
    assert_eq!(resolved(&report["Properties"]["Pattern"]), mail_events_pattern());
}
