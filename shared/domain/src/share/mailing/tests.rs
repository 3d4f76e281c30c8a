//! Each event of a mail is recorded once, in any order, and the worst of them stands.

use serde_json::json;

use super::*;
use crate::{
    Act as _,
    fixtures::{
        CREATED, EXPIRES, House, SATURDAY, at, bounced, changed, facts, kinds, mail_event, messages, staff, system,
    },
    share::{Gate, Revoke, Rotate, link::Salt},
    staff::Right,
};

const SECONDS_LATER: &str = "2026-11-20T12:00:07Z";

fn unmailed() -> ShareMailed {
    let share = House::new().share().created();
    ShareMailed { mailings: Mailings::none(share.id()), share }
}

fn invited() -> ShareMailed {
    unmailed().invited("m1".into(), 1, &system(CREATED)).into_state()
}

fn heard(mailed: &ShareMailed, message_id: &str, outcome: MailOutcome) -> Option<Change<ShareMailed>> {
    mailed.report(&mail_event(message_id, outcome), &system(SATURDAY)).change().cloned()
}

fn moved(mailed: &ShareMailed, change: impl FnOnce(&mut Gate)) -> ShareMailed {
    ShareMailed { share: mailed.share.with(change), ..mailed.clone() }
}

fn rotated(mailed: &ShareMailed, delivery: Delivery) -> ShareMailed {
    let house = House::new();
    let managed = mailed.share.managed(house.authority(Right::ManageOwnShares)).unwrap();
    let rotate = Rotate { salt: Salt::new([8; 16]), delivery: Some(delivery), policy: None };
    let share = rotate.decide(managed, &staff(SATURDAY)).unwrap().into_state();
    ShareMailed { share, ..mailed.clone() }
}

/// Lets everything be heard of one mail, one after the other.
fn after(mailed: ShareMailed, message_id: &str, outcomes: &[MailOutcome]) -> ShareMailed {
    outcomes.iter().fold(mailed, |m, outcome| heard(&m, message_id, outcome.clone()).map_or(m, Change::into_state))
}

fn gone() -> MailOutcome {
    bounced(BounceKind::Permanent)
}

#[test]
fn an_invitation_is_noted_with_the_mail_services_id() {
    let change = unmailed().invited("m1".into(), 1, &staff(SATURDAY));
    assert_eq!(change.state().share.gate.invited_at, Some(at(SATURDAY)));
    assert_eq!(change.state().status(), MailStatus::Sent { at: at(SATURDAY) });
    assert_eq!((kinds(&change), facts(&change)), (vec!["share.invited".into()], json!({ "message_id": "m1" })));
}

#[test]
fn each_event_of_a_mail_is_recorded_once() {
    for outcome in [MailOutcome::Delivered, gone(), MailOutcome::Complained] {
        let change = heard(&invited(), "m1", outcome.clone()).unwrap();
        assert_eq!(change.entry().records().len(), 1);
        assert!(heard(change.state(), "m1", outcome).is_none());
    }
    let bounced_once = after(invited(), "m1", &[gone()]);
    assert!(heard(&bounced_once, "m1", bounced(BounceKind::Transient)).is_none(), "for another reason either");
}

#[test]
fn a_record_says_of_which_mail_when_and_why_but_names_nobody() {
    let change = heard(&invited(), "m1", gone()).unwrap();
    let told = json!({ "message_id": "m1", "bounced_at": SECONDS_LATER, "kind": "permanent", "subtype": "General" });
    assert_eq!((kinds(&change), facts(&change)), (vec!["share.bounced".into()], told));
    let one = &change.entry().records()[0];
    let personal = one.personal.to_json();
    assert!(personal.get("name").is_none() && personal.get("email").is_none(), "{personal}");
    assert_eq!(one.record.at(), at(SATURDAY), "recorded later than it happened");
}

#[test]
fn the_worst_stands_in_every_order_of_events() {
    let at = at(SECONDS_LATER);
    for (outcomes, status) in [
        (vec![MailOutcome::Delivered], MailStatus::Delivered { at }),
        (vec![MailOutcome::Delivered, gone()], MailStatus::Bounced { at }),
        (vec![gone(), MailOutcome::Delivered], MailStatus::Bounced { at }),
        (vec![MailOutcome::Delivered, MailOutcome::Complained], MailStatus::Complained { at }),
        (vec![MailOutcome::Complained, gone(), MailOutcome::Delivered], MailStatus::Complained { at }),
    ] {
        assert_eq!(after(invited(), "m1", &outcomes).status(), status, "{outcomes:?}");
    }
}

#[test]
fn an_event_may_be_there_before_the_invitation_is_noted() {
    let early = after(unmailed(), "m1", &[MailOutcome::Delivered]);
    assert_eq!(early.status(), MailStatus::Delivered { at: at(SECONDS_LATER) });
    let noted = early.invited("m1".into(), 1, &system(SATURDAY)).into_state();
    assert_eq!((noted.mailings.mails.len(), noted.share.gate.invited_at), (1, Some(at(SATURDAY))));
    assert_eq!(noted.status(), MailStatus::Delivered { at: at(SECONDS_LATER) });
    assert!(heard(&noted, "m1", MailOutcome::Delivered).is_none());
}

