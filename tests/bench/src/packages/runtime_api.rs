//! Lambda's Runtime API as far as one invocation needs it (Lambda developer guide, "Using the Lambda runtime API").

use std::{
    sync::{Arc, Mutex},
    time::Instant,
};

use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::Value;
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

use crate::failure::Failure;

const REQUEST: &str = "8476a536-e9f4-11e8-9739-2dfe598c3fcd";

/// What a function answered, or what it failed of; and when.
pub(crate) type Answered = (Instant, Result<Value, String>);

/// Serves one event to one process.
pub(crate) struct RuntimeApi {
    /// `127.0.0.1:port`, as `AWS_LAMBDA_RUNTIME_API` has it.
    pub(crate) address: String,
    answered: oneshot::Receiver<Answered>,
    server: JoinHandle<()>,
}

#[derive(Clone)]
struct Invocation {
    /// Taken by the first that asks.
    event: Arc<Mutex<Option<String>>>,
    answered: Arc<Mutex<Option<oneshot::Sender<Answered>>>>,
}

impl RuntimeApi {
    pub(crate) async fn serve(event: &Value) -> Result<Self, Failure> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?.to_string();
        let (sender, answered) = oneshot::channel();
        let invocation = Invocation {
            event: Arc::new(Mutex::new(Some(event.to_string()))),
            answered: Arc::new(Mutex::new(Some(sender))),
        };
        let router = Router::new()
            .route("/2018-06-01/runtime/invocation/next", get(next))
            .route("/2018-06-01/runtime/invocation/{request}/{what}", post(done))
            .route("/2018-06-01/runtime/init/error", post(failed))
            .with_state(invocation);
        let listener = axum::serve::ListenerExt::tap_io(listener, |stream| {
            let _ = stream.set_nodelay(true);
        });
        let server = tokio::spawn(async move {
            let _ = axum::serve(listener, router).await;
        });
        Ok(Self { address, answered, server })
    }

    /// Waits for the answer.
    pub(crate) async fn answer(&mut self) -> Result<Answered, Failure> {
        Ok((&mut self.answered).await?)
    }
}

impl Drop for RuntimeApi {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// The event; who asks again waits for ever, as between two invocations.
async fn next(State(invocation): State<Invocation>) -> Response {
    let event = invocation.event.lock().unwrap().take();
    let Some(event) = event else { return std::future::pending().await };
    let headers = [
        ("content-type", "application/json"),
        ("lambda-runtime-aws-request-id", REQUEST),
        ("lambda-runtime-deadline-ms", "32503680000000"),
        ("lambda-runtime-invoked-function-arn", "arn:aws:lambda:us-east-1:000000000000:function:bench"),
        ("lambda-runtime-trace-id", "Root=1-6922f1a0-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=0"),
    ];
    (headers, event).into_response()
}

async fn done(
    State(invocation): State<Invocation>,
    Path((_, what)): Path<(String, String)>,
    body: Bytes,
) -> StatusCode {
    let now = Instant::now();
    let text = String::from_utf8_lossy(&body).into_owned();
    let answer = match what.as_str() {
        "response" => serde_json::from_slice(&body).map_err(|_| format!("the answer is no JSON: {text}")),
        _ => Err(text),
    };
    tell(&invocation, (now, answer))
}

async fn failed(State(invocation): State<Invocation>, body: Bytes) -> StatusCode {
    tell(&invocation, (Instant::now(), Err(String::from_utf8_lossy(&body).into_owned())))
}

fn tell(invocation: &Invocation, answered: Answered) -> StatusCode {
    if let Some(waiting) = invocation.answered.lock().unwrap().take() {
        let _ = waiting.send(answered);
    }
    StatusCode::ACCEPTED
}
