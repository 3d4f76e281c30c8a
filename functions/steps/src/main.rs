//! The steps function as a Lambda behind the HTTP API.

use std::process::ExitCode;

use vestibule_web::start::lambda;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    lambda::serve(steps::router).await
}
