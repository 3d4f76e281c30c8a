//! Trouble between us and AWS: whichever call of whichever operation fails, and however it does, people are told
//! the truth, state and trail agree, and doing it again finishes it exactly once.

use crate::{
    faulty::{Extent, Fault, Faults, Operation},
    house::{House, Reply},
};

/// Words that tell of what is behind the API.
const INTERNALS: [&str; 9] =
    ["dynamo", "transact", "getitem", "query", "throughput", "slowdown", "reset", "aws", "outbox"];

const TROUBLE: [(Fault, Extent); 9] = [
    (Fault::Before, Extent::Once),
    (Fault::Before, Extent::Onwards),
    (Fault::After, Extent::Once),
    (Fault::After, Extent::Onwards),
    (Fault::Throttle, Extent::Once),
    (Fault::Throttle, Extent::Onwards),
    (Fault::Conflict, Extent::Once),
    (Fault::Conflict, Extent::Onwards),
    (Fault::Delay, Extent::Onwards),
];

/// Hits every AWS call of an operation with every kind of trouble.
async fn survives(operation: Operation) {
    let faults = Faults::default();
    let house = House::with(|options| faults.under(options)).await;
    let stage = operation.stage(&house, 0).await;
    faults.heal();
    assert!(is_done(&operation.act(&stage).await), "{operation:?} without any trouble");
    let calls = faults.calls();
    let mut stages = 0;
    for (at, call) in calls.iter().enumerate() {
        for (fault, extent) in TROUBLE {
            if fault == Fault::Conflict && call != "TransactWriteItems" {
                continue;
            }
            stages += 1;
            let context = format!("{operation:?}: call {} of {calls:?} with {fault:?} {extent:?}", at + 1);
            let stage = operation.stage(&house, stages).await;

            faults.arm(at + 1, extent, fault);
            let reply = operation.act(&stage).await;
            faults.heal();

            let goes_on = fault == Fault::Delay || (fault == Fault::Conflict && extent == Extent::Once);
            assert_eq!(is_done(&reply), goes_on, "{context}: {reply:?}");
            is_honest(&reply, &context);
            house.balance().await;

            let again = operation.act(&stage).await;
            let gone_already = operation == Operation::Remove && again.status == 404;
            assert!(is_done(&again) || gone_already, "{context}, once more: {again:?}");
            assert_eq!(operation.found(&stage, &again).await, operation.told(), "{context}");
            assert_eq!(stage.shares().await, operation.shares(), "{context}");
            house.balance().await;
        }
    }
    assert_eq!(house.system.deliver().await.unwrap(), 0);
    assert_eq!(house.state("OUTBOX#").await, Vec::<serde_json::Value>::new(), "everything was delivered in the end");
}

fn is_done(reply: &Reply) -> bool {
    (200..400).contains(&reply.status)
}

/// Failures are 503 with the time to come back, and show nothing of what is behind.
fn is_honest(reply: &Reply, context: &str) {
    if is_done(reply) || reply.text.is_empty() {
        return;
    }
    assert_eq!((reply.status, reply.problem()), (503, "unavailable"), "{context}: {reply:?}");
    assert_eq!(reply.header("retry-after"), "1", "{context}");
    assert!(reply.body["trace_id"].is_string(), "{context}");
    let text = reply.text.to_lowercase();
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
