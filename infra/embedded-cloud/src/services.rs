//! What the listener of the services shares with its pages.

use std::sync::Arc;

use crate::events::Bus;
use crate::inbox::Inbox;
use crate::kms::Kms;

#[derive(Clone)]
pub(crate) struct Services {
    pub(crate) inbox: Arc<Inbox>,
    pub(crate) bus: Arc<Bus>,
    pub(crate) kms: Arc<Kms>,
}
