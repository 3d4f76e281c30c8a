//! Moving files as a Lambda behind the HTTP API.

use lambda_http::Error;
use presign_upload::{PresignUpload, routes};
use vestibule_web::{lambda, routes::Site, start};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let settings = start::settings();
    let (reception, site) = (start::reception(&settings).await?, Site::from_settings(&settings)?);
    let (files, scanned) = (start::files(&settings)?, start::scanned(&settings)?);
    lambda::run(routes().into_router(PresignUpload { reception, files, scanned }, site)).await
}
