//! Nobody but the guest who decides reads the code, no matter who carries the link.

use super::*;
use crate::{
    Act as _, Change, Decision,
    fixtures::{CREATED, House, SATURDAY, Sharing, at, changed, facts, kinds, layer, session, staff},
    gate::admit,
    policy::Layer,
    share::{ApplyPolicy, Edit, ManageRefused, Outside, Rotate, Salt},
    staff::Right,
};

fn deciding(house: &House) -> Sharing<'_> {
    let mut sharing = house.share();
    sharing.create.asked.permissions.insert(Permission::Respond);
    sharing
}

fn rotated(house: &House, share: &Share, delivery: Option<Delivery>) -> Change<Share> {
    let managed = share.managed(house.authority(Right::ManageOwnShares)).unwrap();
    let (salt, policy) = (Salt::new([8; 16]), house.policy());
    changed(Rotate { salt, delivery, policy: Some(&policy) }.decide(managed, &staff(SATURDAY)).unwrap())
}

fn without_code(house: &House, share: &Share) -> Result<Decision<Share>, ManageRefused> {
    let (zone, policy) = (&house.org.zone, &house.policy());
    let edit = Edit { code: Some(false), ..Edit::under(policy, zone) };
    edit.decide(share.managed(house.authority(Right::ManageOwnShares)).unwrap(), &staff(SATURDAY))
}

#[test]
fn a_link_that_is_carried_to_who_decides_takes_a_code_and_a_mailed_one_or_one_to_work_by_does_not() {
    let house = House::new();
    let of = |sharing: Sharing<'_>| sharing.created().gate.code;
    assert_eq!((of(deciding(&house).link()), of(deciding(&house)), of(house.share().link())), (true, false, false));
    assert!(of(deciding(&house).code()), "who asks for it has it");
}

#[test]
fn it_cannot_be_left_out_unless_the_org_says_so() {
    let mut house = House::new();
    let asked = |house: &House| {
        let mut sharing = deciding(house).link();
        sharing.create.asked.code = Some(false);
        sharing.flaws()
    };
    let flaw = |layer| TermsFlaw::DecisionCodeRequired { layer };
    assert_eq!(asked(&house), [flaw(Layer::Default)]);
    let share = deciding(&house).link().created();
    assert_eq!(without_code(&house, &share).map(drop), Err(flaw(Layer::Default).into()));
    let mailed = deciding(&house).code().created();
    assert!(!without_code(&house, &mailed).unwrap().into_state().gate.code);
    house.org.policy = layer(|l| l.decision_code_required = Some(false));
    assert_eq!(asked(&house), []);
    assert!(!without_code(&house, &share).unwrap().into_state().gate.code);
    house.project.policy = layer(|l| l.decision_code_required = Some(true));
    assert_eq!(asked(&house), [flaw(Layer::Project)]);
}

#[test]
fn a_mailed_link_that_is_carried_from_then_on_takes_a_code_and_the_record_says_so() {
    let house = House::new();
    let share = deciding(&house).created();
    let change = rotated(&house, &share, Some(Delivery::Link));
    assert_eq!(kinds(&change), ["share.rotated", "share.proofs_changed"]);
    assert!(change.state().gate.code);
    assert_eq!(kinds(&rotated(&house, &share, None)), ["share.rotated"], "it is mailed again");
    let again = rotated(&house, change.state(), None);
    assert_eq!((kinds(&again), again.state().gate.code), (vec!["share.rotated".to_owned()], true));
    assert!(!rotated(&house, &house.share().created(), Some(Delivery::Link)).state().gate.code, "nothing is decided");
}

#[test]
fn shares_from_before_lie_outside_and_are_brought_within() {
    let mut house = House::new();
    house.org.policy = layer(|l| l.decision_code_required = Some(false));
    let (carried, mailed) = (deciding(&house).link().created(), deciding(&house).created());
    let worked = house.share().link().created();
    house.org.policy = layer(|l| l.decision_code_required = Some(true));
    let policy = house.policy();
    let outside = |share: &Share| share.outside(&policy, &house.org.zone, at(CREATED));
    let told = [Outside::DecisionCode { layer: Layer::Org }];
    assert_eq!((&outside(&carried)[..], &outside(&mailed)[..], &outside(&worked)[..]), (&told[..], &told[..], &[][..]));
    let apply = |share: &Share| {
        let managed = share.managed(house.authority(Right::ManageOwnShares)).unwrap();
        changed(ApplyPolicy { policy: &policy, zone: &house.org.zone }.decide(managed, &staff(SATURDAY)).unwrap())
    };
    let change = apply(&carried);
    assert_eq!(facts(&change)["settings"][0]["setting"], "decision_code");
    let inside = change.into_state().share;
    assert!(inside.gate.code && admit(&inside, &session(&carried), at(SATURDAY)).is_err());
    let mailed_inside = apply(&mailed).into_state().share;
    assert!(!mailed_inside.gate.code && admit(&mailed_inside, &session(&mailed), at(SATURDAY)).is_ok());
    assert!(rotated(&house, &mailed_inside, Some(Delivery::Link)).state().gate.code);
    assert_eq!((outside(&inside), outside(&mailed_inside)), (vec![], vec![]));
}

#[test]
fn a_link_that_is_carried_from_then_on_is_held_against_the_policy_of_then() {
    let mut house = House::new();
    house.org.policy = layer(|l| l.decision_code_required = Some(false));
    let (share, carried) = (deciding(&house).created(), deciding(&house).link().created());
    assert_eq!(kinds(&rotated(&house, &share, Some(Delivery::Link))), ["share.rotated"], "nobody requires it");
    house.org.policy = layer(|l| l.decision_code_required = Some(true));
    for (share, delivery) in [(&share, Some(Delivery::Link)), (&carried, None)] {
        let change = rotated(&house, share, delivery);
        assert_eq!(kinds(&change), ["share.rotated", "share.proofs_changed"]);
        assert!(change.state().gate.code);
    }
    assert!(!rotated(&house, &share, None).state().gate.code, "it is mailed");
    let managed = share.managed(house.authority(Right::ManageOwnShares)).unwrap();
    let unseen = Rotate { salt: Salt::new([8; 16]), delivery: Some(Delivery::Link), policy: None };
    assert!(unseen.asks_policy(&share) && unseen.decide(managed, &staff(SATURDAY)).unwrap().state().gate.code);
    assert!(!unseen.asks_policy(&house.share().created()), "nothing is decided by it");
}
