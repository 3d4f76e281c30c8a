//! Those who follow links and press buttons without being asked to: mail scanners, previews, prefetchers. Nothing
//! that they do counts, or leaves a trace.

use serde_json::{Value, json};
use vestibule_local::{Names, routes};
use vestibule_web::door::Access;

use crate::house::{Guest, House, Reply, Scene, Share, forms};

async fn everything(house: &House) -> (Vec<Value>, Vec<Value>) {
    (house.rows(Names::STATE).await, house.rows(Names::TRAIL).await)
}

fn guest_routes() -> Vec<String> {
    routes().into_iter().filter(|route| route.access == Access::Guest).map(|route| route.to_string()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_method_but_post_changes_anything_on_any_route_with_or_without_a_session() {
    let house = House::open().await;
    let routes = guest_routes();
    assert_eq!(routes.len(), 28, "{routes:?}");
    for (n, route) in routes.iter().enumerate() {
        let scene = Scene::of(&house, route, &format!("run-{n}")).await;
        let path = scene.path();
        let before = everything(&house).await;
        for method in ["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH"] {
            // What a page of ours would send with a POST, and what a link could carry.
            let link = format!("{path}?token={}&consent=yes&disclaimer=yes", scene.share.token());
            for request in [
                house.request(method, &path),
                house.request(method, &link),
                scene.guest.bare(method, &path),
                scene.guest.request(method, &path),
                scene.guest.request(method, &path).json(&scene.body()),
            ] {
                let reply = Reply::of(request).await;
                assert!([200, 303, 400, 404, 405, 409].contains(&reply.status), "{method} {path}: {reply:?}");
            }
        }
        assert_eq!(everything(&house).await, before, "{route}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_routes_that_were_only_looked_at_do_have_an_effect_by_post() {
    let house = House::open().await;
    let inert = ["POST /i/peek", "POST /p/{share}/documents/{document}/revisions/{revision}/check"];
    for (n, route) in guest_routes().into_iter().filter(|route| route.starts_with("POST")).enumerate() {
        let scene = Scene::of(&house, &route, &format!("run-{n}")).await;
        let mut opening = scene.body().unwrap();
        if route == "POST /i/{share}" {
            opening = scene.guest.opening(&scene.share).await;
        }
        let before = everything(&house).await;
        let reply = Reply::of(scene.guest.request("POST", &scene.path()).json(&opening)).await;
        assert!((200..300).contains(&reply.status), "{route}: {reply:?}");
        assert_eq!(everything(&house).await == before, inert.contains(&route.as_str()), "{route}");
    }
}

/// Opens the link as a browser does in which nobody sits: runs the landing's script, then sends every form of the
/// answer as it stands.
async fn scan(robot: &Guest<'_>, share: &Share) -> Vec<String> {
    robot.page("/i").await.expect(200);
    let mut page = robot.come(share).await.expect(200);
    let mut places = Vec::new();
    for _ in 0..2 {
        for form in forms(&page.text) {
            let fields: Vec<_> = form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let sent = robot.form(&form.action, &fields).await.expect(303);
            places.push(sent.header("location").to_owned());
            page = robot.follow(sent).await;
        }
    }
    places
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_scanner_that_presses_every_button_opens_nothing() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let disclaimer = json!({ "disclaimer": { "en": "I know whose papers these are." } });
    let cases = [(json!({}), Value::Null), (json!({}), json!("correct horse")), (disclaimer, Value::Null)];
    for (n, (policy, password)) in cases.into_iter().enumerate() {
        house.project_policy(policy).await;
        let limited = |terms: &mut Value| {
            terms["max_accesses"] = json!(1);
            terms["password"] = password.clone();
        };
        let share = carla.share_in(&format!("run-{n}"), limited).await;
        let before = everything(&house).await;

        for _ in 0..3 {
            let again = format!("{}?refused=consent", share.door());
            assert_eq!(scan(&house.guest(), &share).await, [again.clone(), again]);
        }

        assert_eq!(everything(&house).await, before);
        let guest = house.guest();
        guest.open_with(&share, |body| body["password"] = password).await.expect(200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_a_preview_nor_a_prefetch_of_the_work_page_counts() {
    let house = House::open().await;
    let share = house.staff("carla").share(|terms| terms["max_accesses"] = json!(1)).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    let before = everything(&house).await;
    let page = format!("/p/{}", share.id);
    for (header, value) in [("sec-purpose", "prefetch;prerender"), ("purpose", "prefetch"), ("x-moz", "prefetch")] {
        for path in ["/i", &page, &format!("{page}?check=details")] {
            Reply::of(guest.bare("GET", path).header("accept", "text/html").header(header, value)).await.expect(200);
        }
    }
    for robot in ["Slackbot-LinkExpanding 1.0", "Microsoft Office/16.0 (Outlook)", "facebookexternalhit/1.1"] {
        let preview = house.request("GET", "/i").header("user-agent", robot);
        let landing = Reply::of(preview).await.expect(200);
        assert!(!landing.text.contains("Acme"), "a preview tells nothing of anybody");
    }
    assert_eq!(everything(&house).await, before);
}
