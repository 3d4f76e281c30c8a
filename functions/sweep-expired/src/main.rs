//! The sweep as a Lambda, invoked by EventBridge Scheduler.

use lambda_runtime::{Error, LambdaEvent, service_fn};
use sweep_expired::Sweep;
use vestibule_web::{
    ambient::{Chance, Clock},
    start,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let settings = start::settings();
    let sweep = &Sweep { store: start::store(&settings).await?, clock: Clock::system(), chance: Chance::system() };
    lambda_runtime::run(service_fn(async |_: LambdaEvent<serde_json::Value>| {
        let swept = sweep.run().await?;
        tracing::info!(recorded = swept.recorded, "swept");
        Ok::<_, Error>(swept)
    }))
    .await
}
