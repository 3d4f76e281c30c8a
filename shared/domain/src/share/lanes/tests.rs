//! A known browser waits for itself alone.

use crate::{
    Act as _,
    change::Change,
    fixtures::{House, SATURDAY, at, changed, facts, guest, kinds, messages, opening},
    share::{
        AttemptFailed, Attempts, BackOff, Device, Open, OpenRefused, PasswordProof, ReserveAttempt, Secrets, Share,
        assurance::lane::MAX_LANES,
    },
    value::{Assurance, DeviceId},
};

fn share() -> Share {
    House::new().share().max(9).password("correct horse").created()
}

fn device(share: &Share, n: u8) -> Device {
    Device::of(share, DeviceId::new([n; 16]), Assurance { password: true, mailbox: None })
}

fn reserve(share: &Share, device: Option<Device>, now: &str) -> Result<Change<Share>, OpenRefused> {
    let opening = Open { device, ..opening(share, 1) };
    ReserveAttempt { opening: &opening, at: Secrets::PASSWORD }.decide(share, &guest(now)).map(changed)
}

/// After so many attempts, of which no one came to anything.
fn tried(share: Share, device: Option<Device>, times: u32) -> Share {
    (0..times).fold(share, |share, _| reserve(&share, device, SATURDAY).unwrap().into_state())
}

fn opened(share: &Share, device: Option<Device>) -> Share {
    let proof = PasswordProof::check(share, &"correct horse".parse().unwrap());
    let open = Open { device, ..opening(share, 1) };
    changed(open.decide((share, proof.as_ref().into()), &guest(SATURDAY)).unwrap()).into_state().share
}

const BACK_OFF: &str = "2026-11-21T12:00:30Z";

#[test]
fn strangers_wait_and_a_known_browser_does_not() {
    let share = tried(share(), None, 5);
    let own = Some(device(&share, 1));
    assert_eq!(reserve(&share, None, SATURDAY).unwrap_err(), OpenRefused::BackOff(BackOff { at: at(BACK_OFF) }));
    let change = reserve(&share, own, SATURDAY).unwrap();
    assert_eq!((kinds(&change), &facts(&change)["known_device"]), (vec!["share.password_tried".into()], &true.into()));
    assert_eq!((share.locked_until(None), share.locked_until(own.as_ref())), (Some(at(BACK_OFF)), None));
}

#[test]
fn a_known_browser_waits_after_its_own_five_and_nobody_else() {
    let share = share();
    let (own, other) = (Some(device(&share, 1)), Some(device(&share, 2)));
    let share = tried(share, own, 5);
    assert_eq!(reserve(&share, own, SATURDAY).unwrap_err(), OpenRefused::BackOff(BackOff { at: at(BACK_OFF) }));
    assert!(reserve(&share, other, SATURDAY).is_ok() && reserve(&share, None, SATURDAY).is_ok());
    let failed = changed(
        AttemptFailed { attempt: 5, device: own, at: Secrets::PASSWORD }.decide(&share, &guest(SATURDAY)).unwrap(),
    );
    assert_eq!(kinds(&failed), ["share.password_failed", "share.locked"]);
    assert_eq!(messages(&failed), [], "others do not wait, so the owner is not called");
}

#[test]
fn an_opening_forgives_its_own_lane_alone() {
    let share = share();
    let own = Some(device(&share, 1));
    let share = tried(tried(share, None, 3), own, 2);
    let by_device = opened(&share, own);
    assert_eq!((by_device.gate.attempts.tried(), by_device.gate.devices.len()), (3, 0));
    let by_a_stranger = opened(&share, None);
    assert_eq!((by_a_stranger.gate.attempts.clone(), by_a_stranger.gate.devices.len()), (Attempts::default(), 1));
}

#[test]
fn the_latest_lanes_are_kept_and_a_lane_has_one_place() {
    let share = share();
    let share = (0..9).fold(share.clone(), |so_far, n| tried(so_far, Some(device(&share, n)), 2));
    assert_eq!(share.gate.devices.len(), MAX_LANES);
    assert!(share.gate.devices.iter().all(|own| own.attempts.tried() == 2));
    assert_eq!(share.gate.devices.last().unwrap().device, DeviceId::new([8; 16]));
}

#[test]
fn a_browser_of_another_share_or_epoch_is_a_stranger() {
    let locked = tried(share(), None, 5);
    let elsewhere = Device { share: crate::value::ShareId::new([99; 16]), ..device(&locked, 1) };
    let earlier = Device { epoch: locked.gate.epoch - 1, ..device(&locked, 1) };
    for stranger in [elsewhere, earlier] {
        assert!(reserve(&locked, Some(stranger), SATURDAY).is_err());
    }
}
