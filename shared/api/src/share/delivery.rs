//! How the link reaches the guest, and whether it did.

use serde::{Deserialize, Serialize};

/// How the link reaches the guest. With `link` its creator hands it over, and the trail says that they held it first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    #[default]
    Email,
    Link,
}

/// The worst that was heard of the mail with the current link: `not_sent` (also where the creator carries the link),
/// `sent`, `delivered` (the guest's mail server took it), `bounced` (it did not arrive, or an automatic answer came),
/// `complained` (the guest called it spam).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DeliveryStatus {
    NotSent,
    Sent,
    Delivered,
    Bounced,
    Complained,
}
