//! What is refused is refused after little was read: who has no right to a task cannot have it read, again and again, and learns by no
//! pause what there is.

use serde_json::{Value, json};
use vestibule_tests::costs::{self, Bill, CallLog, Tables};

use crate::house::{Guest, House, Share, Staff};

const RUN: &str = "/v1/projects/procurement/runs/dwg-7";
const MONDAY: &str = "2026-11-23T12:00:00Z";
/// Terms, gate and progress, two descriptions, state and answers; or a person, their part of a step, and these.
const LITTLE: u32 = 8;

/// A draft with much beside it, and a step of Vera and of a guest, which reviews nothing of it.
fn flow() -> Value {
    let step = json!({ "kind": "review", "assignees": [{ "member": "vera" }, { "guest": "rui@certifier.example" }], "rule": "all" });
    json!({ "title": "DWG 7", "tasks": [
        { "id": "draft", "title": "Draft", "fields": [{ "id": "scale", "label": "Scale", "type": "short_text" }] },
        { "id": "review", "title": "Review", "step": step },
    ] })
}

struct Scene<'a> {
    house: &'a House,
    calls: CallLog,
    vera: Staff<'a>,
    rui: Guest<'a>,
    review: Share,
}

async fn much<'a>(house: &'a House, calls: &CallLog) -> Scene<'a> {
    let carla = house.staff("carla");
    carla.put(RUN, &flow()).await.expect(201);
    let scope = |task: &str| json!({ "type": "tasks", "run": "dwg-7", "tasks": [task] });
    let work = carla.create(|terms| terms["scope"] = scope("draft")).await;
    let review = carla
        .create(|terms| {
            terms["scope"] = scope("review");
            terms["recipient"] = json!({ "name": "Rui Reis", "email": "rui@certifier.example", "locale": "en" });
            terms["permissions"] = json!(["read_files", "download_files", "respond"]);
        })
        .await;
    let (ana, rui) = (house.guest(), house.guest());
    ana.open(&work).await.expect(200);
    for n in 0..2 * LITTLE {
        let comment = json!({ "id": format!("cmt_00000000000000000000{n:02}"), "text": "As built" });
        ana.post(&format!("/p/{}/tasks/draft/comments", work.id), &comment).await.expect(201);
    }
    ana.complete(&work, "draft").await.expect(200);
    rui.open_with_code(&review).await.expect(200);
    Scene { house, calls: calls.clone(), vera: house.staff("vera"), rui, review }
}

impl Scene<'_> {
    /// How a request of the guest is answered, and how many items were read for it.
    async fn by_guest(&self, path: &str) -> (u16, u32) {
        let mut tables = Tables::of(self.house).await;
        self.calls.take();
        let status = self.rui.get(&format!("/p/{}{path}", self.review.id)).await.status;
        (status, Bill::of(&self.calls.take(), &mut tables).items_read)
    }

    async fn by_member(&self, sub: &str, path: &str) -> (u16, u32) {
        let mut tables = Tables::of(self.house).await;
        self.calls.take();
        let status = self.house.staff(sub).get(path).await.status;
        (status, Bill::of(&self.calls.take(), &mut tables).items_read)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_that_is_not_theirs_costs_what_one_costs_that_there_is_not() {
    let calls = CallLog::default();
    let house = costs::watched(&calls, MONDAY, |_| {}).await;
    let scene = much(&house, &calls).await;
    let listed = scene.vera.get("/v1/steps").await.expect(200).body;
    let step = format!("/v1/steps/{}", listed["steps"][0]["id"].as_str().unwrap());
    let (secret, none) = ("/tasks/review/reviewed/draft", "/tasks/review/reviewed/none");
    for path in [secret, none, "/tasks/draft/receipt", "/tasks/none/receipt"] {
        let (status, read) = scene.by_guest(path).await;
        assert!(status == 404 && read <= LITTLE, "{path}: {status} after {read} items");
    }
    assert_eq!(scene.by_guest(secret).await, scene.by_guest(none).await);
    let (secret, none) = (format!("{step}/reviewed/draft"), format!("{step}/reviewed/none"));
    let (status, read) = scene.by_member("vera", &secret).await;
    assert!(status == 404 && read <= LITTLE, "{status} after {read} items");
    assert_eq!(scene.by_member("vera", &none).await, (status, read));
    for path in [&step, &secret] {
        let (status, read) = scene.by_member("ivo", path).await;
        assert!(status == 404 && read <= LITTLE, "{path} of another: {status} after {read} items");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_was_revoked_has_nothing_read_by_the_cookie_that_it_left() {
    let calls = CallLog::default();
    let house = costs::watched(&calls, MONDAY, |_| {}).await;
    let scene = much(&house, &calls).await;
    assert_eq!(scene.by_guest("").await.0, 200);
    house.staff("carla").post(&format!("/v1/shares/{}/revoke", scene.review.id), &json!({})).await.expect(200);
    for path in ["", "?cursor=draft", "/tasks/review/receipt", "/tasks/review/reviewed/draft", "/tasks/draft/receipt"] {
        let (status, read) = scene.by_guest(path).await;
        assert!(status == 410 && read <= LITTLE, "{path}: {status} after {read} items");
    }
}
