//! What became of an invitation, from SES's word to the staff's screen and the owner's mail.

use embedded_cloud::Message;
use serde_json::{Value, json};

use crate::{
    faulty::Faults,
    house::{House, Share, Staff},
};

const MONDAY: &str = "2026-11-23T12:00:00Z";

/// Addresses of SES's mailbox simulator, which the embedded SES knows too.
const BOUNCE: &str = "bounce@simulator.amazonses.com";
const COMPLAINT: &str = "complaint@simulator.amazonses.com";
const AWAY: &str = "ooto@simulator.amazonses.com";
const SUCCESS: &str = "success@simulator.amazonses.com";

/// A share whose invitation is on its way to this address.
async fn mailed(house: &House, staff: &Staff<'_>, to: &str) -> Share {
    let share = staff
        .share(|terms| {
            terms["delivery"] = json!("email");
            terms["recipient"]["email"] = json!(to);
        })
        .await;
    assert_eq!(house.deliver().await, 0);
    share
}

async fn heard(house: &House) {
    house.system.mail_events().await.unwrap();
}

/// What staff see of it, and since when.
async fn status(staff: &Staff<'_>, share: &Share) -> (String, Value) {
    let shown = staff.get(&format!("/v1/shares/{}", share.id)).await.expect(200).body;
    (shown["delivery_status"].as_str().unwrap().to_owned(), shown["delivery_status_at"].clone())
}

