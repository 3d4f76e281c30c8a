//! What may change of a share's terms, and what that does to those who are in.

use serde_json::json;

use super::*;
use crate::{
    fixtures::{House, SATURDAY, at, changed, facts, kinds, layer, staff},
    policy::Layer,
    share::Accesses,
    staff::Right,
};

const MONDAY_AFTER: &str = "2026-11-30T12:00:00Z";

fn edit(house: &House, share: &Share, wish: (Option<bool>, Option<bool>)) -> Result<Decision<Share>, ManageRefused> {
    let (policy, (code, who_opens)) = (house.policy(), wish);
    let edit = Edit { code, who_opens, ..Edit::under(&policy, &house.org.zone) };
    edit.decide(share.managed(house.authority(Right::ManageOwnShares)).unwrap(), &staff(SATURDAY))
}

#[test]
fn turning_the_code_on_ends_the_sessions_that_began_without_one_and_turning_it_off_does_not() {
    let house = House::new();
    let share = house.share().created();
    let on = changed(edit(&house, &share, (Some(true), None)).unwrap());
    assert_eq!(kinds(&on), ["share.proofs_changed"]);
    assert_eq!(facts(&on), json!({ "code": true, "who_opens": false }));
    let on = on.into_state();
    assert_eq!((on.gate.code, on.gate.epoch), (true, share.gate.epoch + 1));
    let off = changed(edit(&house, &on, (Some(false), None)).unwrap()).into_state();
    assert_eq!((off.gate.code, off.gate.epoch), (false, on.gate.epoch));
}

#[test]
fn what_stands_already_is_not_recorded_and_what_is_absent_stays() {
    let house = House::new();
    let share = house.share().code().who_opens().created();
    assert!(edit(&house, &share, (Some(true), Some(true))).unwrap().change().is_none());
    let changed = edit(&house, &share, (None, Some(false))).unwrap().into_state();
    assert_eq!((changed.gate.code, changed.gate.who_opens, changed.gate.epoch), (true, false, share.gate.epoch));
}

#[test]
fn what_the_policy_requires_cannot_be_turned_off_and_stands_where_nothing_is_said() {
    let mut house = House::new();
    house.org.policy = layer(|l| l.who_opens_required = Some(true));
    house.project.policy = layer(|l| l.code_required = Some(true));
    let share = house.share().created();
    assert!(share.gate.code && share.gate.who_opens);
    let refused = edit(&house, &share, (Some(false), None)).map(drop);
    assert_eq!(refused, Err(TermsFlaw::CodeRequired { layer: Layer::Project }.into()));
    let refused = edit(&house, &share, (None, Some(false))).map(drop);
    assert_eq!(refused, Err(TermsFlaw::WhoOpensRequired { layer: Layer::Org }.into()));
    let mut asked = house.share();
    (asked.create.asked.code, asked.create.asked.who_opens) = (Some(false), Some(false));
    let flaws = [TermsFlaw::CodeRequired { layer: Layer::Project }, TermsFlaw::WhoOpensRequired { layer: Layer::Org }];
    assert_eq!(asked.flaws(), flaws);
}

#[test]
fn the_expiry_moves_with_it_in_one_change() {
    let house = House::new();
    let (share, policy, expiry) = (house.share().created(), house.policy(), Expiry::Days(9));
    let edit = Edit { expiry: Some(&expiry), code: Some(true), ..Edit::under(&policy, &house.org.zone) };
    let managed = share.managed(house.authority(Right::ManageOwnShares)).unwrap();
    let change = changed(edit.decide(managed, &staff(SATURDAY)).unwrap());
    assert_eq!(kinds(&change), ["share.extended", "share.proofs_changed"]);
}

/// The share with another end, under the policy of this house.
fn prolonged(house: &House, share: &Share, now: &str) -> Result<Change<Share>, ManageRefused> {
    let (policy, expiry) = (house.policy(), Expiry::Days(9));
    let edit = Edit { expiry: Some(&expiry), ..Edit::under(&policy, &house.org.zone) };
    edit.decide(share.managed(house.authority(Right::ManageOwnShares)).unwrap(), &staff(now)).map(changed)
}

#[test]
fn a_share_that_lives_again_proves_what_is_required_by_then_and_one_that_lives_stays_as_it_is() {
    let mut house = House::new();
    let share = house.share().created();
    house.org.policy = layer(|l| (l.code_required, l.who_opens_required) = (Some(true), Some(true)));
    let alive = prolonged(&house, &share, SATURDAY).unwrap();
    assert_eq!((kinds(&alive), alive.state().gate.code), (vec!["share.extended".to_owned()], false));
    let again = prolonged(&house, &share, MONDAY_AFTER).unwrap();
    assert_eq!(kinds(&again), ["share.extended", "share.proofs_changed"]);
    let gate = &again.state().gate;
    assert_eq!((gate.code, gate.who_opens, gate.epoch), (true, true, share.gate.epoch + 1), "old sessions end");
}

#[test]
fn a_share_without_the_password_that_is_required_by_then_does_not_live_again() {
    let mut house = House::new();
    let (bare, locked) = (house.share().created(), house.share().password("correct horse").created());
    house.project.policy = layer(|l| l.password_required = Some(true));
    let required = TermsFlaw::PasswordRequired { layer: Layer::Project };
    assert_eq!(prolonged(&house, &bare, MONDAY_AFTER).map(drop), Err(required.clone().into()));
    assert_eq!(accesses(&house, &used(&bare, 1), 3).map(drop), Err(required.into()));
    assert!(prolonged(&house, &bare, SATURDAY).is_ok() && prolonged(&house, &locked, MONDAY_AFTER).is_ok());
}

/// Opened as often as it may be.
fn used(share: &Share, max: u32) -> Share {
    share.with(|gate| gate.accesses = Accesses { used: max, max })
}

fn accesses(house: &House, share: &Share, max: u32) -> Result<Decision<Share>, ManageRefused> {
    let policy = house.policy();
    let edit = Edit { max_accesses: Some(max), ..Edit::under(&policy, &house.org.zone) };
    edit.decide(share.managed(house.authority(Right::ManageOwnShares)).unwrap(), &staff(SATURDAY))
}

#[test]
fn a_share_that_was_opened_as_often_as_it_may_be_opens_more_often() {
    let mut house = House::new();
    let share = used(&house.share().created(), 2);
    for max in [3, 0] {
        let change = changed(accesses(&house, &share, max).unwrap());
        assert_eq!(
            (kinds(&change), facts(&change)),
            (vec!["share.accesses_changed".to_owned()], json!({ "from": 2, "to": max }))
        );
        assert_eq!(change.state().standing(at(SATURDAY)), Standing::Open);
    }
    assert!(accesses(&house, &share, 2).unwrap().change().is_none(), "so it stands already");
    assert_eq!(accesses(&house, &share, 1).map(drop), Err(TermsFlaw::AccessesUsed { used: 2 }.into()));
    house.org.policy = layer(|l| l.code_required = Some(true));
    let coded = changed(accesses(&house, &share, 3).unwrap());
    assert_eq!(kinds(&coded), ["share.accesses_changed", "share.proofs_changed"]);
    house.org.policy = layer(|l| (l.default_max_accesses, l.allow_max_accesses_override) = (Some(5), Some(false)));
    let fixed = TermsFlaw::AccessesFixed { max: 5, layer: Layer::Org };
    assert_eq!(accesses(&house, &share, 6).map(drop), Err(fixed.into()));
    assert_eq!(accesses(&house, &share, 5).unwrap().state().gate.accesses.max, 5);
}
