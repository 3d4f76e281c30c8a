use std::error::Error;

use axum::body::to_bytes;
use http::Method;
use tower::ServiceExt as _;

use super::*;
use crate::{
    answer::{problem::Kind, trace_id::TraceId},
    door::routes::Routes,
    request::gateway::event::Event,
};

fn page(problem: &Problem, locale: Locale) -> String {
    let trace = TraceId::current().map(|id| id.as_str().to_owned()).unwrap_or_default();
    format!("<html lang={}>{} {trace}", locale.tag(), problem.detail())
}

async fn answer(path: &str, accept: &str) -> Result<(u16, String, String), Box<dyn Error>> {
    let router = Routes::new("portal")
        .guest(Method::GET, "/wait", async || Problem::new(Kind::TooManyRequests, "Wait.").retry_after(9))
        .guest(Method::GET, "/fine", async || "fine")
        .problem_page(page)
        .into_sample_router(());
    let event = Event::new("GET", path).header("accept", accept).header("accept-language", "es").request_id("t");
    let (parts, body) = router.oneshot(event.request()?).await?.into_parts();
    let content_type = parts.headers[header::CONTENT_TYPE].to_str()?.to_owned();
    assert_eq!(parts.headers.contains_key(header::RETRY_AFTER), path == "/wait");
    let body = String::from_utf8(to_bytes(body, usize::MAX).await?.to_vec())?;
    Ok((parts.status.as_u16(), content_type, body))
}

#[tokio::test]
async fn a_browser_sees_a_page_with_the_same_status_and_headers() -> Result<(), Box<dyn Error>> {
    let html = "text/html; charset=utf-8".to_owned();
    assert_eq!(answer("/wait", "text/html").await?, (429, html.clone(), "<html lang=es>Wait. t".into()));
    assert_eq!(answer("/nowhere", "text/html").await?.0, 404);
    assert_eq!(answer("/nowhere", "text/html").await?.1, html);
    assert_eq!(answer("/fine", "text/html").await?.2, "fine");
    Ok(())
}

#[tokio::test]
async fn a_program_sees_json() -> Result<(), Box<dyn Error>> {
    let (status, content_type, body) = answer("/wait", "application/json").await?;
    assert_eq!((status, content_type.as_str()), (429, "application/problem+json"));
    assert!(body.contains("too_many_requests"), "{body}");
    Ok(())
}
