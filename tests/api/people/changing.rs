//! Changing what others are, and how one reads oneself: what is refused before anything of it is read.

use serde_json::{Map, json};
use vestibule_domain::staff::Role;

use super::{house, latest};
use crate::house::{House, Reply};

const MONDAY: &str = "2026-11-23T12:00:00Z";

#[tokio::test(flavor = "multi_thread")]
async fn somebody_of_other_projects_alone_does_not_exist_for_a_project_admin() {
    let house = house().await;
    house.add_member("towonly", "acme", None, &[("tower", Role::Viewer)]).await;
    let paula = house.staff("paula");
    for nothing in [json!({}), json!({ "roles": { "procurement": null } })] {
        let refused = paula.patch("/v1/members/towonly", &nothing).await.expect(404);
        assert!(!refused.text.contains("people.example"), "{}", refused.text);
        let stale = paula.request("PATCH", "/v1/members/towonly").header("if-match", "\"9\"").json(&nothing);
        assert_eq!(Reply::of(stale).await.status, 404);
    }
    for known in ["ivo", "rita"] {
        paula.patch(&format!("/v1/members/{known}"), &json!({})).await.expect(200);
    }
    // As in the list of the project's people: an org admin has no role there.
    paula.patch("/v1/members/olivia", &json!({})).await.expect(404);
    house.staff("olivia").patch("/v1/members/towonly", &json!({})).await.expect(200);
    let joins = json!({ "roles": { "procurement": "viewer" } });
    paula.patch("/v1/members/towonly", &joins).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn more_roles_than_anybody_can_have_are_refused_before_a_project_is_read() {
    let house = house().await;
    let named = |count: usize| json!({ "roles": (0..count).map(|n| (format!("p{n}"), json!("viewer"))).collect::<Map<_, _>>() });
    let (olivia, paula) = (house.staff("olivia"), house.staff("paula"));
    let refused = olivia.patch("/v1/members/ivo", &named(101)).await.expect(422);
    assert_eq!(refused.errors(), ["/roles too_many_roles"]);
    paula.patch("/v1/members/ivo", &named(9_000)).await.expect(422);
    paula.patch("/v1/members/ivo", &named(100)).await.expect(404);
    let unknown = olivia.patch("/v1/members/ivo", &named(100)).await.expect(422);
    assert_eq!(unknown.errors().len(), 100);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_of_two_orgs_changes_their_language_in_both_and_each_tells_it() {
    let house = house().await;
    let dora = house.staff("dora");
    let changed = dora.patch("/v1/me", &json!({ "locale": "es" })).await.expect(200).body;
    assert_eq!(changed["locale"], "es");
    assert!(latest(&house, 1).await[0].contains("org.preferences_changed"));
    let trail = house.rows("vestibule-trail").await;
    let globex = trail.iter().filter(|row| row["pk"] == "org/globex");
    assert!(globex.into_iter().any(|row| row.to_string().contains("org.preferences_changed")));
    let elsewhere = dora.request("PATCH", "/v1/me").header("vestibule-org", "other").json(&json!({ "locale": "en" }));
    assert_eq!(Reply::of(elsewhere).await.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_changes_of_a_language_are_a_day_s() {
    let house = House::at(MONDAY).await;
    let rita = house.staff("rita");
    for n in 0..50 {
        let locale = if n % 2 == 0 { "es" } else { "en" };
        rita.patch("/v1/me", &json!({ "locale": locale })).await.expect(200);
    }
    let refused = rita.patch("/v1/me", &json!({ "locale": "es" })).await.expect(429);
    assert_eq!((refused.problem(), refused.header("retry-after")), ("too_many_requests", "1728"));
    rita.patch("/v1/me", &json!({ "locale": "en" })).await.expect(200);
}
