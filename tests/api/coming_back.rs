//! Guests who come again: by their link, by Back, by reload, from a bookmark, in one browser with many shares.

use serde_json::{Value, json};

use crate::house::{Guest, House, Reply, Share};

/// How often a share was opened.
async fn accesses(house: &House, share: &Share) -> Value {
    house.staff("carla").get(&format!("/v1/shares/{}", share.id)).await.expect(200).body["accesses"]["used"].clone()
}

/// Comes with the link as a browser does, and where that leads.
async fn lead(guest: &Guest<'_>, share: &Share) -> String {
    let came = guest.form("/i/peek", &[("token", share.token())]).await.expect(303);
    guest.keep(&came);
    let door = guest.page(came.header("location")).await;
    guest.keep(&door);
    door.header("location").to_owned()
}

/// Ticks the box of the invitation and presses Continue.
async fn press(guest: &Guest<'_>, share: &Share) -> Reply {
    let notice = guest.get(&share.door()).await.body["notice"]["sha256"].as_str().unwrap().to_owned();
    guest.form(&share.door(), &[("notice", &notice), ("consent", "yes")]).await.expect(303)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_link_leads_back_to_the_work_and_counts_nothing_while_the_visit_lives() {
    let house = House::open().await;
    let share = house.staff("carla").share(|terms| terms["max_accesses"] = json!(1)).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    for _ in 0..5 {
        assert_eq!(lead(&guest, &share).await, format!("/p/{}", share.id));
        guest.page(&format!("/p/{}", share.id)).await.expect(200);
    }
    assert_eq!(accesses(&house, &share).await, 1);
    let exhausted = house.guest().come(&share).await.expect(410);
    assert!(exhausted.text.contains("opened as often as it may"), "another browser: {}", exhausted.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_link_leads_back_by_no_other_session() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let (share, other) = (carla.share(|_| {}).await, carla.share(|_| {}).await);
    let guest = house.guest();
    guest.open(&other).await.expect(200);
    assert_eq!(lead(&guest, &share).await, "", "the session of another share");
    let moved = guest.cookies()[&format!("__Host-vst-{}", other.id)].clone();
    guest.cookies().insert(format!("__Host-vst-{}", share.id), moved);
    assert_eq!(lead(&guest, &share).await, "", "that session under this share's name");

    guest.open(&share).await.expect(200);
    assert_eq!(lead(&guest, &share).await, format!("/p/{}", share.id));
    let password = json!({ "password": "correct horse" });
    carla.post(&format!("/v1/shares/{}/password", share.id), &password).await.expect(200);
    assert_eq!(lead(&guest, &share).await, "", "a session of before the password");
    assert_eq!(accesses(&house, &share).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_a_guest_sees_is_the_answer_to_a_form() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let share = carla.share(|terms| terms["password"] = json!("correct horse")).await;
    let (guest, task) = (house.guest(), format!("/p/{}/tasks/details", share.id));
    for (path, fields) in [
        ("/i/peek", vec![("token", "forged")]),
        ("/i/peek", vec![("token", share.token())]),
        ("/i/peek", vec![("surprise", "1")]),
        ("/i/nothing", vec![]),
        ("/nowhere", vec![]),
        (&*share.door(), vec![]),
        (&*format!("{}/request", share.door()), vec![]),
        (&*format!("{task}/draft"), vec![]),
        (&*format!("{task}/comments"), vec![("text", "")]),
        (&*format!("{task}/complete"), vec![]),
        (&*format!("{task}/uploads/x/remove"), vec![]),
    ] {
        let sent = guest.form(path, &fields).await.expect(303);
        let page = guest.follow(sent).await;
        assert!(page.text.contains("<h1"), "{path}: {}", page.text);
    }
    guest.come(&share).await.expect(200);
    let refused = press(&guest, &share).await;
    let page = format!("{}?refused=password&ticked=", share.door());
    assert!(refused.header("location").starts_with(&page), "{}", refused.header("location"));
    for _ in 0..2 {
        let page = guest.page(refused.header("location")).await.expect(200);
        assert!(page.text.contains("Enter the password"), "{}", page.text);
    }
    assert_eq!(carla.trail(&share.id).await, ["share.created"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_that_is_loaded_again_counts_no_further_attempt() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let share = carla.share(|terms| terms["password"] = json!("correct horse")).await;
    let guest = house.guest();
    let opening = guest.opening(&share).await;
    let fields = [("notice", opening["notice"].as_str().unwrap()), ("consent", "yes"), ("password", "wrong horse")];
    let refused = guest.form(&share.door(), &fields).await.expect(303);
    let trail = carla.trail(&share.id).await;
    for _ in 0..6 {
        let page = guest.page(refused.header("location")).await.expect(200);
        assert!(page.text.contains("This is not the password"), "{}", page.text);
    }
    assert_eq!(carla.trail(&share.id).await, trail);
    guest.open_with(&share, |body| body["password"] = json!("correct horse")).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_that_is_loaded_again_or_open_in_two_tabs_is_opened_once() {
    let house = House::open().await;
    let share = house.staff("carla").share(|_| {}).await;
    let guest = house.guest();
    guest.come(&share).await.expect(200);
    for _ in 0..3 {
        guest.page(&share.door()).await.expect(200);
    }
    // Both tabs are sent before the answer to the first one is there.
    for sent in [press(&guest, &share).await, press(&guest, &share).await] {
        assert_eq!(sent.header("location"), format!("/p/{}", share.id));
        guest.keep(&sent);
    }
    assert_eq!(accesses(&house, &share).await, 1);
    let back = guest.page(&share.door()).await.expect(200);
    assert!(back.text.contains("You have opened this already"), "{}", back.text);
    assert!(back.text.contains(&format!("href=\"/p/{}\"", share.id)), "{}", back.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_keeps_no_cookie_is_told_so_and_spends_no_access() {
    let house = House::open().await;
    let share = house.staff("carla").share(|terms| terms["max_accesses"] = json!(1)).await;
    let guest = house.guest();
    for _ in 0..3 {
        let came = guest.form("/i/peek", &[("token", share.token())]).await.expect(303);
        let told = guest.page(came.header("location")).await.expect(404);
        assert!(told.text.contains("This page needs a cookie"), "{}", told.text);
    }
    let late = guest.page(&share.door()).await.expect(404);
    assert!(late.text.contains("Please open your link again"), "a bookmark: {}", late.text);
    assert_eq!(accesses(&house, &share).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn forty_five_shares_in_one_browser_stay_usable() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let guest = house.guest();
    for n in 0..45 {
        let share = carla.share(|terms| terms["label"] = json!(format!("{n}"))).await;
        guest.open(&share).await.expect(200);
        guest.page(&format!("/p/{}", share.id)).await.expect(200);
    }
    let sent: usize = guest.cookies().iter().map(|(name, value)| name.len() + value.len() + 3).sum();
    assert!(guest.cookies().len() <= 20 && sent < 4_000, "{} cookies of {sent} bytes", guest.cookies().len());
}

#[tokio::test(flavor = "multi_thread")]
async fn every_address_of_the_portal_is_a_page_that_leads_on() {
    let house = House::open().await;
    let share = house.staff("carla").share(|_| {}).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    let work = format!("/p/{}", share.id);
    for (path, place) in [
        ("/", "/i".to_owned()),
        ("/i/", "/i".to_owned()),
        ("/i/peek", "/i".to_owned()),
        ("/i/open", "/i".to_owned()),
        ("/p", "/i".to_owned()),
        (&*format!("/i%23{}", share.token()), format!("/i#{}", share.token())),
        (&*format!("{}/request", share.door()), share.door()),
        (&*format!("{work}/tasks/details/complete"), work.clone()),
        (&*format!("{work}/tasks/details/uploads"), work.clone()),
        (&*format!("{work}/nothing"), work.clone()),
    ] {
        assert_eq!(guest.page(path).await.expect(303).header("location"), place, "{path}");
    }
    for path in ["/v1/nothing", "/favicon.ico", "/assets/gone.js", "/%ff"] {
        let page = guest.page(path).await.expect(404);
        assert!(page.text.contains("<h1>There is no such page</h1>"), "{path}: {}", page.text);
    }
    for path in ["/i", &work, &share.door()] {
        let head = Reply::of(guest.navigate("HEAD", path)).await.expect(200);
        assert_eq!((head.header("content-type"), &*head.text), ("text/html; charset=utf-8", ""), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_finished_share_says_so_at_the_door_and_shows_what_was_sent() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let terms = |terms: &mut Value| {
        terms["scope"] = json!({ "type": "tasks", "run": "kyc", "tasks": ["details"] });
        terms["max_accesses"] = json!(2);
    };
    let share = carla.share(terms).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    guest.save(&share, "details", json!({ "legal_name": "Souza" })).await.expect(200);
    guest.complete(&share, "details").await.expect(200);
    assert_eq!(lead(&guest, &share).await, format!("/p/{}", share.id), "straight back to the receipt");

    let phone = house.guest();
    let door = phone.come(&share).await.expect(200);
    assert!(door.text.contains("has received everything that was asked of you here"), "{}", door.text);
    phone.open(&share).await.expect(200);
    let work = phone.page(&format!("/p/{}", share.id)).await.expect(200);
    assert!(work.text.contains("Everything is sent") && work.text.contains("/receipt\""), "{}", work.text);
    let spent = house.guest().come(&share).await.expect(410);
    assert!(spent.text.contains("Everything was sent on"), "{}", spent.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_sent_once_more_to_the_address_of_a_page_leads_to_that_page() {
    let house = House::open().await;
    let share = house.staff("carla").share(|_| {}).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    // As WebKit does when a page is loaded again that answered a form and has been given another address since.
    let page = format!("/p/{}?cursor=details", share.id);
    let led = guest.form(&page, &[("answers:details:legal_name", "Changed")]).await.expect(303);
    assert_eq!(led.header("location"), page);
    let shown = guest.follow(led).await.expect(200).text;
    assert!(!shown.contains("Changed"), "nothing of it is kept");
    guest.post(&page, &json!({})).await.expect(405);
}
