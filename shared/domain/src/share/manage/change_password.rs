//! Setting or removing the password.

use super::{
    super::{assurance::password::PasswordHash, fact::ShareFact, state::Share, terms_flaw::TermsFlaw},
    ManageRefused, Managed,
};
use crate::{
    audit::Stamp,
    change::Change,
    decision::{Act, Decision},
    policy::Policy,
};

/// Sets the password, or removes it; every session dies at once.
#[derive(Debug)]
pub struct ChangePassword<'a> {
    pub password: Option<&'a PasswordHash>,
    pub policy: &'a Policy,
}

impl Act<Managed<'_>> for ChangePassword<'_> {
    type Made = Share;
    type Refused = ManageRefused;

    fn decide(&self, managed: Managed<'_>, stamp: &Stamp) -> Result<Decision<Share>, ManageRefused> {
        let share = managed.alive(stamp)?;
        let required = &self.policy.password_required;
        if self.password.is_none() && required.value {
            return Err(TermsFlaw::PasswordRequired { layer: required.layer }.into());
        }
        if self.password.is_none() && share.gate.password.is_none() {
            return Ok(Decision::Already(share.clone()));
        }
        let changed = share.with(|gate| {
            gate.password = self.password.cloned();
            gate.forgive_all();
            gate.epoch += 1;
            gate.visits.clear();
        });
        let fact = ShareFact::PasswordChanged { set: self.password.is_some() };
        Ok(Change::new(changed, stamp, fact, []).into())
    }
}
