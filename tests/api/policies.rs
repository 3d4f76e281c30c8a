//! What an org and its projects allow: read, changed, tried before it is changed, and applied to shares that lie outside.

mod agreed;
mod applied_as_shown;
mod meant;

use serde_json::{Value, json};
use vestibule_domain::value::Digest;

use crate::house::{House, Reply, SQUARE, Share, Staff, at_once, statuses, terms};

pub(crate) const ORG: &str = "/v1/policy";
pub(crate) const PROJECT: &str = "/v1/projects/procurement/policy";

async fn patch_if(staff: &Staff<'_>, path: &str, etag: &str, body: &Value) -> Reply {
    Reply::of(staff.request("PATCH", path).header("if-match", etag).json(body)).await
}

/// Its errors as `/pointer code setting layer`.
pub(crate) fn by_policy(refused: &Reply) -> Vec<String> {
    let told = |error: &Value| {
        let part = |name: &str| error[name].as_str().unwrap_or("-").to_owned();
        [part("pointer"), part("code"), part("setting"), part("layer")].join(" ")
    };
    refused.body["errors"].as_array().unwrap().iter().map(told).collect()
}

async fn outside(staff: &Staff<'_>, path: &str, change: Value) -> Value {
    staff.patch(&format!("{path}?dry_run=true"), &change).await.expect(200).body
}

