//! How many seats an org has.

use super::super::{fact::OrgFact, operator::Operator, org::Org};
use crate::{audit::Stamp, change::Change, decision::Decision};

/// Sets the limit. Below what is taken it throws nobody out; it lets nobody in.
#[derive(Debug, Clone, Copy)]
pub struct SetSeats {
    /// `None`: any number.
    pub limit: Option<u32>,
}

impl SetSeats {
    pub fn decide(&self, org: &Org, _: &Operator, stamp: &Stamp) -> Decision<Org> {
        let before = org.seats.limit;
        if before == self.limit {
            return Decision::Already(org.clone());
        }
        let mut set = org.clone();
        set.seats.limit = self.limit;
        Change::new(set, stamp, OrgFact::SeatsChanged { before, after: self.limit }, []).into()
    }
}
