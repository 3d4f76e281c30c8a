//! What staff do, each with their own role.

use super::{
    super::command::{Secret, Staff},
    Verdict, World,
    refusal::{extend_refused, steer_refused},
};
use crate::{
    fixtures::{acting, member},
    member::{Member, Role},
    share::{Delivery, Expiry},
    token::{LinkToken, Salt},
};

impl World {
    pub(super) fn revoke(&mut self, by: Staff) -> Verdict {
        let change = self.share.revoke(acting(&person(by)), &self.as_staff()).map_err(|_| "forbidden")?;
        self.maybe(change)
    }

    pub(super) fn rotate(&mut self, by: Staff) -> Verdict {
        let salt = Salt::new([u8::try_from(self.links.len() + 2).unwrap(); 16]);
        let rotated = self.share.rotate(acting(&person(by)), (salt, Delivery::Email), &self.as_staff());
        self.commit_share(&rotated.map_err(|refused| steer_refused(&refused))?)?;
        self.links.push(LinkToken::reveal(self.share.id, self.share.salt, &self.keys).expose().to_owned());
        Ok("ok")
    }

    pub(super) fn extend(&mut self, by: Staff, days: u32) -> Verdict {
        let terms = (&Expiry::Days(days), &self.house.org.zone);
        let extended = self.share.extend(acting(&person(by)), terms, &self.house.policy(), &self.as_staff());
        self.commit_share(&extended.map_err(|refused| extend_refused(&refused))?)
    }

    pub(super) fn change_password(&mut self, by: Staff, to: Option<Secret>) -> Verdict {
        let password = to.map(|p| p.text().parse().unwrap());
        let terms = (password.as_ref(), [7; 16]);
        let changed = self.share.change_password(acting(&person(by)), terms, &self.house.policy(), &self.as_staff());
        self.commit_share(&changed.map_err(|refused| extend_refused(&refused))?)
    }
}

fn person(staff: Staff) -> Member {
    match staff {
        Staff::Vera => member("vera", Role::Initiator),
        Staff::Otto => member("otto", Role::Initiator),
        Staff::Carla => member("carla", Role::DocumentController),
    }
}
