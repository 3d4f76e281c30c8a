//! What people typed comes back as text, wherever a page shows it; what could forge a header is refused.

use serde_json::{Value, json};

use crate::house::{FORGING, Guest, HOSTILE, House, Reply, Share, elements, terms};

const BYTES: &[u8] = b"%PDF-1.7 names";

/// A flow in which everything that staff can name has this name.
fn flow(name: &str, file: &str) -> Value {
    let option = json!([{ "value": "a", "label": name }]);
    let field = |id: &str, kind: &str| json!({ "id": id, "label": name, "help": name, "type": kind });
    let mut choice = field("choice", "single_choice");
    choice["options"] = option.clone();
    let mut list = field("list", "checklist");
    list["items"] = option;
    let fields = [field("short", "short_text"), field("long", "long_text"), choice, list, field("scan", "file")];
    json!({ "title": name, "tasks": [
        { "id": "papers", "title": name, "description": name, "fields": fields, "references": [file] },
    ] })
}

/// Every page on which typed text is shown, and how many times something typed must be on it.
async fn pages(house: &House, name: &str) -> Vec<(&'static str, usize, Reply)> {
    let carla = house.staff("carla");
    let file = carla.reference_file(&format!("{}.pdf", name.replace('/', ":")), BYTES).await;
    carla.put("/v1/projects/procurement/runs/names", &flow(name, &file)).await.expect(201);
    let share = carla
        .share(|terms| {
            terms["scope"] = json!({ "type": "tasks", "run": "names", "tasks": ["papers"] });
            terms["recipient"]["name"] = json!(name);
            terms["instructions"] = json!(format!("{name}\n\n{name}"));
            terms["label"] = json!(name);
        })
        .await;
    let guest = house.guest();
    let invitation = guest.come(&share).await.expect(200);
    let refused = guest.follow(guest.form(&share.door(), &[]).await.expect(303)).await.expect(200);
    guest.open(&share).await.expect(200);
    let work = work(&guest, &share, name).await;
    guest.complete(&share, "papers").await.expect(200);
    let completed = guest.page(&format!("/p/{}", share.id)).await.expect(200);
    let receipt = guest.page(&format!("/p/{}/tasks/papers/receipt", share.id)).await.expect(200);
    carla.post(&format!("/v1/shares/{}/revoke", share.id), &json!({})).await.expect(200);
    let dead = house.guest().come(&share).await.expect(410);
    vec![
        ("invitation", 4, invitation),
        ("refused opening", 4, refused),
        ("work", 15, work),
        ("completed work", 9, completed),
        ("receipt", 8, receipt),
        ("dead link", 0, dead),
    ]
}

