//! The gate of a share stays small.

use super::*;

/// A gate on which everything is set at once, with the longest names there are.
fn fullest() -> Gate {
    let share = House::new().share().password("correct horse").created();
    let at: Timestamp = "2026-11-27T12:34:56.789Z".parse().unwrap();
    let lane = |n| DeviceAttempts {
        device: DeviceId::new([n; 16]),
        attempts: Attempts::stored(u32::from(n), (n > 0).then_some(at)),
    };
    let carrier = Some(share.recipient());
    let visit = |n| Visit { id: VisitId::new([n; 16]), at, session: SessionId::new([n; 16]) };
    Gate {
        head: Head { seq: 123_456_789, hash: Digest::of("x") },
        epoch: 123_456_789,
        link: 12_345_678,
        carrier,
        zone: "America/Argentina/ComodRivadavia".parse().unwrap(),
        accesses: Accesses { used: 123_456_789, max: 123_456_789 },
        code: true,
        who_opens: true,
        codes: (0..3).map(|n| CodeAsked { visit: VisitId::new([n; 16]), at }).collect(),
        attempts: Attempts::stored(123_456_789, Some(at)),
        devices: (0..4).map(lane).collect(),
        visits: (0..6).map(visit).collect(),
        spent: Spent {
            uploads: Some(at),
            bytes: Some(at),
            saves: Some(at),
            openings: Some(at),
            downloads: Some(at),
            codes: Some(at),
            decisions: Some(at),
        },
        decided: Bits::from_bytes(vec![0xff; MAX_DECIDED_TASKS / 8]),
        comments: 1000,
        downloads: 123_456_789,
        last_access_at: Some(at),
        invited_at: Some(at),
        completed_at: Some(at),
        receipt_until: Some(at),
        news_until: Some(at),
        staff_comments: 1000,
        staff_comments_until: Some(at),
        expiry_recorded_at: Some(at),
        link_requested_at: Some(at),
        expires_at: at,
        version: 123_456_789,
        ..share.gate
    }
}

#[test]
fn a_gate_never_takes_more_than_two_write_units() {
    let active = Gate { completed_at: None, expiry_recorded_at: None, ..fullest() };
    let over = Gate {
        devices: vec![],
        visits: vec![],
        codes: vec![],
        spent: Spent::default(),
        decided: Bits::default(),
        revoked: Some(Revocation { at: at(SATURDAY), by: "\u{10000}".repeat(120).parse().unwrap() }),
        ..fullest()
    };
    for gate in [active, fullest(), over] {
        let size = bytes(&item(Key::gate(gate.share), &gate));
        assert!(size <= 1024, "{size} bytes: {gate:?}");
    }
}

#[test]
fn a_revocation_leaves_nothing_of_what_was_used_beside_the_name_that_needs_their_room() {
    let house = House::new();
    let mut share = house.share().created();
    let Gate { visits, devices, spent, decided, .. } = fullest();
    share.gate = Gate { visits, devices, spent, decided, ..share.gate };
    let by = house.authority(vestibule_domain::staff::Right::ManageOwnShares);
    let revoked = vestibule_domain::share::Revoke.decide(share.managed(by).unwrap(), &staff(SATURDAY)).unwrap();
    let gate = &revoked.state().gate;
    assert!(gate.visits.is_empty() && gate.devices.is_empty());
    assert_eq!((&gate.spent, &gate.decided), (&Spent::default(), &Bits::default()));
}

#[test]
fn a_gate_reads_back() {
    let gate = Gate { version: 7, ..fullest() };
    assert_eq!(reads_back(Key::gate(gate.share), &gate), gate);
    let fresh = Gate { version: 7, ..House::new().share().link().created().gate };
    assert_eq!(reads_back(Key::gate(fresh.share), &fresh), fresh);
    let over = Gate { revoked: Some(Revocation { at: at(SATURDAY), by: "Vera".parse().unwrap() }), ..fresh };
    assert_eq!(reads_back(Key::gate(over.share), &over), over);
}
