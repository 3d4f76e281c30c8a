//! Changing what may change of a share's terms: its expiry, and what is asked for at its opening.

use super::{
    super::{expiry::Expiry, fact::ShareFact, state::Share, terms_flaw::TermsFlaw},
    ManageRefused, Managed,
    extend::extended,
};
use crate::{
    audit::Stamp,
    change::Change,
    decision::{Act, Decision},
    policy::Policy,
    value::Zone,
};

/// What is absent stays as it is.
#[derive(Debug)]
pub struct Edit<'a> {
    pub expiry: Option<&'a Expiry>,
    /// Whether a code is mailed. Where it was not, every session dies: its guest has not given one.
    pub code: Option<bool>,
    /// Whether who opens says who they are, from the next opening on.
    pub who_opens: Option<bool>,
    /// The org's.
    pub zone: &'a Zone,
    pub policy: &'a Policy,
}

/// Whether a code is mailed, where so much is asked for and the policy has a say.
pub(in super::super) fn code(asked: Option<bool>, policy: &Policy) -> Result<bool, TermsFlaw> {
    let required = &policy.code_required;
    match asked {
        Some(false) if required.value => Err(TermsFlaw::CodeRequired { layer: required.layer }),
        asked => Ok(asked.unwrap_or(required.value)),
    }
}

/// The same of who opens.
pub(in super::super) fn who_opens(asked: Option<bool>, policy: &Policy) -> Result<bool, TermsFlaw> {
    let required = &policy.who_opens_required;
    match asked {
        Some(false) if required.value => Err(TermsFlaw::WhoOpensRequired { layer: required.layer }),
        asked => Ok(asked.unwrap_or(required.value)),
    }
}

impl Act<Managed<'_>> for Edit<'_> {
    type Made = Share;
    type Refused = ManageRefused;

    fn decide(&self, managed: Managed<'_>, stamp: &Stamp) -> Result<Decision<Share>, ManageRefused> {
        let mut share = managed.alive(stamp)?.clone();
        let mut facts = Vec::new();
        if let Some(expiry) = self.expiry {
            let (moved, fact) = extended(&share, expiry, (self.zone, self.policy), stamp.now)?;
            share = moved;
            facts.push(fact);
        }
        facts.extend(self.proofs(&mut share)?);
        let mut facts = facts.into_iter();
        match facts.next() {
            Some(first) => Ok(Change::new(share, stamp, first, facts).into()),
            None => Ok(Decision::Already(share)),
        }
    }
}

impl Edit<'_> {
    /// `None`: so much is asked for already.
    fn proofs(&self, share: &mut Share) -> Result<Option<ShareFact>, TermsFlaw> {
        let asked = |asked: Option<bool>, now, judge: fn(_, _) -> _| match asked {
            Some(asked) => judge(Some(asked), self.policy),
            None => Ok(now),
        };
        let gate = &mut share.gate;
        let (code, who_opens) = (asked(self.code, gate.code, code)?, asked(self.who_opens, gate.who_opens, who_opens)?);
        if (code, who_opens) == (gate.code, gate.who_opens) {
            return Ok(None);
        }
        if code {
            gate.require_code();
        }
        (gate.code, gate.who_opens) = (code, who_opens);
        Ok(Some(ShareFact::ProofsChanged { code, who_opens }))
    }
}

#[cfg(test)]
mod tests;
