//! What the policy says of decisions counts when they are made and taken back, for members and guests alike.

use serde_json::{Value, json};
use vestibule_domain::value::RunId;

use crate::{
    house::{Guest, House, Share, Staff},
    policies::{ORG, PROJECT, by_policy},
};

const MONDAY: &str = "2026-11-23T12:00:00Z";
const ALL: [&str; 4] = ["approve", "approve_with_comments", "reject", "return_for_revision"];

/// A review that takes all of Vera, Ivo and Ana, who comes by a link. A comment is required with a rejection alone.
struct Review<'a> {
    vera: Staff<'a>,
    ivo: Staff<'a>,
    olivia: Staff<'a>,
    ana: Guest<'a>,
    share: Share,
    step: String,
}

async fn review(house: &House) -> Review<'_> {
    let carla = house.staff("carla");
    let assignees = json!([{ "member": "vera" }, { "member": "ivo" }, { "guest": "ana@supplier.example" }]);
    let step = json!({
        "kind": "review", "assignees": assignees, "rule": "all", "comment_required": ["reject"], "withdrawable": true,
    });
    let flow = json!({ "title": "DWG 7", "tasks": [{ "id": "review", "title": "Review", "step": step }] });
    carla.put("/v1/projects/procurement/runs/dwg-7", &flow).await.expect(201);
    let share = carla.create(|terms| {
        terms["scope"] = json!({ "type": "tasks", "run": "dwg-7", "tasks": ["review"] });
        terms["permissions"] = json!(["respond"]);
    });
    let (share, ana) = (share.await, house.guest());
    ana.open_with_code(&share).await.expect(200);
    let names = ("acme".parse().unwrap(), "procurement".parse().unwrap(), "dwg-7".parse().unwrap());
    let step = format!("/v1/steps/{}.review", RunId::of(&names.0, &names.1, &names.2));
    let [vera, ivo, olivia] = ["vera", "ivo", "olivia"].map(|name| house.staff(name));
    Review { vera, ivo, olivia, ana, share, step }
}

impl Review<'_> {
    async fn seen_by(&self, who: &Staff<'_>) -> Value {
        who.get(&self.step).await.expect(200).body
    }

    /// Approves what there is to read.
    async fn decision(&self, comment: Option<&str>) -> Value {
        let basis = self.seen_by(&self.vera).await["basis"].clone();
        json!({ "decision": "approve", "basis": basis, "comment": comment })
    }

    async fn seen_by_ana(&self) -> Value {
        let page = self.ana.get(&format!("/p/{}", self.share.id)).await.expect(200);
        page.body["tasks"][0]["step"]["comment_required"].clone()
    }

    fn act(&self, act: &str) -> String {
        format!("{}/{act}", self.step)
    }

    fn anas_decision(&self) -> String {
        format!("/p/{}/tasks/review/respond", self.share.id)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_comment_that_is_asked_for_between_two_decisions_is_asked_of_the_second_member_and_of_a_guest() {
    let house = House::at(MONDAY).await;
    let review = review(&house).await;
    let Review { vera, ivo, olivia, ana, share, .. } = &review;
    let approve = review.decision(None).await;
    assert_eq!(review.seen_by(ivo).await["comment_required"], json!(["reject"]));
    assert_eq!(review.seen_by_ana().await, json!(["reject"]));
    vera.post(&review.act("respond"), &approve).await.expect(200);

    olivia.patch(PROJECT, &json!({ "decision_comment_required": true })).await.expect(200);
    assert_eq!(review.seen_by(ivo).await["comment_required"], json!(ALL));
    assert_eq!(review.seen_by_ana().await, json!(ALL));
    let page = ana.page(&format!("/p/{}", share.id)).await.expect(200).text;
    assert_eq!(page.matches("Needs a comment.").count(), 4, "the page says so:\n{page}");
    let by_the_project = ["/comment required decision_comment_required project"];
    for refused in [
        ivo.post(&review.act("respond"), &approve).await.expect(422),
        ana.post(&review.anas_decision(), &approve).await.expect(422),
    ] {
        assert_eq!((refused.problem(), by_policy(&refused)), ("policy", by_the_project.map(str::to_owned).to_vec()));
    }
    vera.post(&review.act("respond"), &approve).await.expect(200);

    let with_comment = review.decision(Some("Fine")).await;
    ivo.post(&review.act("respond"), &with_comment).await.expect(200);
    let decided = ana.post(&review.anas_decision(), &with_comment).await.expect(200).body;
    assert_eq!(decided["step"]["result"], "approve");
    assert_eq!(decided["step"]["comment_required"], json!(ALL));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_org_says_of_decisions_a_project_may_tighten_and_never_loosen() {
    let house = House::at(MONDAY).await;
    let review = review(&house).await;
    let (tight, loose) = (
        json!({ "decision_comment_required": true, "allow_decision_withdrawal": false }),
        json!({ "decision_comment_required": false, "allow_decision_withdrawal": true }),
    );
    // The project says what its org did not forbid, until the org becomes stricter.
    review.olivia.patch(PROJECT, &loose).await.expect(200);
    assert_eq!(review.seen_by(&review.ivo).await["withdrawable"], true);
    review.olivia.patch(ORG, &tight).await.expect(200);
    let seen = review.seen_by(&review.ivo).await;
    assert_eq!((&seen["comment_required"], &seen["withdrawable"]), (&json!(ALL), &json!(false)));
    let refused = review.ivo.post(&review.act("respond"), &review.decision(None).await).await.expect(422);
    assert_eq!(by_policy(&refused), ["/comment required decision_comment_required org"]);
    let refused = review.olivia.patch(PROJECT, &loose).await.expect(422);
    assert_eq!(
        by_policy(&refused),
        [
            "/decision_comment_required loosens decision_comment_required org",
            "/allow_decision_withdrawal loosens allow_decision_withdrawal org",
        ]
    );
    review.olivia.patch(ORG, &loose).await.expect(200);
    review.olivia.patch(PROJECT, &tight).await.expect(200);
    let refused = review.ivo.post(&review.act("respond"), &review.decision(None).await).await.expect(422);
    assert_eq!(by_policy(&refused), ["/comment required decision_comment_required project"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn once_the_policy_forbids_it_a_decision_that_was_given_before_is_not_taken_back() {
    let house = House::at(MONDAY).await;
    let review = review(&house).await;
    let Review { vera, olivia, .. } = &review;
    vera.post(&review.act("respond"), &review.decision(None).await).await.expect(200);
    assert_eq!(review.seen_by(vera).await["withdrawable"], true);
    olivia.patch(ORG, &json!({ "allow_decision_withdrawal": false })).await.expect(200);
    assert_eq!(review.seen_by(vera).await["withdrawable"], false);
    let refused = vera.post(&review.act("withdraw"), &json!({})).await.expect(422);
    assert_eq!(
        (refused.problem(), by_policy(&refused)),
        ("policy", vec![" not_withdrawable allow_decision_withdrawal org".to_owned()])
    );
    assert_eq!(review.seen_by(vera).await["responses"].as_array().unwrap().len(), 1);
    olivia.patch(ORG, &json!({ "allow_decision_withdrawal": null })).await.expect(200);
    vera.post(&review.act("withdraw"), &json!({})).await.expect(200);
    assert_eq!(review.seen_by(vera).await["responses"], json!([]));
}
