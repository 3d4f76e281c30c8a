//! A guest whose step was given to somebody else, or taken from them, writes in it no more.

use serde_json::{Value, json};
use vestibule_domain::value::{Email, RecipientId};
use vestibule_local::Names;

use super::{MONDAY, RUN, flow, review};
use crate::house::{Guest, House, Share};

const GUEST: &str = "bea@souza.example";

fn theirs_and_rosas(assignees: &Value) -> Value {
    flow(&review(|step| {
        step["rule"] = json!("all");
        step["assignees"] = assignees.clone();
    }))
}

async fn decider(house: &House) -> (Share, Guest<'_>) {
    let carla = house.staff("carla");
    let mut flow = theirs_and_rosas(&json!([{ "guest": GUEST }, { "member": "vera" }]));
    flow["tasks"][1]["after"] = json!([]);
    carla.put(RUN, &flow).await.expect(201);
    let share = carla.create(|terms| {
        terms["scope"] = json!({ "type": "tasks", "run": "dwg-7", "tasks": ["review"] });
        terms["recipient"]["email"] = json!(GUEST);
        terms["permissions"] = json!(["respond", "fill_fields", "upload_files", "comment"]);
    });
    let (share, guest) = (share.await, house.guest());
    guest.open_with_code(&share).await.expect(200);
    (share, guest)
}

/// A draft, an announcement and a comment.
async fn writes(guest: &Guest<'_>, share: &Share, text: &str) -> [(u16, Value); 3] {
    let at = |what: &str| format!("/p/{}/tasks/review/{what}", share.id);
    let base = guest.task(share, "review").await["version"].clone();
    let draft = guest.post(&at("draft"), &json!({ "base": base, "answers": { "note": text } })).await;
    let file = guest.announce(share, "review", "markup", &format!("{text}.pdf"), b"%PDF-1.7").await;
    let comment = guest.post(&at("comments"), &json!({ "text": text })).await;
    [draft, file, comment].map(|reply| (reply.status, reply.body["code"].clone()))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_whose_step_staff_gave_away_reads_why_nothing_of_theirs_comes_into_it() {
    let house = House::at(MONDAY).await;
    let (share, guest) = decider(&house).await;
    assert_eq!(writes(&guest, &share, "before").await.map(|(status, _)| status), [200, 201, 201]);
    let given = json!({ "from": { "guest": GUEST }, "to": "ivo" });
    house.staff("carla").post(&format!("{RUN}/tasks/review/reassign"), &given).await.expect(200);
    let refused = (409, json!("assignment"));
    assert_eq!(writes(&guest, &share, "after").await, [refused.clone(), refused.clone(), refused]);
    guest.decide(&share, "review", ("approve", None)).await.expect(403);

    let page = guest.page(&format!("/p/{}", share.id)).await.expect(200).text;
    assert!(page.contains("For others to decide") && !page.contains("<textarea"), "{page}");
    let csrf = guest.csrf()[&share.id].clone();
    let typed =
        [("csrf", csrf.as_str()), ("lang", "en"), ("base:review", "1"), ("answers:review:note", "Typed in vain")];
    let again = guest.form(&format!("/p/{}/tasks/review/draft", share.id), &typed).await.expect(422).text;
    for told in ["This is for others to decide now", "Note: Typed in vain"] {
        assert!(again.contains(told), "{told}: {again}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_whom_a_push_names_no_more_writes_no_more_and_one_whom_it_names_again_does() {
    let house = House::at(MONDAY).await;
    let (share, guest) = decider(&house).await;
    let carla = house.staff("carla");
    let mut without = theirs_and_rosas(&json!([{ "member": "vera" }]));
    without["tasks"][1]["after"] = json!([]);
    carla.put(RUN, &without).await.expect(200);
    let refused = (409, json!("assignment"));
    assert_eq!(writes(&guest, &share, "between").await, [refused.clone(), refused.clone(), refused]);
    let mut with = theirs_and_rosas(&json!([{ "member": "vera" }, { "guest": GUEST }]));
    with["tasks"][1]["after"] = json!([]);
    carla.put(RUN, &with).await.expect(200);
    assert_eq!(writes(&guest, &share, "later").await.map(|(status, _)| status), [200, 201, 201]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_record_says_from_which_guest_a_step_was_taken_without_their_address() {
    let house = House::at(MONDAY).await;
    decider(&house).await;
    let given = json!({ "from": { "guest": GUEST.to_uppercase() }, "to": "ivo" });
    house.staff("carla").post(&format!("{RUN}/tasks/review/reassign"), &given).await.expect(200);
    let rows = house.rows(Names::TRAIL).await;
    let text = rows.iter().map(Value::to_string).find(|row| row.contains("run.step_reassigned")).unwrap();
    let email: Email = GUEST.parse().unwrap();
    assert!(text.contains(&RecipientId::of(&"acme".parse().unwrap(), &email).to_string()), "{text}");
    assert!(!text.contains("souza"), "{text}");
}
