use std::{error::Error, sync::Arc, time::Duration};

use axum::response::Response;
use http::Method;
use jiff::Timestamp;
use lambda_http::{Context, RequestExt as _};
use tokio::time::{Instant, sleep};
use tower::ServiceExt as _;

use super::*;
use crate::{
    door::routes::Routes,
    request::gateway::event::Event,
    start::{
        environment::Clock,
        site::{Site, TokenType},
    },
};

type Tested = Result<(), Box<dyn Error>>;

/// Noon of a day, in milliseconds.
const NOON: u64 = 1_795_348_800_000;

/// What a route answers that waits for so long, of an invocation that Lambda ends so many milliseconds after noon.
async fn answer(ends: u64, waits: Duration) -> Result<Response, Box<dyn Error>> {
    let noon = Timestamp::from_millisecond(NOON.try_into()?)?;
    let site =
        Site { portal_origin: "https://portal.example".into(), upload_origins: vec![], token_type: TokenType::Any };
    let wait = async move |deadline: Deadline| {
        sleep(waits).await;
        let left = Instant::from(deadline).saturating_duration_since(Instant::now());
        left.as_secs().to_string()
    };
    let router = Routes::new("portal").guest(Method::GET, "/wait", wait).into_router(
        (),
        site,
        &Clock::from_fn(Arc::new(move || noon)),
    );
    let mut context = Context::default();
    context.deadline = NOON + ends;
    let request = Event::new("GET", "/wait").request()?.with_lambda_context(context);
    Ok(router.oneshot(request).await?)
}

#[tokio::test]
async fn a_handler_that_does_not_come_back_is_answered_for() -> Tested {
    for ends in [600, 100] {
        let response = answer(ends, Duration::MAX).await?;
        assert_eq!((response.status().as_u16(), &response.headers()["retry-after"]), (503, &"1".parse()?));
        assert!(response.headers().contains_key("trace-id") && response.headers().contains_key("x-frame-options"));
    }
    Ok(())
}

#[tokio::test]
async fn a_handler_that_comes_back_in_time_was_told_how_long_it_had() -> Tested {
    let response = answer(60_000, Duration::ZERO).await?;
    assert_eq!(response.status(), 200);
    let left = axum::body::to_bytes(response.into_body(), 99).await?;
    assert!(matches!(left.as_ref(), b"59" | b"58"), "{left:?}");
    Ok(())
}
