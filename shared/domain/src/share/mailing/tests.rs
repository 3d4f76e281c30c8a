//! Each event of a mail is recorded once, in whatever order they come, and the worst of them stands.

use super::*;
use crate::{
    fixtures::{CREATED, EXPIRES, House, SATURDAY, acting, at, bounced, mail_event, staff, system},
    token::Salt,
};

const SECONDS_LATER: &str = "2026-11-20T12:00:07Z";

fn share() -> Share {
    House::new().share().created()
}

fn invited() -> Share {
    share().invited("m1".into(), &system(CREATED)).into_state()
}

fn heard(share: &Share, message_id: &str, fate: Fate) -> Option<Change<Share>> {
    share.mail_reported(&mail_event(message_id, fate), &system(SATURDAY))
}

fn rotated(share: &Share, delivery: Delivery) -> Share {
    let vera = House::new().vera;
    share.rotate(acting(&vera), (Salt::new([8; 16]), delivery), &staff(SATURDAY)).unwrap().into_state()
}

/// Lets everything be heard of one mail, one after the other.
fn after(share: Share, message_id: &str, fates: &[Fate]) -> Share {
    fates.iter().fold(share, |s, fate| heard(&s, message_id, fate.clone()).map_or(s, Change::into_state))
}

fn gone() -> Fate {
    bounced(BounceKind::Permanent)
}

#[test]
fn an_invitation_is_noted_with_the_mail_services_id() {
    let change = share().invited("m1".into(), &staff(SATURDAY));
    assert_eq!(change.state().invited_at, Some(at(SATURDAY)));
    assert_eq!(change.state().mailed(), Mailed::Sent { at: at(SATURDAY) });
    assert_eq!(change.entry().records()[0].0.event, Event::Invited { message_id: "m1".into() });
}

#[test]
fn each_event_of_a_mail_is_recorded_once() {
    for fate in [Fate::Delivered, gone(), Fate::Complained] {
        let change = heard(&invited(), "m1", fate.clone()).unwrap();
        assert_eq!(change.entry().records().len(), 1);
        assert!(heard(change.state(), "m1", fate).is_none());
    }
    let bounced_once = after(invited(), "m1", &[gone()]);
    assert!(heard(&bounced_once, "m1", bounced(BounceKind::Transient)).is_none(), "for whatever reason");
}

#[test]
fn a_record_says_of_which_mail_when_and_why_but_names_nobody() {
    let change = heard(&invited(), "m1", gone()).unwrap();
    let (record, _, personal) = &change.entry().records()[0];
    let subtype = "General".parse().unwrap();
    let (message_id, bounced_at) = ("m1".into(), at(SECONDS_LATER));
    assert_eq!(record.event, Event::Bounced { message_id, bounced_at, kind: BounceKind::Permanent, subtype });
    assert_eq!((&personal.name, &personal.email), (&None, &None));
    assert_eq!(record.at, at(SATURDAY), "recorded later than it happened");
}

#[test]
fn the_worst_stands_in_whatever_order_it_was_heard() {
    let at = at(SECONDS_LATER);
    for (fates, mailed) in [
        (vec![Fate::Delivered], Mailed::Delivered { at }),
        (vec![Fate::Delivered, gone()], Mailed::Bounced { at }),
        (vec![gone(), Fate::Delivered], Mailed::Bounced { at }),
        (vec![Fate::Delivered, Fate::Complained], Mailed::Complained { at }),
        (vec![Fate::Complained, gone(), Fate::Delivered], Mailed::Complained { at }),
    ] {
        assert_eq!(after(invited(), "m1", &fates).mailed(), mailed, "{fates:?}");
    }
}

#[test]
fn an_event_may_be_there_before_the_invitation_is_noted() {
    let early = after(share(), "m1", &[Fate::Delivered]);
    assert_eq!(early.mailed(), Mailed::Delivered { at: at(SECONDS_LATER) });
    let noted = early.invited("m1".into(), &system(SATURDAY)).into_state();
    assert_eq!((noted.mailings.len(), noted.invited_at), (1, Some(at(SATURDAY))));
    assert_eq!(noted.mailed(), Mailed::Delivered { at: at(SECONDS_LATER) });
    assert!(heard(&noted, "m1", Fate::Delivered).is_none());
}

