//! Steering as a Lambda behind the HTTP API.

use lambda_http::Error;
use revoke_share::{RevokeShare, routes};
use vestibule_web::{lambda, routes::Site, start};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let settings = start::settings();
    let (office, keys) = tokio::try_join!(start::office(&settings), start::keys(&settings))?;
    let site = Site::from_settings(&settings)?;
    let desk = RevokeShare { office, keys, portal_origin: site.portal_origin.clone() };
    lambda::run(routes().into_router(desk, site)).await
}
