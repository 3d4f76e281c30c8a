//! Judging as a Lambda, invoked by EventBridge with GuardDuty's results.

use aws_lambda_events::eventbridge::EventBridgeEvent;
use lambda_runtime::{Error, LambdaEvent, service_fn};
use scan::{Scan, ScanResult};
use vestibule_web::{
    ambient::{Chance, Clock},
    start,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let settings = start::settings();
    let scan = &Scan {
        store: start::store(&settings).await?,
        files: start::files(&settings)?,
        clock: Clock::system(),
        chance: Chance::system(),
    };
    lambda_runtime::run(service_fn(async |event: LambdaEvent<EventBridgeEvent<serde_json::Value>>| {
        let result: ScanResult = serde_json::from_value(event.payload.detail)?;
        scan.handle(&result).await.map_err(Error::from)
    }))
    .await
}
