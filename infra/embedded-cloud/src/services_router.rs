//! One listener for SES, KMS, EventBridge, the issuer and the pages; `X-Amz-Target` tells the calls apart.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use http::{HeaderMap, StatusCode, header};
use serde::Serialize;

use crate::aws_error::AwsError;
use crate::issuer::Issuer;
use crate::services::Services;
use crate::{html, oidc, pages, ses};

/// SES takes messages of 40 MB.
const MAX_BODY_BYTES: usize = 40 << 20;

pub(crate) fn router(services: Services, issuer: Arc<Issuer>) -> Router {
    Router::new()
        .route("/", get(overview).post(call))
        .route("/v2/email/outbound-emails", post(send_email))
        .route("/inbox", get(pages::inbox))
        .route("/inbox.json", get(pages::inbox_json))
        .route("/inbox/{id}", get(pages::message))
        .route("/events", get(pages::events))
        .route("/events.json", get(pages::events_json))
        .with_state(services)
        .nest("/oidc", oidc::router(issuer))
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .layer(middleware::from_fn(local_only))
}

/// A name that some other site resolves to this machine must not open the inbox to its pages.
async fn local_only(request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST);
    let host = host.and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    if matches!(name, "localhost" | "127.0.0.1") {
        return next.run(request).await;
    }
    let refusal = "This is served as localhost only.\n";
    (StatusCode::MISDIRECTED_REQUEST, refusal).into_response()
}

async fn overview() -> Response {
    html::page(
        "Embedded cloud",
        "<p>SES, KMS, EventBridge and the development issuer answer here.</p>\n<ul>\n\
         <li><a href=\"/inbox\">E-mail that was sent</a></li>\n\
         <li><a href=\"/events\">Events that were put</a></li>\n\
         <li><a href=\"/oidc/.well-known/openid-configuration\">The issuer</a></li>\n</ul>",
    )
}

/// The AWS JSON 1.1 protocol.
async fn call(State(services): State<Services>, headers: HeaderMap, body: Bytes) -> Response {
    let target = headers.get("x-amz-target");
    let target = target.and_then(|target| target.to_str().ok()).unwrap_or_default();
    match target.split_once('.') {
        Some(("TrentService", operation)) => answer(services.kms.call(operation, &body)),
        Some(("AWSEvents", operation)) => answer(services.bus.call(operation, &body)),
        _ => {
            let message = format!("There is no operation `{target}` here");
            AwsError::refused("UnknownOperationException", message).into_response()
        }
    }
}

fn answer(result: Result<impl Serialize, AwsError>) -> Response {
    match result {
        Ok(output) => {
            let kind = [(header::CONTENT_TYPE, "application/x-amz-json-1.1")];
            (kind, Json(output)).into_response()
        }
        Err(error) => error.into_response(),
    }
}

/// The AWS REST JSON protocol.
async fn send_email(State(services): State<Services>, body: Bytes) -> Response {
    match ses::send_email(&services.inbox, &services.bus, &body) {
        Ok(sent) => Json(sent).into_response(),
        Err(error) => error.into_response(),
    }
}
