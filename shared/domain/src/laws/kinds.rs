//! The kinds of records are a public contract: each is listed, and none is added or renamed unseen.

use crate::{
    audit::Event,
    fixtures::{at, slug, upload_id},
    id::{CommentId, FileId},
    share::BounceKind,
    upload::Verdict,
    zone::Zone,
};

/// One event of each kind. Does not compile while a kind is missing.
macro_rules! every_kind {
    ($($kind:ident { $($fact:ident: $value:expr),* $(,)? })*) => {
        pub(super) fn one_of_each() -> Vec<Event> {
            vec![$(Event::$kind { $($fact: $value),* }),*]
        }
        fn is_listed(event: &Event) -> bool {
            match event {
                $(Event::$kind { .. } => true,)*
            }
        }
    };
}

every_kind! {
    ShareCreated {
        project: slug("procurement"),
        run: slug("kyc-2041"),
        tasks: vec![slug("company")],
        expires_at: at("2026-11-27T12:00:00Z"),
        zone: Zone::utc(),
        max_accesses: 3,
        password: true,
        delivery: "email".into(),
    }
    Invited { message_id: "0100018f".into() }
    Delivered { message_id: "0100018f".into(), delivered_at: at("2026-11-20T12:00:07Z") }
    Bounced {
        message_id: "0100018f".into(), bounced_at: at("2026-11-20T12:00:07Z"), kind: BounceKind::Permanent,
        subtype: "NoEmail".parse().unwrap(),
    }
    Complained { message_id: "0100018f".into(), complained_at: at("2026-11-20T12:00:07Z") }
    LinkOpened { access: 1, max: 3 }
    Consented { notice_sha256: "00".into(), locale: "en".into() }
    Acknowledged {}
    PasswordTried { attempt: 5 }
    PasswordFailed { attempt: 5 }
    Locked { until: at("2026-11-21T12:00:30Z") }
    FieldChanged { task: slug("company"), fields: vec![slug("legal_name")] }
    UploadAnnounced {
        task: slug("documents"), field: slug("contract"), upload: upload_id(1), size: 7, sha256: "00".into(),
    }
    UploadRemoved { task: slug("documents"), field: slug("contract"), upload: upload_id(1) }
    FileReceived { task: slug("documents"), upload: upload_id(1), size: 7, sha256: "00".into() }
    FileUploaded {
        task: slug("documents"), upload: upload_id(1), size: 7, sha256: "00".into(), verdict: Verdict::Clean,
    }
    FileRejected { task: slug("documents"), upload: upload_id(1), reason: "EICAR".into() }
    FileRead { task: slug("documents"), file: FileId::new([9; 16]).to_string(), sha256: "00".into() }
    Commented { task: slug("company"), comment: CommentId::new([6; 16]) }
    TaskCompleted { task: slug("company"), files: vec!["00".into()], unlocked: vec![slug("documents")], last: false }
    Extended { from: at("2026-11-27T12:00:00Z"), to: at("2026-12-04T12:00:00Z") }
    Rotated { delivery: "link".into() }
    PasswordChanged { set: false }
    Expired { expired_at: at("2026-11-27T12:00:00Z") }
    Exhausted { max: 3 }
    Revoked {}
    NewLinkRequested {}
    RunPushed { run: slug("kyc-2041"), tasks: vec![slug("company")], changed: vec![] }
    ReferenceAnnounced { file: FileId::new([9; 16]), size: 8, sha256: "00".into() }
    ReferenceReceived { file: FileId::new([9; 16]), size: 8, sha256: "00".into() }
    ReferenceSettled { file: FileId::new([9; 16]), size: 8, sha256: "00".into(), verdict: Verdict::NotScanned }
    ReferenceRejected { file: FileId::new([9; 16]), reason: "EICAR".into() }
    OrgFounded { org: slug("acme") }
    ProjectAdded { project: slug("procurement") }
    MemberAdded { sub: "vera".into(), role: "member".into() }
}

/// The name that the trail uses.
pub(super) fn name(event: &Event) -> String {
    serde_json::to_value(event).unwrap()["kind"].as_str().unwrap().to_owned()
}

#[test]
fn every_kind_of_record_keeps_its_name_and_facts() {
    insta::assert_json_snapshot!(one_of_each());
}

#[test]
fn no_two_kinds_share_a_name_and_each_reads_back() {
    let mut names: Vec<_> = one_of_each().iter().map(name).collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), one_of_each().len());
    for event in one_of_each() {
        assert!(is_listed(&event));
        let stored = serde_json::to_string(&event).unwrap();
        assert_eq!(serde_json::from_str::<Event>(&stored).unwrap(), event);
    }
}
