//! The activity function as a Lambda behind the HTTP API.

use activity::{Activity, routes};
use lambda_http::Error;
use vestibule_web::{lambda, routes::Site, start};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let settings = start::settings();
    let (office, site) = (start::office(&settings).await?, Site::from_settings(&settings)?);
    lambda::run(routes().into_router(Activity { office }, site)).await
}
