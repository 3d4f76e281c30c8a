//! Who belongs to an org: every operation on it once, and what leaves in place of a creator who left.

use serde_json::json;

use super::Books;

pub(super) async fn work(books: &mut impl Books<'_>) {
    let house = books.house();
    let (olivia, nina) = (house.staff("olivia"), house.anybody("nina"));
    books.note("who am I", olivia.get("/v1/me")).await.expect(200);
    let spanish = json!({ "locale": "es" });
    books.note("change one's language", house.staff("vera").patch("/v1/me", &spanish)).await.expect(200);
    books.note("list the members of an org", olivia.get("/v1/members")).await.expect(200);
    let of_project = olivia.get("/v1/members?project=procurement");
    books.note("list the members of a project", of_project).await.expect(200);

    let body = json!({ "email": "nina@new.example", "name": "Nina", "roles": { "procurement": "initiator" } });
    books.note("invite somebody", olivia.post("/v1/invitations", &body)).await.expect(201);
    let again = olivia.post_once("/v1/invitations", "invite-nina", &body);
    let invited = books.note("invite them again under an idempotency key", again).await.expect(201).body;
    books.note("list the invitations", olivia.get("/v1/invitations")).await.expect(200);
    let forged = json!({ "code": "vsi1_forged.acme" });
    books.note("a forged invitation code", nina.post("/v1/invitations/accept", &forged)).await.expect(404);
    let withdraw = format!("/v1/invitations/{}/withdraw", invited["id"].as_str().unwrap());
    books.note("withdraw an invitation", olivia.post(&withdraw, &json!({}))).await.expect(200);
    olivia.post("/v1/invitations", &body).await.expect(201);
    assert_eq!(books.note("deliver invitations of members", house.deliver()).await, 0);
    let code = json!({ "code": house.invitation_code("nina@new.example").await });
    books.note("accept an invitation", nina.post("/v1/invitations/accept", &code)).await.expect(200);
    books.note("accept it again", nina.post("/v1/invitations/accept", &code)).await.expect(200);

    let share = nina.share_in("left-behind", |_| {}).await;
    let controller = json!({ "roles": { "procurement": "document_controller" } });
    books.note("change somebody's role", olivia.patch("/v1/members/nina", &controller)).await.expect(200);
    let nothing = json!({});
    let step = json!({ "kind": "review", "assignees": [{ "member": "nina" }] });
    let flow = json!({ "title": "Left", "tasks": [{ "id": "look", "title": "Look", "step": step }] });
    let run = "/v1/projects/procurement/runs/left-with-a-step";
    house.staff("carla").put(run, &flow).await.expect(201);
    house.deliver().await;
    house.system.meter.take();
    let removal = olivia.post("/v1/members/nina/remove", &nothing);
    books.note("remove a member", removal).await.expect(200);
    books.note("show a run whose step was left", olivia.get(run)).await.expect(200);
    books.note("show a share whose creator left", olivia.get(&format!("/v1/shares/{}", share.id))).await.expect(200);
    let guest = house.guest();
    guest.peek(&share).await.expect(200);
    olivia.post(&format!("/v1/shares/{}/revoke", share.id), &json!({})).await.expect(200);
    guest.post(&format!("/i/{}/request", share.id), &json!({})).await.expect(202);
    house.system.meter.take();
    assert_eq!(books.note("tell the project's admins in place of who left", house.deliver()).await, 0);
}
