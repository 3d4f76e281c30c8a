//! The HTTP API: finds the function of a route, checks the token, and invokes the function with an event.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{ConnectInfo, Request, State},
    response::{IntoResponse, Response},
    routing::{MethodFilter, on},
};
use http::{StatusCode, header};
use jiff::{SignedDuration, Timestamp};
use lambda_http::{
    Context, RequestExt as _, aws_lambda_events::apigw::ApiGatewayV2httpRequest, request::LambdaRequest,
};
use tower::ServiceExt as _;
use vestibule_web::{
    door::{Access, Route},
    start::{Clock, Random, lambda},
};

use crate::{
    authorizer::Authorizer,
    functions::{Trigger, functions},
    gateway_event::{Arrival, event},
};

/// API Gateway's own limit on a request (HTTP API quotas).
const MAX_BODY_BYTES: usize = 10 << 20;

/// One route with the function behind it.
struct Integration {
    route: Route,
    function: Router,
    /// How long an invocation may take.
    timeout: Duration,
    gateway: Arc<Gateway>,
}

pub(crate) struct Gateway {
    /// `localhost:port`
    pub(crate) domain: String,
    pub(crate) authorizer: Authorizer,
    pub(crate) clock: Clock,
    pub(crate) random: Random,
    /// How long an invocation may take, instead of what each function has.
    pub(crate) time_limit: Option<Duration>,
}

/// All routes of all functions; anything else is the gateway's own 404.
pub(crate) fn router(routers: &[(&str, Router)], gateway: &Arc<Gateway>) -> Router {
    let mut router = Router::new();
    for function in functions() {
        let found = routers.iter().find(|(name, _)| *name == function.name);
        let (Some((_, behind)), Trigger::Http(routes)) = (found, function.trigger) else { continue };
        let timeout = gateway.time_limit.unwrap_or(function.timeout);
        for route in routes {
            let Ok(filter) = MethodFilter::try_from(route.method.clone()) else { continue };
            let path = route.path;
            let integration = Integration { route, function: behind.clone(), timeout, gateway: Arc::clone(gateway) };
            router = router.route(path, on(filter, invoke).with_state(Arc::new(integration)));
        }
    }
    router.fallback(not_found).method_not_allowed_fallback(not_found)
}

async fn not_found() -> Response {
    message(StatusCode::NOT_FOUND, "Not Found")
}

async fn invoke(
    State(integration): State<Arc<Integration>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response {
    let Integration { route, function, timeout, gateway } = &*integration;
    let (parts, body) = request.into_parts();
    let mut claims = None;
    if route.access == Access::Staff {
        let authorization = parts.headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok());
        claims = gateway.authorizer.claims(authorization);
        if claims.is_none() {
            return message(StatusCode::UNAUTHORIZED, "Unauthorized");
        }
    }
    let Ok(body) = to_bytes(body, MAX_BODY_BYTES).await else {
        return message(StatusCode::PAYLOAD_TOO_LARGE, "Request Entity Too Large");
    };
    let request_id = base62_id(gateway.random.bits());
    let arrival = Arrival {
        domain: &gateway.domain,
        route_key: &route.to_string(),
        source_ip: &peer.ip().to_string(),
        request_id: &request_id,
        at: gateway.clock.now(),
        claims,
    };
    let event: Result<ApiGatewayV2httpRequest, _> = serde_json::from_value(event(&parts, &body, arrival));
    let Ok(mut event) = event else { return message(StatusCode::BAD_REQUEST, "Bad Request") };
    lambda::sanitize(&mut event);
    let request: http::Request<lambda_http::Body> = LambdaRequest::ApiGatewayV2(event).into();
    let mut context = Context::default();
    context.deadline = deadline(gateway.clock.now(), *timeout);
    match function.clone().oneshot(request.with_lambda_context(context)).await {
        Ok(response) => response.map(Body::new),
        Err(never) => match never {},
    }
}

/// As Lambda tells it: in milliseconds since 1970.
fn deadline(now: Timestamp, timeout: Duration) -> u64 {
    let at = now + SignedDuration::try_from(timeout).unwrap_or(SignedDuration::MAX);
    u64::try_from(at.as_millisecond()).unwrap_or_default()
}

fn base62_id(bits: [u8; 16]) -> String {
    vestibule_domain::value::VisitId::new(bits).to_string().replace("vis_", "")
}

/// As API Gateway answers by itself.
fn message(status: StatusCode, text: &str) -> Response {
    (status, axum::Json(serde_json::json!({ "message": text }))).into_response()
}