#[test]
fn what_was_heard_of_an_old_link_is_nothing_to_the_new_one() {
    let rotated = rotated(&after(invited(), "m1", &[gone()]), Delivery::Email);
    assert_eq!((rotated.invited_at, rotated.mailed()), (None, Mailed::NotSent));
    assert!(heard(&rotated, "m1", gone()).is_none(), "it is on record all the same");
    let late = heard(&rotated, "m1", Fate::Delivered).unwrap().into_state();
    assert_eq!(late.mailed(), Mailed::NotSent);
    let unnoted = MailEvent { sent_at: at("2026-11-20T11:59:59Z"), ..mail_event("m0", Fate::Delivered) };
    let late = late.mail_reported(&unnoted, &system(SATURDAY)).unwrap().into_state();
    assert_eq!(late.mailed(), Mailed::NotSent, "older than a mail with the old link");
    let again = late.invited("m2".into(), &system(SATURDAY)).into_state();
    assert_eq!(again.mailed(), Mailed::Sent { at: at(SATURDAY) });
    assert_eq!(after(again, "m2", &[Fate::Delivered]).mailed().name(), "delivered");
}

#[test]
fn a_link_that_its_creator_carries_is_sent_by_no_mail() {
    let carried = rotated(&after(invited(), "m1", &[Fate::Delivered]), Delivery::Link);
    assert_eq!(carried.mailed(), Mailed::NotSent);
    assert_eq!(after(carried, "m0", &[Fate::Delivered]).mailed(), Mailed::NotSent);
}

#[test]
fn the_creator_is_told_of_a_bounce_once() {
    for kind in [BounceKind::Permanent, BounceKind::Transient, BounceKind::Undetermined, BounceKind::Rejected] {
        let change = heard(&invited(), "m1", bounced(kind)).unwrap();
        let notice = Message::OwnerNotice { share: share().id, about: Notice::Bounced { kind } };
        assert_eq!(change.outgoing().unwrap().messages, [notice]);
    }
    assert!(heard(&invited(), "m1", Fate::Delivered).unwrap().outgoing().is_none());
    assert!(heard(&invited(), "m1", Fate::Complained).unwrap().outgoing().is_none());
}

#[test]
fn a_bounce_is_evidence_for_ever_but_news_only_while_the_guest_is_awaited() {
    let house = House::new();
    let revoked = invited().revoke(acting(&house.vera), &staff(SATURDAY)).unwrap().unwrap().into_state();
    let completed = Share { completed_at: Some(at(SATURDAY)), ..invited() };
    for share in [revoked, completed, rotated(&invited(), Delivery::Email)] {
        let change = heard(&share, "m1", gone()).unwrap();
        assert!(change.outgoing().is_none(), "{:?}", change.state());
    }
    let expired = invited().mail_reported(&mail_event("m1", gone()), &system(EXPIRES)).unwrap();
    assert!(expired.outgoing().is_some(), "it can be extended");
}

#[test]
fn no_event_touches_link_or_sessions() {
    let (before, change) = (invited(), heard(&invited(), "m1", gone()).unwrap());
    let after = change.state();
    assert_eq!((after.epoch, after.salt, after.standing(at(SATURDAY))), (before.epoch, before.salt, Standing::Open));
}

#[test]
fn the_latest_mails_are_remembered_and_older_ones_change_nothing() {
    let sent = |n: u8| at(&format!("2026-11-20T12:00:{n:02}Z"));
    let event = |n: u8| MailEvent { sent_at: sent(n), ..mail_event(&format!("m{n}"), Fate::Delivered) };
    let mut share = share();
    for n in [1, 2, 3, 6, 5, 4] {
        share = share.mail_reported(&event(n), &system(SATURDAY)).unwrap().into_state();
    }
    let remembered: Vec<_> = share.mailings.iter().map(|m| m.message_id.as_str()).collect();
    assert_eq!(remembered, ["m2", "m3", "m4", "m5", "m6"]);
    for n in 1..=6 {
        assert!(share.mail_reported(&event(n), &system(SATURDAY)).is_none(), "m{n}");
    }
}
