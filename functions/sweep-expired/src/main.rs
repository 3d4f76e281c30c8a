//! The sweep as a Lambda, invoked by EventBridge Scheduler.

use std::process::ExitCode;

use serde_json::Value;
use sweep_expired::Sweep;
use vestibule_cloud::StoreError;
use vestibule_web::start::lambda;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    lambda::handle(Sweep::new, async |sweep: &Sweep, _: Value, deadline| {
        let swept = sweep.handle(deadline).await?;
        tracing::info!(recorded = swept.recorded, redriven = swept.redriven, "swept");
        Ok::<_, StoreError>(swept)
    })
    .await
}
