//! What a share does not let its guest give is handed back to them all the same, and everybody is told.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn staff_are_told_what_the_share_of_an_asked_guest_does_not_let_them_give() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    carla.put("/v1/projects/procurement/runs/kyc", &crate::house::run()).await;
    let ana = carla.create(|_| {}).await;
    let lim = |terms: &mut Value| {
        terms["recipient"] = json!({ "name": "Lim Wei", "email": "lim@lima.example", "locale": "en" });
        terms["permissions"] = json!(["complete_task"]);
        terms["scope"]["tasks"] = json!(["details"]);
    };
    let lim = carla.create(lim).await;
    let guests = [house.guest(), house.guest()];
    guests[0].open(&ana).await.expect(200);
    guests[1].open(&lim).await.expect(200);
    guests[0].save(&ana, "details", json!({ "legal_name": "Souza", "employees": "12" })).await.expect(200);
    guests[1].complete(&lim, "details").await.expect(200);
    let back =
        [returned(("field", &json!("employees")), "Of this year."), returned(("field", &json!("legal_name")), STAMP)];
    let asked = hand_back(&carla, "details", &back).await.expect(200).body["asked"].clone();
    let detail = "this share does not let its guest change answers, so they cannot do what they are asked for";
    let warning = |pointer| json!({ "pointer": pointer, "code": "cannot_fill_in", "detail": detail });
    assert_eq!((&asked[0]["share"], asked.as_array().unwrap().len()), (&json!(lim.id), 1));
    assert_eq!(asked[0]["warnings"], json!([warning("/returned/0"), warning("/returned/1")]));
    let page = guests[1].page(&format!("/p/{}", lim.id)).await.expect(200).text;
    assert_eq!(page.matches("Your link does not let you change this answer. Tell Carla Mendes").count(), 2, "{page}");
    guests[0].save(&ana, "details", json!({ "employees": "13" })).await.expect(200);
    guests[1].complete(&lim, "details").await.expect(200);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_give_all_that_comes_back_is_asked_without_a_warning() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (share, guest) = completed(&house, &carla, |_| {}).await;
    let letter = file(&guest, &share, "letter.pdf").await;
    let back = [returned(("file", &letter), STAMP), returned(("field", &json!("remarks")), "Say more.")];
    let asked = hand_back(&carla, "documents", &back).await.expect(200).body["asked"].clone();
    assert_eq!(asked[0]["warnings"], json!([]));
}
