//! Failures of AWS as an operator meets them: one line of the log with what was asked for and what AWS called it; and
//! as a caller meets it: a problem without internals. Nothing is lost meanwhile.

use embedded_cloud::SesFailure;
use serde_json::{Value, json};
use vestibule_cloud::index::SHARDS;
use vestibule_local::Names;

use crate::{
    captured::Captured,
    faulty::{Extent, Fault, Faults},
    house::{House, Reply, terms},
};

const MONDAY: &str = "2026-11-23T12:00:00Z";

/// The error lines since this was last asked, as they are told.
fn told(captured: &Captured) -> Vec<String> {
    let errors = captured.news().into_iter().filter(|line| line["level"] == "ERROR");
    errors.map(|line| line["error"].as_str().unwrap().to_owned()).collect()
}

fn is_discreet(refused: &Reply) {
    assert_eq!((refused.status, refused.problem()), (503, "unavailable"));
    for word in ["Exception", "Table", "resource", "authorized", "arn:", "dynamodb"] {
        assert!(!refused.text.contains(word), "{}", refused.text);
    }
}

/// A house with a run to share, and its faults.
async fn prepared(faults: &Faults) -> House {
    let house = House::at_with(MONDAY, |options| faults.under(options)).await;
    house.staff("carla").put("/v1/projects/procurement/runs/kyc", &crate::house::run()).await.expect(201);
    house
}

#[tokio::test(flavor = "current_thread")]
async fn a_table_that_is_missing_is_named_by_its_error_and_the_operation() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let share = carla.share(|_| {}).await;
    house.dynamodb().delete_table().table_name(Names::STATE).send().await.unwrap();
    let (captured, _guard) = Captured::log();
    let one = |operation: &str, refused: &Reply| {
        is_discreet(refused);
        let (lines, expected) = (told(&captured), format!("{operation} failed: ResourceNotFoundException: "));
        assert!(lines.len() == 1 && lines[0].starts_with(&expected), "{operation}: {lines:?}");
    };
    one("GetItem", &carla.get("/v1/shares?project=procurement").await);
    one("BatchGetItem", &house.guest().peek(&share).await);
    one("BatchGetItem", &carla.post("/v1/shares", &terms()).await);
}

#[tokio::test(flavor = "current_thread")]
async fn an_action_that_is_denied_is_told_with_its_operation_and_can_be_repeated_once_it_is_allowed() {
    let faults = Faults::default();
    let house = prepared(&faults).await;
    let carla = house.staff("carla");
    let (captured, _guard) = Captured::log();

    // Who asks, what the share is created on, then the transaction.
    for (at, operation) in [(1, "BatchGetItem"), (3, "TransactWriteItems")] {
        faults.arm(at, Extent::Onwards, Fault::Denied);
        is_discreet(&carla.post_once("/v1/shares", "key", &terms()).await);
        faults.heal();
        let lines = told(&captured);
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(
            lines[0].starts_with(&format!("{operation} failed: AccessDeniedException: User: arn:aws:")),
            "{lines:?}"
        );
    }

    carla.post_once("/v1/shares", "key", &terms()).await.expect(201);
    assert_eq!(told(&captured), Vec::<String>::new());
    house.balance().await;
}

