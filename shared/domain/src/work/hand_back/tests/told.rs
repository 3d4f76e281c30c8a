//! Who is told of a handing back, and what stands in whose record.

use super::*;
use crate::{
    fixtures::member,
    outbox::Notice,
    share::Revocation,
    staff::Role,
    task::{Comment, CommentFrom, FileMark, VisibleTo},
    value::CommentId,
};

fn share_id(n: u8) -> ShareId {
    ShareId::new([n; 16])
}

/// Another share of the task, of the same guest.
fn another(scene: &Scene, n: u8) -> Share {
    let mut share = scene.share.clone();
    (share.terms.id, share.gate.share) = (share_id(n), share_id(n));
    share
}

/// One more file of the task, which came by a share.
fn sent_by(scene: &mut Scene, share: &Share, n: u8) {
    let mut file = scene.whole.files[0].clone();
    let mark = scene.whole.task.state.files[&file.upload.id].clone();
    (file.upload.id, file.recipient, file.upload.through) = (upload_id(n), share.recipient(), share.id().into());
    scene.whole.task.state.files.insert(file.upload.id, FileMark { recipient: file.recipient, ..mark });
    scene.whole.files.push(file);
}

fn wrote(scene: &mut Scene, n: u8, from: CommentFrom) {
    let (text, author) = ("Which page?".parse().unwrap(), "Ana".parse().unwrap());
    let (id, through) = (CommentId::new([n; 16]), share_id(n).into());
    scene.whole.comments.push(Comment { id, at: at(SATURDAY), through, author, text, from });
}

/// By somebody who manages the shares of others, too.
fn decided(scene: &Scene, act: &HandBack, shares: &[&Share]) -> Change<TaskHandedBack> {
    let controller = member("dora", Role::DocumentController);
    let by = scene.house.authority_of(&controller, Right::ManageOwnShares);
    let shares: Vec<_> = shares.iter().map(|share| share.managed(by).unwrap()).collect();
    let on = OnCompleted {
        run: &scene.house.run,
        progress: &scene.house.progress,
        task: &scene.whole,
        shares: &shares,
        senders: &[],
        successors: &scene.successors,
        deciders: &[],
        policy: (&scene.house.policy(), &scene.house.org.zone),
    };
    changed(act.decide(on, &staff(SATURDAY)).unwrap())
}

fn told(change: &Change<TaskHandedBack>) -> Vec<ShareId> {
    let shares = messages(change).into_iter().map(|message| match message {
        Message::HandedBack { share, .. } => share,
        other => panic!("{other:?}"),
    });
    shares.collect()
}

#[test]
fn a_guest_who_wrote_beside_the_task_is_told_and_one_to_whom_staff_wrote_is_not() {
    let mut scene = company();
    wrote(&mut scene, 60, CommentFrom::Guest);
    for visible_to in [VisibleTo::Internal, VisibleTo::Guest] {
        wrote(&mut scene, 61, CommentFrom::Staff { visible_to });
    }
    assert_eq!(told(&scene.change(&returned(&[field("about")]))), [scene.share.id(), share_id(60)]);
}

#[test]
fn who_is_asked_is_not_told_once_more_by_another_share_of_theirs() {
    let mut scene = documents();
    let (own, mut others) = (another(&scene, 50), another(&scene, 51));
    others.terms.recipient.email = "bea@supplier.example".parse().unwrap();
    sent_by(&mut scene, &own, 50);
    wrote(&mut scene, 50, CommentFrom::Guest);
    sent_by(&mut scene, &others, 51);
    assert_eq!(told(&scene.change(&returned(&[file(1)]))), [scene.share.id(), others.id()]);
}

#[test]
fn twenty_others_are_told_at_most() {
    let mut scene = company();
    for n in 0..21 {
        wrote(&mut scene, 60 + n, CommentFrom::Guest);
    }
    assert_eq!(told(&scene.change(&returned(&[field("about")]))).len(), 21, "who is asked, and twenty");
}

#[test]
fn the_record_of_another_guest_names_their_own_files_and_no_answers() {
    let mut scene = documents();
    let mut others = another(&scene, 51);
    others.terms.recipient.email = "bea@supplier.example".parse().unwrap();
    sent_by(&mut scene, &others, 51);
    scene.whole.task.spec.fields.extend(scene.house.task("company").spec.fields.into_iter().nth(1));
    scene.whole.task.work.answers.insert(slug("about"), drafted(text("Steel"), 0));
    let act = returned(&[file(1), file(51), field("about")]);
    let change = decided(&scene, &act, &[&scene.share, &others]);
    let facts: Vec<_> = change.entries().map(|entry| entry.records()[0].record.to_json()["facts"].clone()).collect();
    assert_ne!(facts[0]["fields"], json!([]));
    assert_eq!((&facts[1]["fields"], &facts[1]["files"]), (&json!([]), &json!([upload_id(51)])));
}

#[test]
fn who_created_a_share_hears_that_it_is_open_again_where_it_is() {
    let scene = company();
    let open = another(&scene, 50);
    let revocation = Revocation { at: at(SATURDAY), by: "Vera".parse().unwrap() };
    let revoked = another(&scene, 51).with(|gate| gate.revoked = Some(revocation));
    let change = decided(&scene, &returned(&[field("about")]), &[&scene.share, &open, &revoked]);
    let notices = messages(&change).into_iter().filter_map(|message| match message {
        Message::OwnerNotice { share, about: Notice::HandedBack { .. } } => Some(share),
        _ => None,
    });
    assert_eq!(notices.collect::<Vec<_>>(), [scene.share.id(), open.id()]);
}