#[test]
fn what_was_heard_of_an_old_link_is_nothing_to_the_new_one() {
    let rotated = rotated(&after(invited(), "m1", &[gone()]), Delivery::Email);
    assert_eq!((rotated.share.gate.invited_at, rotated.status()), (None, MailStatus::NotSent));
    assert!(heard(&rotated, "m1", gone()).is_none(), "it is on record all the same");
    let late = heard(&rotated, "m1", MailOutcome::Delivered).unwrap().into_state();
    assert_eq!(late.status(), MailStatus::NotSent);
    for sent_at in ["2026-11-20T11:59:59Z", SATURDAY] {
        let unnoted = MailEvent { sent_at: at(sent_at), ..mail_event("m0", MailOutcome::Delivered) };
        let late = changed(late.report(&unnoted, &system(SATURDAY))).into_state();
        assert_eq!(late.status(), MailStatus::NotSent, "a mail with the old link, whenever it was sent");
    }
    let again = late.invited("m2".into(), 2, &system(SATURDAY)).into_state();
    assert_eq!(again.status(), MailStatus::Sent { at: at(SATURDAY) });
    assert_eq!(after(again, "m2", &[MailOutcome::Delivered]).status().name(), "delivered");
}

#[test]
fn a_mail_whose_link_was_rotated_while_it_was_sent_invites_nobody() {
    let rotated = rotated(&unmailed(), Delivery::Email);
    let change = rotated.invited("m1".into(), 1, &system(SATURDAY));
    assert_eq!(kinds(&change), ["share.invitation_outdated"], "it is on record all the same");
    assert_eq!((change.state().share.gate.invited_at, change.state().status()), (None, MailStatus::NotSent));
    let early = MailEvent { link: 2, ..mail_event("m2", MailOutcome::Delivered) };
    let both = changed(change.state().report(&early, &system(SATURDAY))).into_state();
    assert_eq!(both.status(), MailStatus::Delivered { at: at(SECONDS_LATER) }, "each mail knows its own link");
}

#[test]
fn a_link_that_its_creator_carries_is_sent_by_no_mail() {
    let carried = rotated(&after(invited(), "m1", &[MailOutcome::Delivered]), Delivery::Link);
    assert_eq!(carried.status(), MailStatus::NotSent);
    assert_eq!(after(carried, "m0", &[MailOutcome::Delivered]).status(), MailStatus::NotSent);
}

#[test]
fn the_creator_is_told_of_a_bounce_once() {
    for kind in [BounceKind::Permanent, BounceKind::Transient, BounceKind::Undetermined, BounceKind::Rejected] {
        let change = heard(&invited(), "m1", bounced(kind)).unwrap();
        let notice = Message::OwnerNotice { share: unmailed().share.id(), about: Notice::Bounced { kind } };
        assert_eq!(messages(&change), [notice]);
    }
    assert_eq!(messages(&heard(&invited(), "m1", MailOutcome::Delivered).unwrap()), []);
    assert_eq!(messages(&heard(&invited(), "m1", MailOutcome::Complained).unwrap()), []);
}

#[test]
fn a_bounce_is_evidence_for_ever_but_news_only_while_the_guest_is_awaited() {
    let (house, invited) = (House::new(), invited());
    let managed = invited.share.managed(house.authority(Right::ManageOwnShares)).unwrap();
    let share = Revoke.decide(managed, &staff(SATURDAY)).unwrap().into_state();
    let revoked = ShareMailed { share, ..invited.clone() };
    let completed = moved(&invited, |gate| gate.completed_at = Some(at(SATURDAY)));
    for mailed in [revoked, completed, rotated(&invited, Delivery::Email)] {
        let change = heard(&mailed, "m1", gone()).unwrap();
        assert_eq!(messages(&change), [], "{:?}", change.state());
    }
    let expired = changed(invited.report(&mail_event("m1", gone()), &system(EXPIRES)));
    assert_eq!(messages(&expired).len(), 1, "it can be extended");
}

#[test]
fn no_event_touches_link_or_sessions() {
    let (before, change) = (invited().share, heard(&invited(), "m1", gone()).unwrap());
    let after = &change.state().share;
    assert_eq!(Gate { head: before.gate.head, ..after.gate.clone() }, before.gate);
    assert_eq!(after.standing(at(SATURDAY)), Standing::Open);
}

#[test]
fn the_latest_mails_are_remembered_and_older_ones_change_nothing() {
    let sent = |n: u8| at(&format!("2026-11-20T12:00:{n:02}Z"));
    let event = |n: u8| MailEvent { sent_at: sent(n), ..mail_event(&format!("m{n}"), MailOutcome::Delivered) };
    let mut mailed = unmailed();
    for n in [1, 2, 3, 6, 5, 4] {
        mailed = changed(mailed.report(&event(n), &system(SATURDAY))).into_state();
    }
    let remembered: Vec<_> = mailed.mailings.mails.iter().map(|m| m.message_id.as_str()).collect();
    assert_eq!(remembered, ["m2", "m3", "m4", "m5", "m6"]);
    for n in 1..=6 {
        assert!(mailed.report(&event(n), &system(SATURDAY)).change().is_none(), "m{n}");
    }
}

#[test]
fn an_automatic_answer_to_a_mail_that_has_arrived_is_no_bounce_and_tells_nobody() {
    let away = || bounced(BounceKind::Transient);
    let arrived = after(invited(), "m1", &[MailOutcome::Delivered]);
    let change = heard(&arrived, "m1", away()).unwrap();
    let told = json!({ "message_id": "m1", "replied_at": SECONDS_LATER, "subtype": "General" });
    assert_eq!((kinds(&change), facts(&change)), (vec!["share.auto_replied".into()], told));
    assert_eq!((change.state().status().name(), messages(&change)), ("delivered", vec![]));
    assert!(heard(change.state(), "m1", away()).is_none(), "once");
    let came_back = heard(&arrived, "m1", gone()).unwrap();
    assert_eq!((kinds(&came_back), came_back.state().status().name()), (vec!["share.bounced".into()], "bounced"));
    let full = heard(&invited(), "m1", away()).unwrap();
    assert_eq!(full.state().status().name(), "bounced", "what has not arrived has come back");
}
