//! Bodies that cannot be read: every route that takes one refuses them with a problem, before any I/O.

use serde_json::{Value, json};
use vestibule_cloud::meter::Counts;

use crate::house::{House, Reply, Scene, routes, run, terms};

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

/// Takes a body and looks at none.
const BODILESS: [&str; 1] = ["POST /p/{share}/tasks/{task}/uploads/{upload}/settle"];

/// Where no body at all says the same as `{}`.
const EMPTY_IS_FINE: [&str; 20] = [
    "POST /v1/shares/{share}/revoke",
    "POST /v1/shares/{share}/rotate",
    "POST /v1/projects/{project}/files/{file}/settle",
    "POST /v1/projects/{project}/runs/{run}/files/{file}/download",
    "POST /v1/projects/{project}/documents/{document}/revisions/{revision}/download",
    "POST /v1/projects/{project}/runs/{run}/exports",
    "POST /v1/projects/{project}/runs/{run}/exports/{export}/download",
    "POST /v1/projects/{project}/runs/{run}/tasks/{task}/hand-back",
    "PATCH /v1/policy",
    "PATCH /v1/projects/{project}/policy",
    "PATCH /v1/me",
    "PATCH /v1/members/{sub}",
    "POST /v1/members/{sub}/remove",
    "POST /v1/invitations/{invitation}/withdraw",
    "POST /v1/steps/{step}/uploads/{upload}/settle",
    "POST /v1/steps/{step}/uploads/{upload}/remove",
    "POST /v1/steps/{step}/files/{file}/download",
    "POST /v1/steps/{step}/reviewed/{task}/files/{file}/download",
    "POST /v1/steps/{step}/withdraw",
    "POST /v1/steps/{step}/complete",
];

/// Where browsers without script send forms.
const FORMS: [&str; 10] = [
    "POST /i/peek",
    "POST /i/{share}",
    "POST /i/{share}/code",
    "POST /i/{share}/request",
    "POST /p/{share}/exports",
    "POST /p/{share}/exports/{export}/download",
    "POST /p/{share}/tasks/{task}/uploads/{upload}/remove",
    "POST /p/{share}/tasks/{task}/files/{file}/download",
    "POST /p/{share}/documents/{document}/revisions/{revision}/download",
    "POST /p/{share}/tasks/{task}/complete",
];

