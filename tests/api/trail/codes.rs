//! What is left by a code, from asking for it to the opening.

use serde_json::json;

use super::watch::Watch;
use crate::house::another;

/// A share that asks for a code from now on, and who opens it by that.
pub(super) async fn by_code(watch: &mut Watch<'_>) {
    let house = watch.house;
    let (carla, guest) = (house.staff("carla"), house.guest());
    let share = carla.create(|terms| terms["who_opens"] = json!(true)).await;
    watch.pass_over().await;
    let edit = format!("/v1/shares/{}", share.id);
    carla.patch(&edit, &json!({ "code": true })).await.expect(200);
    watch.note("PATCH /v1/shares/{share}, with a code").await;
    guest.peek(&share).await.expect(200);
    guest.ask_code(&share).await.expect(202);
    watch.note("POST /i/{share}/code").await;
    let code = house.mailed_code().await;
    watch.note("notify, of a code").await;
    let mut opening = guest.ticked(&share).await;
    (opening["name"], opening["email"]) = (json!("Rita Alves"), json!("rita@souzametais.example"));
    opening["code"] = json!(another(&code));
    guest.post(&share.door(), &opening).await.expect(422);
    watch.note("POST /i/{share}, wrong code").await;
    opening["code"] = json!(code);
    guest.post(&share.door(), &opening).await.expect(200);
    watch.note("POST /i/{share}, with the code, and who opens").await;
    carla.patch(&edit, &json!({ "code": false })).await.expect(200);
    watch.note("PATCH /v1/shares/{share}, without a code").await;
}
