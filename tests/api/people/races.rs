//! People at the same moment: two admins against each other, the last seat, one code twice, a role that goes mid-act.

use serde_json::{Value, json};

use super::{accept, code, house, invitation};
use crate::{
    faulty::Faults,
    house::{House, at_once, run, statuses, terms},
};

#[tokio::test(flavor = "multi_thread")]
async fn of_two_admins_who_remove_each_other_at_once_one_stays() {
    let house = house().await;
    let olivia = house.staff("olivia");
    olivia.patch("/v1/members/paula", &json!({ "org_role": "org_admin" })).await.expect(200);
    let paula = house.staff("paula");
    let remove = |who: &crate::house::Staff<'_>, sub: &str| {
        who.request("POST", &format!("/v1/members/{sub}/remove")).json(&json!({}))
    };
    let replies = at_once(vec![remove(&olivia, "paula"), remove(&paula, "olivia")]).await;
    let done = replies.iter().filter(|reply| reply.status == 200).count();
    assert_eq!(done, 1, "{:?}", statuses(&replies));
    let org = house.state("ORG#acme").await.into_iter().find(|row| row["sk"] == "ORG").unwrap();
    assert_eq!(org["admins"], 1);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_accept_at_once_one_gets_the_last_seat() {
    let house = house().await;
    let olivia = house.staff("olivia");
    for sub in ["nina", "nuno"] {
        olivia.post("/v1/invitations", &invitation(sub, &json!({ "procurement": "viewer" }))).await.expect(201);
    }
    house.bend("vestibule-state", ("ORG#acme", "ORG"), "seat_limit", &json!(7)).await;
    let (nina, nuno) = (code(&house, "nina").await, code(&house, "nuno").await);
    let request = |sub: &str, code: &str| {
        house.staff(sub).request("POST", "/v1/invitations/accept").json(&json!({ "code": code }))
    };
    let replies = at_once(vec![request("nina", &nina), request("nuno", &nuno)]).await;
    assert_eq!(statuses(&replies), [(200, 1), (409, 1)]);
    let org = house.state("ORG#acme").await.into_iter().find(|row| row["sk"] == "ORG").unwrap();
    assert_eq!(org["seats"], 7);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_code_ten_times_at_once_takes_one_seat() {
    let house = house().await;
    let body = invitation("nina", &json!({ "procurement": "viewer" }));
    house.staff("olivia").post("/v1/invitations", &body).await.expect(201);
    let code = code(&house, "nina").await;
    let nina = house.staff("nina");
    let request = || nina.request("POST", "/v1/invitations/accept").json(&json!({ "code": code }));
    let replies = at_once((0..10).map(|_| request()).collect()).await;
    assert_eq!(statuses(&replies), [(200, 10)]);
    let org = house.state("ORG#acme").await.into_iter().find(|row| row["sk"] == "ORG").unwrap();
    assert_eq!(org["seats"], 7);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawal_between_an_acceptances_look_and_its_commit_keeps_them_out() {
    let faults = Faults::default();
    let house = House::with(|options| {
        faults.under(options);
        let (sub, name, email) = ("nina".into(), "Nina".into(), "nina@new.example".into());
        options.people.push(embedded_cloud::Person { sub, name, email });
    })
    .await;
    let olivia = house.staff("olivia");
    let body = invitation("nina", &json!({ "procurement": "viewer" }));
    let invited = olivia.post("/v1/invitations", &body).await.expect(201).body;
    let code = code(&house, "nina").await;
    let nina = house.staff("nina");
    let mut held = faults.hold("TransactWriteItems");
    let withdraw = async {
        held.arrived().await;
        let path = format!("/v1/invitations/{}/withdraw", invited["id"].as_str().unwrap());
        olivia.post(&path, &json!({})).await.expect(200);
        held.release();
    };
    let (accepted, ()) = tokio::join!(accept(&nina, &code), withdraw);
    assert_eq!(accepted.expect(409).body["code"], "invitation_withdrawn");
    assert_eq!(house.state("PERSON#nina").await, Vec::<Value>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_removed_between_decision_and_commit_invites_nobody_and_creates_nothing() {
    let faults = Faults::default();
    let house = House::with(|options| faults.under(options)).await;
    let (olivia, paula) = (house.staff("olivia"), house.staff("paula"));
    paula.put("/v1/projects/procurement/runs/kyc", &run()).await.expect(201);
    let (wanted, body) = (terms(), invitation("nina", &json!({ "procurement": "viewer" })));
    for path in ["/v1/shares", "/v1/invitations"] {
        let mut held = faults.hold("TransactWriteItems");
        let remove = async {
            held.arrived().await;
            olivia.post("/v1/members/paula/remove", &json!({})).await.expect(200);
            held.release();
        };
        let asked = if path == "/v1/shares" { &wanted } else { &body };
        let (made, ()) = tokio::join!(paula.post(path, asked), remove);
        assert_eq!(made.expect(403).problem(), "not_permitted", "{path}");
        let back =
            json!({ "email": "paula@acme.example", "name": "Paula", "roles": { "procurement": "project_admin" } });
        olivia.post("/v1/invitations", &back).await.expect(201);
        assert_eq!(house.deliver().await, 0);
        let mail = house.system.cloud.inbox().messages().pop().unwrap();
        let code = mail.text.as_ref().unwrap().lines().find(|line| line.starts_with("vsi1_")).unwrap().to_owned();
        accept(&paula, &code).await.expect(200);
    }
    assert_eq!(house.state("SHARE#").await, Vec::<Value>::new());
    let open = olivia.get("/v1/invitations").await.expect(200).body;
    assert_eq!(open["invitations"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_admins_who_change_one_member_at_once_both_have_their_effect() {
    let house = house().await;
    let (olivia, paula) = (house.staff("olivia"), house.staff("paula"));
    let change = |who: &crate::house::Staff<'_>, project: &str| {
        who.request("PATCH", "/v1/members/vera").json(&json!({ "roles": { project: "reviewer" } }))
    };
    let replies = at_once(vec![change(&olivia, "tower"), change(&paula, "procurement")]).await;
    assert_eq!(statuses(&replies), [(200, 2)]);
    let me = house.staff("vera").get("/v1/me").await.expect(200).body;
    assert_eq!(me["orgs"]["acme"]["roles"], json!({ "procurement": "reviewer", "tower": "reviewer" }));
    house.balance().await;
}
