//! Staff manage the share: each request has a key, under which its answer is stored with its effect.

use vestibule_domain::{
    audit::{Source, Stamp},
    decision::{Act as _, Decision},
    share::{ChangePassword, Delivery, ManageRefused, Managed, Revoke, Rotate, Salt, Share, Standing},
    staff::Forbidden,
};

use super::{Asked, Outcome, Refusal, Reply, Request, SEED, bits, sent};
use crate::{
    mistake::Mistake,
    place::Place,
    plan::{Act, Right},
    tables::Transaction,
};

impl Request<'_> {
    pub(super) fn manage(&self) -> Result<Outcome, Refusal> {
        let Asked { actor, step, share, .. } = *self.asked;
        let member = &self.place.staff[self.asked.staff];
        let managed = self.share.managed_by(member).map_err(forbidden)?;
        let stamp = member.stamp(Source::default(), Place::now(self.asked.clock), SEED);
        let decided = self.decided(managed, &stamp)?;
        let Some(change) = decided.change() else { return Ok(Outcome::Already(Reply::Done)) };
        let tx = Transaction::of(change, share, &change.state().gate, (Right::Staff, self.what()));
        Ok(sent(Transaction { answer: Some((actor, step)), ..tx }, Reply::Done))
    }

    fn decided(&self, managed: Managed<'_>, stamp: &Stamp) -> Result<Decision<Share>, Refusal> {
        let Asked { actor, step, draw, act, .. } = *self.asked;
        let open_only = self.mistake == Some(Mistake::RevokeOpenOnly);
        match act {
            Act::Revoke if open_only && self.share.standing(stamp.now) != Standing::Open => Err(Refusal::Other),
            Act::Revoke => Revoke.decide(managed, stamp).map_err(forbidden),
            Act::Rotate => {
                let salt = Salt::new(bits(&[actor, step, draw]));
                Rotate { salt, delivery: Some(Delivery::Link), policy: None }.decide(managed, stamp).map_err(refused)
            }
            Act::SetPassword => {
                let change = ChangePassword { password: Some(&self.place.hash), policy: &self.place.policy };
                change.decide(managed, stamp).map_err(refused)
            }
            Act::Open | Act::Save { .. } | Act::Complete { .. } | Act::HandBack { .. } | Act::RecordExpiry => {
                unreachable!("moves more than the gate")
            }
        }
    }
}

pub(super) fn forbidden(_: Forbidden) -> Refusal {
    Refusal::Other
}

fn refused(_: ManageRefused) -> Refusal {
    Refusal::Other
}
