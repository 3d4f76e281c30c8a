//! How many mails leave within a day: to one address, and those with links that one member asks for or that are of one
//! share. What was used comes back little by little.

use jiff::Timestamp;

use super::{fact::ShareFact, manage::Managed, state::Share};
use crate::{
    audit::Stamp,
    change::Change,
    outbox::GuestMail,
    policy::{Layer, Policy},
    staff::Member,
    value::{Email, RecipientId, ShareId, Wait, rescaled, take},
};

/// Whose mails are counted together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailsOf {
    /// To one person, in whichever shares of the org.
    Address(RecipientId),
    /// Asked for by the member with this `sub`.
    Member(String),
    Share(ShareId),
}

/// What was used of a day's mails. A row of its own, which moves with each mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailCount {
    pub of: MailsOf,
    /// When all of them may be sent again; `None`: none was sent.
    pub until: Option<Timestamp>,
    /// How many a day could be sent when that was reckoned.
    pub most: u32,
    pub version: u64,
}

/// So many mails have left that no more may within a day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("at most {most} {} within a day; the next is possible at {at}", self.words())]
pub struct TooManyMails {
    pub of: MailsOf,
    pub most: u32,
    pub layer: Layer,
    pub at: Timestamp,
    pub seconds: u64,
}

impl MailsOf {
    /// What the mail of a new share counts for.
    pub fn creation(by: &Member, to: &Email) -> Vec<Self> {
        vec![Self::Address(RecipientId::of(&by.org, to)), Self::Member(by.sub.clone())]
    }

    /// What the mails count for by which guests are asked once more, each by a share of theirs. The member asks once for all.
    pub fn handing_back(by: &Member, asked: &[(ShareId, RecipientId)]) -> Vec<Self> {
        Self::of_guests(asked).chain([Self::Member(by.sub.clone())]).collect()
    }

    /// What of it counts for these guests.
    pub fn of_guests(asked: &[(ShareId, RecipientId)]) -> impl Iterator<Item = Self> {
        asked.iter().flat_map(|(share, recipient)| [Self::Address(*recipient), Self::Share(*share)])
    }

    /// What the mail with a new link of a share counts for.
    pub fn rotation(managed: Managed<'_>) -> Vec<Self> {
        let share = managed.share();
        vec![Self::Address(share.recipient()), Self::Member(managed.member().sub.clone()), Self::Share(share.id())]
    }
}

impl MailCount {
    /// Of which no mail was sent.
    pub fn none(of: MailsOf) -> Self {
        Self { of, until: None, most: 0, version: 0 }
    }

    /// With one mail more for each, if each has one left.
    pub fn one_more(counts: Vec<Self>, policy: &Policy, now: Timestamp) -> Result<Vec<Self>, TooManyMails> {
        counts.into_iter().map(|count| count.and_one(policy, now)).collect()
    }

    fn and_one(self, policy: &Policy, now: Timestamp) -> Result<Self, TooManyMails> {
        let limit = match self.of {
            MailsOf::Address(_) => &policy.max_mails_per_address,
            MailsOf::Member(_) => &policy.max_mails_per_member,
            MailsOf::Share(_) => &policy.max_mails_per_share,
        };
        let before = (self.most.into(), limit.value.into());
        let until = self.until.map(|until| rescaled(until, before, now));
        match take(limit.value.into(), until, 1, now) {
            Ok(until) => Ok(Self { until: Some(until), most: limit.value, ..self }),
            Err(Wait { at, seconds }) => {
                Err(TooManyMails { of: self.of, most: limit.value, layer: limit.layer, at, seconds })
            }
        }
    }
}

impl TooManyMails {
    fn words(&self) -> &'static str {
        match self.of {
            MailsOf::Address(_) => "mails may leave to this address",
            MailsOf::Member(_) => "mails with links may leave that you ask for",
            MailsOf::Share(_) => "mails with links may leave of this share",
        }
    }

    /// The setting of the policy.
    pub fn setting(&self) -> &'static str {
        match self.of {
            MailsOf::Address(_) => "max_mails_per_address",
            MailsOf::Member(_) => "max_mails_per_member",
            MailsOf::Share(_) => "max_mails_per_share",
        }
    }
}

impl Share {
    /// What a mail that tells its guest something counts for. No member asked for it by itself.
    pub fn news(&self) -> [MailsOf; 1] {
        [MailsOf::Address(self.recipient())]
    }

