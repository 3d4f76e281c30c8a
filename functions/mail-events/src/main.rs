//! Recording as a Lambda, invoked by EventBridge with SES's events.

use std::process::ExitCode;

use aws_lambda_events::eventbridge::EventBridgeEvent;
use delivery::Delivery;
use serde_json::Value;
use vestibule_web::lambda;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    lambda::handle(Delivery::from_settings, async |delivery: &Delivery, event: EventBridgeEvent<Value>| {
        delivery.handle(&event.detail).await
    })
    .await
}
