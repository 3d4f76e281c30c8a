//! A guest before a dead link asks its creator for a new one.

use jiff::{SignedDuration, Timestamp};

use super::{fact::ShareFact, state::Share};
use crate::{
    audit::Stamp,
    change::Change,
    decision::{Act, Decision},
    outbox::{Message, Notice},
};

/// The creator is told once in this time, however often the guest asks.
const REQUEST_INTERVAL: SignedDuration = SignedDuration::from_hours(1);

/// The guest asks the creator for a new link. It stands already if they asked a short while ago.
#[derive(Debug, Clone, Copy)]
pub struct RequestLink;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RequestRefused {
    #[error("this link still works")]
    StillWorks,
}

impl Act<&Share> for RequestLink {
    type Made = Share;
    type Refused = RequestRefused;

    fn decide(&self, share: &Share, stamp: &Stamp) -> Result<Decision<Share>, RequestRefused> {
        if share.openable(stamp.now).is_ok() {
            return Err(RequestRefused::StillWorks);
        }
        let told = |at: Timestamp| stamp.now.duration_since(at) < REQUEST_INTERVAL;
        if share.gate.link_requested_at.is_some_and(told) {
            return Ok(Decision::Already(share.clone()));
        }
        let mail = Message::OwnerNotice { share: share.id(), about: Notice::NewLinkRequested };
        let asked = share.with(|gate| gate.link_requested_at = Some(stamp.now));
        Ok(Change::new(asked, stamp, ShareFact::NewLinkRequested {}, []).mail(stamp, [mail]).into())
    }
}

#[cfg(test)]
mod tests;
