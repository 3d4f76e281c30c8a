//! A trail that somebody meddled with keeps no revocation from working, and says for ever where it is broken.

mod meddled;

use jiff::SignedDuration;
use serde_json::{Value, json};
use vestibule_local::Names;

use crate::{
    captured::Captured,
    house::{Guest, House, Reply, Share},
};

pub(crate) use meddled::forge;
use meddled::{MEDDLED, Meddled, lie_in_wait, meddle, pk};

const MONDAY: &str = "2026-11-23T12:00:00Z";
const EXPIRY: &str = "2026-11-23T13:00:00Z";
const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// A share with four records in three rows, as its guest is in: created; opened and consented; saved.
async fn lived(house: &House) -> (Share, Guest<'_>) {
    let share = house.staff("carla").share(|terms| terms["expiry"] = json!({ "at": EXPIRY })).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    guest.save(&share, "details", json!({ "legal_name": "Souza Metais" })).await.expect(200);
    (share, guest)
}

/// What ends a guest's session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ends {
    Revoke,
    Rotate,
    Password,
    Expiry,
}

impl Ends {
    /// Does it. The answer is the link that stands.
    async fn act(self, house: &House, share: &Share) -> Share {
        let carla = house.staff("carla");
        let at = |what: &str| format!("/v1/shares/{}/{what}", share.id);
        match self {
            Self::Revoke => drop(carla.post(&at("revoke"), &json!({})).await.expect(200)),
            Self::Password => {
                drop(carla.post(&at("password"), &json!({ "password": "correct horse" })).await.expect(200));
            }
            Self::Rotate => {
                let rotated = carla.post(&at("rotate"), &json!({ "delivery": "link" })).await.expect(200);
                return Share { link: rotated.body["link"].as_str().unwrap().to_owned(), ..share.clone() };
            }
            Self::Expiry => {
                house.pass(HOUR);
                assert_eq!(house.system.sweep().await.unwrap(), 1, "the sweep has recorded it");
            }
        }
        share.clone()
    }

    fn record(self) -> &'static str {
        match self {
            Self::Revoke => "share.revoked",
            Self::Rotate => "share.rotated",
            Self::Password => "share.password_changed",
            Self::Expiry => "share.expired",
        }
    }

    /// What the guest is told who was in.
    fn told(self) -> u16 {
        match self {
            Self::Revoke | Self::Expiry => 410,
            Self::Rotate | Self::Password => 401,
        }
    }
}

async fn activity(house: &House, share: &Share) -> Value {
    house.staff("vera").get(&format!("/v1/shares/{}/activity", share.id)).await.expect(200).body
}

/// The facts of the last record of the org's trail.
async fn org_was_told(house: &House) -> Value {
    let rows = house.rows(Names::TRAIL).await;
    let last = rows.iter().rfind(|row| row["pk"] == "org/acme").unwrap();
    let record: Value = serde_json::from_str(last["records"][0]["record"].as_str().unwrap()).unwrap();
    if record["kind"] == "share.trail_broken" { record["facts"].clone() } else { Value::Null }
}

