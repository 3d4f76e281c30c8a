//! Completing as a Lambda behind the HTTP API.

use complete_task::{CompleteTask, routes};
use lambda_http::Error;
use vestibule_web::{lambda, routes::Site, start};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let settings = start::settings();
    let (reception, site) = (start::reception(&settings).await?, Site::from_settings(&settings)?);
    lambda::run(routes().into_router(CompleteTask { reception }, site)).await
}
