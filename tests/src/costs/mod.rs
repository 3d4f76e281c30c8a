//! What calls cost at AWS: each call as the SDK sent it, billed by AWS's rules. Tests hold the bills against the
//! design's bounds, and the benches print them.

mod bill;
mod bounds;
mod calls;
mod charge;
mod index;
mod tables;
mod units;
mod write;
mod writes;

use std::time::Duration;

use aws_smithy_types::timeout::TimeoutConfig;
use vestibule_local::SystemOptions;

pub use bill::{Bill, charged};
pub use bounds::{BOUNDS, Bound, broken};
pub use calls::{Call, CallLog, OtherCall};
pub use charge::Charge;
pub use index::charges;
pub use tables::Tables;
pub use units::writes as write_units;
pub use write::{Item, Write};

use crate::house::House;

/// A house whose functions' calls are all in the log.
pub async fn watched(log: &CallLog, instant: &str, change: impl FnOnce(&mut SystemOptions)) -> House {
    let log = log.clone();
    let house = House::at_with(instant, |options| {
        change(options);
        options.time_limit = Some(Duration::from_mins(10));
        let patient = TimeoutConfig::disabled;
        options.account = Box::new(move |_, account| account.watched_by(log.interceptor()).waiting(patient()));
    });
    house.await
}
