//! Judging as a Lambda, invoked by EventBridge with GuardDuty's results.

use std::process::ExitCode;

use aws_lambda_events::eventbridge::EventBridgeEvent;
use lambda_runtime::Error;
use scan::{Scan, ScanResult};
use serde_json::Value;
use vestibule_web::start::lambda;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    lambda::handle(Scan::new, async |scan: &Scan, event: EventBridgeEvent<Value>, deadline| {
        let result: ScanResult = serde_json::from_value(event.detail)?;
        scan.handle(&result, deadline).await.map_err(Error::from)
    })
    .await
}
