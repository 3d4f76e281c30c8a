//! A link that is replaced while its mail is on the way to the mail service.

use serde_json::{Value, json};

use crate::{
    faulty::Faults,
    house::{House, Share},
};

/// Lets staff do something about a share between the look of `notify` and its record.
pub(crate) async fn while_its_mail_leaves(house: &House, faults: &Faults, share: &Share, what: &str, body: &Value) {
    let mut held = faults.hold("SendEmail");
    let carla = house.staff("carla");
    let act = async {
        held.arrived().await;
        carla.post(&format!("/v1/shares/{}/{what}", share.id), body).await.expect(200);
        held.release();
    };
    tokio::join!(house.deliver(), act);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_whose_link_is_replaced_while_it_leaves_is_no_invitation() {
    let faults = Faults::default();
    let house = House::with(|options| faults.under(options)).await;
    let carla = house.staff("carla");
    let share = carla.share(|terms| terms["delivery"] = json!("email")).await;
    while_its_mail_leaves(&house, &faults, &share, "rotate", &json!({ "delivery": "link" })).await;
    assert_eq!(carla.trail(&share.id).await[1..], ["share.rotated", "share.invitation_outdated"]);
    for _ in 0..2 {
        let shown = carla.get(&format!("/v1/shares/{}", share.id)).await.expect(200).body;
        let told = (&shown["invited_at"], &shown["delivery_status"]);
        assert_eq!(told, (&Value::Null, &json!("not_sent")), "what arrives is the dead link");
        house.ses_says("Delivery").await;
    }
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mail_with_the_link_that_stands_invites_though_the_one_before_came_too_late() {
    let faults = Faults::default();
    let house = House::with(|options| faults.under(options)).await;
    let carla = house.staff("carla");
    let share = carla.share(|terms| terms["delivery"] = json!("email")).await;
    while_its_mail_leaves(&house, &faults, &share, "rotate", &json!({ "delivery": "email" })).await;
    assert_eq!(house.deliver().await, 0);
    let kinds = carla.trail(&share.id).await;
    assert!(kinds.contains(&"share.invited".to_owned()), "{kinds:?}");
    assert_eq!(kinds.iter().filter(|kind| *kind == "share.invited").count(), 1, "{kinds:?}");
    house.balance().await;
}