/// The page with all that a guest can type.
async fn work(guest: &Guest<'_>, share: &Share, name: &str) -> Reply {
    let answers = json!({ "short": name, "long": format!("{name}\n{name}"), "choice": "a", "list": ["a"] });
    guest.save(share, "papers", answers).await.expect(200);
    guest.post(&format!("/p/{}/tasks/papers/comments", share.id), &json!({ "text": name })).await.expect(201);
    let file = format!("{}.pdf", name.replace('/', ":"));
    guest.upload(share, "papers", "scan", &file, BYTES).await.expect(200);
    guest.page(&format!("/p/{}?fix=papers", share.id)).await.expect(200)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_is_text_on_every_page() {
    let plain = pages(&House::open().await, "plain").await;
    for (name, escaped) in HOSTILE {
        for ((page, times, reply), (.., like)) in pages(&House::open().await, name).await.iter().zip(&plain) {
            assert_eq!(reply.header("content-type"), "text/html; charset=utf-8", "{page}");
            assert_eq!(elements(&reply.text), elements(&like.text), "{page} of {name}");
            assert!(name == escaped || !reply.text.contains(name), "{page} of {name}: {}", reply.text);
            let shown = reply.text.matches(escaped).count();
            assert!(shown >= *times, "{page} of {name}: {shown} times in {}", reply.text);
        }
    }
}

/// Where staff name something: the pointer, and the request with that name there.
type Place = (&'static str, fn(&str) -> Value);

/// The sample's terms with one of their texts replaced.
fn named(pointer: &str, name: &str) -> Value {
    let mut terms = terms();
    match pointer.strip_prefix("/recipient/") {
        Some(of) => terms["recipient"][of] = json!(name),
        None => terms[&pointer[1..]] = json!(name),
    }
    terms
}

#[tokio::test(flavor = "multi_thread")]
async fn names_in_shares_that_could_forge_a_header_or_hide_an_order_are_cleaned() {
    let house = House::open().await;
    let carla = house.staff("carla");
    carla.share(|_| {}).await;
    for (name, kept) in FORGING {
        for pointer in ["/recipient/name", "/label", "/instructions"] {
            let reply = carla.post("/v1/shares", &named(pointer, name)).await;
            if pointer == "/recipient/name" && kept.is_empty() {
                assert_eq!(reply.expect(422).errors(), [format!("{pointer} invalid")], "{name:?}");
                continue;
            }
            let id = reply.expect(201).body["id"].as_str().unwrap().to_owned();
            let share = carla.get(&format!("/v1/shares/{id}")).await.expect(200).body;
            match pointer {
                "/recipient/name" => assert_eq!(share["recipient"]["name"], kept, "{name:?}"),
                "/label" => assert_eq!(share["label"].as_str().unwrap_or_default(), kept, "{name:?}"),
                _ => {}
            }
        }
        let address = carla.post("/v1/shares", &named("/recipient/email", name)).await;
        assert_eq!(address.expect(422).errors(), ["/recipient/email invalid"], "{name:?}");
    }
    for pointer in ["/recipient/name", "/recipient/email", "/label", "/instructions"] {
        let long = carla.post("/v1/shares", &named(pointer, &"x".repeat(10_000))).await;
        assert_eq!(long.expect(422).errors(), [format!("{pointer} invalid")]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn names_in_flows_that_could_forge_a_header_or_hide_an_order_are_cleaned() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let places: [Place; 6] = [
        ("/title", |name| json!({ "title": name, "tasks": [{ "id": "a", "title": "A" }] })),
        ("/tasks/0/title", |name| json!({ "title": "T", "tasks": [{ "id": "a", "title": name }] })),
        (
            "/tasks/0/description",
            |name| json!({ "title": "T", "tasks": [{ "id": "a", "title": "A", "description": name }] }),
        ),
        ("/tasks/0/fields/0/label", |name| {
            let field = json!({ "id": "f", "label": name, "type": "date" });
            json!({ "title": "T", "tasks": [{ "id": "a", "title": "A", "fields": [field] }] })
        }),
        ("/tasks/0/fields/0/help", |name| {
            let field = json!({ "id": "f", "label": "F", "help": name, "type": "date" });
            json!({ "title": "T", "tasks": [{ "id": "a", "title": "A", "fields": [field] }] })
        }),
        ("/tasks/0/fields/0/options/0/label", |name| {
            let options = json!([{ "value": "a", "label": name }]);
            let field = json!({ "id": "f", "label": "F", "type": "single_choice", "options": options });
            json!({ "title": "T", "tasks": [{ "id": "a", "title": "A", "fields": [field] }] })
        }),
    ];
    let path = "/v1/projects/procurement/runs/forged";
    let long = "x".repeat(10_000);
    for name in ["", " \r\n\t", "\u{200b}\u{2800}\u{3164}", &long] {
        for (pointer, request) in &places {
            let reply = carla.put(path, &request(name)).await;
            assert_eq!(reply.expect(400).errors(), [format!("{pointer} invalid")], "{name:?}");
        }
    }
    carla.get(path).await.expect(404);
    for (name, kept) in FORGING.into_iter().filter(|(_, kept)| !kept.is_empty()) {
        carla.put(path, &places[0].1(name)).await;
        assert_eq!(carla.get(path).await.expect(200).body["title"], kept, "{name:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_guests_type_is_bounded() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let share = carla.share(|_| {}).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    let trail = carla.trail(&share.id).await;
    let comments = format!("/p/{}/tasks/documents/comments", share.id);
    for text in ["\u{2066}", "", " \r\n\t", "\u{200b}", &"x".repeat(10_000)] {
        let refused = guest.post(&comments, &json!({ "text": text })).await.expect(422);
        assert_eq!(refused.errors(), ["/text invalid"], "{text:?}");
    }
    for name in ["", "\u{0}", "\u{2068}\u{2069}\r\n"] {
        let refused = guest.announce(&share, "documents", "articles", name, BYTES).await.expect(422);
        assert_eq!(refused.errors(), ["/name invalid"], "{name:?}");
    }
    let long = guest.save(&share, "documents", json!({ "remarks": "x".repeat(10_001) })).await.expect(422);
    assert_eq!(long.errors(), ["/answers/remarks too_long"]);
    assert_eq!(carla.trail(&share.id).await, trail);
    guest.save(&share, "documents", json!({ "remarks": "x".repeat(10_000) })).await.expect(200);
}
