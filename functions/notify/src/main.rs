//! Delivery as a Lambda, invoked by the stream of the state table.

use lambda_runtime::{Error, LambdaEvent, service_fn};
use notify::Notify;
use vestibule_web::{
    ambient::{Chance, Clock},
    start,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let settings = start::settings();
    let (store, keys) = tokio::try_join!(start::store(&settings), start::keys(&settings))?;
    let notify = &Notify {
        store,
        keys,
        mailer: start::mailer(&settings)?,
        bus: start::bus(&settings)?,
        portal_origin: settings.required("PORTAL_ORIGIN")?,
        clock: Clock::system(),
        chance: Chance::system(),
    };
    lambda_runtime::run(service_fn(async |event: LambdaEvent<_>| Ok::<_, Error>(notify.handle(event.payload).await)))
        .await
}
