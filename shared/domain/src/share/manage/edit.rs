//! Changing what may change of a share's terms: its expiry, how often it opens, and what is asked for at its opening.

use super::{
    super::{
        accesses, code_asked, expiry::Expiry, fact::ShareFact, standing::Standing, state::Share, terms_flaw::TermsFlaw,
    },
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

/// What is absent stays as it is. A share that is over and lives again by it asks for what the policy of now requires.
#[derive(Debug)]
pub struct Edit<'a> {
    pub expiry: Option<&'a Expiry>,
    /// How often it may be opened in all; 0: any number.
    pub max_accesses: Option<u32>,
    /// Whether a code is mailed. Where it was not, every session dies: its guest has not given one.
    pub code: Option<bool>,
    /// Whether who opens says who they are, from the next opening on.
    pub who_opens: Option<bool>,
    /// The org's.
    pub zone: &'a Zone,
    pub policy: &'a Policy,
}

/// Whether who opens says who they are, where so much is asked for and the policy has a say.
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
        let before = managed.alive(stamp)?;
        let (mut share, mut facts) = (before.clone(), Vec::new());
        if let Some(expiry) = self.expiry {
            let (moved, fact) = extended(&share, expiry, (self.zone, self.policy), stamp.now)?;
            share = moved;
            facts.push(fact);
        }
        facts.extend(self.accesses(&mut share)?);
        self.proofs(&mut share)?;
        if lives_again((before, &share), stamp) {
            let password = &self.policy.password_required;
            if password.value && share.gate.password.is_none() {
                return Err(TermsFlaw::PasswordRequired { layer: password.layer }.into());
            }
            share = share.proving_as_now(self.policy);
        }
        facts.extend(share.proofs_changed(before));
        let mut facts = facts.into_iter();
        match facts.next() {
            Some(first) => Ok(Change::new(share, stamp, first, facts).into()),
            None => Ok(Decision::Already(share)),
        }
    }
}

/// Whether a share that nobody could open, or that had ended for those who are in, is neither any more.
fn lives_again((before, after): (&Share, &Share), stamp: &Stamp) -> bool {
    let is_over = |share: &Share| matches!(share.standing(stamp.now), Standing::Expired { .. } | Standing::Exhausted);
    (before.is_past(stamp.now) && !after.is_past(stamp.now)) || (is_over(before) && !is_over(after))
}

impl<'a> Edit<'a> {
    /// That changes nothing yet.
    pub fn under(policy: &'a Policy, zone: &'a Zone) -> Self {
        Self { expiry: None, max_accesses: None, code: None, who_opens: None, zone, policy }
    }

    /// `None`: it may be opened so often already.
    fn accesses(&self, share: &mut Share) -> Result<Option<ShareFact>, TermsFlaw> {
        let (accesses, Some(to)) = (share.gate.accesses, self.max_accesses) else { return Ok(None) };
        if to == accesses.max {
            return Ok(None);
        }
        let to = accesses::within(Some(to), self.policy)?;
        if to != 0 && to <= accesses.used {
            return Err(TermsFlaw::AccessesUsed { used: accesses.used });
        }
        share.gate.accesses.max = to;
        Ok(Some(ShareFact::AccessesChanged { from: accesses.max, to }))
    }

    fn proofs(&self, share: &mut Share) -> Result<(), TermsFlaw> {
        let (permissions, gate) = (&share.terms.permissions, &mut share.gate);
        let code = match self.code {
            Some(asked) => code_asked::judged(Some(asked), permissions, gate.delivery(), self.policy)?,
            None => gate.code,
        };
        let who_opens = match self.who_opens {
            Some(asked) => who_opens(Some(asked), self.policy)?,
            None => gate.who_opens,
        };
        if code {
            gate.require_code();
        }
        (gate.code, gate.who_opens) = (code, who_opens);
        Ok(())
    }
}

#[cfg(test)]
mod tests;