#[tokio::test(flavor = "current_thread")]
async fn a_mail_that_ses_refuses_is_told_by_ses_s_own_code_and_leaves_once_the_cause_is_gone() {
    let house = House::at(MONDAY).await;
    let share = house.staff("carla").share(|terms| terms["delivery"] = json!("email")).await;
    let (captured, _guard) = Captured::log();
    for (failure, code) in [
        (SesFailure::UnverifiedIdentity, "MessageRejected: Email address is not verified."),
        (SesFailure::MessageRejected, "MessageRejected"),
        (SesFailure::SendingPaused, "SendingPausedException"),
        (SesFailure::Throttled, "TooManyRequestsException"),
        (SesFailure::Outage, "InternalServiceErrorException"),
    ] {
        house.system.cloud.inbox().refuse_with(Some(failure));
        assert_eq!(house.deliver().await, 1);
        house.pass(jiff::SignedDuration::from_hours(1));
        let errors: Vec<Value> = captured.news().into_iter().filter(|line| line["level"] == "ERROR").collect();
        let error = errors[0]["error"].as_str().unwrap();
        assert_eq!((errors.len(), &errors[0]["message"]), (1, &json!("not delivered")));
        assert!(error.starts_with(&format!("SendEmail failed: {code}")), "{error}");
        assert!(errors[0]["mail"].as_str().unwrap().starts_with("msg_"));
        for personal in ["ana@supplier.example", "Ana", "carla@", &share.id] {
            assert!(!errors[0].to_string().contains(personal), "{errors:?}");
        }
    }
    house.system.cloud.inbox().refuse_with(None);
    assert_eq!(house.deliver().await, 0);
    assert_eq!((told(&captured).len(), house.system.cloud.inbox().messages().len()), (0, 1));
    assert_eq!(house.state("OUTBOX#").await, Vec::<Value>::new());
}

#[tokio::test(flavor = "current_thread")]
async fn what_notify_may_not_do_is_told_and_done_once_it_may() {
    let faults = Faults::default();
    let house = prepared(&faults).await;
    let carla = house.staff("carla");
    let share = carla.create(|terms| terms["scope"]["tasks"] = json!(["secret"])).await;
    let guest = house.guest();
    carla.post(&format!("/v1/shares/{}/revoke", share.id), &json!({})).await.expect(200);
    guest.peek(&share).await.expect(410);
    guest.post(&format!("{}/request", share.door()), &json!({})).await.expect(202);
    let (captured, _guard) = Captured::log();

    // The mail, its share, its creator, the sending, and the end of the mail; and always the end of the trail whose events wait.
    let operations = ["GetItem", "BatchGetItem", "BatchGetItem", "SendEmail", "DeleteItem"];
    for (n, operation) in operations.into_iter().enumerate() {
        house.pass(jiff::SignedDuration::from_hours(1));
        faults.arm(n + 1, Extent::Onwards, Fault::Denied);
        house.deliver().await;
        let calls = faults.calls();
        faults.heal();
        let lines = told(&captured);
        let is_told =
            |line: &str, operation: &str| line.starts_with(&format!("{operation} failed: AccessDeniedException"));
        assert!(is_told(&lines[0], operation), "{calls:?} {lines:?}");
        assert!(is_told(lines.last().unwrap(), "BatchGetItem"), "the event has no part in it: {calls:?} {lines:?}");
        assert_eq!(house.state("OUTBOX#").await.len(), 1, "{operation}");
    }
    house.pass(jiff::SignedDuration::from_hours(1));
    assert_eq!(house.deliver().await, 0);
    assert_eq!(house.state("OUTBOX#").await, Vec::<Value>::new());
    house.balance().await;
}

#[tokio::test(flavor = "current_thread")]
async fn a_sweep_that_may_not_write_says_so_and_records_once_it_may() {
    let faults = Faults::default();
    let house = prepared(&faults).await;
    let carla = house.staff("carla");
    let share = carla.create(|terms| terms["expiry"] = json!({ "at": "2026-11-23T13:00:00Z" })).await;
    house.pass(jiff::SignedDuration::from_hours(1));
    faults.arm(2 * usize::from(SHARDS) + 3, Extent::Onwards, Fault::Denied);
    let error = house.system.sweep().await.unwrap_err();
    faults.heal();
    let told = vestibule_cloud::error::causes(&error);
    assert!(told.starts_with("TransactWriteItems failed: AccessDeniedException"), "{told}");
    assert_eq!(house.system.sweep().await.unwrap(), 1);
    assert_eq!(carla.trail(&share.id).await, ["share.created", "share.expired"]);
}
