//! The seats and the org admins of an org, counted with every change of somebody's roles.

use super::{
    super::{org::Org, roles::Roles},
    refused::PeopleRefused,
};

impl Org {
    /// Counts what somebody was and what they become; `None`: nothing.
    pub(in super::super) fn recount(
        &mut self,
        before: Option<&Roles>,
        after: Option<&Roles>,
    ) -> Result<(), PeopleRefused> {
        let takes_seat = |roles: Option<&Roles>| roles.is_some_and(Roles::takes_seat);
        match (takes_seat(before), takes_seat(after)) {
            (false, true) => {
                self.has_a_seat()?;
                self.seats.taken += 1;
            }
            (true, false) => self.seats.taken = self.seats.taken.saturating_sub(1),
            (true, true) | (false, false) => {}
        }
        let is_admin = |roles: Option<&Roles>| roles.is_some_and(Roles::is_org_admin);
        match (is_admin(before), is_admin(after)) {
            (false, true) => self.admins += 1,
            (true, false) if self.admins <= 1 => return Err(PeopleRefused::LastAdmin),
            (true, false) => self.admins -= 1,
            (true, true) | (false, false) => {}
        }
        Ok(())
    }

    /// Refuses where every seat is taken.
    pub(super) fn has_a_seat(&self) -> Result<(), PeopleRefused> {
        match self.seats.limit {
            Some(limit) if self.seats.taken >= limit => Err(PeopleRefused::Full { taken: self.seats.taken, limit }),
            _ => Ok(()),
        }
    }
}
