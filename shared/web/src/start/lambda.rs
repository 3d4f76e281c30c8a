//! Runs functions as Lambdas; those behind the HTTP API safe from requests that `lambda_http` would panic at.
//!
//! `lambda_http` 1.3 unwraps the URI that it makes of an event. A query with a bare `<`, or a header
//! `x-forwarded-proto: ht tp`, is enough to end the process, for a release aborts on panic.

use std::{convert::Infallible, fmt, pin::Pin, process::ExitCode};

use axum::{Router, response::Response};
use http::{HeaderName, StatusCode, header};
use lambda_http::{
    Adapter, Body, Error, IntoResponse, LambdaEvent, Request, Service,
    aws_lambda_events::apigw::ApiGatewayV2httpRequest,
    lambda_runtime,
    request::LambdaRequest,
    service_fn,
    tower::{ServiceExt, util::MapRequest},
};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde::{Serialize, de::DeserializeOwned};
use vestibule_cloud::error::causes;

use crate::{
    request::deadline::Deadline,
    start::{Start, StartError, environment::Clock, telemetry::log},
};

/// What the query of a URI must not hold bare (RFC 3986 §3.4), beside what is not ASCII.
const NOT_IN_QUERY: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'<').add(b'>');

const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// A `main` behind the HTTP API.
pub async fn serve(router: impl AsyncFnOnce(&Start) -> Result<Router, StartError>) -> ExitCode {
    run(router, async |router, _| lambda_runtime::run(invoked(router)).await).await
}

type Event = LambdaEvent<LambdaRequest>;

/// A router as the HTTP API invokes it.
pub fn invoked(
    router: Router,
) -> MapRequest<
    Adapter<'static, Answer, impl Service<Request, Response = Answer, Error = Infallible, Future: Send> + Clone>,
    impl FnMut(Event) -> Event + Clone,
> {
    let service = ServiceExt::<Request>::map_response(router, Answer);
    Adapter::from(service).map_request(|mut event: Event| {
        if let LambdaRequest::ApiGatewayV2(request) = &mut event.payload {
            sanitize(request);
        }
        event
    })
}

/// A `main` that other events invoke. The runtime logs what an invocation fails with, once; Lambda and its queues of
/// failures are told no more than the outermost cause.
pub async fn handle<T, E, R, X>(
    new: impl AsyncFnOnce(&Start) -> Result<T, StartError>,
    handler: impl AsyncFn(&T, E, Deadline) -> Result<R, X>,
) -> ExitCode
where
    E: DeserializeOwned,
    R: Serialize,
    X: Into<Error>,
{
    run(new, async |function, clock| {
        let (function, handler) = (&function, &handler);
        let service = service_fn(async move |event: LambdaEvent<E>| {
            let deadline = Deadline::of_context(&event.context, clock.now());
            handler(function, event.payload, deadline).await.map_err(|error| Failed(error.into()))
        });
        lambda_runtime::run(service).await
    })
    .await
}

/// Assembles a function from the environment and runs it until Lambda stops the process.
async fn run<T>(
    assemble: impl AsyncFnOnce(&Start) -> Result<T, StartError>,
    serve: impl AsyncFnOnce(T, &Clock) -> Result<(), Error>,
) -> ExitCode {
    let start = Start::from_env();
    log::init(&start.settings);
    let function = match assemble(&start).await {
        Ok(function) => function,
        Err(error) => {
            tracing::error!(error = error.told(&start.settings), "the function cannot start");
            return ExitCode::FAILURE;
        }
    };
    match serve(function, &start.clock).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(error = causes(&*error), "Lambda's runtime interface does not answer");
            ExitCode::FAILURE
        }
    }
}

/// An answer for the gateway: text where it is UTF-8, as all of ours are, and base64 where it is not.
///
/// That is what `lambda_http` comes to as well, but by the tables of every encoding that a text was ever in: 140 kB of each
/// zip.
#[derive(Debug)]
pub struct Answer(Response);

