//! What happens by itself. Of delivery all that `notify` asks for is measured; the streams bring the rest.

use jiff::SignedDuration;
use serde_json::json;

use super::Books;

pub(super) async fn work(books: &mut impl Books<'_>) {
    let house = books.house();
    let ten_minutes = SignedDuration::from_mins(10);
    while !house.state("OUTBOX#").await.is_empty() {
        assert_eq!(house.system.deliver().await.unwrap(), 0);
        house.pass(ten_minutes);
    }
    let carla = house.staff("carla");
    books.note("deliver when nothing waits", house.system.deliver()).await.unwrap();
    carla.share(|terms| terms["delivery"] = json!("email")).await;
    books.note("deliver an invitation", house.system.deliver()).await.unwrap();
    books.note("record that an invitation arrived", house.ses_says("Delivery")).await;
    books.note("hear it again", house.ses_says("Delivery")).await;
    books.note("record that it came back", house.ses_says("Bounce")).await;
    books.note("tell the owner so", house.system.deliver()).await.unwrap();
    let share = carla.share(|terms| terms["scope"]["tasks"] = json!(["secret", "details"])).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    guest.complete(&share, "secret").await.expect(200);
    books.note("deliver what a completion tells", house.system.deliver()).await.unwrap();
    house.pass(ten_minutes);
    books.note("deliver its receipt", house.system.deliver()).await.unwrap();
    guest.save(&share, "details", json!({ "legal_name": "Souza Metais" })).await.expect(200);
    guest.complete(&share, "details").await.expect(200);
    books.note("deliver what the last completion tells", house.system.deliver()).await.unwrap();

    let back = json!({ "returned": [{ "field": "legal_name", "reason": "In full, please." }] });
    carla.post("/v1/projects/procurement/runs/kyc/tasks/details/hand-back", &back).await.expect(200);
    books.note("deliver what was handed back", house.system.deliver()).await.unwrap();

    Box::pin(told(books)).await;
    books.note("sweep with nothing due", house.system.sweep()).await.unwrap();
    for _ in 0..3 {
        carla.share(|terms| terms["expiry"] = json!({ "at": "2026-11-23T13:00:00Z" })).await;
    }
    house.pass(SignedDuration::from_hours(1));
    assert_eq!(books.note("sweep with 3 due", house.system.sweep()).await.unwrap(), 3);
}

/// Who has a step to do is told so by mail.
async fn told(books: &mut impl Books<'_>) {
    let house = books.house();
    let step = json!({ "kind": "acknowledge", "assignees": [{ "member": "vera" }] });
    let flow = json!({ "title": "To read", "tasks": [{ "id": "read", "title": "Read", "step": step }] });
    house.staff("carla").put("/v1/projects/procurement/runs/to-read", &flow).await.expect(201);
    books.note("ask for the mail about a step", house.system.deliver()).await.unwrap();
    house.pass(SignedDuration::from_mins(10));
    books.note("tell somebody that a step is theirs", house.system.deliver()).await.unwrap();
}
