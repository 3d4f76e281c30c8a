//! Whose creator has left: others are told in their place, and guests are told to ask those.
//! The ledger of mails knows creators alone, so these do without it.

use super::*;

/// Ivo's guest has completed a task by a link that was mailed, and Ivo has left.
async fn left(house: &House) -> Share {
    let (share, guest) = completed(house, &house.staff("ivo"), |terms| terms["delivery"] = json!("email")).await;
    drop(guest);
    house.staff("olivia").post("/v1/members/ivo/remove", &json!({})).await.expect(200);
    house.deliver().await;
    share
}

/// The mails that come of handing back: to whom, and what they say.
async fn told(house: &House, by: &str) -> Vec<(String, String)> {
    let before = house.system.cloud.inbox().messages().len();
    let name = returned(("field", &json!("legal_name")), "In full, please.");
    hand_back(&house.staff(by), "details", &[name]).await.expect(200);
    house.deliver().await;
    let mails = house.system.cloud.inbox().messages().split_off(before);
    let mut told: Vec<_> = mails.into_iter().map(|mail| (mail.to.concat(), mail.text.unwrap())).collect();
    told.sort();
    told
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_is_told_to_ask_who_handed_it_back_and_who_did_so_is_not_told_of_it() {
    let house = House::at(MONDAY).await;
    left(&house).await;
    let told = told(&house, "paula").await;
    let [(to, mail)] = &told[..] else { panic!("one mail, to the guest: {told:?}") };
    assert_eq!(to, "ana@supplier.example");
    assert!(mail.contains("Questions? Ask Paula Reis: paula@acme.example") && !mail.contains("Ivo Lima"), "{mail}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_stands_in_is_told_what_another_handed_back_and_why_they_read_it() {
    let house = House::at(MONDAY).await;
    left(&house).await;
    let told = told(&house, "carla").await;
    let [(_, to_ana), (to, to_paula)] = &told[..] else { panic!("two mails: {told:?}") };
    assert!(to_ana.contains("Questions? Ask Paula Reis") && to_ana.contains("Carla Mendes of Acme"), "{to_ana}");
    assert_eq!(to, "paula@acme.example");
    assert!(to_paula.contains("Carla Mendes has handed something back to Ana Souza"), "{to_paula}");
    assert!(
        to_paula.contains("works in the project no more") && !to_paula.contains("because you created"),
        "{to_paula}"
    );
}
