//! On which terms a share can be made: everything wrong with them told at once, every refusal by policy
//! with its setting and layer.

use serde_json::{Value, json};
use vestibule_local::Names;

use crate::house::{House, Reply, Staff, run, terms};

const MONDAY: &str = "2026-11-23T12:00:00Z";

async fn ask(staff: &Staff<'_>, change: impl FnOnce(&mut Value)) -> Reply {
    let mut terms = terms();
    change(&mut terms);
    staff.post("/v1/shares", &terms).await
}

/// A house with the sample run in it.
async fn house_with_run() -> House {
    let house = House::at(MONDAY).await;
    house.staff("carla").put("/v1/projects/procurement/runs/kyc", &run()).await.expect(201);
    house
}

/// `pointer code setting layer` of each error.
fn by_policy(refused: &Reply) -> Vec<String> {
    assert_eq!((refused.status, refused.problem()), (422, "policy"), "{}", refused.text);
    let errors = refused.body["errors"].as_array().unwrap().iter();
    let text = |error: &Value, name: &str| error[name].as_str().unwrap_or("-").to_owned();
    errors.map(|e| ["pointer", "code", "setting", "layer"].map(|name| text(e, name)).join(" ")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_wrong_with_the_terms_is_told_at_once() {
    let house = house_with_run().await;
    let refused = ask(&house.staff("carla"), |t| {
        t["recipient"] = json!({ "name": " ", "email": "ana@", "locale": "fr" });
        t["scope"]["tasks"] = json!(["documents", "nothing"]);
        t["permissions"] = json!([]);
        t["expiry"] = json!({ "days": 91 });
        t["password"] = json!("short");
        t["label"] = json!("x".repeat(121));
        t["instructions"] = json!("x".repeat(4_001));
    })
    .await
    .expect(422);

    let mut errors = refused.errors();
    errors.sort();
    assert_eq!(
        errors,
        [
            "/expiry above_ceiling",
            "/instructions invalid",
            "/label invalid",
            "/password invalid",
            "/permissions no_permission",
            "/recipient/email invalid",
            "/recipient/locale invalid",
            "/recipient/name invalid",
            "/scope/tasks unknown_task",
        ]
    );
    assert_eq!(refused.problem(), "policy", "one of them is the policy's");
    assert!(!refused.text.contains("short"), "a password is not repeated");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_mistake_is_told_as_one_error() {
    let house = house_with_run().await;
    house.project_policy(json!({ "password_required": true })).await;
    let carla = house.staff("carla");
    let with_password = |t: &mut Value| t["password"] = json!("correct horse");

    let short = ask(&carla, |t| t["password"] = json!("short")).await.expect(422);
    assert_eq!(short.errors(), ["/password invalid"]);
    let slug = ask(&carla, |t| {
        with_password(t);
        t["scope"]["tasks"] = json!(["-documents"]);
    });
    assert_eq!(slug.await.expect(422).errors(), ["/scope/tasks/0 invalid"]);
    for (tasks, permissions, expected) in [
        (json!([]), json!(["comment"]), "/scope/tasks no_task"),
        (json!(["documents"]), json!([]), "/permissions no_permission"),
    ] {
        let refused = ask(&carla, |t| {
            with_password(t);
            t["scope"]["tasks"] = tasks;
            t["permissions"] = permissions;
        });
        let refused = refused.await.expect(422);
        assert_eq!((refused.problem(), refused.errors()), ("unprocessable", vec![expected.to_owned()]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_run_is_pointed_at_beside_the_rest() {
    let house = house_with_run().await;
    let carla = house.staff("carla");
    let refused = ask(&carla, |t| {
        t["scope"]["run"] = json!("kyc-2");
        t["recipient"]["email"] = json!("nobody");
    });
    assert_eq!(refused.await.expect(422).errors(), ["/recipient/email invalid", "/scope/run unknown_run"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_is_no_request_for_a_share_is_refused_where_it_goes_wrong() {
    let house = house_with_run().await;
    let carla = house.staff("carla");
    for (pointer, value) in [
        ("/permissions", json!(["fly"])),
        ("/scope/type", json!("document")),
        ("/delivery", json!("pigeon")),
        ("/max_accesses", json!(-1)),
        ("/colour", json!("red")),
        ("/recipient/cc", json!("x@y.example")),
    ] {
        let refused = ask(&carla, |t| {
            let (parent, name) = pointer.rsplit_once('/').unwrap();
            t.pointer_mut(parent).unwrap()[name] = value;
        });
        let refused = refused.await.expect(400);
        assert_eq!(refused.problem(), "bad_request", "{pointer}");
    }
    assert_eq!(carla.get("/v1/shares?project=procurement").await.body["shares"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn refusals_by_policy_name_the_setting_and_the_layer_that_decided() {
    let house = house_with_run().await;
    let carla = house.staff("carla");
    let above = ask(&carla, |t| t["expiry"] = json!({ "days": 91 })).await;
    assert_eq!(by_policy(&above), ["/expiry above_ceiling max_expiry_days default"]);
    assert_eq!(above.body["errors"][0]["detail"], "is 91 days from now; at most 90 are allowed");

    house.org_policy(json!({ "max_expiry_days": 30, "allow_max_accesses_override": false })).await;
    let refused = ask(&carla, |t| {
        t["expiry"] = json!({ "days": 31 });
        t["max_accesses"] = json!(3);
    });
    let expected =
        ["/expiry above_ceiling max_expiry_days org", "/max_accesses accesses_fixed allow_max_accesses_override org"];
    assert_eq!(by_policy(&refused.await), expected);

    house.project_policy(json!({ "max_expiry_days": 60 })).await;
    let refused = ask(&carla, |t| t["expiry"] = json!({ "days": 31 })).await;
    assert_eq!(by_policy(&refused), ["/expiry above_ceiling max_expiry_days org"], "no project raises the ceiling");

    house.project_policy(json!({ "max_expiry_days": 10, "password_required": true })).await;
    let refused = ask(&carla, |t| t["expiry"] = json!({ "days": 11 })).await;
    let expected =
        ["/expiry above_ceiling max_expiry_days project", "/password password_required password_required project"];
    assert_eq!(by_policy(&refused), expected);

    house.org_policy(json!({ "max_expiry_days": 30, "default_expiry_days": 30 })).await;
    house.project_policy(json!({ "allow_custom_expiry": false, "default_expiry_days": 14 })).await;
    let refused = ask(&carla, |t| t["expiry"] = json!({ "days": 7 })).await;
    assert_eq!(by_policy(&refused), ["/expiry custom_expiry allow_custom_expiry project"]);
    let created = ask(&carla, |t| t["expiry"] = json!({ "days": 14 })).await.expect(201);
    assert_eq!(created.body["expires_at"], "2026-12-07T12:00:00Z");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_left_out_is_as_the_policy_has_it() {
    let house = house_with_run().await;
    let carla = house.staff("carla");
    let plain = ask(&carla, |t| {
        t["recipient"].as_object_mut().unwrap().remove("locale");
        t.as_object_mut().unwrap().remove("delivery");
        t["scope"]["tasks"] = json!(["details", "documents", "details"]);
    });
    let plain = plain.await.expect(201).body;
    assert_eq!(plain["expires_at"], "2026-11-30T12:00:00Z");
    assert_eq!(plain["zone"], "America/Sao_Paulo");
    assert_eq!(plain["accesses"], json!({ "used": 0, "max": 0 }));
    assert_eq!((&plain["delivery"], &plain["recipient"]["locale"]), (&json!("email"), &json!("en")));
    assert_eq!((&plain["password"], &plain["status"]), (&json!(false), &json!("active")));
    assert_eq!(plain["scope"]["tasks"], json!(["details", "documents"]));
    assert_eq!(plain["link"], Value::Null, "the guest alone gets it");

    let policy = json!({ "default_expiry_days": 3, "default_max_accesses": 2, "disclaimer": { "en": "Received." } });
    house.org_policy(policy).await;
    let share = carla.share(|_| {}).await;
    let shown = carla.get(&format!("/v1/shares/{}", share.id)).await.expect(200).body;
    assert_eq!(shown["expires_at"], "2026-11-26T12:00:00Z");
    assert_eq!(shown["accesses"], json!({ "used": 0, "max": 2 }));
    let peeked = house.guest().peek(&share).await.expect(200).body;
    assert_eq!(peeked["disclaimer"]["text"], "Received.");
    let spanish = carla.share(|terms| terms["recipient"]["locale"] = json!("es")).await;
    let page = house.guest().come(&spanish).await.expect(200).text;
    assert!(page.contains("<html lang=\"es\"") && page.contains("id=\"disclaimer-text\" lang=\"en\""), "{page}");
    let opened = house.guest().open_with(&share, |o| o["disclaimer"] = o["notice"].clone()).await.expect(422);
    assert_eq!(opened.errors(), ["/disclaimer disclaimer_missing"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_explains_every_value_and_makes_nothing() {
    let house = house_with_run().await;
    house.org_policy(json!({ "max_expiry_days": 30 })).await;
    house.project_policy(json!({ "default_expiry_days": 5 })).await;
    let carla = house.staff("carla");
    let before = (house.rows(Names::STATE).await, house.rows(Names::TRAIL).await);

    let told = carla.post("/v1/shares?dry_run=true", &terms()).await.expect(200).body;

    assert_eq!(told["dry_run"], true);
    assert_eq!(told["share"]["expires_at"], "2026-11-28T12:00:00Z");
    assert_eq!(told["policy"]["max_expiry_days"], json!({ "value": 30, "layer": "org" }));
    assert_eq!(told["policy"]["default_expiry_days"], json!({ "value": 5, "layer": "project" }));
    assert_eq!(told["policy"]["default_max_accesses"], json!({ "value": 0, "layer": "default" }));
    assert_eq!((told.get("link"), told["share"].get("id")), (None, None), "there is nothing to refer to");
    let key = carla.request("POST", "/v1/shares?dry_run=true").header("idempotency-key", "dry").json(&terms());
    Reply::of(key).await.expect(200);
    assert_eq!((house.rows(Names::STATE).await, house.rows(Names::TRAIL).await), before);

    let mut wrong = terms();
    wrong["expiry"] = json!({ "days": 31 });
    let refused = carla.post("/v1/shares?dry_run=true", &wrong).await;
    assert_eq!(by_policy(&refused), ["/expiry above_ceiling max_expiry_days org"]);
    carla.post("/v1/shares?dry_run=maybe", &terms()).await.expect(400);
}

#[tokio::test(flavor = "multi_thread")]
async fn shares_are_made_by_those_who_may_in_their_own_projects() {
    let house = house_with_run().await;
    let viewer = ask(&house.staff("vera"), |_| {}).await.expect(403);
    assert_eq!((&viewer.body["needed"], &viewer.body["yours"]), (&json!("initiator"), &json!("viewer")));
    for (sub, status) in [("ivo", 201), ("carla", 201), ("olivia", 201)] {
        assert_eq!(ask(&house.staff(sub), |_| {}).await.status, status, "{sub}");
    }
    let elsewhere = ask(&house.staff("carla"), |t| t["project"] = json!("tower")).await.expect(404);
    let nowhere = ask(&house.staff("carla"), |t| t["project"] = json!("atlantis")).await.expect(404);
    assert_eq!(elsewhere.body["detail"], nowhere.body["detail"], "what exists elsewhere is not told");
    ask(&house.staff("olivia"), |t| t["project"] = json!("atlantis")).await.expect(404);
    let foreign = ask(&house.staff("otto"), |_| {}).await.expect(422);
    assert_eq!(foreign.errors(), ["/scope/run unknown_run"]);
}
