//! The runners' part, as `GuestRequest::act`, `Portal::act_on_link`, `Staff::once_on_any_trail` and the sweep have it: from
//! what was read to a transaction, a reply or a refusal. What is allowed, the real rules say.

mod handing_back;
mod opening;
mod staff;
mod work;

use vestibule_domain::{
    audit::{Source, Stamp},
    decision::Decision,
    gate::Session,
    share::{Denied, Gate, PasswordProof, Share},
};
pub(crate) use work::epoch_of;

use crate::{
    held::Held,
    mistake::Mistake,
    place::Place,
    plan::{Act, Right, What},
    rows::Row,
    tables::{Read, Transaction},
};

/// One request, with all that was read for it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Asked {
    pub(crate) actor: usize,
    pub(crate) share: usize,
    /// Vera's or Wanda's place among the staff.
    pub(crate) staff: usize,
    pub(crate) step: usize,
    pub(crate) act: Act,
    pub(crate) visit: usize,
    /// Which request of theirs it is: what is drawn at random is another thing each time.
    pub(crate) draw: usize,
    pub(crate) came: Option<Row<Gate>>,
    pub(crate) proof: Option<Held<PasswordProof>>,
    pub(crate) session: Option<Held<Session>>,
    /// The version of the answers that the guest saw.
    pub(crate) base: u64,
    pub(crate) clock: usize,
    pub(crate) read: Read,
}

#[derive(Debug, Clone)]
pub(crate) enum Outcome {
    Change(Held<Transaction>, Reply),
    Already(Reply),
    Refused(Refusal),
}

/// What a request is answered, once it is done.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Reply {
    Opened(Held<Session>),
    /// The attempt is counted, and the password was the right one: now the opening itself.
    MayEnter(Held<PasswordProof>),
    /// The version of the answers.
    Saved(u64),
    Done,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The session or the link was replaced: there may be another by now.
    Ended,
    /// Somebody else wrote the same field; this version of the answers is shown.
    ChangedElsewhere(u64),
    /// The share is revoked, expired, exhausted or completed.
    Dead,
    Other,
}

struct Request<'a> {
    place: &'a Place,
    mistake: Option<Mistake>,
    asked: &'a Asked,
    share: Share,
}

/// Decides on a request.
pub(crate) fn decide(place: &Place, mistake: Option<Mistake>, asked: &Asked) -> Outcome {
    let gate = asked.read.gate.as_ref().unwrap().value().clone();
    let share = Share { terms: place.terms[asked.share].clone(), gate };
    let request = Request { place, mistake, asked, share };
    let outcome = match asked.act {
        Act::Open => request.open(),
        Act::Save { task, field, text } => request.save(task, (field, text)),
        Act::Complete { task } => request.complete(task),
        Act::HandBack { task } => request.hand_back(task),
        Act::Revoke | Act::Rotate | Act::SetPassword => request.manage(),
        Act::RecordExpiry => Ok(request.record_expiry()),
    };
    outcome.unwrap_or_else(Outcome::Refused)
}

impl Request<'_> {
    fn stamp(&self) -> Stamp {
        self.share.stamp(Source::default(), Place::now(self.asked.clock), SEED)
    }

    fn what(&self) -> What {
        let Asked { actor, act, base, .. } = *self.asked;
        What::Act { actor, act, base }
    }

    fn record_expiry(&self) -> Outcome {
        let stamp = Stamp::system("sweep-expired", Place::now(self.asked.clock), SEED);
        self.of_share(&self.share.record_expiry(&stamp), (Right::System, self.what()), Reply::Done)
    }

    /// What moves the gate alone.
    fn of_share(&self, decided: &Decision<Share>, whose: (Right, What), reply: Reply) -> Outcome {
        match decided.change() {
            None => Outcome::Already(reply),
            Some(change) => sent(Transaction::of(change, self.asked.share, &change.state().gate, whose), reply),
        }
    }
}

/// Nothing that is drawn from it is looked at by a rule.
const SEED: [u8; 16] = [5; 16];

fn sent(tx: Transaction, reply: Reply) -> Outcome {
    Outcome::Change(tx.held(), reply)
}

/// What is drawn at random: another for each of these numbers.
fn bits(numbers: &[usize]) -> [u8; 16] {
    let mut bits = [9; 16];
    for (at, number) in numbers.iter().enumerate() {
        bits[at] = u8::try_from(*number).unwrap();
    }
    bits
}

fn of_denial(denied: Denied) -> Refusal {
    match denied {
        Denied::SessionEnded | Denied::Replaced => Refusal::Ended,
        Denied::Revoked { .. } | Denied::Expired { .. } | Denied::Exhausted | Denied::Completed { .. } => Refusal::Dead,
    }
}
