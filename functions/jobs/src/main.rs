//! Long work as a Lambda, invoked by the stream of the state table.

use std::process::ExitCode;

use jobs::Jobs;
use vestibule_web::start::lambda;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    lambda::handle(Jobs::new, async |jobs: &Jobs, event, deadline| jobs.handle(event, deadline).await).await
}