    /// Such a mail does not leave, because its address has had too many. What caused it stands, and the trail tells.
    pub fn leave_out(&self, mail: GuestMail, refused: &TooManyMails, stamp: &Stamp) -> Change<Self> {
        Change::new(self.clone(), stamp, ShareFact::MailLeftOut { mail, again_at: refused.at }, [])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{House, SATURDAY, at, facts, kinds, layer, system};

    fn policy(per_address: u32) -> Policy {
        let mut house = House::new();
        house.org.policy = layer(|l| l.max_mails_per_address = Some(per_address));
        house.policy()
    }

    fn counts() -> Vec<MailCount> {
        let house = House::new();
        MailsOf::creation(&house.vera, &"ana@souza.example".parse().unwrap()).into_iter().map(MailCount::none).collect()
    }

    #[test]
    fn an_address_gets_so_many_mails_in_a_day_and_then_one_after_the_other() {
        let (policy, now) = (policy(3), at(SATURDAY));
        let more = |counts, now| MailCount::one_more(counts, &policy, now);
        let all = (0..3).try_fold(counts(), |counts, _| more(counts, now)).unwrap();
        let refused = more(all.clone(), now).unwrap_err();
        assert_eq!((refused.setting(), refused.most, refused.layer), ("max_mails_per_address", 3, Layer::Org));
        assert_eq!(refused.seconds, 8 * 3_600);
        let words = "at most 3 mails may leave to this address within a day; the next is possible at";
        assert_eq!(refused.to_string(), format!("{words} 2026-11-21T20:00:00Z"));
        let next = more(all, refused.at).unwrap();
        assert!(more(next, refused.at).is_err());
    }

    #[test]
    fn where_the_limit_is_another_one_what_was_used_stays_so_much() {
        let now = at(SATURDAY);
        let sent = |counts, most: u32, mails: u32| {
            (0..mails).try_fold(counts, |counts, _| MailCount::one_more(counts, &policy(most), now))
        };
        let all = sent(counts(), 20, 20).unwrap();
        assert!(sent(all.clone(), 20, 1).is_err());
        let more = sent(all.clone(), 40, 20).unwrap();
        assert!(sent(more.clone(), 40, 1).is_err(), "40 have left");
        let fewer = sent(more, 10, 1).unwrap_err();
        assert_eq!(fewer.seconds, 24 * 3_600 * 31 / 10, "until 9 are left of what comes back at 10 a day");
        let half = at("2026-11-22T00:00:00Z");
        let later = MailCount::one_more(all, &policy(40), half).unwrap();
        assert_eq!(
            later[0].until.unwrap().duration_since(half).as_secs(),
            24 * 3_600 * 11 / 40,
            "10 of the 20 came back"
        );
    }

    #[test]
    fn what_tells_a_guest_something_counts_for_their_address_and_is_left_out_beyond_with_a_record() {
        let (policy, now, share) = (policy(2), at(SATURDAY), House::new().share().created());
        let counts = share.news().map(MailCount::none).to_vec();
        assert_eq!(counts[0].of, MailsOf::Address(share.recipient()));
        let all = (0..2).try_fold(counts, |counts, _| MailCount::one_more(counts, &policy, now)).unwrap();
        let refused = MailCount::one_more(all, &policy, now).unwrap_err();
        let change = share.leave_out(GuestMail::Receipt, &refused, &system(SATURDAY));
        assert_eq!(kinds(&change), ["share.mail_left_out"]);
        let told = serde_json::json!({ "mail": "receipt", "again_at": "2026-11-22T00:00:00Z" });
        assert_eq!(facts(&change), told);
    }

    #[test]
    fn each_address_each_member_and_each_share_has_a_number_of_its_own() {
        let house = House::new();
        let share = house.share().created();
        let managed = share.managed(house.authority(crate::staff::Right::ManageOwnShares)).unwrap();
        let of = MailsOf::rotation(managed);
        let mut counts: Vec<_> = of.into_iter().map(MailCount::none).collect();
        assert_eq!(counts[2].of, MailsOf::Share(share.id()));
        let policy = house.policy();
        let times = (0..).take_while(|_| match MailCount::one_more(counts.clone(), &policy, at(SATURDAY)) {
            Ok(more) => {
                counts = more;
                true
            }
            Err(refused) => {
                assert_eq!(refused.setting(), "max_mails_per_share");
                false
            }
        });
        assert_eq!(times.count(), 10);
    }
}
