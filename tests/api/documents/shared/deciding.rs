//! Decisions on a document: once, on what was read, with a receipt.

use serde_json::{Value, json};

use super::{BYTES, DOCUMENTS, document, flaws, path, read, revise, share, terms};
use crate::{
    faulty::Faults,
    house::{Guest, House, Reply, Share, at_once, statuses},
};

struct Reviewer<'a> {
    guest: Guest<'a>,
    share: Share,
    seen: Value,
}

async fn reviewer(house: &House) -> Reviewer<'_> {
    let carla = house.staff("carla");
    document(&carla, "WALL-1").await;
    let share =
        share(&carla, "WALL-1", |terms| terms["permissions"] = json!(["read_files", "comment", "respond"])).await;
    let guest = house.guest();
    guest.open_with_code(&share).await.expect(200);
    let seen = read(&guest, &share).await;
    Reviewer { guest, share, seen }
}

impl Reviewer<'_> {
    fn at(&self, what: &str) -> String {
        format!("{}/{what}", path(&self.share, &self.seen))
    }

    fn says(&self, decision: &str, comment: Option<&str>) -> Value {
        json!({ "decision": decision, "basis": self.seen["response"]["basis"], "comment": comment })
    }

    async fn decide(&self, decision: &str, comment: Option<&str>) -> Reply {
        self.guest.post(&self.at("respond"), &self.says(decision, comment)).await
    }

    /// Presses the button, as a browser does that follows where its form is sent on to.
    async fn press(&self, decision: &str, comment: &str) -> Reply {
        let csrf = self.guest.csrf()[&self.share.id].clone();
        let on = self.seen["id"].as_str().unwrap();
        let names = ["decision", "basis", "reason"].map(|name| format!("{name}:{on}"));
        let basis = self.seen["response"]["basis"].as_str().unwrap();
        let values = [decision, basis, comment];
        let typed = names.iter().map(String::as_str).zip(values);
        let fields: Vec<_> = [("csrf", csrf.as_str()), ("lang", "en")].into_iter().chain(typed).collect();
        let reply = self.guest.form(&self.at("respond"), &fields).await;
        if reply.status == 307 { self.guest.form(reply.header("location"), &fields).await } else { reply }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_decides_once_and_has_a_receipt_that_says_on_which_bytes() {
    let house = House::open().await;
    let reviewer = reviewer(&house).await;
    let offered = ["approve", "approve_with_comments", "reject", "return_for_revision"];
    assert_eq!(reviewer.seen["response"]["decisions"], json!(offered));
    assert_eq!(reviewer.seen["response"]["comment_required"], json!(&offered[1..]));
    reviewer.guest.get(&reviewer.at("receipt")).await.expect(404);
    let why = "The datum is wrong.";
    let fits = reviewer.guest.post(&reviewer.at("check"), &reviewer.says("reject", Some(why))).await.expect(200).body;
    assert_eq!(fits, json!({ "fits": true }));
    let decided = reviewer.decide("reject", Some(why)).await.expect(200).body;
    assert_eq!(reviewer.decide("reject", None).await.expect(200).body, decided, "the same again is the same");
    reviewer.decide("reject", Some("And the levels.")).await.expect(409);
    let other = reviewer.decide("approve", None).await.expect(409).body;
    assert_eq!((&other["code"], &other["decision"]), (&json!("responded"), &json!("reject")));
    let receipt = reviewer.guest.get(&reviewer.at("receipt")).await.expect(200).body["receipt"].take();
    assert_eq!((&receipt["decision"], &receipt["comment"]), (&json!("reject"), &json!(why)));
    assert_eq!((&receipt["record"], &receipt["superseded"]), (&decided["record"], &json!(false)));
    assert_eq!(receipt["revision"]["file"]["sha256"], vestibule_domain::value::Digest::of(BYTES).to_string());
    assert_eq!(receipt["basis_sha256"], reviewer.seen["response"]["basis"]);

    // The record that the receipt names is in the trail, whose chain verifies; staff read the decision with the share.
    let carla = house.staff("carla");
    let share = format!("/v1/shares/{}", reviewer.share.id);
    let activity = carla.get(&format!("{share}/activity")).await.expect(200).body;
    let records = activity["records"].as_array().unwrap();
    let record = records.iter().find(|one| one["kind"] == "share.revision_responded").unwrap();
    assert_eq!((&record["seq"], &record["hash"]), (&receipt["record"]["seq"], &receipt["record"]["hash"]));
    assert_eq!((&record["facts"]["decision"], &activity["verified"]), (&json!("reject"), &json!(true)));
    assert!(!record.to_string().contains(why), "{record}");
    let told = carla.get(&share).await.expect(200).body;
    assert_eq!((&told["status"], &told["decision"]), (&json!("completed"), &json!("reject")));
    let listed = carla.get(&format!("{DOCUMENTS}/WALL-1/shares")).await.expect(200).body;
    assert_eq!(listed["shares"][0]["decision"], "reject");
    let comments = carla.get(&format!("{share}/comments")).await.expect(200).body;
    assert_eq!(comments["comments"][0]["text"], why);
    // What is there can still be read and written about.
    reviewer.guest.post(&reviewer.at("comments"), &json!({ "text": "See section B." })).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn both_are_told_by_mail() {
    let house = House::open().await;
    let reviewer = reviewer(&house).await;
    let inbox = house.system.cloud.inbox();
    let before = inbox.messages().len();
    reviewer.decide("approve_with_comments", Some("Mind the datum.")).await.expect(200);
    house.deliver().await;
    let mails = inbox.messages().split_off(before);
    let to = |address: &str| mails.iter().find(|mail| mail.to.iter().any(|to| to.contains(address))).unwrap();
    let (receipt, notice) = (to("ana@"), to("carla@"));
    assert_eq!(receipt.subject, "Receipt: Acme Engenharia has received your decision on WALL-1 C01");
    assert_eq!(notice.subject, "Ana Souza has decided on WALL-1 C01: Approved with comments");
    for mail in [receipt, notice] {
        assert!(mail.text.as_deref().unwrap().contains("Mind the datum."), "{mail:?}");
    }
    let sha256 = vestibule_domain::value::Digest::of(BYTES).to_string();
    assert!(receipt.text.as_deref().unwrap().contains(&sha256), "{receipt:?}");
    assert_eq!(mails.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_decided_is_refused_and_leaves_nothing() {
    let house = House::open().await;
    let mut reviewer = reviewer(&house).await;
    let errors = |reply: Reply, status| {
        flaws(&reply.expect(status)).iter().map(|(at, code)| format!("{at} {code}")).collect::<Vec<_>>()
    };
    assert_eq!(errors(reviewer.decide("reject", None).await, 422), ["/comment required"]);
    assert_eq!(errors(reviewer.decide("acknowledge", None).await, 422), ["/decision not_offered"]);
    assert_eq!(errors(reviewer.decide("approve", Some(&"x".repeat(2_001))).await, 422), ["/comment invalid"]);
    let mut stray = reviewer.says("approve", None);
    stray["basis"] = json!("what I read");
    assert_eq!(errors(reviewer.guest.post(&reviewer.at("respond"), &stray).await, 422), ["/basis invalid"]);
    // Another revision comes while the guest reads: they are to read that, and may still decide.
    let carla = house.staff("carla");
    revise(&carla, "WALL-1", "C02", b"%PDF-1.7 second").await;
    for what in ["check", "respond"] {
        reviewer.guest.post(&reviewer.at(what), &reviewer.says("approve", None)).await.expect(412);
    }
    reviewer.seen = read(&reviewer.guest, &reviewer.share).await;
    let mut withdrawn = super::super::said("withdrawn");
    withdrawn["title"] = json!("Quay wall");
    carla.put(&format!("{DOCUMENTS}/WALL-1"), &withdrawn).await.expect(200);
    let refused = reviewer.decide("approve", None).await.expect(409).body;
    assert_eq!(refused["code"], "withdrawn");
    // Nor once the share is revoked.
    carla.post(&format!("/v1/shares/{}/revoke", reviewer.share.id), &json!({})).await.expect(200);
    reviewer.decide("approve", None).await.expect(410);
    assert!(!carla.trail(&reviewer.share.id).await.iter().any(|kind| kind == "share.revision_responded"));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_tabs_that_decide_otherwise_one_wins_and_the_other_reads_so() {
    let house = House::open().await;
    let reviewer = reviewer(&house).await;
    let (approve, reject) = (reviewer.says("approve", None), reviewer.says("reject", Some("No.")));
    let at = reviewer.at("respond");
    let sent = [&approve, &reject].map(|decision| reviewer.guest.request("POST", &at).json(decision));
    assert_eq!(statuses(&at_once(sent.into()).await), [(200, 1), (409, 1)]);
    let told = house.staff("carla").trail(&reviewer.share.id).await;
    assert_eq!(told.iter().filter(|kind| *kind == "share.revision_responded").count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_without_scripts_keeps_what_it_typed_and_comes_to_the_receipt() {
    let house = House::open().await;
    let reviewer = reviewer(&house).await;
    let page = reviewer.press("reject", "").await.expect(422);
    assert!(
        page.text.contains("Write a comment: “Reject” needs one") && page.text.contains("checked"),
        "{}",
        page.text
    );
    let long = "Too long. ".repeat(201);
    let page = reviewer.press("reject", &long).await.expect(422);
    assert!(page.text.contains(&long[..2_000]), "{}", page.text);
    let page = reviewer.press("", "Only a comment.").await.expect(422);
    assert!(page.text.contains("Choose your decision") && page.text.contains("Only a comment."), "{}", page.text);
    let done = reviewer.press("reject", "The datum is wrong.").await.expect(303);
    assert!(done.header("location").ends_with("/receipt"));
    let receipt = reviewer.guest.page(done.header("location")).await.expect(200).text;
    assert!(receipt.contains("Acme Engenharia has received your decision on “WALL-1”"), "{receipt}");
    // From a second tab: what stands is told, and what was typed.
    let late = reviewer.press("approve", "Fine by me.").await.expect(422).text;
    assert!(late.contains("you had decided before, and that stands") && late.contains("Fine by me."), "{late}");
    let page = reviewer.guest.page(&format!("/p/{}", reviewer.share.id)).await.expect(200).text;
    assert!(page.contains("Rejected") && !page.contains("type=\"radio\""), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_say_what_can_be_decided() {
    let house = House::open().await;
    let carla = house.staff("carla");
    document(&carla, "WALL-1").await;
    let asked = |permissions: Value, decisions: Value| {
        let mut terms = terms("WALL-1");
        terms["permissions"] = permissions;
        terms["scope"]["decisions"] = decisions;
        terms
    };
    let respond = json!(["read_files", "respond"]);
    let made = carla.post("/v1/shares", &asked(respond.clone(), json!(["acknowledge"]))).await.expect(201).body;
    assert_eq!((&made["scope"]["decisions"], &made["code"]), (&json!(["acknowledge"]), &json!(true)));
    for (permissions, decisions, code) in [
        (json!(["read_files"]), json!(["approve"]), "nothing_to_decide"),
        (respond.clone(), json!([]), "nothing_offered"),
        (respond.clone(), json!(["reject"]), "nothing_offered"),
        (respond.clone(), json!(["approve", "acknowledge"]), "note_beside_decisions"),
    ] {
        let refused = carla.post("/v1/shares", &asked(permissions, decisions)).await.expect(422);
        assert_eq!(flaws(&refused), [("/scope/decisions", code)]);
    }
    carla.post("/v1/shares", &asked(respond, json!(["maybe"]))).await.expect(400);
}

/// The decision was on its way when the document became another.
async fn while_it_is_on_its_way(then: &str) -> (Reply, Vec<String>) {
    let faults = Faults::default();
    let house = House::with(|options| faults.under(options)).await;
    let reviewer = reviewer(&house).await;
    let carla = house.staff("carla");
    let file = carla.reference_file("wall.pdf", b"%PDF-1.7 second").await;
    let mut held = faults.hold("TransactWriteItems");
    let change = async {
        held.arrived().await;
        let changed = match then {
            "revised" => {
                carla.post(&format!("{DOCUMENTS}/WALL-1/revisions"), &json!({ "code": "C02", "file": file })).await
            }
            _ => super::super::put(&carla, "WALL-1", then).await,
        };
        held.release();
        changed
    };
    let (decided, changed) = tokio::join!(reviewer.decide("approve", None), change);
    assert!([200, 201].contains(&changed.status), "{changed:?}");
    (decided, carla.trail(&reviewer.share.id).await)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_is_not_committed_on_what_was_superseded_or_withdrawn_after_it_was_made() {
    for (then, status) in [("revised", 412), ("superseded", 412), ("withdrawn", 409), ("approved", 412)] {
        let (decided, trail) = while_it_is_on_its_way(then).await;
        decided.expect(status);
        assert!(!trail.iter().any(|kind| kind == "share.revision_responded"), "{then}: {trail:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_withdrawn_document_a_form_says_so_first_and_what_was_decided_stands() {
    let house = House::open().await;
    let reviewer = reviewer(&house).await;
    let carla = house.staff("carla");
    super::super::put(&carla, "WALL-1", "withdrawn").await.expect(200);
    for (decision, comment) in [("", ""), ("reject", ""), ("approve", "Fine.")] {
        let page = reviewer.press(decision, comment).await.expect(422).text;
        assert!(page.contains("this document was withdrawn meanwhile"), "{decision}: {page}");
        assert!(!page.contains("Choose your decision") && page.contains("shares this document with you"), "{page}");
    }
    document(&carla, "WALL-2").await;
    let share = share(&carla, "WALL-2", |terms| terms["permissions"] = json!(["read_files", "respond"])).await;
    let guest = house.guest();
    guest.open_with_code(&share).await.expect(200);
    let seen = read(&guest, &share).await;
    let other = Reviewer { guest, share, seen };
    let decided = other.decide("approve", None).await.expect(200).body;
    super::super::put(&carla, "WALL-2", "withdrawn").await.expect(200);
    assert_eq!(other.decide("approve", None).await.expect(200).body, decided);
    assert_eq!(
        other.guest.get(&other.at("receipt")).await.expect(200).body["receipt"]["title"],
        "Quay wall, section A"
    );
}
