//! A share that a guest has opened, for tests of what depends on a session.

use std::{collections::BTreeSet, error::Error};

use vestibule_domain::{
    audit::{Actor, Digest, Head, Origin, Stamp},
    id::{RunId, SessionId, ShareId, VisitId},
    password::Attempts,
    policy::{Layer, Policy},
    session::Session,
    share::{Accesses, Creator, Delivery, Opening, Recipient, Scope, Share},
    text::Locale,
    token::{Key, KeyId, KeyRing, Salt},
    upload::UploadLimits,
    zone::Zone,
};

pub(crate) const NOW: &str = "2026-11-22T12:00:00Z";

pub(crate) fn keys() -> KeyRing {
    KeyRing::new(KeyId::FIRST, Key::new([1; 32]), Key::new([2; 32]))
}

/// The session of a guest who opened a share of this id at [`NOW`].
pub(crate) fn session(share: [u8; 16]) -> Result<Session, Box<dyn Error>> {
    let share = Share {
        id: ShareId::new(share),
        org: "acme".parse()?,
        project: "procurement".parse()?,
        scope: Scope { run: RunId::new([3; 16]), slug: "kyc-2041".parse()?, tasks: vec!["company".parse()?] },
        recipient: Recipient { name: "Ana".parse()?, email: "ana@supplier.example".parse()?, locale: Locale::En },
        creator: Creator { sub: "u-1".into(), name: "Inês".parse()?, email: "ines@acme.example".parse()? },
        permissions: BTreeSet::new(),
        label: None,
        delivery: Delivery::Email,
        created_at: NOW.parse()?,
        expires_at: "2026-11-29T12:00:00Z".parse()?,
        zone: Zone::utc(),
        accesses: Accesses { used: 0, max: 0 },
        limits: UploadLimits::from(&Policy::effective(&Layer::default(), &Layer::default())),
        notice_sha256: Digest::of("notice"),
        acknowledge: false,
        salt: Salt::new([4; 16]),
        epoch: 1,
        password: None,
        attempts: Attempts::default(),
        visits: Vec::new(),
        invited_at: None,
        mailings: Vec::new(),
        completed_at: None,
        revoked: None,
        expiry_recorded_at: None,
        link_requested_at: None,
        head: Head::default(),
        version: 1,
    };
    let opening = Opening { visit: VisitId::new([5; 16]), consent: Some(Digest::of("notice")), acknowledged: false };
    let stamp = Stamp {
        now: NOW.parse()?,
        actor: Actor::Guest { share: share.id },
        person: None,
        origin: Origin::default(),
        seed: [6; 16],
    };
    Ok(share.open(&opening, None, SessionId::new([7; 16]), &stamp)?.session)
}
