//! The words of a share that staff and guests both read.

mod delivery;
mod permission;
mod recipient;
mod status;

pub use delivery::{Delivery, DeliveryStatus};
pub use permission::Permission;
pub use recipient::Recipient;
pub use status::Status;
