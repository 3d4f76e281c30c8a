//! Guests who decide on a page: what they typed stands until it is taken, and who comes too late reads what became of it.

use serde_json::{Value, json};

use crate::house::{Guest, House, Reply, Share, Staff};

const RUN: &str = "/v1/projects/procurement/runs/dwg-7";
const MONDAY: &str = "2026-11-23T12:00:00Z";
const LONG: &str = "Far too long. ";

/// One task, which is a review by a guest, and a run of it.
fn flow(step: &Value) -> Value {
    let note = json!({ "id": "note", "label": "Note", "type": "short_text", "required": true });
    json!({ "title": "DWG 7", "tasks": [{ "id": "review", "title": "Review", "fields": [note], "step": step }] })
}

fn review(assignees: &Value) -> Value {
    let due = json!({ "at": "2026-11-27T20:00:00Z", "zone": "America/Sao_Paulo" });
    json!({ "kind": "review", "assignees": assignees, "due": due })
}

struct Reviewer<'a> {
    carla: Staff<'a>,
    guest: Guest<'a>,
    share: Share,
    /// Of the page that they read first.
    basis: String,
}

async fn reviewer<'a>(house: &'a House, step: &Value) -> Reviewer<'a> {
    let carla = house.staff("carla");
    carla.put(RUN, &flow(step)).await.expect(201);
    let share = carla.create(|terms| {
        terms["scope"] = json!({ "type": "tasks", "run": "dwg-7", "tasks": ["review"] });
        terms["permissions"] = json!(["read_files", "respond", "fill_fields"]);
    });
    let (share, guest) = (share.await, house.guest());
    guest.open_with_code(&share).await.expect(200);
    let basis = guest.task(&share, "review").await["basis"].as_str().unwrap().to_owned();
    Reviewer { carla, guest, share, basis }
}

impl Reviewer<'_> {
    /// Presses the button, as a browser does that follows where its form is sent on to.
    async fn press(&self, then: &str, typed: &[(&str, &str)]) -> Reply {
        let csrf = self.guest.csrf()[&self.share.id].clone();
        let mut fields = vec![("csrf", csrf.as_str()), ("lang", "en"), ("base:review", "0"), ("then", then)];
        fields.push(("basis:review", &self.basis));
        fields.extend(typed);
        let mut reply = self.guest.form(&self.at("draft"), &fields).await;
        for _ in 0..2 {
            if reply.status != 307 {
                break;
            }
            reply = self.guest.form(reply.header("location"), &fields).await;
        }
        reply
    }

    fn at(&self, what: &str) -> String {
        format!("/p/{}/tasks/review/{what}", self.share.id)
    }

    async fn task(&self) -> Value {
        self.guest.task(&self.share, "review").await
    }
}

fn guest_alone() -> Value {
    review(&json!([{ "guest": "ana@supplier.example" }]))
}

