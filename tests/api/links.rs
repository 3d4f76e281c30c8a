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

const DOORS: [&str; 3] = ["/i/peek", "/i/open", "/i/request"];

/// What every link that is none is told: the same for each.
fn nothing() -> Value {
    json!({
        "type": "https://vestibule.dev/problems/not_found",
        "title": "There is no such thing",
        "status": 404,
        "detail": "This link is not valid.",
    })
}

fn knock(door: &str, token: &str) -> Value {
    let mut body = json!({ "token": token });
    if door == "/i/open" {
        body["visit"] = json!("vis_0000000000000000000007");
        body["notice"] = json!("0".repeat(64));
        body["consent"] = json!("yes");
    }
    body
}

async fn try_door(house: &House, door: &str, token: &str) -> Reply {
    house.guest().post(door, &knock(door, token)).await
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
        format!("{a}0"),
        format!("{a}\u{0}"),
        a.repeat(2),
        a.to_uppercase(),
        a.to_lowercase(),
        a.replace("vst1_", "VST1_"),
        a.replace("vst1_", "vst2_"),
        format!("{} {}", &a[..share], &a[share..]),
        String::new(),
        " ".to_owned(),
        "null".to_owned(),
        "🏠".repeat(LINK_LENGTH / 4),
        "é".repeat(LINK_LENGTH),
        a.replacen('s', "ſ", 1),
        a.replace('1', "１"),
        format!("\u{202e}{a}"),
        "7".repeat(200_000),
    ]);
    forged
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_link_costs_no_io_and_every_one_is_told_the_same() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let (a, b) = (carla.share(|_| {}).await, carla.share(|_| {}).await);
    let (trail, first) = (carla.trail(&a.id).await, told(try_door(&house, "/i/peek", "").await));
    house.system.meter.take();
    for forged in forgeries(a.token(), b.token()) {
        for door in DOORS {
            let reply = told(try_door(&house, door, &forged).await);
            assert_eq!((reply.0, &reply.2), (404, &nothing()), "{door} {forged:.100}");
            assert_eq!(reply.1, first.1, "{door} {forged:.100}");
        }
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
            for door in DOORS {
                let request = guest.navigate("POST", door).header("accept-language", language);
                let page = Reply::of(request.form(&knock(door, token))).await.expect(404);
                assert!(page.text.contains(&format!("<h1>{title}</h1>")), "{door} {}", page.text);
                pages.push(page.text);
            }
        }
        pages.dedup();
        assert_eq!(pages.len(), 1, "{language}");
    }
    assert_eq!(house.system.meter.take(), Counts::default());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_megabyte_for_a_token_is_too_large_and_costs_no_io() {
    let house = House::open().await;
    for door in DOORS {
        let refused = try_door(&house, door, &"7".repeat(1 << 20)).await.expect(413);
        assert_eq!(refused.problem(), "too_large");
    }
    assert_eq!(house.system.meter.take(), Counts::default());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rotated_link_and_a_proven_one_of_no_share_are_told_what_a_forged_one_is() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let old = carla.share(|_| {}).await;
    let rotated = carla.post(&format!("/v1/shares/{}/rotate", old.id), &json!({})).await.expect(200);
    let new = Share { link: rotated.body["link"].as_str().unwrap().to_owned(), ..old.clone() };
    let unknown = LinkToken::reveal(ShareId::new([7; 16]), Salt::new([8; 16]), house.system.keys());
    let trail = carla.trail(&old.id).await;
    let forged = told(try_door(&house, "/i/peek", "forged").await);
    for token in [old.token(), unknown.expose()] {
        for door in DOORS {
            assert_eq!(told(try_door(&house, door, token).await), forged, "{door}");
        }
    }
    assert_eq!(carla.trail(&old.id).await, trail);
    house.guest().open(&new).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_pasted_with_spaces_and_line_breaks_around_it_works() {
    let house = House::open().await;
    let share = house.staff("carla").share(|_| {}).await;
    let bare = share.token();
    for pasted in [format!("{bare}\n"), format!("{bare} "), format!("\t {bare}\r\n"), format!("\u{a0}{bare}\u{3000}")] {
        let guest = house.guest();
        guest.open_with(&share, |body| body["token"] = json!(pasted)).await.expect(200);
        guest.form("/i/peek", &[("token", &pasted)]).await.expect(200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dead_link_can_be_answered_with_a_new_one_and_its_creator_is_told_once_an_hour() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let (share, live) = (carla.share(|_| {}).await, carla.share(|_| {}).await);
    let ask = async |share: &Share| try_door(&house, "/i/request", share.token()).await;
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
