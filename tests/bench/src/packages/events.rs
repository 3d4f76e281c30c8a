//! What each function is invoked with: one realistic event of its trigger, that it can answer with success.

use serde_json::{Value, json};
use vestibule_local::Trigger;
use vestibule_tests::house::{House, Scene};

use super::{
    example,
    template::{Function, PORTAL},
};
use crate::failure::Failure;

/// An event, and how its answer is known to be the right one.
#[derive(Debug, Clone)]
pub(crate) struct Invocation {
    pub(crate) what: String,
    pub(crate) event: Value,
    /// The status of the HTTP answer inside; none: any answer that is no error.
    pub(crate) status: Option<u16>,
}

/// Routes that can be asked for again and again with the same success; of the others a function's first is taken.
const REPEATABLE: [&str; 6] = [
    "GET /v1/projects/{project}/runs/{run}",
    "POST /v1/shares",
    "PATCH /v1/shares/{share}",
    // Not the list: it grows with each share that is created meanwhile.
    "GET /v1/shares/{share}",
    "POST /p/{share}/tasks/{task}/uploads",
    "POST /p/{share}/tasks/{task}/complete",
];

/// The guests' first two requests, which need no share.
const LANDING: [&str; 2] = ["POST /i/peek", "GET /i"];

pub(crate) async fn of(function: &Function, house: &House) -> Result<Vec<Invocation>, Failure> {
    let one = |what: &str, event: Value| vec![Invocation { what: what.to_owned(), event, status: None }];
    Ok(match &function.trigger {
        Trigger::Http { routes, .. } => {
            let routes: Vec<_> = routes.iter().map(ToString::to_string).collect();
            let has = |route: &&&str| routes.iter().any(|deployed| deployed == **route);
            if LANDING.iter().all(|route| has(&route)) {
                return Ok(landing());
            }
            let repeatable = REPEATABLE.iter().find(has).copied();
            let route = repeatable.or(routes.first().map(String::as_str)).ok_or("a function without a route")?;
            vec![of_route(house, route, &function.binary).await]
        }
        Trigger::Schedule => one("the schedule", schedule()),
        Trigger::Stream => one("an empty batch of the stream", json!({ "Records": [] })),
        Trigger::Rule(_) => {
            let (what, event) = example::brought(&function.binary, house).await?;
            one(&what, event)
        }
    })
}

fn landing() -> Vec<Invocation> {
    let [peek, page] = LANDING;
    let forged = json!({ "token": "vst1_0garbled" });
    vec![http(peek, "/i/peek", Some(forged), 404, &[]), http(page, "/i", None, 200, &[])]
}

/// As the black-box tests ask for the route, by the guest or the controller for whom everything is there.
async fn of_route(house: &House, route: &str, run: &str) -> Invocation {
    let scene = Scene::of(house, route, run).await;
    let mut headers = Vec::new();
    if scene.path().starts_with("/p/") {
        let cookies: Vec<_> = scene.guest.cookies().iter().map(|(name, value)| format!("{name}={value}")).collect();
        headers.push(("cookie", cookies.join("; ")));
        headers.extend(scene.guest.csrf().get(&scene.share.id).map(|csrf| ("vestibule-csrf", csrf.clone())));
    }
    let made = matches!(route, "POST /v1/shares" | "POST /p/{share}/tasks/{task}/uploads");
    http(route, &scene.path(), scene.body(), if made { 201 } else { 200 }, &headers)
}

/// API Gateway's payload of version 2.0, with the claims of a document controller on routes of staff.
fn http(route: &str, address: &str, body: Option<Value>, status: u16, more: &[(&str, String)]) -> Invocation {
    let (method, template) = route.split_once(' ').unwrap_or(("GET", route));
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let domain = PORTAL.trim_start_matches("https://");
    let mut headers = json!({
        "accept": if body.is_some() { "application/json" } else { "text/html,application/json;q=0.9" },
        "content-type": "application/json",
        "host": domain,
        "origin": PORTAL,
        "sec-fetch-site": "same-origin",
        "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "x-amzn-trace-id": "Root=1-6922f1a0-0123456789abcdef01234567",
        "x-forwarded-for": "203.0.113.7",
        "x-forwarded-port": "443",
        "x-forwarded-proto": "https",
    });
    let mut event = json!({
        "version": "2.0",
        "routeKey": route,
        "rawPath": path,
        "rawQueryString": query,
        "requestContext": {
            "accountId": "000000000000", "apiId": "bench", "domainName": domain, "domainPrefix": "portal",
            "http": { "method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "203.0.113.7", "userAgent": "bench" },
            "requestId": "JKJaXmPLvHcESHA=", "routeKey": route, "stage": "$default",
            "time": "23/Nov/2026:12:00:00 +0000", "timeEpoch": 1_795_435_200_000_i64,
        },
        "isBase64Encoded": false,
    });
    for (name, value) in more {
        match *name {
            "cookie" => event["cookies"] = json!([value]),
            name => headers[name] = json!(value),
        }
    }
    event["headers"] = headers;
    if let Some(body) = body {
        event["body"] = json!(body.to_string());
    }
    if template.starts_with("/v1/") {
        let claims = json!({ "sub": "carla", "name": "Carla Mendes", "email": "carla@acme.example" });
        event["requestContext"]["authorizer"] = json!({ "jwt": { "claims": claims, "scopes": null } });
    }
    Invocation { what: route.to_owned(), event, status: Some(status) }
}

fn schedule() -> Value {
    json!({
        "version": "0", "id": "89d1a02d-5ec7-412e-82f5-13505f849b41", "detail-type": "Scheduled Event",
        "source": "aws.scheduler", "account": "000000000000", "time": "2026-11-23T12:00:00Z", "region": "us-east-1",
        "resources": [], "detail": {},
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_that_is_asked_for_is_there() {
        let there: Vec<_> = vestibule_local::routes().iter().map(ToString::to_string).collect();
        for route in REPEATABLE.iter().chain(&LANDING) {
            assert!(there.iter().any(|known| known == route), "{route}");
        }
    }
}
