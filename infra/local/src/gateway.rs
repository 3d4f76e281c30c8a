//! The HTTP API: finds the function of a route, checks the token, and invokes the function with an event.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    Router,
    body::to_bytes,
    extract::{ConnectInfo, Request, State},
    response::{IntoResponse, Response},
    routing::{MethodFilter, on},
};
use http::{Method, StatusCode, header, request::Parts};
use jiff::{SignedDuration, Timestamp};
use lambda_http::{Context, LambdaEvent, aws_lambda_events::apigw::ApiGatewayV2httpRequest, request::LambdaRequest};
use tower::Service as _;
use vestibule_web::{
    door::Access,
    start::{Clock, Random, lambda},
};

use crate::{
    authorizer::Authorizer,
    functions::{Trigger, functions},
    gateway_answer::answer,
    gateway_event::{Arrival, event},
};

/// API Gateway's own limit on a body (HTTP API quotas).
const MAX_BODY_BYTES: usize = 10 << 20;
/// The same on the request line and all headers together.
const MAX_HEAD_BYTES: usize = 10_240;
/// The same on how long it waits for a function.
const MAX_WAIT: Duration = Duration::from_secs(30);
/// Lambda's limit on an event (Lambda quotas, "Invocation payload").
const MAX_EVENT_BYTES: usize = 6 << 20;
/// The same on an answer, as JSON.
const MAX_ANSWER_BYTES: usize = 6_291_556;

/// One route with the function behind it.
struct Integration {
    /// Its key: `GET /i`, or `$default`.
    key: String,
    access: Access,
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

/// All routes of all functions; anything else goes to the function that catches all, as `$default`. HEAD is a method of
/// its own there: a route of GET does not take it.
pub(crate) fn router(routers: &[(&str, Router)], gateway: &Arc<Gateway>) -> Router {
    let (mut routed, mut rest) = (Vec::new(), None);
    for function in functions() {
        let found = routers.iter().find(|(name, _)| *name == function.name);
        let (Some((_, behind)), Trigger::Http { routes, is_catch_all }) = (found, function.trigger) else { continue };
        let timeout = gateway.time_limit.unwrap_or(function.timeout);
        let integration = |key: String, access| {
            let (function, gateway) = (behind.clone(), Arc::clone(gateway));
            Arc::new(Integration { key, access, function, timeout, gateway })
        };
        routed.extend(routes.into_iter().map(|route| (integration(route.to_string(), route.access), route)));
        rest = rest.or_else(|| is_catch_all.then(|| integration("$default".to_owned(), Access::Guest)));
    }
    let rest = async move |peer, request| match rest {
        Some(rest) => invoke(State(rest), peer, request).await,
        None => message(StatusCode::NOT_FOUND, "Not Found"),
    };
    let mut router = Router::new();
    for (integration, route) in routed {
        let Ok(filter) = MethodFilter::try_from(route.method.clone()) else { continue };
        let mut methods = on(filter, invoke).with_state(integration);
        if route.method == Method::GET {
            methods = methods.head(rest.clone());
        }
        router = router.route(route.path, methods);
    }
    router.fallback(rest.clone()).method_not_allowed_fallback(rest)
}

async fn invoke(
    State(integration): State<Arc<Integration>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response {
    let Integration { key, access, function, timeout, gateway } = &*integration;
    let (parts, body) = request.into_parts();
    // Before anything is refused, the body is read first: who sends it would lose the connection, and with it the answer.
    let Ok(body) = to_bytes(body, MAX_BODY_BYTES).await else {
        return message(StatusCode::PAYLOAD_TOO_LARGE, "Request Entity Too Large");
    };
    if head_bytes(&parts) > MAX_HEAD_BYTES {
        return message(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "Request Header Fields Too Large");
    }
    let mut claims = None;
    if *access == Access::Staff {
        let authorization = parts.headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok());
        claims = gateway.authorizer.claims(authorization);
        if claims.is_none() {
            return message(StatusCode::UNAUTHORIZED, "Unauthorized");
        }
    }
    let request_id = base62_id(gateway.random.bits());
    let arrival = Arrival {
        domain: &gateway.domain,
        route_key: key,
        source_ip: &peer.ip().to_string(),
        request_id: &request_id,
        at: gateway.clock.now(),
        claims,
    };
    let event = event(&parts, &body, arrival);
    if event.to_string().len() > MAX_EVENT_BYTES {
        return message(StatusCode::PAYLOAD_TOO_LARGE, "Request Entity Too Large");
    }
    let event: Result<ApiGatewayV2httpRequest, _> = serde_json::from_value(event);
    let Ok(event) = event else { return message(StatusCode::BAD_REQUEST, "Bad Request") };
    let mut context = Context::default();
    context.deadline = deadline(gateway.clock.now(), *timeout);
    let event = LambdaEvent::new(LambdaRequest::ApiGatewayV2(event), context);
    // A router is always ready.
    let answering = lambda::invoked(function.clone()).call(event);
    let told = match tokio::time::timeout(MAX_WAIT.min(*timeout), answering).await {
        Ok(Ok(told)) => serde_json::to_string(&told),
        Ok(Err(never)) => match never {},
        Err(_) => return message(StatusCode::SERVICE_UNAVAILABLE, "Service Unavailable"),
    };
    // What is longer, Lambda does not hand on: the function has failed.
    let told = told.ok().filter(|told| told.len() <= MAX_ANSWER_BYTES);
    told.and_then(|told| serde_json::from_str(&told).ok())
        .and_then(answer)
        .unwrap_or_else(|| message(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error"))
}

fn head_bytes(parts: &Parts) -> usize {
    let line = parts.method.as_str().len() + parts.uri.path_and_query().map_or(0, |uri| uri.as_str().len());
    parts.headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum::<usize>() + line
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
