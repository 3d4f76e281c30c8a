//! Delivery as a Lambda, invoked by the streams of both tables.

use std::{convert::Infallible, process::ExitCode};

use notify::Notify;
use vestibule_web::start::lambda;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    lambda::handle(Notify::new, async |notify: &Notify, event, deadline| {
        Ok::<_, Infallible>(notify.handle(event, deadline).await)
    })
    .await
}
