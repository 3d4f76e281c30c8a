//! Failures between us and AWS: whichever call of whichever operation fails, and however it does, people are told
//! the truth, state and trail agree, and doing it again finishes it exactly once.

use std::time::Duration;

use aws_smithy_types::timeout::TimeoutConfig;

use crate::{
    faulty::{Extent, Fault, Faults, Operation, is_done},
    house::{House, Reply},
};

/// Words that tell of what is behind the API.
const INTERNALS: [&str; 9] =
    ["dynamo", "transact", "getitem", "query", "throughput", "slowdown", "reset", "aws", "outbox"];

/// What befalls each call. Two more befall all calls at once: delay, and conflicts without end.
const FAILURES: [(Fault, Extent); 5] = [
    (Fault::Before, Extent::Once),
    (Fault::Before, Extent::Onwards),
    (Fault::After, Extent::Once),
    (Fault::Throttle, Extent::Once),
    (Fault::Conflict, Extent::Once),
];

/// Hits every AWS call of an operation with every kind of failure.
async fn survives(operation: Operation) {
    let faults = Faults::default();
    let house = House::with(|options| faults.under(options)).await;
    let stage = operation.stage(&house, 0).await;
    faults.arm(1, Extent::Onwards, Fault::Delay);
    let reply = operation.act(&stage).await;
    let calls = faults.calls();
    faults.heal();
    assert!(is_done(&reply), "{operation:?} delayed: {reply:?}");
    operation.finish(&stage, "delayed").await;

    let mut stages = 0;
    for (at, call) in calls.iter().enumerate() {
        for (fault, extent) in FAILURES {
            if fault == Fault::Conflict && call != "TransactWriteItems" {
                continue;
            }
            stages += 1;
            let context = format!("{operation:?}: call {} of {calls:?} with {fault:?} {extent:?}", at + 1);
            let stage = operation.stage(&house, stages).await;

            faults.arm(at + 1, extent, fault);
            let reply = operation.act(&stage).await;
            // A text is read once a process, and then known: where no such call comes, none can fail.
            let befell = faults.calls().len() > at;
            faults.heal();
            // What was delivered stands, also where nobody heard of it.
            let stands = fault == Fault::After && operation.delivers();
            assert!(is_done(&reply) == (fault == Fault::Conflict || !befell) || stands, "{context}: {reply:?}");
            is_honest(&reply, &context);
            house.balance().await;
            operation.finish(&stage, &context).await;
        }
    }
    everything_was_delivered(&house).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn conflicts_without_end_are_told_and_harm_nothing() {
    let faults = Faults::default();
    let house: &'static House = Box::leak(Box::new(House::with(|options| faults.under(options)).await));
    let mut stages = Vec::new();
    for (n, operation) in Operation::ALL.into_iter().filter(|o| o.commits()).enumerate() {
        stages.push((operation, operation.stage(house, n).await));
    }

    faults.arm(1, Extent::Onwards, Fault::Conflict);
    let acts = stages.into_iter().map(|(operation, stage)| {
        tokio::spawn(async move {
            let reply = operation.act(&stage).await;
            (operation, stage, reply)
        })
    });
    let mut acted = Vec::new();
    for act in acts.collect::<Vec<_>>() {
        acted.push(act.await.unwrap());
    }
    faults.heal();

    house.balance().await;
    for (operation, stage, reply) in acted {
        assert!(!is_done(&reply), "{operation:?}: {reply:?}");
        is_honest(&reply, &format!("{operation:?}"));
        operation.finish(&stage, &format!("{operation:?} after conflicts")).await;
    }
    everything_was_delivered(house).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_is_never_answered_is_given_up() {
    let faults = Faults::default();
    let soon = TimeoutConfig::builder().operation_attempt_timeout(Duration::from_millis(200)).build();
    let house = House::with(|options| {
        faults.under(options);
        let faulty = std::mem::replace(&mut options.account, Box::new(|_, account| account));
        options.account = Box::new(move |name, account| faulty(name, account).waiting(soon.clone()));
    })
    .await;
    let stage = Operation::Save.stage(&house, 0).await;

    faults.arm(2, Extent::Once, Fault::Hang);
    let reply = Operation::Save.act(&stage).await;
    faults.heal();

    assert_eq!(reply.status, 503);
    is_honest(&reply, "a save that nobody answers");
    Operation::Save.finish(&stage, "a save that nobody answered").await;
    everything_was_delivered(&house).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_that_cannot_be_read_is_told_and_read_again() {
    let faults = Faults::default();
    let house = House::with(|options| faults.under(options)).await;
    let share = house.staff("carla").share(|_| {}).await;
    faults.arm(2, Extent::Once, Fault::Before);
    let reply = house.guest().peek(&share).await;
    assert_eq!(faults.calls(), ["BatchGetItem", "GetItem"]);
    faults.heal();
    assert_eq!(reply.status, 503);
    is_honest(&reply, "a notice");
    house.guest().peek(&share).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn people_get_a_page_that_says_it_in_words_with_the_number_to_tell_us() {
    let faults = Faults::default();
    let house = House::with(|options| faults.under(options)).await;
    let share = house.staff("carla").share(|_| {}).await;
    let guest = house.guest();
    let opening = guest.opening(&share).await;
    guest.open(&share).await.expect(200);
    guest.peek(&share).await.expect(200);
    let fields = [("notice", opening["notice"].as_str().unwrap()), ("consent", "yes")];

    faults.arm(1, Extent::Onwards, Fault::Before);
    let pages = [guest.page(&format!("/p/{}", share.id)).await, guest.page(&share.door()).await];
    let sent = [guest.form(&share.door(), &fields).await, guest.form(&format!("{}/request", share.door()), &[]).await];
    faults.heal();

    for page in &pages {
        assert_eq!((page.status, page.header("retry-after")), (503, "1"));
        assert!(page.text.contains(page.header("trace-id")), "{}", page.text);
    }
    let mut shown = Vec::from(pages);
    for sent in sent {
        let (page, trace) = (guest.page(sent.header("location")).await, sent.header("trace-id"));
        assert_eq!(
            (sent.status, page.status),
            (303, 200),
            "no page is the answer to a form, and one about a failure is none itself"
        );
        assert!(page.text.contains(trace), "{}", page.text);
        shown.push(page);
    }
    for page in shown {
        assert!(page.header("content-type").starts_with("text/html"), "{}", page.text);
        assert!(page.text.contains("Something went wrong"), "{}", page.text);
        shows_no_internals(&page, "a page");
    }
    house.balance().await;
}

async fn everything_was_delivered(house: &House) {
    // What gathers leaves by then.
    house.pass(jiff::SignedDuration::from_mins(10));
    assert_eq!(house.deliver().await, 0);
    assert_eq!(house.state("OUTBOX#").await, Vec::<serde_json::Value>::new());
    house.balance().await;
}

/// Failures are 503 with the time to come back, and show nothing of what is behind.
fn is_honest(reply: &Reply, context: &str) {
    if is_done(reply) || reply.text.is_empty() {
        return;
    }
    assert_eq!((reply.status, reply.problem()), (503, "unavailable"), "{context}: {reply:?}");
    assert_eq!(reply.header("retry-after"), "1", "{context}");
    assert!(reply.body["trace_id"].is_string(), "{context}");
    shows_no_internals(reply, context);
}

/// The trace id is left out, because its random letters spell a short word now and then.
fn shows_no_internals(reply: &Reply, context: &str) {
    let text = reply.text.replace(reply.header("trace-id"), "").to_lowercase();
    let shown: Vec<_> = INTERNALS.iter().filter(|word| text.contains(**word)).collect();
    assert!(shown.is_empty(), "{context} shows {shown:?}: {text}");
}

macro_rules! survive {
    ($($name:ident: $($operation:ident),+;)*) => {$(
        #[tokio::test(flavor = "multi_thread")]
        async fn $name() {
            $(survives(Operation::$operation).await;)+
        }
    )*};
}

survive! {
    pushes_survive_every_fault: Push, PushNew;
    creating_a_share_survives_every_fault: CreateByMail, CreateByLink;
    delivering_an_invitation_survives_every_fault: DeliverInvitation;
    delivering_what_a_completion_tells_survives_every_fault: DeliverNotices;
    recording_what_became_of_a_mail_survives_every_fault: RecordDelivery, RecordBounce;
    peeking_and_viewing_survive_every_fault: Peek, View;
    opening_survives_every_fault: Open;
    opening_with_a_password_survives_every_fault: OpenWithPassword;
    saving_and_commenting_survive_every_fault: Save, Comment;
    announcing_an_upload_survives_every_fault: Announce;
    settling_an_upload_survives_every_fault: Settle;
    removing_and_downloading_survive_every_fault: Remove, Download;
    completing_survives_every_fault: Complete, CompleteLast;
    revoking_and_rotating_survive_every_fault: Revoke, Rotate;
    extending_and_changing_the_password_survive_every_fault: Extend, ChangePassword;
    asking_for_a_new_link_survives_every_fault: AskForLink;
    the_sweep_survives_every_fault: Sweep;
    reference_files_survive_every_fault: AnnounceReference, SettleReference;
    reading_the_list_and_a_trail_survives_every_fault: List, Activity;
}
