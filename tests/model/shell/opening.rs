//! A guest opens the share by their link, with the password where it has one.

use vestibule_domain::{
    decision::Act as _,
    gate::Session,
    share::{Gate, Missing, Open, OpenRefused, PasswordProof, ReserveAttempt, Secrets, Share},
    value::{SessionId, VisitId},
};

use super::{Asked, Outcome, Refusal, Reply, Request, bits, of_denial, sent};
use crate::{
    held::Held,
    mistake::Mistake,
    plan::{Right, What},
    tables::Transaction,
};

impl Request<'_> {
    pub(super) fn open(mut self) -> Result<Outcome, Refusal> {
        let came = self.asked.came.as_ref().unwrap().value();
        let then = Share { gate: came.clone(), ..self.share.clone() };
        if !self.share.answers_to(&self.place.link(&then)) {
            return Err(Refusal::Ended);
        }
        if self.mistake == Some(Mistake::OpenOnOldGate) {
            let Gate { head, version, .. } = self.share.gate;
            self.share.gate = Gate { head, version, ..came.clone() };
        }
        let (open, stamp, right) = (self.opening(), self.stamp(), Right::Link(came.link));
        let proof = self.asked.proof.as_ref().map(Held::thing);
        let opened = match open.decide((&self.share, proof.into()), &stamp) {
            Ok(opened) => opened,
            Err(OpenRefused::Missing(missing)) if missing == [Missing::Password] && proof.is_none() => {
                let reserved = ReserveAttempt { opening: &open, at: Secrets::PASSWORD }
                    .decide(&self.share, &stamp)
                    .map_err(refusal)?;
                return Ok(self.of_share(&reserved, (right, What::Attempt), Reply::MayEnter(self.proof())));
            }
            Err(refused) => return Err(refusal(refused)),
        };
        let session = Session::of(opened.state());
        let reply = Reply::Opened(Held::new(&format!("{session:?}"), session));
        let Some(change) = opened.change() else { return Ok(Outcome::Already(reply)) };
        let Asked { actor, visit, clock, share, .. } = *self.asked;
        let counts = change.state().share.gate.accesses.used > self.share.gate.accesses.used;
        let opening = What::Opening { actor, visit, epoch: self.share.gate.epoch, clock };
        // The same visit again counts nothing. Where an attempt was counted for it, that one is given back.
        let what = if counts { opening } else { What::Attempt };
        Ok(sent(Transaction::of(change, share, &change.state().share.gate, (right, what)), reply))
    }

    /// Of the same visit, however often it is sent.
    fn opening(&self) -> Open {
        let Asked { actor, visit, draw, .. } = *self.asked;
        let forgets = self.mistake == Some(Mistake::ForgetVisit);
        Open {
            visit: VisitId::new(bits(&[actor, visit, if forgets { draw } else { 0 }])),
            consent: Some(self.share.terms.notice),
            disclaimer: self.share.terms.disclaimer,
            who: None,
            session: SessionId::new(bits(&[actor, visit, draw])),
            device: None,
        }
    }

    /// The password is looked at once the attempt is committed: the proof comes with the reply.
    fn proof(&self) -> Held<PasswordProof> {
        let hash = self.share.gate.password.as_ref().unwrap().text().to_owned();
        Held::new(&hash, PasswordProof::check(&self.share, &self.place.password).unwrap())
    }
}

fn refusal(refused: OpenRefused) -> Refusal {
    if let OpenRefused::Dead(denied) = refused { of_denial(denied) } else { Refusal::Other }
}