fn with_vera() -> Value {
    review(&json!([{ "guest": "ana@supplier.example" }, { "member": "vera" }]))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_that_lacks_something_comes_back_as_it_was_typed() {
    let house = House::at(MONDAY).await;
    let reviewer = reviewer(&house, &guest_alone()).await;
    let long = LONG.repeat(200);
    for (decision, comment, told) in [
        ("", "Half a thought", "Choose your decision"),
        ("sign", "Half a thought", "Choose your decision"),
        ("reject", "  ", "Write a comment: “Reject” needs one"),
        ("approve_with_comments", &*long, "Shorten the comment to 2000 characters or fewer"),
    ] {
        let typed = [("decision:review", decision), ("reason:review", comment), ("answers:review:note", "Seen")];
        let page = reviewer.press("decide", &typed).await.expect(422).text;
        assert_eq!(page.matches(told).count(), 2, "on top and at its place, {decision}: {page}");
        assert!(page.contains(comment.trim()), "{decision}");
        let chosen = format!("value=\"{decision}\" checked");
        assert_eq!(page.contains(&chosen), !["", "sign"].contains(&decision), "{decision}");
        assert!(page.contains("<title>Error: "), "{page}");
    }
    let task = reviewer.task().await;
    assert_eq!((&task["step"]["decision"], &task["answers"]["note"]), (&Value::Null, &json!("Seen")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_takes_the_answers_along_and_leads_to_its_receipt() {
    let house = House::at(MONDAY).await;
    let reviewer = reviewer(&house, &guest_alone()).await;
    let work = reviewer.guest.page(&format!("/p/{}", reviewer.share.id)).await.text;
    assert!(work.contains("Friday 27 November, 17:00 (São Paulo time)"), "{work}");
    let missing = [("decision:review", "approve"), ("reason:review", "")];
    let page = reviewer.press("decide", &missing).await.expect(422).text;
    assert!(page.contains("answers of this task are missing") && page.contains("Fill in “Note”"), "{page}");
    let typed = [
        ("decision:review", "approve_with_comments"),
        ("reason:review", "Not\r\nto scale"),
        ("answers:review:note", "A"),
    ];
    let sent = reviewer.press("decide", &typed).await.expect(303);
    assert_eq!(sent.header("location"), reviewer.at("receipt"));
    let receipt = reviewer.guest.get(&reviewer.at("receipt")).await.expect(200).body["receipt"].clone();
    assert_eq!((&receipt["answers"]["note"], &receipt["completed_at"]), (&json!("A"), &json!(MONDAY)));
    let decision = &receipt["decision"];
    assert_eq!(
        (&decision["decision"], &decision["result"]),
        (&json!("approve_with_comments"), &json!("approve_with_comments"))
    );
    assert_eq!((&decision["comment"], &decision["late"]), (&json!("Not\nto scale"), &json!(false)));
    let shown = reviewer.carla.get(&format!("/v1/shares/{}", reviewer.share.id)).await.expect(200).body;
    assert_eq!(shown["status"], "completed", "the link covered one decision");
    let again = reviewer.press("decide", &typed).await.expect(303);
    assert_eq!(again.header("location"), reviewer.at("receipt"), "pressed twice, it is the same");
    let trail = reviewer.carla.records(&reviewer.share.id).await;
    assert_eq!(trail.iter().filter(|record| record["kind"] == "share.responded").count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_creator_reads_in_the_mail_what_was_decided_and_why() {
    let house = House::at(MONDAY).await;
    let reviewer = reviewer(&house, &guest_alone()).await;
    let typed = [("decision:review", "reject"), ("reason:review", "The piles are too short.")];
    reviewer.press("decide", &typed).await.expect(303);
    house.deliver().await;
    let mails = house.system.cloud.inbox().messages();
    let mail = mails.iter().find(|mail| mail.to == ["carla@acme.example"]).unwrap();
    assert_eq!(mail.subject, "Ana Souza has decided on “Review”: Rejected");
    let text = mail.text.as_deref().unwrap();
    assert!(text.contains("Decision: Rejected") && text.contains("Comment: The piles are too short."), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_creator_reads_of_a_rejection_also_where_more_of_the_share_is_left() {
    let house = House::at(MONDAY).await;
    let (carla, guest) = (house.staff("carla"), house.guest());
    let mut flow = flow(&guest_alone());
    let tasks = flow["tasks"].as_array_mut().unwrap();
    tasks.push(json!({ "id": "release", "title": "Release", "after": ["review"] }));
    carla.put(RUN, &flow).await.expect(201);
    let share = carla.create(|terms| {
        terms["scope"] = json!({ "type": "tasks", "run": "dwg-7", "tasks": ["review", "release"] });
        terms["permissions"] = json!(["read_files", "respond", "complete_task"]);
    });
    let share = share.await;
    guest.open_with_code(&share).await.expect(200);
    guest.decide(&share, "review", ("reject", Some("No good at all"))).await.expect(200);
    house.deliver().await;
    let mails = house.system.cloud.inbox().messages();
    let mail = mails.iter().find(|mail| mail.to == ["carla@acme.example"]).unwrap();
    assert_eq!(mail.subject, "Ana Souza has decided on “Review”: Rejected");
    let text = mail.text.as_deref().unwrap();
    assert!(text.contains("Comment: No good at all") && text.contains("Other tasks of this share"), "{text}");
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whichever_other_button_is_pressed_a_decision_that_is_typed_stays_on_the_page() {
    let house = House::at(MONDAY).await;
    let reviewer = reviewer(&house, &guest_alone()).await;
    for then in ["", "es"] {
        let typed = [("decision:review", "reject"), ("reason:review", "Not to scale")];
        let page = reviewer.press(then, &typed).await.expect(422).text;
        assert!(page.contains("value=\"reject\" checked") && page.contains("Not to scale"), "{page}");
    }
    reviewer.press("", &[("answers:review:note", "A")]).await.expect(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_decides_after_another_reads_who_has_when_and_what_and_keeps_what_they_typed() {
    let house = House::at(MONDAY).await;
    let reviewer = reviewer(&house, &with_vera()).await;
    let vera = house.staff("vera");
    let listed = vera.get("/v1/steps").await.expect(200).body["steps"][0]["id"].as_str().unwrap().to_owned();
    vera.decide(&listed, "reject", Some("See page 3")).await.expect(200);
    let typed = [("decision:review", "approve"), ("reason:review", "Fine by me")];
    let page = reviewer.press("decide", &typed).await.expect(422).text;
    assert!(page.contains("Vera Nunes decided on Monday 23 November 2026, 09:00 (São Paulo time): Rejected"), "{page}");
    assert!(page.contains("Approve: Fine by me") && page.contains("the result was there already"), "{page}");
    reviewer.guest.get(&reviewer.at("receipt")).await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_that_the_push_took_away_keeps_what_was_typed() {
    let house = House::at(MONDAY).await;
    let reviewer = reviewer(&house, &with_vera()).await;
    let others = review(&json!([{ "member": "vera" }]));
    reviewer.carla.put(RUN, &flow(&others)).await.expect(200);
    let typed = [("decision:review", "approve"), ("reason:review", "Fine by me")];
    let page = reviewer.press("decide", &typed).await.expect(422).text;
    assert!(page.contains("Approve: Fine by me") && page.contains("Others decide here"), "{page}");
    assert!(page.contains("this is not yours to decide any more"), "{page}");
    assert!(!page.contains("name=\"decision:review\""), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_decides_otherwise_in_a_second_tab_reads_that_the_first_decision_stands() {
    let house = House::at(MONDAY).await;
    let mut step = with_vera();
    step["rule"] = json!("all");
    let reviewer = reviewer(&house, &step).await;
    reviewer.press("decide", &[("decision:review", "approve"), ("answers:review:note", "A")]).await.expect(303);
    let page =
        reviewer.press("decide", &[("decision:review", "reject"), ("reason:review", "No")]).await.expect(422).text;
    assert!(page.contains("you had decided before, and that stands") && page.contains("Reject: No"), "{page}");
    assert!(page.contains("You decided on Monday 23 November 2026, 09:00 (São Paulo time): Approved"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_that_waits_again_meanwhile_is_said_to_be_theirs_once_that_is_over() {
    let house = House::at(MONDAY).await;
    let reviewer = reviewer(&house, &guest_alone()).await;
    let mut other = flow(&guest_alone());
    let draft = json!({ "id": "draft", "title": "Draft" });
    other["tasks"].as_array_mut().unwrap().insert(0, draft);
    other["tasks"][1]["after"] = json!(["draft"]);
    reviewer.carla.put(RUN, &other).await.expect(200);
    let typed = [("decision:review", "approve"), ("reason:review", "Fine by me")];
    let page = reviewer.press("decide", &typed).await.expect(422).text;
    assert!(page.contains("this waits again for something that comes before it"), "{page}");
    assert!(page.contains("Approve: Fine by me") && !page.contains("not yours"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_was_read_before_a_push_comes_back_with_the_decision_as_it_was_typed() {
    let house = House::at(MONDAY).await;
    let mut reviewer = reviewer(&house, &guest_alone()).await;
    let mut other = flow(&guest_alone());
    other["tasks"][0]["description"] = json!("And a clause more.");
    reviewer.carla.put(RUN, &other).await.expect(200);
    let typed = [("decision:review", "approve"), ("reason:review", "Fine by me"), ("answers:review:note", "A")];
    let page = reviewer.press("decide", &typed).await.expect(422).text;
    for told in
        ["has changed since you opened this page", "And a clause more.", "value=\"approve\" checked", "Fine by me"]
    {
        assert!(page.contains(told), "{told} in {page}");
    }
    // The page that came back is what is read now.
    let (_, basis) = page.split_once("name=\"basis:review\" value=\"").unwrap();
    reviewer.basis = basis.split_once('"').unwrap().0.to_owned();
    reviewer.press("decide", &typed).await.expect(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_ended_meanwhile_shows_what_was_typed() {
    let house = House::at(MONDAY).await;
    let reviewer = reviewer(&house, &guest_alone()).await;
    reviewer.carla.post(&format!("/v1/shares/{}/revoke", reviewer.share.id), &json!({})).await.expect(200);
    let typed = [("decision:review", "approve"), ("reason:review", "Fine by me")];
    let page = reviewer.press("decide", &typed).await.text;
    assert!(page.contains("Fine by me") && page.contains("This link has been withdrawn"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_all_decide_each_has_a_receipt_before_it_is_settled() {
    let house = House::at(MONDAY).await;
    let mut step = with_vera();
    step["rule"] = json!("all");
    let reviewer = reviewer(&house, &step).await;
    let typed = [("decision:review", "approve"), ("answers:review:note", "A")];
    reviewer.press("decide", &typed).await.expect(303);
    let receipt = reviewer.guest.get(&reviewer.at("receipt")).await.expect(200).body["receipt"].clone();
    assert_eq!((&receipt["decision"]["decision"], &receipt["decision"]["result"]), (&json!("approve"), &Value::Null));
    let trail = reviewer.carla.records(&reviewer.share.id).await;
    let record = trail.iter().find(|record| record["kind"] == "share.responded").unwrap();
    assert_eq!((&receipt["record"]["seq"], &receipt["record"]["hash"]), (&record["seq"], &record["hash"]));
    let page = reviewer.guest.page(&format!("/p/{}", reviewer.share.id)).await.text;
    assert!(page.contains("others have yet to decide") && page.contains("/tasks/review/receipt"), "{page}");
}
