//! What the store keeps of each aggregate reads as it always did, and reads back equal.

use std::fmt::Debug;

use serde::{Serialize, de::DeserializeOwned};

use crate::{
    fixtures::{
        EXPIRES, House, SATURDAY, acting, admitted, arrival, at, bounced, guest, layer, mail_event, manifest, opening,
        picked, slug, staff, system, text, upload_id,
    },
    id::{CommentId, SessionId},
    share::{Accesses, BounceKind, Delivery, Fate, Share, Visit},
    task::{Answer, Completed, Save, Task},
    text::Locale,
    token::Salt,
};

/// Reads back what is stored; the version is the store's own and comes from elsewhere.
fn reads_back<T: Serialize + DeserializeOwned + PartialEq + Debug>(state: &T) {
    let stored = serde_json::to_string(state).unwrap();
    assert_eq!(serde_json::from_str::<T>(&stored).unwrap(), *state);
}

fn unversioned(share: Share) -> Share {
    Share { version: 0, ..share }
}

#[test]
fn a_share_with_nothing_optional() {
    let share = unversioned(House::new().share().created());
    insta::assert_json_snapshot!(share, { ".head.hash" => "[hash]" });
    reads_back(&share);
}

#[test]
fn a_share_with_everything_optional() {
    let mut house = House::new();
    house.org.policy = layer(|l| {
        l.acknowledgement.insert(Locale::PtBr, "Li e entendi".parse().unwrap());
        l.upload_extensions = Some(vec!["pdf".into()]);
    });
    let mut terms = house.share().locale(Locale::PtBr).max(2).password("correct horse");
    terms.terms.label = "Lot 7".parse().ok();
    terms.terms.instructions = "Please hurry.".parse().ok();
    let (share, brief) = terms.told();
    insta::assert_json_snapshot!("brief", brief);
    reads_back(&brief);
    let salt = (Salt::new([8; 16]), Delivery::Link);
    let share = share.invited("0100018f".into(), &staff(SATURDAY)).into_state();
    let share = [Fate::Delivered, bounced(BounceKind::Transient), Fate::Complained]
        .into_iter()
        .fold(share, |s, fate| s.mail_reported(&mail_event("0100018f", fate), &system(SATURDAY)).unwrap().into_state());
    let share = share.rotate(acting(&house.vera), salt, &staff(SATURDAY)).unwrap().into_state();
    let share = share.invited("01000190".into(), &staff(SATURDAY)).into_state();
    let share = (0..5).fold(share, |s, _| s.reserve_attempt(&opening(&s, 1), &guest(SATURDAY)).unwrap().into_state());
    let share = Share {
        visits: vec![Visit { id: opening(&share, 1).visit, at: at(SATURDAY), session: SessionId::new([4; 16]) }],
        completed_at: Some(at(SATURDAY)),
        expiry_recorded_at: Some(at(EXPIRES)),
        accesses: Accesses { used: 1, max: 2 },
        ..share.request_link(&guest(EXPIRES)).unwrap().unwrap().into_state()
    };
    let share = unversioned(share.revoke(acting(&house.vera), &staff(EXPIRES)).unwrap().unwrap().into_state());
    insta::assert_json_snapshot!(share, { ".head.hash" => "[hash]" });
    reads_back(&share);
}

#[test]
fn a_task_and_its_run_with_work_in_them() {
    let house = House::new();
    let share = house.share().created();
    let answers = [
        ("legal_name", text("Acme")),
        ("employees", text("12.50")),
        ("size", text("a")),
        ("markets", picked(&["b"])),
        ("checks", picked(&[])),
        ("agreed", Answer::Ticked(true)),
    ];
    let answers = answers.into_iter().map(|(field, answer)| (slug(field), Some(answer))).collect();
    let save = Save { base: 1, answers };
    let company = house.task("company");
    let (_, company) =
        company.save(admitted(&share), &house.run, &save, &guest(SATURDAY)).unwrap().unwrap().into_state();
    let comment = (CommentId::new([6; 16]), "See page 3".parse().unwrap());
    let commented = company.comment(admitted(&share), &house.run, comment, &guest(SATURDAY)).unwrap().unwrap();
    let (_, company) = commented.into_state();
    let Completed::Now(completed) = company.complete(admitted(&share), &house.run, &guest(SATURDAY)).unwrap() else {
        panic!("it was not complete before")
    };
    let ((_, task), mut run) = completed.into_state();
    let task = Task { version: 0, ..task };
    insta::assert_json_snapshot!("task", task);
    reads_back(&task);
    run.version = 0;
    insta::assert_json_snapshot!("run", run, { ".head.hash" => "[hash]" });
    reads_back(&run);
}

#[test]
fn a_task_with_files_in_every_state() {
    let mut house = House::new();
    house.run.done.insert(slug("company"), at(SATURDAY));
    let (share, mut task) = (house.share().created(), house.task("documents"));
    let (guest_in, stamp) = (admitted(&share), guest(SATURDAY));
    let file = (upload_id(1), slug("contract"), manifest("a.pdf", "content"));
    task = task.announce(guest_in, &house.run, file, &stamp).unwrap().into_state().1;
    let expected = task.uploads[0].clone();
    let settle = |scanned| expected.progress.settle(&expected.manifest, Some(&arrival("content")), scanned, stamp.now);
    let judge = |infected| expected.progress.judge("v1", infected, stamp.now).unwrap();
    let states = [settle(true).unwrap().unwrap(), settle(false).unwrap().unwrap(), judge(None), judge(Some("EICAR"))];
    task.uploads.extend((2..).zip(states).map(|(n, progress)| crate::task::Upload {
        id: upload_id(n),
        progress,
        ..expected.clone()
    }));
    task.version = 0;
    insta::assert_json_snapshot!(task);
    reads_back(&task);
}

#[test]
fn an_org_and_its_project() {
    let House { mut org, mut project, mut vera, .. } = House::new();
    org.policy = layer(|l| {
        l.max_expiry_days = Some(30);
        l.notice.insert(Locale::Es, "Aviso de Acme".parse().unwrap());
    });
    (org.version, project.version, vera.version) = (0, 0, 0);
    insta::assert_json_snapshot!("org", org);
    reads_back(&org);
    reads_back(&project);
    insta::assert_json_snapshot!("member", vera);
    reads_back(&vera);
}
