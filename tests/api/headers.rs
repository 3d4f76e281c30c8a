//! What every answer carries: nothing of ours is framed, sniffed, leaked or, but for assets, kept.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::json;
use vestibule_domain::value::Digest;

use crate::house::{House, Reply, Scene, routes};

const ALWAYS: [(&str, &str); 7] = [
    ("referrer-policy", "same-origin"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("strict-transport-security", "max-age=63072000; includeSubDomains"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
];

/// The one script that a page may hold itself, and how its policy names it (W3C CSP 3, "hash-source").
fn named_script(page: &str) -> Option<(&str, String)> {
    let (script, _) = page.split_once("<script>")?.1.split_once("</script>")?;
    Some((script, format!(" 'sha256-{}'", BASE64_STANDARD.encode(Digest::of(script).bytes()))))
}

fn assert_guarded(house: &House, reply: &Reply, what: &str) {
    let s3 = &house.system.cloud.endpoints().s3;
    let script = named_script(&reply.text).map(|(_, name)| name).unwrap_or_default();
    let policy = format!(
        "default-src 'none'; script-src 'self'{script}; worker-src 'self'; style-src 'self'; img-src 'self' data:; \
         connect-src 'self' {s3}; form-action 'self' {s3}; base-uri 'none'; frame-ancestors 'none'"
    );
    let kept = what.starts_with("GET /assets/") && reply.status == 200;
    let caching = if kept { "public, max-age=31536000, immutable" } else { "no-store" };
    let own = [("content-security-policy", policy.as_str()), ("cache-control", caching)];
    for (name, value) in ALWAYS.into_iter().chain(own) {
        let values: Vec<_> = reply.headers.get_all(name).iter().collect();
        assert_eq!(values, [value], "{name} of {what}: {}", reply.status);
    }
    let trace = reply.header("trace-id");
    assert!(!trace.is_empty() && trace.bytes().all(|b| b.is_ascii_alphanumeric()), "{what}: {trace}");
    for revealing in ["server", "x-powered-by", "access-control-allow-origin"] {
        assert!(!reply.headers.contains_key(revealing), "{what}: {revealing}");
    }
}

fn is_staff(route: &str) -> bool {
    route.contains(" /v1/")
}

/// The route's request by those it is for, by those it is not for, and spoilt; each for a program and for a browser.
async fn replies(house: &House, scene: &Scene<'_>, route: &str) -> Vec<Reply> {
    let (carla, vera, otto, rita) =
        (house.staff("carla"), house.staff("vera"), house.staff("otto"), house.staff("rita"));
    // Somebody whose token tells no address may accept any invitation.
    let (olivia, nina, stranger) = (house.staff("olivia"), house.anybody("nina"), house.guest());
    let mut replies = Vec::new();
    for accept in ["application/json", "text/html,application/xhtml+xml,*/*;q=0.8", "*/*"] {
        for language in ["en", "pt-BR", "es"] {
            let asked = |request: reqwest::RequestBuilder| {
                let mut built = request.build().unwrap();
                built.headers_mut().insert("accept", accept.parse().unwrap());
                built.headers_mut().insert("accept-language", language.parse().unwrap());
                reqwest::RequestBuilder::from_parts(house.http().clone(), built)
            };
            let callers = if is_staff(route) { [&otto, &vera, &carla, &olivia, &nina, &rita].to_vec() } else { vec![] };
            for member in callers {
                replies.push(scene.by(|method, path| asked(member.request(method, path))).await);
            }
            if !is_staff(route) {
                for guest in [&stranger, &scene.guest] {
                    replies.push(scene.by(|method, path| asked(guest.request(method, path))).await);
                }
                let cross =
                    |method: &str, path: &str| asked(stranger.bare(method, path).header("origin", "https://x.example"));
                replies.push(scene.by(cross).await);
            }
            let (method, path) = (scene.method(), scene.path());
            let spoilt =
                if is_staff(route) { carla.request(method, &path) } else { scene.guest.request(method, &path) };
            if scene.body().is_some() {
                replies.push(Reply::of(asked(spoilt).header("content-type", "application/json").body("[")).await);
            }
        }
    }
    replies
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_of_every_route_carries_every_header() {
    let house = House::open().await;
    for (n, route) in routes().iter().enumerate() {
        let scene = Scene::of(&house, route, &format!("run-{n}")).await;
        let replies = replies(&house, &scene, route).await;
        for reply in &replies {
            assert_guarded(&house, reply, route);
            assert!(reply.status < 500, "{route}: {}", reply.text);
        }
        let tells_of_a_problem = route == "GET /i/problem";
        let told: Vec<_> = replies.iter().map(|reply| reply.status).collect();
        assert!(tells_of_a_problem || told.iter().any(|status| *status < 400), "{route} never succeeds: {told:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_and_methods_that_no_function_has_are_problems_of_ours() {
    let house = House::open().await;
    let mut asked = vec![("GET", "/".to_owned()), ("GET", "/p".to_owned()), ("GET", "/v1".to_owned())];
    for route in routes() {
        let (_, path) = route.split_once(' ').unwrap();
        for method in ["DELETE", "OPTIONS", "TRACE"] {
            asked.push((method, path.replace(['{', '}'], "")));
        }
    }
    for (method, path) in asked {
        let reply = Reply::of(house.request(method, &path)).await;
        assert!(["not_found", "method_not_allowed"].contains(&reply.problem()), "{method} {path}: {}", reply.text);
        assert_guarded(&house, &reply, &path);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cookie_is_for_one_share_and_for_no_script_and_no_other_site() {
    let house = House::open().await;
    let share = house.staff("carla").share(|_| {}).await;
    let guest = house.guest();
    let opened = guest.open(&share).await.expect(200);
    let cookies: Vec<_> = opened.headers.get_all("set-cookie").iter().map(|v| v.to_str().unwrap()).collect();
    let value = guest.cookies()[&format!("__Host-vst-{}", share.id)].clone();
    let rest = "Path=/; Secure; HttpOnly; SameSite=Strict";
    let expected = [
        format!("__Host-vsl-{}=; Max-Age=0; {rest}", share.id),
        format!("__Host-vst-{}={value}; Max-Age=86400; {rest}", share.id),
    ];
    assert_eq!(cookies, expected);
    assert!(expected[1].find(';').unwrap() <= 170, "a browser holds many");
    let landing = guest.peek(&share).await;
    let landing = landing.header("set-cookie");
    assert!(landing.starts_with("__Host-vsl-") && landing.contains("; Max-Age=86400; "), "{landing}");
    assert!(landing.ends_with(rest) && landing.find(';').unwrap() <= 170, "{landing}");
    let shown = guest.get(&format!("/p/{}", share.id)).await;
    assert!(!shown.headers.contains_key("set-cookie"), "an opening alone starts a session");
}

/// A page without that script.
fn beside_what_is_named(page: &Reply) -> String {
    let Some((script, name)) = named_script(&page.text) else { return page.text.clone() };
    assert!(page.header("content-security-policy").contains(&name), "{script}");
    page.text.replacen(&format!("<script>{script}</script>"), "", 1)
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_hold_no_script_or_style_that_their_policy_does_not_name_and_ask_nobody_else() {
    let house = House::open().await;
    let share = house.staff("carla").share(|_| {}).await;
    let guest = house.guest();
    let invitation = guest.come(&share).await.expect(200);
    guest.open(&share).await.expect(200);
    guest.save(&share, "details", json!({ "legal_name": "Souza" })).await.expect(200);
    guest.complete(&share, "details").await.expect(200);
    for page in [
        guest.page("/i").await.expect(200),
        invitation,
        guest.follow(guest.form("/i/peek", &[("token", "forged")]).await).await.expect(200),
        guest.page(&format!("/p/{}", share.id)).await.expect(200),
        guest.page(&format!("/p/{}/tasks/details/receipt", share.id)).await.expect(200),
        guest.page("/p/shr_0000000000000000000007").await.expect(404),
        guest.page("/assets/nothing.css").await.expect(404),
    ] {
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
        let text = beside_what_is_named(&page);
        for barred in [" style=", "<style", " onclick=", " onload=", "javascript:", "//", "<iframe", "<base", "<object"]
        {
            assert!(!text.contains(barred), "{barred} in {text}");
        }
        for script in text.split("<script").skip(1) {
            assert!(
                script.starts_with(" type=\"module\" src=\"/assets/") && script.contains("\"></script>"),
                "{script}"
            );
        }
    }
}
