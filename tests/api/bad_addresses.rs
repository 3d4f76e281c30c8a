//! Paths, queries and headers that nobody sends who means well: refused, and no function dies of them.

use std::io::{Read as _, Write as _};

use serde_json::json;
use vestibule_cloud::meter::Counts;

use crate::house::{House, Reply, routes, terms};

/// Texts that are the id of nothing.
const NO_IDS: [&str; 12] = [
    "x",
    "shr_",
    "shr_zzzzzzzzzzzzzzzzzzzzzz",
    "SHR_0000000000000000000007",
    "upl_0000000000000000000007x",
    "..%2f..%2fetc",
    "%00",
    "%ff",
    "%e2%80%ae",
    "a%20b",
    "%3Cscript%3E",
    "$%7Bjndi:ldap:%2f%2fx%7D",
];

#[tokio::test(flavor = "multi_thread")]
async fn an_address_with_a_malformed_name_is_the_address_of_nothing() {
    let house = House::open().await;
    let (olivia, guest) = (house.staff("olivia"), house.guest());
    let long = "a".repeat(5000);
    for route in routes().into_iter().filter(|r| r.contains('{')) {
        let (method, template) = route.split_once(' ').unwrap();
        let names: Vec<_> = template.split('/').filter(|part| part.starts_with('{')).collect();
        for name in names {
            for bad in NO_IDS.into_iter().chain([long.as_str()]) {
                // The first of the names to be looked at is the bad one.
                let path = template.replace(name, bad).replace("{share}", "shr_0000000000000000000007");
                let path = path.replace("{project}", "procurement").replace(['{', '}'], "");
                let request =
                    if path.starts_with("/v1/") { olivia.request(method, &path) } else { guest.request(method, &path) };
                let reply = Reply::of(request.json(&json!({}))).await;
                if reply.status == 200 {
                    // Of a run that nobody has pushed there are no shares, of a project that nobody has added no documents.
                    let of = ["shares", "documents", "work_packages"].into_iter().find(|of| !reply.body[*of].is_null());
                    assert_eq!(reply.body, json!({ of.unwrap(): [], "cursor": null }), "{method} {path:.100}");
                    continue;
                }
                assert!([400, 404, 422].contains(&reply.status), "{method} {path:.100}: {}", reply.text);
                assert_eq!(reply.header("content-type"), "application/problem+json", "{method} {path:.100}");
            }
        }
    }
    let counts = house.system.meter.take();
    assert_eq!((counts.transactions, counts.others), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_query_that_does_not_parse_is_told_by_its_parameter() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let share = carla.share(|_| {}).await;
    let of_share = |query: &str| format!("/v1/shares/{}/activity?{query}", share.id);
    house.system.meter.take();
    for (path, errors) in [
        ("/v1/shares".to_owned(), "/project invalid"),
        ("/v1/shares?project=procurement&limit=0".to_owned(), "/limit invalid"),
        ("/v1/shares?project=procurement&limit=101".to_owned(), "/limit invalid"),
        ("/v1/shares?project=procurement&limit=255".to_owned(), "/limit invalid"),
        ("/v1/shares?project=".to_owned(), "/project invalid"),
        ("/v1/shares?project=a%20b".to_owned(), "/project invalid"),
        ("/v1/shares?project=procurement&project=tower".to_owned(), "/project invalid"),
        ("/v1/shares?project=procurement&sort=name".to_owned(), "/sort invalid"),
        ("/v1/shares?project=procurement&order=up".to_owned(), "/order invalid"),
        ("/v1/shares?project=procurement&limit=many".to_owned(), "/limit invalid"),
        ("/v1/shares?project=procurement&limit=-1".to_owned(), "/limit invalid"),
        ("/v1/shares?project=procurement&limit=1e3".to_owned(), "/limit invalid"),
        ("/v1/shares?project=procurement&limit=99999999999999999999".to_owned(), "/limit invalid"),
        ("/v1/shares?project=procurement&cursor=garbage".to_owned(), "/cursor invalid"),
        ("/v1/shares?project=procurement&cursor=%23".to_owned(), "/cursor invalid"),
        ("/v1/shares?project=procurement&surprise=1".to_owned(), "/surprise invalid"),
        ("/v1/shares?project=procurement&sort=%ff".to_owned(), " syntax"),
        (of_share("after=-1"), "/after invalid"),
        (of_share("after=x"), "/after invalid"),
        (of_share("after=1&after=2"), "/after invalid"),
        (of_share("before=1"), "/before invalid"),
    ] {
        let refused = carla.get(&path).await;
        assert_eq!((refused.status, refused.errors()), (400, vec![errors.to_owned()]), "{path}: {}", refused.text);
    }
    let refused = carla.post("/v1/shares?dry_run=maybe", &terms()).await.expect(400);
    assert_eq!(refused.errors(), ["/dry_run invalid"]);
    assert_eq!(house.system.meter.take(), Counts::default());
    carla.get(&of_share("after=18446744073709551615")).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_idempotency_key_that_is_none_is_refused_before_anything_is_done() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let share = carla.share(|_| {}).await;
    let base = format!("/v1/shares/{}", share.id);
    house.system.meter.take();
    for (method, path, body) in [
        ("POST", "/v1/shares".to_owned(), terms()),
        ("POST", "/v1/projects/procurement/files".to_owned(), json!({})),
        ("POST", "/v1/projects/procurement/files/fil_0000000000000000000007/settle".to_owned(), json!({})),
        ("PATCH", base.clone(), json!({ "expiry": { "days": 9 } })),
        ("POST", format!("{base}/revoke"), json!({})),
        ("POST", format!("{base}/rotate"), json!({})),
        ("POST", format!("{base}/password"), json!({ "password": null })),
    ] {
        for key in ["", "a b", "\u{1}", &"k".repeat(256)] {
            let Ok(value) = http::HeaderValue::from_str(key) else { continue };
            let request = carla.request(method, &path).header("idempotency-key", value).json(&body);
            let refused = Reply::of(request).await;
            assert_eq!((refused.status, refused.problem()), (400, "bad_request"), "{path} {key}: {}", refused.text);
        }
    }
    assert_eq!(house.system.meter.take(), Counts::default());
    carla.post_once(&format!("{base}/revoke"), &"k".repeat(255), &json!({})).await.expect(200);
}

/// Sends bytes as they stand, which no client would, and reads the status of the answer.
fn send(house: &House, request: &[u8]) -> String {
    let address = house.system.origin.replace("http://localhost", "127.0.0.1");
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    stream.write_all(request).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).lines().next().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn raw_bytes_in_the_address_kill_no_function() {
    let house = House::open().await;
    let carla = house.system.cloud.issuer().token("carla").unwrap();
    let host = house.system.origin.replace("http://", "");
    for raw in [
        "x=<script>",
        "x=\"'`",
        "x={{7*7}}|^\\",
        "x=%",
        "x=%zz%u0041",
        "x=#y",
        "x=[]",
        "&&==&=",
        "x=\u{1}",
        "x=\u{7f}",
        "x=a b",
        "x=\u{e9}\u{202e}",
        "x=a\tb",
    ] {
        for target in ["/i?Q", "/p/shr_0000000000000000000007?Q", "/v1/shares?project=procurement&Q", "/assets/Q", "/Q"]
        {
            for header in ["", "x-forwarded-proto: ht tp\r\n", "x-forwarded-host: <>\r\n", "accept: ;;q=,\r\n"] {
                let request = format!(
                    "GET {} HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {carla}\r\n{header}connection: close\r\n\r\n",
                    target.replace('Q', raw),
                );
                let status = send(&house, request.as_bytes());
                let known = ["200", "400", "404"].iter().any(|s| status.starts_with(&format!("HTTP/1.1 {s}")));
                assert!(known, "{target} {raw:?} {header:?}: {status}");
            }
        }
    }
    Reply::of(house.request("GET", "/i")).await.expect(200);
    house.staff("carla").get("/v1/shares?project=procurement").await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_path_leads_out_of_the_guests_rooms() {
    let house = House::open().await;
    let host = house.system.origin.replace("http://", "");
    let mut statuses = Vec::new();
    for path in [
        "/p/%2e%2e/tasks/%2e%2e/uploads",
        "/p/../v1/projects/procurement/files",
        "/p/x/tasks/..%2f..%2f..%2fv1%2fprojects%2fprocurement/uploads",
        "/p/x/tasks/..\\..\\..\\v1\\projects\\procurement/uploads",
        "/p/%2e%2e/tasks/%2e/uploads/%2e%2e/settle",
        "/p//tasks//uploads",
        "/i/../v1/shares",
        "//v1/shares",
        "/V1/shares",
    ] {
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: {host}\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\
             connection: close\r\n\r\n{{}}"
        );
        statuses.push((path, send(&house, request.as_bytes())));
    }
    assert!(statuses.iter().all(|(_, status)| status == "HTTP/1.1 404 Not Found"), "{statuses:#?}");
    assert_eq!(house.system.meter.take(), Counts::default());
}

#[tokio::test(flavor = "multi_thread")]
async fn cookies_and_hosts_that_make_no_sense_are_nobody_s() {
    let house = House::open().await;
    let host = house.system.origin.replace("http://", "");
    let share = "shr_0000000000000000000007";
    for cookie in
        ["=", ";;;", "__Host-vst-", "\u{e9}=\u{e9}", &format!("__Host-vst-{share}=\"00\""), &"a=b; ".repeat(500)]
    {
        let request =
            format!("GET /p/{share} HTTP/1.1\r\nhost: {host}\r\ncookie: {cookie}\r\nconnection: close\r\n\r\n");
        assert_eq!(send(&house, request.as_bytes()), "HTTP/1.1 404 Not Found", "{cookie:.50}");
    }
    for host in ["evil.example", "<>", "a b", "localhost:99999", "\u{e9}"] {
        let request = format!("GET /i HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
        let status = send(&house, request.as_bytes());
        assert!(status.starts_with("HTTP/1.1 200") || status.starts_with("HTTP/1.1 400"), "{host}: {status}");
    }
}
