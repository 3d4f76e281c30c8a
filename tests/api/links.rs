//! Links that were never ours, are no longer ours, or have died: what each is told, and what it costs.

use http::HeaderMap;
use jiff::SignedDuration;
use serde_json::{Value, json};
use vestibule_cloud::meter::Counts;
use vestibule_domain::{
    share::{LINK_LENGTH, LinkToken, Salt},
    value::ShareId,
};

use crate::house::{House, Reply, Share};

/// What every link that is none is told: the same for each.
fn nothing() -> Value {
    json!({
        "type": "https://vestibule.dev/problems/not_found",
        "title": "There is no such thing",
        "status": 404,
        "detail": "This link is not valid.",
    })
}

async fn knock(house: &House, token: &str) -> Reply {
    house.guest().post("/i/peek", &json!({ "token": token })).await
}

/// All that differs from request to request taken away.
fn told(mut reply: Reply) -> (u16, HeaderMap, Value) {
    reply.body.as_object_mut().unwrap().remove("trace_id");
    for changing in ["date", "trace-id", "content-length"] {
        reply.headers.remove(changing);
    }
    (reply.status, reply.headers, reply.body)
}

/// The token with one character of it replaced by another base62 digit.
fn mistyped(token: &str, at: usize) -> String {
    let with = if token.as_bytes()[at] == b'0' { "1" } else { "0" };
    format!("{}{with}{}", &token[..at], &token[at + 1..])
}