impl IntoResponse for Answer {
    fn into_response(self) -> Pin<Box<dyn Future<Output = http::Response<Body>> + Send>> {
        Box::pin(async {
            let (mut parts, body) = self.0.into_parts();
            let read = axum::body::to_bytes(body, usize::MAX).await;
            let failed = |error| {
                tracing::error!(error = causes(&error), "an answer cannot be read");
                parts.status = StatusCode::INTERNAL_SERVER_ERROR;
                Vec::new()
            };
            let body = read.map_or_else(failed, Vec::from);
            let body = String::from_utf8(body).map_or_else(|bytes| Body::Binary(bytes.into_bytes()), Body::Text);
            http::Response::from_parts(parts, body)
        })
    }
}

/// What an invocation failed with. The runtime logs its `Debug`: with all its causes.
struct Failed(Error);

impl fmt::Debug for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the invocation failed: {}", causes(&*self.0))
    }
}

impl From<Failed> for lambda_runtime::Diagnostic {
    fn from(Failed(error): Failed) -> Self {
        error.into()
    }
}

/// Makes sure that an event turns into a URI: encodes what a query must not hold bare, and
/// drops a scheme that is none and a host that is not the gateway's. Changes nothing in what browsers send.
fn sanitize(request: &mut ApiGatewayV2httpRequest) {
    if let Some(query) = &mut request.raw_query_string {
        *query = utf8_percent_encode(query, NOT_IN_QUERY).to_string();
    }
    let headers = &mut request.headers;
    if headers.get(FORWARDED_PROTO).is_some_and(|proto| proto != "https" && proto != "http") {
        headers.remove(FORWARDED_PROTO);
    }
    let domain = request.request_context.domain_name.as_deref().unwrap_or_default();
    if headers.get(header::HOST).is_some_and(|host| host != domain) {
        headers.remove(header::HOST);
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error;

    use super::*;
    use crate::request::gateway::event::Event;
    use http::Request;

    fn uri(event: Event) -> Result<String, Box<dyn Error>> {
        let mut raw = event.raw()?;
        sanitize(&mut raw);
        Ok(Request::<Body>::from(LambdaRequest::ApiGatewayV2(raw)).uri().to_string())
    }

    #[tokio::test]
    async fn an_answer_is_text_where_it_is_utf_8_and_bytes_where_it_is_not() {
        let answered = async |body: &'static [u8]| Answer(Response::new(body.into())).into_response().await.into_body();
        assert_eq!(answered("Ação".as_bytes()).await, Body::Text("Ação".into()));
        assert_eq!(answered(b"\x1f\x8b\x08").await, Body::Binary(b"\x1f\x8b\x08".to_vec()));
    }

    #[test]
    fn no_query_ends_the_process() -> Result<(), Box<dyn Error>> {
        for (query, expected) in [
            ("a=<b>", "?a=%3Cb%3E"),
            ("a=\"b\" c", "?a=%22b%22%20c"),
            ("a=\u{7f}\n\u{0}", "?a=%7F%0A%00"),
            ("a=#b", "?a=%23b"),
            ("a=\u{e9}", "?a=%C3%A9"),
            ("a=%3Cb%3E&c=d+e%zz|{}^`'", "?a=%3Cb%3E&c=d+e%zz|{}^`'"),
            ("", ""),
        ] {
            assert_eq!(uri(Event::new("GET", "/i").query(query))?, format!("https://portal.example/i{expected}"));
        }
        Ok(())
    }

    #[test]
    fn no_path_scheme_or_host_ends_the_process() -> Result<(), Box<dyn Error>> {
        for path in
            ["/a b", "/<x>", "/#x", "/\"x", "/a|b", "//x", "/\\x", "/%zz", "/../v1", "/\u{e9}", "", "x", ":", "\u{0}"]
        {
            uri(Event::new("GET", path))?;
        }
        for proto in ["ht tp", "", "1", "javascript", "https,http"] {
            assert_eq!(uri(Event::new("GET", "/i").header("x-forwarded-proto", proto))?, "https://portal.example/i");
        }
        for host in ["", "a b", "[", "<x>", "a:b:c", "a@", "é", "1.2.3.4.5", "x.example:8443"] {
            assert_eq!(uri(Event::new("GET", "/i").header("host", host))?, "https://portal.example/i", "{host}");
        }
        Ok(())
    }
}
