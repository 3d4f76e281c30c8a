//! Asking for the code to be mailed.

use jiff::Timestamp;

use super::{
    super::{allowance::UsedUp, fact::ShareFact, standing::Denied, state::Share},
    code::CodeAsked,
    code_count::{CodeCount, TooManyCodes},
    lane::Device,
};
use crate::{
    audit::Stamp,
    change::Change,
    decision::{Act, Decision},
    outbox::Message,
    value::VisitId,
};

/// Somebody with the link asks for the code, which goes to the recipient's address alone.
#[derive(Debug, Clone, Copy)]
pub struct RequestCode {
    /// Of the landing in whose browser it is to be good.
    pub visit: VisitId,
    /// The browser, where it is known.
    pub device: Option<Device>,
}

/// A share for which a code is mailed, and the codes that its address has got of late.
#[derive(Debug, Clone)]
pub struct CodeRequested {
    pub share: Share,
    pub count: CodeCount,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodeRefused {
    #[error(transparent)]
    Dead(#[from] Denied),
    #[error("this link opens without a code")]
    NotNeeded,
    #[error(transparent)]
    UsedUp(#[from] UsedUp),
    #[error(transparent)]
    TooMany(#[from] TooManyCodes),
}

impl Act<(&Share, &CodeCount)> for RequestCode {
    type Made = CodeRequested;
    type Refused = CodeRefused;

    fn decide(
        &self,
        (share, count): (&Share, &CodeCount),
        stamp: &Stamp,
    ) -> Result<Decision<CodeRequested>, CodeRefused> {
        debug_assert!(count.is_of(share), "it is counted for the address that it goes to");
        share.openable(stamp.now)?;
        if !share.needs_code(self.device.as_ref()) && !share.takes_code_for_password() {
            return Err(CodeRefused::NotNeeded);
        }
        let asked = share.gate.code_asked(self.visit, stamp.now);
        if asked.is_some_and(|asked| stamp.now < asked.again_at()) {
            return Ok(Decision::Already(CodeRequested { share: share.clone(), count: count.clone() }));
        }
        let spent = share.gate.spent.code_mailed(stamp.now)?;
        let count = count.and_one(stamp.now)?;
        let moved = share.with(|gate| {
            gate.spent = spent;
            if asked.is_none() {
                gate.ask_code(CodeAsked { visit: self.visit, at: stamp.now });
            }
        });
        let mail = Message::Code { share: share.id(), visit: self.visit };
        let fact = ShareFact::CodeRequested { again: asked.is_some() };
        let change = Change::new(moved, stamp, fact, []).map(|share| CodeRequested { share, count });
        Ok(change.mail(stamp, [mail]).into())
    }
}

impl Share {
    /// The mail service took the mail with a code.
    pub fn code_sent(&self, message_id: String, stamp: &Stamp) -> Change<Self> {
        Change::new(self.clone(), stamp, ShareFact::CodeSent { message_id }, [])
    }

    /// When the next code can be mailed; `None`: at once.
    pub fn next_code_at(&self, count: &CodeCount, now: Timestamp) -> Option<Timestamp> {
        let of_share = self.gate.spent.code_mailed(now).err().map(|used_up| used_up.at);
        of_share.max(count.and_one(now).err().map(|too_many| too_many.at))
    }
}

#[cfg(test)]
mod tests;