fn mails(house: &House) -> Vec<Message> {
    house.system.cloud.inbox().messages()
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_see_that_an_invitation_was_sent_and_that_it_arrived() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let share = carla.share(|terms| terms["delivery"] = json!("email")).await;
    assert_eq!(status(&carla, &share).await, ("not_sent".into(), Value::Null));

    house.deliver().await;
    assert_eq!(status(&carla, &share).await, ("sent".into(), json!(MONDAY)));

    heard(&house).await;
    assert_eq!(status(&carla, &share).await, ("delivered".into(), json!(MONDAY)));
    let listed = house.staff("vera").get("/v1/shares?project=procurement").await.expect(200).body;
    assert_eq!(listed["shares"][0]["delivery_status"], "delivered");

    assert_eq!(carla.trail(&share.id).await, ["share.created", "share.invited", "share.delivered"]);
    let activity = carla.get(&format!("/v1/shares/{}/activity", share.id)).await.expect(200);
    let record = &activity.body["records"][2];
    assert_eq!(record["facts"], json!({ "message_id": mails(&house)[0].id, "delivered_at": MONDAY }));
    assert_eq!(record["actor"], json!({ "type": "system", "function": "mail-events" }));
    assert_eq!((&record["details"]["name"], &record["details"]["email"]), (&Value::Null, &Value::Null));
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_hears_of_an_invitation_that_came_back_and_what_to_do() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let share = mailed(&house, &carla, BOUNCE).await;

    for _ in 0..3 {
        heard(&house).await;
        assert_eq!(house.deliver().await, 0);
    }

    assert_eq!(status(&carla, &share).await, ("bounced".into(), json!(MONDAY)));
    assert_eq!(carla.trail(&share.id).await, ["share.created", "share.invited", "share.bounced"]);
    let activity = carla.get(&format!("/v1/shares/{}/activity", share.id)).await.expect(200).body;
    let facts = &activity["records"][2]["facts"];
    assert_eq!((&facts["kind"], &facts["subtype"]), (&json!("permanent"), &json!("General")));
    let mails = mails(&house);
    assert_eq!(mails.len(), 2, "told once");
    let told = mails.last().unwrap();
    assert_eq!(told.to, ["carla@acme.example"]);
    assert_eq!(told.subject, "The invitation to Ana Souza came back");
    for part in [told.text.as_ref().unwrap(), told.html.as_ref().unwrap()] {
        for word in ["Supplier onboarding", BOUNCE, "create a new one for the right address", &share.id] {
            assert!(part.contains(word), "{word}: {part}");
        }
        assert!(!part.contains("vst1_"), "{part}");
    }
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_worst_that_was_heard_stands() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    for (to, last, kinds) in [
        (SUCCESS, "delivered", ["share.delivered"].as_slice()),
        (COMPLAINT, "complained", &["share.delivered", "share.complained"]),
        (AWAY, "delivered", &["share.delivered", "share.auto_replied"]),
        ("Bounce+acme@SIMULATOR.amazonses.com", "bounced", &["share.bounced"]),
        ("ana@supplier.example", "delivered", &["share.delivered"]),
    ] {
        let share = mailed(&house, &carla, to).await;
        heard(&house).await;
        assert_eq!(status(&carla, &share).await.0, last, "{to}");
        assert_eq!(carla.trail(&share.id).await[2..], *kinds, "{to}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_ses_says_may_be_there_before_our_own_record_of_the_invitation() {
    let faults = Faults::default();
    let house = House::at_with(MONDAY, |options| faults.under(options)).await;
    let carla = house.staff("carla");
    let share = carla.share(|terms| terms["delivery"] = json!("email")).await;

    let mut invited = faults.hold("TransactWriteItems");
    let early = async {
        invited.arrived().await;
        heard(&house).await;
        assert_eq!(status(&carla, &share).await.0, "delivered");
        invited.release();
    };
    let (delivered, ()) = tokio::join!(house.system.deliver(), early);

    assert_eq!(delivered.unwrap(), 0);
    heard(&house).await;
    assert_eq!(carla.trail(&share.id).await, ["share.created", "share.delivered", "share.invited"]);
    assert_eq!(status(&carla, &share).await.0, "delivered");
    assert_eq!(mails(&house).len(), 1);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_share_that_is_over_keeps_the_evidence_and_bothers_nobody() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let share = mailed(&house, &carla, BOUNCE).await;
    carla.post(&format!("/v1/shares/{}/revoke", share.id), &json!({})).await.expect(200);

    heard(&house).await;
    assert_eq!(house.deliver().await, 0);

    assert_eq!(carla.trail(&share.id).await[2..], ["share.revoked", "share.bounced"]);
    assert_eq!(status(&carla, &share).await.0, "bounced");
    assert_eq!(mails(&house).len(), 1);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rotated_link_starts_anew_and_the_old_mail_is_evidence_only() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let share = mailed(&house, &carla, BOUNCE).await;
    let rotate = format!("/v1/shares/{}/rotate", share.id);
    carla.post(&rotate, &json!({})).await.expect(200);
    assert_eq!(status(&carla, &share).await, ("not_sent".into(), Value::Null));

    heard(&house).await;
    assert_eq!(status(&carla, &share).await.0, "not_sent", "the bounce was of the old link's mail");
    assert_eq!(house.deliver().await, 0);
    assert_eq!(status(&carla, &share).await.0, "sent");
    heard(&house).await;
    assert_eq!(status(&carla, &share).await.0, "bounced");
    carla.post(&rotate, &json!({ "delivery": "link" })).await.expect(200);
    heard(&house).await;
    assert_eq!(status(&carla, &share).await.0, "not_sent", "its creator carries it");

    assert_eq!(house.deliver().await, 0);
    let told = mails(&house).iter().filter(|mail| mail.to == ["carla@acme.example"]).count();
    assert_eq!(told, 1, "of the second mail, whose link was the current one then");
    let kinds = carla.trail(&share.id).await;
    let expected = ["share.rotated", "share.bounced", "share.invited", "share.bounced", "share.rotated"];
    assert_eq!(kinds[2..], expected);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn however_often_a_share_is_mailed_its_row_stays_small_and_nothing_is_recorded_twice() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let share = mailed(&house, &carla, COMPLAINT).await;
    for _ in 0..7 {
        house.pass(jiff::SignedDuration::from_secs(1));
        heard(&house).await;
        carla.post(&format!("/v1/shares/{}/rotate", share.id), &json!({})).await.expect(200);
        assert_eq!(house.deliver().await, 0);
    }
    heard(&house).await;
    heard(&house).await;

    let row = house.state(&format!("SHARE#{}", share.id)).await.into_iter().find(|row| row["sk"] == "MAIL").unwrap();
    assert_eq!(row["mails"].as_array().unwrap().len(), 5);
    let kinds = carla.trail(&share.id).await;
    for kind in ["share.invited", "share.delivered", "share.complained"] {
        assert_eq!(kinds.iter().filter(|k| *k == kind).count(), 8, "{kind}");
    }
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_house_that_runs_by_itself_hears_by_itself() {
    let house = House::with(|options| options.background = true).await;
    let carla = house.staff("carla");
    let share = carla
        .share(|terms| {
            terms["delivery"] = json!("email");
            terms["recipient"]["email"] = json!(BOUNCE);
        })
        .await;
    for _ in 0..2_000 {
        if mails(&house).len() == 2 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    assert_eq!(mails(&house).last().unwrap().subject, "The invitation to Ana Souza came back");
    assert_eq!(status(&carla, &share).await.0, "bounced");
}
