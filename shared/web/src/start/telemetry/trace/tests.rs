use std::error::Error;

use serde_json::json;
use tower::ServiceExt as _;

use super::*;
use crate::{
    answer::problem::Kind, door::routes::Routes, request::gateway::event::Event, start::telemetry::captured::Log,
};

type Tested = Result<(), Box<dyn Error>>;

const SECRETS: [&str; 8] = [
    "shr_SECRETPATH",
    "SECRETQUERY",
    "SECRETBODY",
    "SECRETCOOKIE",
    "SECRETAGENT",
    "SECRETHEADER",
    "198.51.100.7",
    "ana@supplier.example",
];

fn told() -> Event {
    Event::new("POST", "/p/shr_SECRETPATH")
        .query("token=SECRETQUERY")
        .header("content-type", "text/plain")
        .header("user-agent", "SECRETAGENT")
        .header("authorization", "Bearer SECRETHEADER")
        .cookie("a=SECRETCOOKIE")
        .claim("email", "ana@supplier.example")
        .source_ip("198.51.100.7")
        .body("SECRETBODY")
}

async fn refuse(_request: Request) -> Problem {
    Problem::new(Kind::Conflict, "SECRETBODY is no longer so")
}

async fn fail(_request: Request) -> Problem {
    Problem::failure(std::io::Error::other("disk"))
}

#[tokio::test(flavor = "current_thread")]
async fn secrets_never_reach_the_logs() -> Tested {
    let log = Log::default();
    let _guard = tracing::subscriber::set_default(log.subscriber());
    let router = Routes::new("portal")
        .guest(Method::POST, "/p/{share}", refuse)
        .guest(Method::POST, "/p/{share}/fail", fail)
        .into_sample_router(());
    for event in [told(), told().path("/p/shr_SECRETPATH/fail"), told().path("/shr_SECRETPATH"), told().method("PUT")] {
        router.clone().oneshot(event.request()?).await?;
    }
    let text = log.text();
    for secret in SECRETS {
        assert!(!text.contains(secret), "{secret} is in {text}");
    }
    let answered: Vec<_> = log.lines().into_iter().filter(|l| l["message"] == "answered").collect();
    let templates: Vec<_> = answered.iter().map(|l| l["span"]["route"].clone()).collect();
    assert_eq!(templates, ["/p/{share}", "/p/{share}/fail", "none", "/p/{share}"]);
    Ok(())
}

#[tokio::test(flavor = "current_thread")]
async fn each_request_logs_one_line_with_the_same_fields() -> Tested {
    let log = Log::default();
    let _guard = tracing::subscriber::set_default(log.subscriber());
    let router = Routes::new("portal").guest(Method::POST, "/p/{share}", refuse).into_sample_router(());
    let response = router.oneshot(told().request_id("JKJaXmPLvHcESHA=").request()?).await?;
    assert_eq!(response.headers()[HEADER], "JKJaXmPLvHcESHA=");
    let lines = log.lines();
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert_eq!(lines[0]["problem"], "conflict");
    let mut span = lines[0]["span"].clone();
    assert!(span["duration_ms"].as_u64().is_some_and(|ms| ms < 10_000));
    span["duration_ms"] = json!(0);
    assert_eq!(
        span,
        json!({
            "name": "request", "function": "portal", "method": "POST", "route": "/p/{share}",
            "trace_id": "JKJaXmPLvHcESHA=", "status": 409, "duration_ms": 0,
        })
    );
    Ok(())
}

#[tokio::test(flavor = "current_thread")]
async fn a_failure_is_logged_under_the_trace_id_that_the_client_sees() -> Tested {
    let log = Log::default();
    let _guard = tracing::subscriber::set_default(log.subscriber());
    let router = Routes::new("portal").guest(Method::POST, "/p", fail).into_sample_router(());
    let response = router.oneshot(told().path("/p").request()?).await?;
    let body: serde_json::Value =
        serde_json::from_slice(&axum::body::to_bytes(response.into_body(), usize::MAX).await?)?;
    let lines = log.lines();
    let error = lines.iter().find(|l| l["level"] == "ERROR").ok_or("no error line")?;
    assert_eq!(error["error"], "disk");
    assert_eq!(error["span"]["trace_id"], body["trace_id"]);
    Ok(())
}

#[test]
fn ids_come_from_the_gateway_then_xray_then_randomness() -> Tested {
    let of = |event: Event| -> Result<String, Box<dyn Error>> {
        let request = event.request()?;
        Ok(id(request.extensions(), request.headers()).as_str().to_owned())
    };
    let xray = || Event::new("GET", "/i").header("x-amzn-trace-id", "Root=1-5759e988-bd86;Parent=53995c3f42cd8ad8");
    assert_eq!(of(xray().request_id("abc="))?, "abc=");
    assert_eq!(of(xray())?, "1-5759e988-bd86");
    assert_eq!(of(Event::new("GET", "/i"))?.len(), 32);
    assert_ne!(of(Event::new("GET", "/i"))?, of(Event::new("GET", "/i"))?);
    let forged = Event::new("GET", "/i").header("x-amzn-trace-id", "Root=1-\"}{<script>");
    assert_eq!(of(forged)?.len(), 32);
    Ok(())
}