/// Tokens made of those of two real shares, none of which was ever issued.
fn forgeries(a: &str, b: &str) -> Vec<String> {
    let (head, share, salt) = (6, 28, 50);
    let mut forged: Vec<_> =
        [0, 3, 5, head, share - 1, share, salt - 1, salt, LINK_LENGTH - 1].map(|at| mistyped(a, at)).into();
    forged.extend([
        format!("{}{}", &a[..share], &b[share..]),
        format!("{}{}{}", &a[..share], &b[share..salt], &a[salt..]),
        format!("{}{}", &a[..salt], &b[salt..]),
        format!("{}{}", &a[..salt], "0".repeat(22)),
        format!("{}{}", &a[..salt], "z".repeat(22)),
        a[..LINK_LENGTH - 1].to_owned(),
        a[1..].to_owned(),
        a[..salt].to_owned(),
        a.to_uppercase(),
        a.to_lowercase(),
        a.replace("vst1_", "VST1_"),
        a.replace("vst1_", "vst2_"),
        String::new(),
        " ".to_owned(),
        "null".to_owned(),
        "🏠".repeat(LINK_LENGTH / 4),
        "é".repeat(LINK_LENGTH),
        a.replacen('s', "ſ", 1),
        a.replace('1', "１"),
        "7".repeat(200_000),
    ]);
    forged
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_link_costs_no_io_and_every_one_is_told_the_same() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let (a, b) = (carla.share(|_| {}).await, carla.share(|_| {}).await);
    let (trail, first) = (carla.trail(&a.id).await, told(knock(&house, "").await));
    house.system.meter.take();
    for forged in forgeries(a.token(), b.token()) {
        let reply = told(knock(&house, &forged).await);
        assert_eq!((reply.0, &reply.2), (404, &nothing()), "{forged:.100}");
        assert_eq!(reply.1, first.1, "{forged:.100}");
    }
    assert_eq!(house.system.meter.take(), Counts::default());
    assert_eq!(carla.trail(&a.id).await, trail);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_is_none_is_told_the_same_page_in_the_reader_s_language() {
    let house = House::open().await;
    let share = house.staff("carla").share(|_| {}).await;
    let guest = house.guest();
    house.system.meter.take();
    for (language, title) in [
        ("en", "This link is not valid"),
        ("pt-BR", "Este link não é válido"),
        ("es", "Este enlace no es válido"),
        ("de", "This link is not valid"),
    ] {
        let mut pages = Vec::new();
        for token in ["", "<b>", &mistyped(share.token(), 60)] {
            let sent = guest.navigate("POST", "/i/peek").form(&json!({ "token": token }));
            let place = Reply::of(sent).await.expect(303).header("location").to_owned();
            let place = place.split("&trace").next().unwrap();
            let page = Reply::of(guest.navigate("GET", place).header("accept-language", language)).await.expect(200);
            assert!(page.text.contains(&format!("<h1>{title}</h1>")), "{}", page.text);
            pages.push(page.text);
        }
        pages.dedup();
        assert_eq!(pages.len(), 1, "{language}");
    }
    assert_eq!(house.system.meter.take(), Counts::default());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_megabyte_for_a_token_is_too_large_and_costs_no_io() {
    let house = House::open().await;
    assert_eq!(knock(&house, &"7".repeat(1 << 20)).await.expect(413).problem(), "too_large");
    assert_eq!(house.system.meter.take(), Counts::default());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proven_link_of_no_share_is_told_what_a_forged_one_is() {
    let house = House::open().await;
    let unknown = LinkToken::reveal(ShareId::new([7; 16]), Salt::new([8; 16]), house.system.keys());
    assert_eq!(told(knock(&house, unknown.expose()).await), told(knock(&house, "forged").await));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rotated_link_says_that_there_is_a_newer_one_and_nothing_of_the_share() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let old = carla.share(|_| {}).await;
    let (early, guest) = (house.guest(), house.guest());
    early.peek(&old).await.expect(200);
    let rotated = carla.post(&format!("/v1/shares/{}/rotate", old.id), &json!({})).await.expect(200);
    let new = Share { link: rotated.body["link"].as_str().unwrap().to_owned(), ..old.clone() };
    let trail = carla.trail(&old.id).await;

    let told = guest.peek(&old).await.expect(410);
    assert_eq!((told.problem(), &told.body["reason"]), ("gone", &json!("replaced")));
    for page in [guest.come(&old).await, early.page(&old.door()).await] {
        let page = page.expect(410);
        assert!(page.text.contains("<h1>There is a newer link</h1>"), "{}", page.text);
        assert!(!page.text.contains("Acme") && !page.text.contains("<form"), "{}", page.text);
    }
    early.post(&old.door(), &json!({ "consent": "yes" })).await.expect(410);
    early.post(&format!("{}/request", old.door()), &json!({})).await.expect(410);
    assert_eq!(carla.trail(&old.id).await, trail);

    guest.open(&new).await.expect(200);
    assert_eq!(guest.come(&old).await.expect(200).header("location"), "", "who is in is led to the work all the same");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_read_as_people_paste_it() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let (share, other) = (carla.share(|_| {}).await, carla.share(|_| {}).await);
    let (code, (head, tail)) = (share.token(), share.token().split_at(30));
    for pasted in [
        format!("\t {code}\r\n"),
        format!("\u{a0}{code}\u{3000}"),
        format!("{code}."),
        format!("<{code}>"),
        format!("Please open {} today", share.link),
        format!("{code}\r\nOpen until Monday 30 November"),
        format!("> {head}\r\n> {tail}"),
        format!("{head}=\r\n{tail}"),
        format!("{head}\u{200b}\u{ad}{tail}"),
        // As browsers write it where it stood in an address.
        format!("{head}%E2%80%8B%C2%AD{tail}"),
        code.replace('_', "%5F"),
        format!("{}\n{}\n{}", share.link, other.link, share.link),
    ] {
        let guest = house.guest();
        let sent = guest.form("/i/peek", &[("token", &pasted)]).await.expect(303);
        assert_eq!(sent.header("location"), format!("{}?came=true", share.door()), "{pasted}");
        assert_eq!(guest.follow(sent).await.status, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dead_link_can_be_answered_with_a_new_one_and_its_creator_is_told_once_an_hour() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let (share, live) = (carla.share(|_| {}).await, carla.share(|_| {}).await);
    let ask = async |share: &Share| {
        let guest = house.guest();
        guest.peek(share).await;
        guest.post(&format!("{}/request", share.door()), &json!({})).await
    };
    let told = async || {
        house.deliver().await;
        house.system.cloud.inbox().messages().iter().filter(|m| m.to == ["carla@acme.example"]).count()
    };
    assert_eq!(ask(&live).await.expect(409).body["code"], "still_works");
    carla.post(&format!("/v1/shares/{}/revoke", share.id), &json!({})).await.expect(200);
    for _ in 0..3 {
        assert_eq!(ask(&share).await.expect(202).body, json!({ "requested": true }));
    }
    assert_eq!(told().await, 1);
    house.pass(SignedDuration::from_mins(59));
    ask(&share).await.expect(202);
    assert_eq!(told().await, 1);
    house.pass(SignedDuration::from_mins(2));
    ask(&share).await.expect(202);
    assert_eq!(told().await, 2);
    let kinds = carla.trail(&share.id).await;
    assert_eq!(kinds, ["share.created", "share.revoked", "share.new_link_requested", "share.new_link_requested"]);
    assert_eq!(carla.trail(&live.id).await, ["share.created"]);
}
