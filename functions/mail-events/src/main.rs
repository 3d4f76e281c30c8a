//! Recording as a Lambda, invoked by EventBridge with SES's events.

use std::process::ExitCode;

use aws_lambda_events::eventbridge::EventBridgeEvent;
use mail_events::MailEvents;
use serde_json::Value;
use vestibule_web::start::lambda;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    lambda::handle(MailEvents::new, async |mail_events: &MailEvents, event: EventBridgeEvent<Value>, deadline| {
        mail_events.handle(&event.detail, deadline).await
    })
    .await
}
