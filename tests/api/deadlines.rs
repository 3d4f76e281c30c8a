//! A function whose time runs out answers by itself before Lambda ends it.

use std::time::{Duration, Instant};

use crate::{
    captured::Captured,
    faulty::{Extent, Fault, Faults, Operation, is_done},
    house::{House, Reply},
};

/// Less than the SDK waits for one attempt at a call.
const TIME_LIMIT: Duration = Duration::from_secs(2);

async fn hurried(faults: &Faults) -> House {
    House::with(|options| {
        faults.under(options);
        options.time_limit = Some(TIME_LIMIT);
    })
    .await
}

/// The answer, which has to be there before the function's time is up.
async fn in_time(answer: impl Future<Output = Reply>) -> Reply {
    let asked = Instant::now();
    let reply = answer.await;
    let took = asked.elapsed();
    assert!(took < TIME_LIMIT, "answered after {took:?}: {reply:?}");
    reply
}

fn is_our_own_503(reply: &Reply) {
    assert_eq!((reply.status, reply.problem()), (503, "unavailable"), "{reply:?}");
    assert_eq!(reply.header("retry-after"), "1");
    assert_eq!(reply.header("x-frame-options"), "DENY");
    assert_eq!(reply.body["trace_id"], reply.header("trace-id"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_is_always_overtaken_is_given_up_in_time() {
    let faults = Faults::default();
    let house = hurried(&faults).await;
    for operation in [Operation::Save, Operation::Extend] {
        let stage = operation.stage(&house, operation as usize).await;
        faults.arm(1, Extent::Onwards, Fault::Conflict);
        let reply = in_time(operation.act(&stage)).await;
        let calls = faults.calls();
        faults.heal();
        is_our_own_503(&reply);
        assert_eq!(reply.body["detail"], "Too many requests changed the same thing at once; try again.");
        let tries = calls.iter().filter(|call| *call == "TransactWriteItems").count();
        assert!(tries > 1, "{operation:?} was tried once only");
        operation.finish(&stage, "after the conflicts").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_waits_for_gives_up_in_time_too_and_is_done_at_the_next_event() {
    let faults = Faults::default();
    let house = hurried(&faults).await;
    for operation in [Operation::Sweep, Operation::RecordDelivery, Operation::DeliverInvitation] {
        let stage = operation.stage(&house, operation as usize).await;
        faults.arm(1, Extent::Onwards, Fault::Conflict);
        let reply = in_time(operation.act(&stage)).await;
        faults.heal();
        assert!(!is_done(&reply), "{operation:?}");
        operation.finish(&stage, "after the conflicts").await;
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_call_that_hangs_is_answered_for_in_time_and_told_to_operators_once() {
    let faults = Faults::default();
    let house = hurried(&faults).await;
    let (captured, _guard) = Captured::log();
    for operation in [Operation::Save, Operation::View, Operation::List] {
        let stage = operation.stage(&house, operation as usize).await;
        captured.news();
        faults.arm(1, Extent::Onwards, Fault::Hang);
        let reply = in_time(operation.act(&stage)).await;
        faults.heal();
        is_our_own_503(&reply);
        let errors: Vec<_> = captured.news().into_iter().filter(|line| line["level"] == "ERROR").collect();
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert_eq!(errors[0]["error"], "the time of the function was up before its answer was there");
        operation.finish(&stage, "after the call that hung").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_is_shown_a_page_in_time() {
    let faults = Faults::default();
    let house = hurried(&faults).await;
    let share = house.staff("carla").share(|_| {}).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    faults.arm(1, Extent::Onwards, Fault::Hang);
    let page = in_time(guest.page(&format!("/p/{}", share.id))).await.expect(503);
    faults.heal();
    assert!(page.header("content-type").starts_with("text/html"), "{}", page.text);
    assert!(page.text.contains("Something went wrong") && page.text.contains(page.header("trace-id")), "{}", page.text);
}