type Bad = (String, &'static str, Vec<u8>, u16);

fn bad(what: &str, content_type: &'static str, body: impl Into<Vec<u8>>, status: u16) -> Bad {
    (what.to_owned(), content_type, body.into(), status)
}

fn nested(depth: usize) -> String {
    "[".repeat(depth) + &"]".repeat(depth)
}

/// A good body spoilt in every way that makes it unreadable.
fn spoilt(good: &Value) -> Vec<Bad> {
    let text = good.to_string();
    let fields = good.as_object().unwrap();
    let with = |key: &str, value: &str| format!("{{\"{key}\":{value},{}", &text[1..]).replace(",}", "}");
    let mut bads = vec![
        bad("not JSON", JSON, "hello", 400),
        bad("truncated", JSON, &text[..text.len() - 1], 400),
        bad("two values", JSON, format!("{text}{text}"), 400),
        bad("an unknown field", JSON, with("surprise", "1"), 400),
        bad("NaN", JSON, with("surprise", "NaN"), 400),
        bad("an array", JSON, "[]", 400),
        bad("an array of the values", JSON, json!(fields.values().collect::<Vec<_>>()).to_string(), 400),
        bad("an array of the body", JSON, format!("[{text}]"), 400),
        bad("text", JSON, json!(text).to_string(), 400),
        bad("null", JSON, "null", 400),
        bad("a number", JSON, "1e999", 400),
        bad("deep", JSON, nested(129), 400),
        bad("very deep", JSON, "[".repeat(200_000), 400),
        bad("UTF-16", JSON, text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>(), 400),
        bad("two byte order marks", JSON, format!("\u{feff}\u{feff}{text}"), 400),
        bad("bad UTF-8", JSON, with("surprise", "\"\u{0}\"").replace('\u{0}', "").into_bytes(), 400),
        bad("the wrong type", "text/plain", text.clone(), 415),
        bad("no type", "", text.clone(), 415),
        bad("JSON as UTF-16, by its type", "application/json; charset=utf-16", text.clone(), 415),
        bad("a form with a file", "multipart/form-data; boundary=x", text.clone(), 415),
        bad("XML", "application/xml", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>", 415),
    ];
    let broken = bads.iter_mut().find(|b| b.0 == "bad UTF-8").unwrap();
    broken.2.splice(1..1, *b"\"\xff\xfe\":1,");
    for (key, value) in fields {
        bads.push(bad(&format!("{key} twice"), JSON, with(key, &value.to_string()), 400));
        for wrong in ["[[]]", "{\"a\":{}}", "NaN", "1e999", &nested(129)] {
            let spoilt = text.replacen(&format!("\"{key}\":{value}"), &format!("\"{key}\":{wrong}"), 1);
            bads.push(bad(&format!("{key} is {wrong:.20}"), JSON, spoilt, 400));
        }
    }
    bads
}

/// The same as a form, spoilt in the ways of forms.
fn spoilt_form(good: &Value) -> Vec<Bad> {
    let fields: Vec<_> =
        good.as_object().unwrap().iter().map(|(k, v)| format!("{k}={}", v.as_str().unwrap())).collect();
    let form = fields.join("&");
    let mut bads = vec![
        bad("an unknown field", FORM, format!("{form}&surprise=1"), 400),
        bad("bad UTF-8", FORM, [form.as_bytes(), b"&csrf=\xff"].concat(), 400),
        bad("encoded bad UTF-8", FORM, format!("{form}&csrf=%ff"), 400),
        bad("JSON", FORM, good.to_string() + "x", 400),
        bad("a megabyte", FORM, format!("{form}&csrf={}", "x".repeat(1 << 20)), 413),
    ];
    bads.extend(fields.iter().map(|f| bad(&format!("{f:.20} twice"), FORM, format!("{form}&{f}"), 400)));
    bads
}

fn spoilt_for(route: &str, good: &Value) -> Vec<Bad> {
    let mut bads = spoilt(good);
    let limit = match route {
        "PUT /v1/projects/{project}/runs/{run}" => 4 << 20,
        // A logo comes with it.
        "PATCH /v1/policy" | "PATCH /v1/projects/{project}/policy" => 3 << 20,
        _ => 256 << 10,
    };
    bads.push(bad("too much", JSON, format!("{good}{}", " ".repeat(limit)), 413));
    if !EMPTY_IS_FINE.contains(&route) {
        bads.push(bad("nothing", JSON, "", 400));
    }
    if FORMS.contains(&route) {
        bads.extend(spoilt_form(good));
    }
    bads
}

/// A problem as RFC 9457 has it, with the id that the answer's header has too.
fn assert_problem(reply: &Reply, status: u16, what: &str) {
    assert_eq!(reply.status, status, "{what}: {}", reply.text);
    assert_eq!(reply.header("content-type"), "application/problem+json", "{what}");
    assert_eq!(reply.body["status"], json!(status), "{what}");
    assert_eq!(reply.body["trace_id"], json!(reply.header("trace-id")), "{what}");
    for member in ["type", "title", "detail"] {
        assert!(reply.body[member].as_str().is_some_and(|text| !text.is_empty()), "{what}: {}", reply.text);
    }
    assert!(reply.text.len() < 2000, "{what}: a refusal repeats little of what it refuses");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_unreadable_body_comes_past_the_door_of_any_route() {
    let house = House::open().await;
    let carla = house.staff("carla");
    for (n, route) in routes().into_iter().filter(|r| !BODILESS.contains(&r.as_str())).enumerate() {
        let scene = Scene::of(&house, &route, &format!("run-{n}")).await;
        let Some(good) = scene.body() else { continue };
        let trail = carla.trail(&scene.share.id).await;
        house.system.meter.take();
        for (what, content_type, body, status) in spoilt_for(&route, &good) {
            let (method, path) = (scene.method(), scene.path());
            let request = if path.starts_with("/v1/") {
                carla.request(method, &path)
            } else {
                scene.guest.request(method, &path)
            };
            let reply = Reply::of(request.header("content-type", content_type).body(body)).await;
            assert_problem(&reply, status, &format!("{route}: {what}"));
        }
        assert_eq!(house.system.meter.take(), Counts::default(), "{route}");
        assert_eq!(carla.trail(&scene.share.id).await, trail, "{route}");
    }
}

/// A dry run of what has none would be a wet one.
#[tokio::test(flavor = "multi_thread")]
async fn no_query_that_a_route_does_not_read_comes_past_the_door_of_what_changes_something() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let signed_in = routes().into_iter().filter(|route| route.contains(" /v1/") && !route.starts_with("GET "));
    for (n, route) in signed_in.enumerate() {
        let scene = Scene::of(&house, &route, &format!("run-{n}")).await;
        let path = format!("{}?surprise=1", scene.path());
        house.system.meter.take();
        let reply = Reply::of(carla.request(scene.method(), &path).json(&scene.body())).await;
        assert_problem(&reply, 400, &route);
        assert_eq!(reply.errors(), ["/surprise invalid"], "{route}");
        assert_eq!(house.system.meter.take(), Counts::default(), "{route}");
    }
}

/// RFC 8259 §8.1 lets readers ignore it, and programs on Windows write it.
#[tokio::test(flavor = "multi_thread")]
async fn a_byte_order_mark_before_json_says_nothing() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let marked = |value: &Value| format!("\u{feff}{value}");
    let push = carla.request("PUT", "/v1/projects/procurement/runs/kyc").header("content-type", JSON);
    Reply::of(push.body(marked(&run()))).await.expect(201);
    let create = carla.request("POST", "/v1/shares").header("content-type", JSON);
    Reply::of(create.body(marked(&terms()))).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_settling_takes_any_body_for_none() {
    let house = House::open().await;
    for (n, body) in [&b""[..], b"hello", b"\xff\xfe", b"[[[["].into_iter().enumerate() {
        let scene = Scene::of(&house, BODILESS[0], &format!("run-{n}")).await;
        let settled = Reply::of(scene.guest.request("POST", &scene.path()).body(body)).await.expect(200);
        assert_eq!(settled.body["state"], "clean");
    }
}
