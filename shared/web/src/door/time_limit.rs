//! Answers by itself when a handler does not: before Lambda ends the function, and the caller is told nothing.

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use tokio::time::timeout_at;

use crate::{answer::problem::Problem, request::deadline::Deadline, start::environment::Clock};

#[derive(Debug, thiserror::Error)]
#[error("the time of the function was up before its answer was there")]
struct TimeIsUp;

/// Notes the request's [`Deadline`] for its handler, and answers with 503 when that has come. What the handler was
/// doing is dropped; a commit that is on its way may still succeed.
pub(crate) async fn layer(State(clock): State<Clock>, mut request: Request, next: Next) -> Response {
    let deadline = Deadline::of_request(request.extensions(), clock.now());
    request.extensions_mut().insert(deadline);
    match timeout_at(deadline.into(), next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::unavailable(TimeIsUp).into_response(),
    }
}

#[cfg(test)]
mod tests;
