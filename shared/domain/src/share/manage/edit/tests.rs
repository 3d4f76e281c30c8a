//! What may change of a share's terms, and what that does to those who are in.

use super::*;
use crate::{
    fixtures::{House, SATURDAY, changed, facts, kinds, layer, staff},
    policy::Layer,
    staff::Right,
};

fn edit(house: &House, share: &Share, wish: (Option<bool>, Option<bool>)) -> Result<Decision<Share>, ManageRefused> {
    let (policy, (code, who_opens)) = (house.policy(), wish);
    let edit = Edit { expiry: None, code, who_opens, zone: &house.org.zone, policy: &policy };
    edit.decide(share.managed(house.authority(Right::ManageOwnShares)).unwrap(), &staff(SATURDAY))
}

#[test]
fn turning_the_code_on_ends_the_sessions_that_began_without_one_and_turning_it_off_does_not() {
    let house = House::new();
    let share = house.share().created();
    let on = changed(edit(&house, &share, (Some(true), None)).unwrap());
    assert_eq!(kinds(&on), ["share.proofs_changed"]);
    assert_eq!(facts(&on), serde_json::json!({ "code": true, "who_opens": false }));
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
    let edit =
        Edit { expiry: Some(&expiry), code: Some(true), who_opens: None, zone: &house.org.zone, policy: &policy };
    let managed = share.managed(house.authority(Right::ManageOwnShares)).unwrap();
    let change = changed(edit.decide(managed, &staff(SATURDAY)).unwrap());
    assert_eq!(kinds(&change), ["share.extended", "share.proofs_changed"]);
}
