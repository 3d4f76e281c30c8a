//! Changing what others are: what is refused before anything of it is read.

use serde_json::{Map, json};
use vestibule_domain::staff::Role;

use super::house;
use crate::house::Reply;

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
    for known in ["ivo", "rita", "olivia"] {
        paula.patch(&format!("/v1/members/{known}"), &json!({})).await.expect(200);
    }
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
