//! An org's logo and colour on the pages and in the mails of its guests.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::json;
use vestibule_domain::{policy::Logo, value::Digest};

use crate::house::{House, SQUARE, Share, terms};

const PLUM: &str = "#7a1f5c";

fn logo() -> Logo {
    SQUARE.parse().unwrap()
}

async fn branded(house: &House) -> Share {
    house.brand(SQUARE, PLUM).await;
    house.staff("carla").share(|_| {}).await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_a_share_looks_like_the_org_and_its_policy_admits_that_one_style() {
    let house = House::open().await;
    let plain = house.staff("carla").share(|_| {}).await;
    let share = branded(&house).await;
    let guest = house.guest();
    guest.peek(&share).await.expect(200);
    let invitation = guest.page(&format!("/i/{}", share.id)).await.expect(200);
    guest.open(&share).await.expect(200);
    let work = guest.page(&format!("/p/{}", share.id)).await.expect(200);
    let revoke = format!("/v1/shares/{}/revoke", share.id);
    house.staff("carla").post(&revoke, &json!({})).await.expect(200);
    let dead = guest.page(&format!("/p/{}", share.id)).await.expect(410);
    let source = format!("src=\"/assets/logo-{}.png\"", logo().digest());
    for page in [invitation, work, dead] {
        let html = &page.text;
        assert_eq!(html.matches("<style>").count(), 1, "{html}");
        let style = html.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
        assert!(style.contains(&format!("--accent:{PLUM}")), "{style}");
        let policy = page.headers["content-security-policy"].to_str().unwrap();
        let hash = BASE64_STANDARD.encode(Digest::of(style).bytes());
        assert!(policy.contains(&format!("style-src 'self' 'sha256-{hash}';")), "{policy}");
        assert!(html.contains(&source), "{html}");
    }
    let guest = house.guest();
    guest.open(&plain).await.expect(200);
    let before = guest.page(&format!("/p/{}", plain.id)).await.expect(200);
    let policy = before.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("style-src 'self';") && !before.text.contains("<style>"), "{policy}");
    assert!(!before.text.contains("/assets/logo-"), "a share keeps the looks that it was created with");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_logo_is_a_picture_that_browsers_keep_and_no_other_text_is_one() {
    let house = House::open().await;
    let share = branded(&house).await;
    let guest = house.guest();
    let path = |sha256: &str| format!("/assets/logo-{sha256}.png");
    let found = guest.request("GET", &path(&logo().digest().to_string())).send().await.unwrap();
    assert_eq!((found.status().as_u16(), &found.headers()["content-type"]), (200, &"image/png".parse().unwrap()));
    assert_eq!(found.headers()["cache-control"], "public, max-age=31536000, immutable");
    assert_eq!(found.bytes().await.unwrap(), BASE64_STANDARD.decode(SQUARE).unwrap());
    let notice = guest.peek(&share).await.expect(200).body["notice"]["sha256"].as_str().unwrap().to_owned();
    for other in [notice, "0".repeat(64), "0".repeat(63), "../style".to_owned()] {
        guest.get(&path(&other)).await.expect(404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn mails_to_guests_have_the_colour_and_the_policy_tells_staff_who_set_it() {
    let house = House::open().await;
    branded(&house).await;
    house.staff("carla").share(|terms| terms["delivery"] = json!("email")).await;
    assert_eq!(house.deliver().await, 0);
    let mail = house.system.cloud.inbox().messages().pop().unwrap();
    assert!(mail.html.unwrap().contains(&format!("background:{PLUM}")));
    let asked = house.staff("carla").post("/v1/shares?dry_run=true", &terms()).await.expect(200).body;
    assert_eq!(asked["policy"]["accent"], json!({ "value": PLUM, "layer": "org" }));
    assert_eq!(asked["policy"]["logo"]["value"], logo().digest().to_string());
}