fn settings(outside: &Value) -> Vec<&str> {
    outside.as_array().unwrap().iter().map(|one| one["setting"].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_org_s_ceiling_counts_for_the_next_share_and_no_project_exceeds_it() {
    let house = House::open().await;
    let (olivia, carla) = (house.staff("olivia"), house.staff("carla"));
    let asked = json!({ "max_expiry_days": 30, "password_required": true });
    let changed = olivia.patch(ORG, &asked).await.expect(200);
    assert_eq!(changed.body["own"], asked);
    let refused = olivia.patch(PROJECT, &json!({ "max_expiry_days": 60, "password_required": false })).await;
    let refused = refused.expect(422);
    assert_eq!(
        (refused.problem(), by_policy(&refused)),
        (
            "policy",
            vec![
                "/max_expiry_days loosens max_expiry_days org".to_owned(),
                "/password_required loosens password_required org".to_owned(),
            ]
        )
    );
    carla.put("/v1/projects/procurement/runs/kyc", &crate::house::run()).await.expect(201);
    let mut asked = terms();
    asked["expiry"] = json!({ "days": 31 });
    let refused = carla.post("/v1/shares", &asked).await.expect(422);
    assert_eq!(
        by_policy(&refused),
        ["/expiry above_ceiling max_expiry_days org", "/password password_required password_required org"]
    );
    let seen = carla.get(PROJECT).await.expect(200).body;
    assert_eq!(seen["effective"]["max_expiry_days"], json!({ "value": 30, "layer": "org" }));
    assert_eq!(seen["own"], json!({}));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_project_s_default_is_its_own_and_the_org_s_stays_elsewhere() {
    let house = House::open().await;
    let olivia = house.staff("olivia");
    olivia.patch(ORG, &json!({ "default_expiry_days": 14 })).await.expect(200);
    olivia.patch(PROJECT, &json!({ "default_expiry_days": 7 })).await.expect(200);
    let days = async |path| olivia.get(path).await.expect(200).body["effective"]["default_expiry_days"].clone();
    assert_eq!(days(PROJECT).await, json!({ "value": 7, "layer": "project" }));
    assert_eq!(days("/v1/projects/tower/policy").await, json!({ "value": 14, "layer": "org" }));
    olivia.patch(PROJECT, &json!({ "default_expiry_days": null })).await.expect(200);
    assert_eq!(days(PROJECT).await, json!({ "value": 14, "layer": "org" }));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_settings_say_what_they_mean_and_what_is_recommended() {
    let house = House::open().await;
    let seen = house.staff("olivia").get(ORG).await.expect(200).body;
    let rules = seen["rules"].as_array().unwrap();
    let names: Vec<_> = rules.iter().map(|rule| rule["name"].as_str().unwrap()).collect();
    let effective: Vec<_> = seen["effective"].as_object().unwrap().keys().map(String::as_str).collect();
    let sorted = |mut names: Vec<&str>| {
        names.sort_unstable();
        names.join(" ")
    };
    assert_eq!(sorted(names), sorted(effective));
    let ceiling = rules.iter().find(|rule| rule["name"] == "max_expiry_days").unwrap();
    assert_eq!((&ceiling["recommended"], &ceiling["direction"]), (&json!("30"), &json!("lower")));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_admins_who_decided_on_the_same_version_do_not_overwrite_each_other() {
    let house = House::open().await;
    let olivia = house.staff("olivia");
    let etag = olivia.get(ORG).await.expect(200).header("etag").to_owned();
    let asked = |days: u32| json!({ "max_expiry_days": days });
    let both = [30, 31].map(|days| olivia.request("PATCH", ORG).header("if-match", &etag).json(&asked(days)));
    assert_eq!(statuses(&at_once(both.into()).await), [(200, 1), (412, 1)]);
    let late = patch_if(&olivia, ORG, &etag, &asked(32)).await.expect(412);
    assert_eq!(late.problem(), "stale");
    let etag = olivia.get(ORG).await.expect(200).header("etag").to_owned();
    let changed = patch_if(&olivia, ORG, &etag, &asked(32)).await.expect(200);
    assert_eq!((changed.header("etag"), changed.body["version"].as_u64()), ("\"2\"", Some(2)));
    assert_eq!(patch_if(&olivia, ORG, "version two", &asked(33)).await.expect(400).problem(), "bad_request");
    patch_if(&olivia, ORG, "*", &asked(33)).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_change_is_in_the_org_s_trail_with_old_and_new_value_and_the_same_again_is_none() {
    let house = House::open().await;
    let olivia = house.staff("olivia");
    olivia.patch(ORG, &json!({ "max_expiry_days": 60 })).await.expect(200);
    let rows = || async { house.rows(vestibule_local::Names::TRAIL).await.len() };
    let before = rows().await;
    olivia.patch(PROJECT, &json!({ "max_expiry_days": 30, "notice": { "pt-BR": "Nosso aviso." } })).await.expect(200);
    assert_eq!(rows().await, before + 1);
    olivia.patch(PROJECT, &json!({ "max_expiry_days": 30 })).await.expect(200);
    assert_eq!(rows().await, before + 1);
    let trail = house.rows(vestibule_local::Names::TRAIL).await;
    let last = trail.iter().rfind(|row| row["pk"] == "org/acme").unwrap();
    let told = last.to_string();
    assert!(told.contains("org.policy_changed") && told.contains("max_expiry_days"), "{told}");
    assert!(!told.contains("Nosso aviso"), "what people typed is a hash in records");
    assert!(told.contains(&Digest::of("Nosso aviso.").to_string()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lowered_ceiling_leaves_shares_as_they_are_and_one_call_shortens_those_that_were_shown() {
    let house = House::open().await;
    let olivia = house.staff("olivia");
    let carla = house.staff("carla");
    let long = carla.share(|terms| terms["expiry"] = json!({ "days": 60 })).await;
    let short = carla.share_in("kyc", |terms| terms["expiry"] = json!({ "days": 5 })).await;
    let expiry = async |share: &Share| {
        carla.get(&format!("/v1/shares/{}", share.id)).await.expect(200).body["expires_at"].clone()
    };
    let (before, kept) = (expiry(&long).await, expiry(&short).await);
    let change = json!({ "max_expiry_days": 30 });
    let told = outside(&olivia, ORG, change.clone()).await;
    assert_eq!(told["changes"], json!([{ "setting": "max_expiry_days", "from": null, "to": 30 }]));
    let shares = told["outside"].as_array().unwrap();
    assert_eq!((shares.len(), &shares[0]["share"]), (1, &json!(long.id)));
    assert_eq!((settings(&shares[0]["outside"]), &told["examined"]), (vec!["max_expiry_days"], &json!(2)));
    assert_eq!(olivia.get(ORG).await.expect(200).body["own"], json!({}), "nothing was changed");

    olivia.patch(ORG, &change).await.expect(200);
    assert_eq!(expiry(&long).await, before, "existing shares keep their date");
    let named = json!({ "shares": [long.id, short.id, "shr_0000000000000000000007"] });
    let applied = olivia.post("/v1/policy/apply", &named).await.expect(200).body;
    let outcomes: Vec<_> = applied["shares"].as_array().unwrap().iter().map(|s| s["outcome"].clone()).collect();
    assert_eq!(outcomes, ["applied", "already", "not_found"]);
    assert_eq!(expiry(&long).await, shares[0]["outside"][0]["becomes"]);
    assert_eq!(expiry(&short).await, kept);
    assert!(carla.trail(&long.id).await.contains(&"share.policy_applied".to_owned()));
    assert_eq!(outside(&olivia, ORG, json!({})).await["outside"], json!([]));
    let again = olivia.post("/v1/policy/apply", &named).await.expect(200).body;
    assert_eq!(again["shares"][0]["outcome"], "already");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_only_its_creator_can_change_is_told_and_stays_outside() {
    let house = House::open().await;
    let (olivia, carla) = (house.staff("olivia"), house.staff("carla"));
    let share = carla.share(|_| {}).await;
    olivia.patch(PROJECT, &json!({ "password_required": true, "max_upload_bytes": 1000 })).await.expect(200);
    let apply = format!("{PROJECT}/apply");
    let applied = olivia.post(&apply, &json!({ "shares": [share.id] })).await.expect(200).body;
    assert_eq!(applied["shares"][0]["outcome"], "applied");
    assert_eq!(applied["shares"][0]["outside"], json!([{ "setting": "password_required" }]));
    carla.post(&format!("/v1/shares/{}/revoke", share.id), &json!({})).await.expect(200);
    let over = olivia.post(&apply, &json!({ "shares": [share.id] })).await.expect(200).body;
    assert_eq!((&over["shares"][0]["outcome"], &over["shares"][0]["outside"]), (&json!("over"), &json!([])));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_consents_anew_to_a_notice_that_was_applied() {
    let house = House::open().await;
    let (olivia, carla) = (house.staff("olivia"), house.staff("carla"));
    let share = carla.share(|_| {}).await;
    let guest = house.guest();
    let old = guest.opening(&share).await;
    olivia.patch(PROJECT, &json!({ "notice": { "en": "We keep your papers for two years." } })).await.expect(200);
    let told = outside(&olivia, PROJECT, json!({})).await;
    assert_eq!(settings(&told["outside"][0]["outside"]), ["notice"]);
    let sha256 = told["outside"][0]["outside"][0]["becomes"].clone();
    olivia.post(&format!("{PROJECT}/apply"), &json!({ "shares": [share.id] })).await.expect(200);
    guest.post(&share.door(), &old).await.expect(422);
    let invited = guest.get(&share.door()).await.expect(200).body;
    assert_eq!(invited["notice"], json!({ "text": "We keep your papers for two years.", "sha256": sha256 }));
    let page = guest.page(&share.door()).await.expect(200).text;
    assert!(!page.contains("has changed since"), "nobody has agreed to the old one");
    let mut new = old;
    new["notice"] = sha256;
    guest.keep(&guest.post(&share.door(), &new).await.expect(200));

    let third = "We keep your papers for three years.";
    olivia.patch(PROJECT, &json!({ "notice": { "en": third } })).await.expect(200);
    olivia.post(&format!("{PROJECT}/apply"), &json!({ "shares": [share.id] })).await.expect(200);
    guest.get(&format!("/p/{}", share.id)).await.expect(200);
    let other = house.guest();
    other.peek(&share).await.expect(200);
    let invited = other.get(&share.door()).await.expect(200).body;
    assert_eq!(invited["notice"]["before"], "We keep your papers for two years.");
    let page = other.page(&share.door()).await.expect(200).text;
    assert!(page.contains("has changed since you last agreed"), "{page}");
    assert!(page.contains("<ins>We keep your papers for three years.</ins>"), "{page}");
    assert!(page.contains("<del>We keep your papers for two years.</del>"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn looks_are_set_by_the_api_and_what_is_no_look_is_refused_with_its_reason() {
    let house = House::open().await;
    let olivia = house.staff("olivia");
    let asked = json!({ "logo": SQUARE, "accent": "#7a1f5c", "sender_name": "Acme Compras" });
    let changed = olivia.patch(PROJECT, &asked).await.expect(200).body;
    assert_eq!(changed["own"]["accent"], "#7a1f5c");
    assert_eq!(changed["effective"]["sender_name"], json!({ "value": "Acme Compras", "layer": "project" }));
    let logo = changed["own"]["logo"].as_str().unwrap().to_owned();
    assert_eq!(logo.len(), 64, "a SHA-256");
    let shown = house.request("GET", &format!("/assets/logo-{logo}.png")).send().await.unwrap();
    assert_eq!(shown.status(), 200);

    let heavy = "A".repeat(4 * ((2 << 20) / 3 + 2));
    for (asked, reason) in [
        (json!({ "accent": "#ffd400" }), "4.5:1 is the least that people can read"),
        (json!({ "logo": heavy }), "has more than 2097152 bytes"),
        (json!({ "logo": "not base64!" }), "is no picture in base64"),
        (json!({ "logo": "JVBERi0xLjc=" }), "is no picture in PNG"),
        // An SVG with `<text>A</text>`.
        (
            json!({ "logo": "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciPjx0ZXh0PkE8L3RleHQ+PC9zdmc+" }),
            "convert them to paths",
        ),
        (json!({ "sender_name": "\u{200b}" }), "must not be empty"),
        (json!({ "sender_name": "PayPal Security <security@paypal.com>" }), "holds an address"),
        (json!({ "sender_name": "evil.com" }), "holds an address"),
        (json!({ "notice": { "fr": "Un avis" } }), "must be one of"),
        (json!({ "max_expiry_days": 0 }), "must be 1 to 90"),
        (json!({ "upload_extensions": [] }), "must name 1 to 200"),
        (json!({ "notice": { "en": "" } }), "must not be empty"),
        (json!({ "disclaimer": { "es": " \u{200b}" } }), "must not be empty"),
    ] {
        let refused = olivia.patch(PROJECT, &asked).await.expect(422);
        assert!(refused.text.contains(reason), "{}", refused.text);
    }
    let mail = house.staff("carla").share(|terms| terms["delivery"] = json!("email")).await;
    house.deliver().await;
    let sent = house.system.cloud.inbox().messages().pop().unwrap();
    assert!(sent.from.contains("Acme Compras via Vestibule"), "{} of {}", sent.from, mail.id);
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_that_are_no_change_are_refused_where_they_go_wrong_and_change_nothing() {
    let house = House::open().await;
    let olivia = house.staff("olivia");
    for (body, pointer) in [
        (json!({ "max_expiry_day": 3 }), "/max_expiry_day"),
        (json!({ "max_expiry_days": "3" }), "/max_expiry_days"),
        (json!({ "max_expiry_days": -1 }), "/max_expiry_days"),
        (json!({ "password_required": 1 }), "/password_required"),
        (json!({ "notice": "ours" }), "/notice"),
        (json!({ "notice": { "en": 3 } }), "/notice/en"),
        (json!([]), ""),
    ] {
        let refused = olivia.patch(ORG, &body).await.expect(400);
        assert_eq!(refused.body["errors"][0]["pointer"], pointer, "{}", refused.text);
    }
    let many = vec![json!("shr_0000000000000000000007"); 51];
    for shares in [json!([]), Value::Array(many)] {
        let refused = olivia.post("/v1/policy/apply", &json!({ "shares": shares })).await.expect(422);
        assert_eq!(refused.errors(), ["/shares share_count"]);
    }
    let refused = olivia.post("/v1/policy/apply", &json!({ "shares": ["share"] })).await.expect(422);
    assert_eq!(refused.errors(), ["/shares/0 invalid"]);
    olivia.get(&format!("{ORG}?dry_run=true&cursor=x")).await.expect(200);
    let odd = olivia.patch(&format!("{ORG}?dry_run=true&cursor=x"), &json!({})).await.expect(400);
    assert_eq!(odd.body["errors"][0]["pointer"], "/cursor");
    assert_eq!(olivia.get(ORG).await.expect(200).body["version"], 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_applies_a_policy_to_shares_of_another_project_or_org() {
    let house = House::open().await;
    let olivia = house.staff("olivia");
    let share = house.staff("carla").share(|terms| terms["expiry"] = json!({ "days": 60 })).await;
    olivia.patch(ORG, &json!({ "max_expiry_days": 2 })).await.expect(200);
    let elsewhere = olivia.post("/v1/projects/tower/policy/apply", &json!({ "shares": [share.id] })).await;
    assert_eq!(elsewhere.expect(200).body["shares"][0]["outcome"], "not_found");
    house.staff("carla").post("/v1/policy/apply", &json!({ "shares": [share.id] })).await.expect(403);
    house.staff("otto").post("/v1/policy/apply", &json!({ "shares": [share.id] })).await.expect(403);
}
