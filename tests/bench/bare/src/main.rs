//! The least that is a function behind an HTTP API: what every start costs before it does anything of its own.

use lambda_http::{Body, Error, Request, Response, service_fn};
use serde_json::json;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    lambda_http::run(service_fn(answer)).await
}

async fn answer(request: Request) -> Result<Response<Body>, Error> {
    let body = json!({ "method": request.method().as_str() }).to_string();
    Ok(Response::builder().header("content-type", "application/json").body(body.into())?)
}
