//! What changes of a policy leave.

use serde_json::json;

use super::watch::Watch;

/// A policy becomes stricter, and a share is brought within it.
pub(super) async fn policies(watch: &mut Watch<'_>) {
    let olivia = watch.house.staff("olivia");
    let project = "/v1/projects/procurement/policy";
    let share = olivia.share_in("policy", |_| {}).await;
    watch.pass_over().await;
    olivia.patch("/v1/policy", &json!({ "max_mails_per_member": 300 })).await.expect(200);
    watch.note("PATCH /v1/policy").await;
    olivia.patch(project, &json!({ "max_expiry_days": 3 })).await.expect(200);
    watch.note("PATCH /v1/projects/{project}/policy").await;
    olivia.post(&format!("{project}/apply"), &json!({ "shares": [share.id] })).await.expect(200);
    watch.note("POST /v1/projects/{project}/policy/apply").await;
    olivia.patch(project, &json!({ "max_expiry_days": null })).await.expect(200);
    watch.pass_over().await;
}