/// In any state of the trail, the guest is out at once, and the operator is told.
async fn takes_effect(ends: Ends) {
    for meddled in MEDDLED {
        let (metrics, guard) = Captured::metrics();
        let house = House::at(MONDAY).await;
        let (share, guest) = lived(&house).await;
        meddle(&house, &share, meddled).await;
        let standing = ends.act(&house, &share).await;
        drop(guard);
        let out = |reply: Reply| reply.expect(ends.told());
        out(guest.get(&format!("/p/{}", share.id)).await);
        out(guest.save_blind(&share).await);

        let shown = activity(&house, &share).await;
        let verified = shown["verified"].as_str().unwrap_or_else(|| panic!("{meddled:?}: {}", shown["verified"]));
        assert!(verified.contains(meddled.place()), "{meddled:?}: {verified}");
        let records = shown["records"].as_array().unwrap();
        let record = records.iter().find(|record| record["kind"] == ends.record()).unwrap();
        let facts = org_was_told(&house).await;
        let rung = metrics.values("TrailTaken").len();
        if let Some(taken) = meddled.taken() {
            assert_eq!((&facts["share"], &facts["taken"]), (&json!(share.id), &json!(taken)), "{meddled:?}");
            assert_eq!((&facts["goes_on_at"], &facts["after"]), (&record["seq"], &record["follows"]), "{meddled:?}");
            assert_eq!(rung, 1, "{meddled:?}");
        } else {
            assert_eq!((facts, rung), (Value::Null, 0), "{meddled:?}");
            assert_eq!(record["follows"], Value::Null, "{meddled:?}");
        }
        // A head inside a row meets the next row at its second record: the guest waits until staff act once more.
        if ends == Ends::Rotate && meddled != Meddled::HeadBetween {
            let newcomer = house.guest();
            newcomer.open(&standing).await.expect(200);
            newcomer.save(&standing, "details", json!({ "legal_name": "Souza" })).await.expect(200);
            assert_eq!(activity(&house, &share).await["verified"], verified, "{meddled:?}: nothing is made good");
        }
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_revocation_takes_effect_on_any_trail() {
    takes_effect(Ends::Revoke).await;
}

#[tokio::test(flavor = "current_thread")]
async fn a_rotation_takes_effect_on_any_trail() {
    takes_effect(Ends::Rotate).await;
}

#[tokio::test(flavor = "current_thread")]
async fn a_change_of_password_takes_effect_on_any_trail() {
    takes_effect(Ends::Password).await;
}

#[tokio::test(flavor = "current_thread")]
async fn an_expiry_is_recorded_on_any_trail() {
    takes_effect(Ends::Expiry).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revocation_takes_effect_where_somebody_foresaw_where_the_trail_would_go_on() {
    for ends in [Ends::Revoke, Ends::Rotate, Ends::Password, Ends::Expiry] {
        let house = House::at(MONDAY).await;
        let (share, guest) = lived(&house).await;
        lie_in_wait(&house, &share).await;
        ends.act(&house, &share).await;
        guest.get(&format!("/p/{}", share.id)).await.expect(ends.told());
        let shown = activity(&house, &share).await;
        let kinds: Vec<_> = shown["records"].as_array().unwrap().iter().map(|record| &record["kind"]).collect();
        assert!(kinds.contains(&&json!("share.created")) && kinds.contains(&&json!(ends.record())), "{kinds:?}");
        assert_eq!(shown["verified"], "the row \"5\" of the trail cannot be read: nothing of ours wrote it");
    }
}

/// One row of somebody else's hides none of ours.
#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_cannot_be_read_is_named_and_hides_nothing() {
    let house = House::at(MONDAY).await;
    let (share, _) = lived(&house).await;
    let whole = activity(&house, &share).await;
    house.put_row(Names::TRAIL, &json!({ "pk": pk(&share), "sk": "~" })).await;
    let shown = activity(&house, &share).await;
    assert_eq!(shown["records"], whole["records"]);
    assert!(shown["verified"].as_str().unwrap().contains("the row \"~\""), "{}", shown["verified"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revocation_takes_effect_on_any_trail_of_the_org() {
    let house = House::at(MONDAY).await;
    let (share, guest) = lived(&house).await;
    meddle(&house, &share, Meddled::RowTaken).await;
    let rows = house.rows(Names::TRAIL).await;
    let mut forged = rows.iter().rfind(|row| row["pk"] == "org/acme").unwrap().clone();
    let next = house.state("ORG#acme").await.iter().find_map(|row| row["seq"].as_u64()).unwrap() + 1;
    forged["sk"] = json!(format!("{next:012}"));
    house.put_row(Names::TRAIL, &forged).await;
    Ends::Revoke.act(&house, &share).await;
    guest.get(&format!("/p/{}", share.id)).await.expect(410);
    assert_eq!(org_was_told(&house).await, Value::Null);
}

#[tokio::test(flavor = "current_thread")]
async fn what_a_guest_does_on_a_trail_that_takes_no_record_is_refused_and_leaves_nothing() {
    let house = House::at(MONDAY).await;
    let (share, guest) = lived(&house).await;
    meddle(&house, &share, Meddled::RowTaken).await;
    let before = (house.rows(Names::STATE).await, house.rows(Names::TRAIL).await);
    let (log, log_guard) = Captured::log();
    let refused = guest.save(&share, "details", json!({ "legal_name": "Somebody else" })).await.expect(503);
    assert_eq!(refused.problem(), "unavailable");
    assert!(!refused.text.contains("share/"), "a guest reads no internals: {}", refused.text);
    drop(log_guard);
    let line = log.lines().into_iter().find(|line| line["message"] == "a row of the trail is taken").unwrap();
    assert_eq!((&line["trail"], &line["row"]), (&json!(pk(&share)), &json!(5)), "{line}");

    let comment = format!("/p/{}/tasks/details/comments", share.id);
    guest.post(&comment, &json!({ "text": "Hello?" })).await.expect(503);
    guest.announce(&share, "documents", "articles", "a.pdf", b"%PDF-1.7").await.expect(503);
    guest.complete(&share, "details").await.expect(503);
    house.guest().open(&share).await.expect(503);
    let csrf = guest.csrf()[&share.id].clone();
    let page = guest.form(&comment, &[("csrf", &csrf), ("comment:details", "Hello?")]).await.expect(503);
    assert!(page.text.contains("<html") && page.text.contains("Hello?"), "{}", page.text);
    let after = (house.rows(Names::STATE).await, house.rows(Names::TRAIL).await);
    assert_eq!(before, after, "nothing is half done");
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_are_told_which_row_stands_in_the_way() {
    let house = House::at(MONDAY).await;
    let (share, _) = lived(&house).await;
    meddle(&house, &share, Meddled::RowTaken).await;
    let comment = json!({ "task": "details", "text": "Of this year.", "visible_to": "guest" });
    let refused = house.staff("carla").post(&format!("/v1/shares/{}/comments", share.id), &comment).await.expect(503);
    let told = format!("Row 5 of the trail share/{} is taken", share.id);
    assert!(refused.body["detail"].as_str().unwrap().starts_with(&told), "{}", refused.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_whose_record_has_no_place_leaves_once() {
    let house = House::at(MONDAY).await;
    let share = house.staff("carla").share(|terms| terms["delivery"] = json!("email")).await;
    forge(&house, &share).await;
    for _ in 0..3 {
        house.deliver().await;
        house.pass(SignedDuration::from_hours(2));
        house.system.sweep().await.unwrap();
    }
    assert_eq!(house.system.cloud.inbox().messages().len(), 1);
    assert_eq!(house.state("OUTBOX#").await.len(), 0);
}
