//! Links, passwords, sessions and what guests typed: in which answers they stand, and that no log line has them.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex},
};

use embedded_cloud::SesFailure;
use serde_json::{Value, json};
use tracing_subscriber::fmt::MakeWriter;
use vestibule_domain::share::LINK_LENGTH;

use crate::house::{Guest, House, Reply, Scene, Share, routes, terms};

const PASSWORD: &str = "correct horse battery";
const WRONG: &str = "incorrect horse";

/// Catches every log line of this process.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'w> MakeWriter<'w> for Log {
    type Writer = Self;
    fn make_writer(&'w self) -> Self {
        self.clone()
    }
}

/// A share with a password, opened after a wrong one, worked in, and revoked: everything that was said.
async fn story<'a>(house: &'a House, share: &Share, guest: &Guest<'a>) -> Vec<Reply> {
    let carla = house.staff("carla");
    let mut said = vec![
        guest.page("/i").await,
        guest.open_with(share, |body| body["password"] = json!(WRONG)).await.expect(422),
        guest.open_with(share, |body| body["password"] = json!(PASSWORD)).await.expect(200),
        guest.save(share, "details", json!({ "legal_name": "Souza & Filhos" })).await.expect(200),
        guest.post(&format!("/p/{}/tasks/details/comments", share.id), &json!({ "text": "Bom dia" })).await,
        guest.upload(share, "documents", "articles", "articles.pdf", b"%PDF-1.7").await.expect(200),
        guest.complete(share, "details").await.expect(200),
        guest.page(&format!("/p/{}", share.id)).await,
        guest.post_raw("/i/peek", "{\"token\": \"vst1_not json").await.expect(400),
    ];
    for path in ["", "/activity"] {
        said.push(carla.get(&format!("/v1/shares/{}{path}", share.id)).await.expect(200));
    }
    said.push(carla.get("/v1/shares?project=procurement").await.expect(200));
    said.push(carla.get("/v1/projects/procurement/runs/kyc").await.expect(200));
    said.push(carla.post(&format!("/v1/shares/{}/revoke", share.id), &json!({})).await.expect(200));
    said.push(guest.peek(share).await.expect(410));
    house.deliver().await;
    said
}

/// The secret of a link that was mailed, at the second attempt.
async fn mailed(house: &House) -> String {
    house.staff("carla").share(|terms| terms["delivery"] = json!("email")).await;
    house.system.cloud.inbox().refuse_with(Some(SesFailure::UnverifiedIdentity));
    assert_eq!(house.deliver().await, 1, "SES refuses the address");
    house.system.cloud.inbox().refuse_with(None);
    house.pass(jiff::SignedDuration::from_hours(1));
    house.deliver().await;
    let mails = house.system.cloud.inbox().messages();
    let text = mails.into_iter().rev().filter_map(|mail| mail.text).find(|text| text.contains("#vst1_")).unwrap();
    text.split('#').nth(1).unwrap().lines().next().unwrap().to_owned()
}

/// Whether something in it has the form of a link's secret.
fn holds_a_link(text: &str) -> bool {
    let digits = |rest: &str| rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    text.split("vst1_").skip(1).any(|rest| digits(rest) + "vst1_".len() >= LINK_LENGTH)
}

/// What must stand nowhere but where it was asked for.
fn secrets(share: &Share, guest: &Guest<'_>) -> Vec<String> {
    let mut secrets = vec![share.token().to_owned(), share.token()[28..].to_owned(), PASSWORD.into(), WRONG.into()];
    secrets.extend(guest.cookies().values().cloned());
    secrets
}

#[tokio::test(flavor = "multi_thread")]
async fn no_log_line_holds_a_link_a_password_a_session_or_what_was_typed() {
    let log = Log::default();
    // As talkative as it gets; the embedded cloud is not part of a deployment.
    let subscriber =
        vestibule_web::start::telemetry::log::subscriber("trace,dynoxide=off,s3s=off,embedded_cloud=off", log.clone());
    tracing::subscriber::set_global_default(subscriber).unwrap();

    let house = House::open().await;
    let share = house.staff("carla").share(|terms| terms["password"] = json!(PASSWORD)).await;
    let guest = house.guest();
    let said = story(&house, &share, &guest).await;
    let mailed = mailed(&house).await;
    let written = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let requests = written.lines().filter(|line| line.contains("\"answered\"")).count();
    assert!(requests > said.len(), "every request is logged: {requests}");
    let mut absent = secrets(&share, &guest);
    absent.push(mailed);
    absent.extend(guest.csrf().values().cloned());
    absent.push(house.system.cloud.issuer().token("carla").unwrap().split('.').nth(1).unwrap().to_owned());
    let personal =
        ["ana@supplier.example", "Ana Souza", "carla@acme.example", "Souza & Filhos", "Bom dia", "articles.pdf"];
    absent.extend(personal.map(str::to_owned));
    for secret in absent {
        assert!(!written.contains(&secret), "{secret} is logged");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_answer_holds_a_link_or_a_password_but_the_one_who_asked_for_the_link_gets_it() {
    let house = House::open().await;
    let share = house.staff("carla").share(|terms| terms["password"] = json!(PASSWORD)).await;
    let guest = house.guest();
    let said = story(&house, &share, &guest).await;
    for reply in &said {
        for secret in secrets(&share, &guest) {
            assert!(!reply.text.contains(&secret), "{}", reply.text);
        }
    }
    assert!(said.iter().all(|reply| !reply.text.contains("argon2")), "nor does a hash leave the house");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_creating_and_rotating_answer_with_a_link_and_only_by_the_link_s_delivery() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let mut with_link = Vec::new();
    for (n, route) in routes().iter().enumerate() {
        let scene = Scene::of(&house, route, &format!("run-{n}")).await;
        let reply =
            scene
                .by(|method, path| {
                    if path.starts_with("/v1/") {
                        carla.request(method, path)
                    } else {
                        scene.guest.request(method, path)
                    }
                })
                .await;
        if holds_a_link(&reply.text) {
            with_link.push(route.clone());
        }
    }
    assert_eq!(with_link, ["POST /v1/shares", "POST /v1/shares/{share}/rotate"]);

    carla.share(|_| {}).await;
    let mut mailed: Value = terms();
    mailed["delivery"] = json!("email");
    let created = carla.post("/v1/shares", &mailed).await.expect(201).body;
    assert_eq!(created["link"], Value::Null);
    let path = format!("/v1/shares/{}/rotate", created["id"].as_str().unwrap());
    assert_eq!(carla.post(&path, &json!({})).await.expect(200).body["link"], Value::Null);
    let dry = carla.post("/v1/shares?dry_run=true", &terms()).await.expect(200);
    assert!(!holds_a_link(&dry.text), "{}", dry.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_before_opening_does_not_hold_the_link() {
    let house = House::open().await;
    let share = house.staff("carla").share(|_| {}).await;
    let guest = house.guest();
    let page = guest.come(&share).await.expect(200);
    assert!(page.text.contains(&format!("action=\"{}\"", share.door())), "{}", page.text);
    assert!(!holds_a_link(&page.text), "{}", page.text);
    // What stands in the browser makes no link either: it is the salt, which is worth nothing without the key.
    assert!(guest.cookies().values().all(|value| !value.contains(&share.token()[28..])));
}
