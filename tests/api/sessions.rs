//! A guest's session: what ends it, what it takes to act in it, and whose pages may.

use jiff::SignedDuration;
use serde_json::{Value, json};
use vestibule_cloud::meter::Counts;

use crate::house::{Guest, House, NO_BASIS, Reply, Share, Visit, routes};

async fn opened(house: &House) -> (Share, Guest<'_>) {
    let share = house.staff("carla").share(|_| {}).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    (share, guest)
}

fn visit<'a>(share: &'a Share, upload: &'a str) -> Visit<'a> {
    Visit { share: &share.id, task: "documents", upload, file: upload }
}

const UPLOAD: &str = "upl_0000000000000000000007";

/// Everything that can be asked for in the share, each answered with this status.
async fn everywhere(guest: &Guest<'_>, share: &Share, status: u16) {
    for (method, path, body) in visit(share, UPLOAD).all() {
        let request = guest.request(method, &path);
        let reply = Reply::of(if method == "GET" { request } else { request.json(&body) }).await;
        assert_eq!(reply.status, status, "{method} {path}: {}", reply.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_replaces_the_link_ends_every_session_at_once() {
    let house = House::open().await;
    let carla = house.staff("carla");
    for (steps, status) in [
        (vec![("rotate", json!({}))], 401),
        (vec![("password", json!({ "password": "correct horse" }))], 401),
        (vec![("password", json!({ "password": "correct horse" })), ("password", json!({ "password": null }))], 401),
        (vec![("revoke", json!({}))], 410),
        (vec![("rotate", json!({})), ("revoke", json!({}))], 410),
    ] {
        let (share, guest) = opened(&house).await;
        for (step, body) in &steps {
            carla.post(&format!("/v1/shares/{}/{step}", share.id), body).await.expect(200);
        }
        let trail = carla.trail(&share.id).await;
        everywhere(&guest, &share, status).await;
        assert_eq!(carla.trail(&share.id).await, trail, "{steps:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_session_does_not_bring_an_ended_one_back() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let (mut share, old) = opened(&house).await;
    let rotated = carla.post(&format!("/v1/shares/{}/rotate", share.id), &json!({})).await.expect(200);
    rotated.body["link"].as_str().unwrap().clone_into(&mut share.link);
    let new = house.guest();
    new.open(&share).await.expect(200);
    everywhere(&old, &share, 401).await;
    new.get(&format!("/p/{}", share.id)).await.expect(200);
    let cookie = new.cookies().values().next().unwrap().clone();
    old.cookies().values_mut().for_each(|value| value.clone_from(&cookie));
    old.post(&format!("/p/{}/tasks/details/comments", share.id), &json!({ "text": "x" })).await.expect(403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_outlives_an_extension_and_ends_after_a_day() {
    let house = House::open().await;
    let (share, guest) = opened(&house).await;
    let extend = json!({ "expiry": { "days": 30 } });
    house.staff("carla").patch(&format!("/v1/shares/{}", share.id), &extend).await.expect(200);
    house.pass(SignedDuration::from_mins(24 * 60 - 1));
    guest.get(&format!("/p/{}", share.id)).await.expect(200);
    house.pass(SignedDuration::from_mins(2));
    everywhere(&guest, &share, 404).await;
    guest.open(&share).await.expect(200);
    guest.get(&format!("/p/{}", share.id)).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_act_without_the_page_s_token_is_refused_and_leaves_nothing() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let (share, guest) = opened(&house).await;
    let good = guest.csrf().remove(&share.id).unwrap();
    // Another session of the same guest in the same share has another token.
    let again = house.guest();
    let others = again.open(&share).await.expect(200).body["csrf"].as_str().unwrap().to_owned();
    let trail = carla.trail(&share.id).await;
    house.system.meter.take();
    let wrong = [None, Some(""), Some("0"), Some(others.as_str()), Some(&good[..good.len() - 1])];
    for token in wrong {
        for (method, path, body) in visit(&share, UPLOAD).acts() {
            let request = guest.request(method, &path).json(&body);
            let request = if let Some(token) = token { request.header("vestibule-csrf", token) } else { request };
            let refused = Reply::of(request).await;
            assert_eq!((refused.status, refused.problem()), (403, "not_permitted"), "{path}: {}", refused.text);
        }
    }
    assert_eq!(house.system.meter.take(), Counts::default());
    assert_eq!(carla.trail(&share.id).await, trail);
}

/// Where pages without script send something.
fn forms(share: &Share) -> [String; 4] {
    let path = |rest: &str| format!("/p/{}/tasks/documents/{rest}", share.id);
    [
        path("comments"),
        path("complete"),
        path(&format!("uploads/{UPLOAD}/remove")),
        path(&format!("files/{UPLOAD}/download")),
    ]
}

/// What they send beside what was typed.
fn fields<'a>(path: &str, csrf: &'a str) -> Vec<(&'static str, &'a str)> {
    let basis = path.ends_with("complete").then_some(("basis", NO_BASIS));
    std::iter::once(("csrf", csrf)).chain(basis).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_refused_leads_to_a_page_that_says_why() {
    let house = House::open().await;
    let (share, guest) = opened(&house).await;
    let good = guest.csrf().remove(&share.id).unwrap();
    let page = format!("/p/{}", share.id);
    house.system.meter.take();
    for path in forms(&share) {
        let refused = guest.form(&path, &fields(&path, "0")).await.expect(303);
        let told = guest.follow(refused).await.expect(200);
        assert!(told.text.contains("<h1>That did not work</h1>"), "{path}: {}", told.text);
        assert!(told.text.contains(&format!("href=\"{page}\"")), "{path}: {}", told.text);
    }
    assert_eq!(house.system.meter.take(), Counts::default());
    let comments = &forms(&share)[0];
    let sent = guest.form(comments, &[("csrf", &good), ("comment:documents", "Good afternoon")]).await.expect(303);
    assert_eq!(sent.header("location"), format!("{page}?cursor=documents#task-documents"));

    house.staff("carla").post(&format!("/v1/shares/{}/revoke", share.id), &json!({})).await.expect(200);
    for path in forms(&share) {
        let refused = guest.form(&path, &fields(&path, &good)).await.expect(303);
        assert_eq!(refused.header("location"), page, "{path}");
    }
    let told = guest.page(&page).await.expect(410);
    assert!(told.text.contains("<h1>This link has been revoked</h1>"), "{}", told.text);
}

/// Headers that a browser adds to what another site makes it send.
const ELSEWHERE: [&[(&str, &str)]; 7] = [
    &[("sec-fetch-site", "cross-site")],
    &[("sec-fetch-site", "same-site")],
    &[("sec-fetch-site", "none")],
    &[("sec-fetch-site", "")],
    &[("origin", "https://evil.example")],
    &[("origin", "null")],
    &[("sec-fetch-site", "cross-site"), ("origin", "OURS")],
];

#[tokio::test(flavor = "multi_thread")]
async fn what_other_sites_cause_is_refused_on_every_route_of_guests() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let (share, guest) = opened(&house).await;
    let csrf = guest.csrf()[&share.id].clone();
    let trail = carla.trail(&share.id).await;
    house.system.meter.take();
    let bodies: Vec<(&str, String, Value)> =
        ["/i/peek".to_owned(), share.door(), format!("{}/request", share.door()), format!("{}/code", share.door())]
            .map(|door| ("POST", door, json!({})))
            .into_iter()
            .chain(visit(&share, UPLOAD).acts())
            .collect();
    let guests = routes().iter().filter(|r| r.starts_with("POST /p/") || r.starts_with("POST /i/")).count();
    assert_eq!(bodies.len(), guests, "every route of guests that changes something is tried");
    for headers in ELSEWHERE {
        for (method, path, body) in &bodies {
            let mut request = guest.bare(method, path).header("vestibule-csrf", &csrf).json(body);
            for (name, value) in headers {
                request = request.header(*name, value.replace("OURS", &house.system.origin));
            }
            let refused = Reply::of(request).await;
            assert_eq!((refused.status, refused.problem()), (403, "not_permitted"), "{path} {headers:?}");
        }
    }
    assert_eq!(house.system.meter.take(), Counts::default());
    assert_eq!(carla.trail(&share.id).await, trail);
    for headers in [&[("sec-fetch-site", "same-origin")][..], &[("origin", &*house.system.origin)], &[]] {
        let mut peek = guest.bare("POST", "/i/peek").json(&json!({ "token": share.token() }));
        for (name, value) in headers {
            peek = peek.header(*name, *value);
        }
        Reply::of(peek).await.expect(200);
    }
    Reply::of(house.request("GET", "/i").header("sec-fetch-site", "cross-site")).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_does_not_say_where_it_comes_from_needs_the_page_s_token() {
    let house = House::open().await;
    let (share, guest) = opened(&house).await;
    let csrf = guest.csrf()[&share.id].clone();
    for (method, path, body) in visit(&share, UPLOAD).acts() {
        let old = || guest.bare(method, &path).json(&body);
        assert_eq!(Reply::of(old()).await.expect(403).problem(), "not_permitted");
        let sandboxed = old().header("origin", "null").header("vestibule-csrf", &csrf);
        assert_eq!(Reply::of(sandboxed).await.expect(403).problem(), "not_permitted", "{path}");
        assert_ne!(Reply::of(old().header("vestibule-csrf", &csrf)).await.status, 403, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_sandboxed_page_opens_a_session() {
    let house = House::open().await;
    let share = house.staff("carla").share(|_| {}).await;
    let guest = house.guest();
    guest.peek(&share).await.expect(200);
    let opening = guest.opening(&share).await;
    let sandboxed = guest.bare("POST", &share.door()).header("origin", "null").json(&opening);
    assert_eq!(Reply::of(sandboxed).await.expect(403).problem(), "not_permitted");
    let peek = json!({ "token": share.token() });
    let peek = guest.bare("POST", "/i/peek").header("origin", "null").json(&peek);
    assert_eq!(Reply::of(peek).await.expect(403).problem(), "not_permitted");
    assert_eq!(house.staff("carla").trail(&share.id).await, ["share.created"]);
}
