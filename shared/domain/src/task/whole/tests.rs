//! A task is the same in every order in which its rows are read.

use super::*;
use crate::{
    fixtures::{Documents, SATURDAY, at, drafted, manifest, slug, text, upload_id},
    value::{CommentId, ShareId},
};

fn upload(n: u8, announced_at: &str) -> Upload {
    Upload {
        id: upload_id(n),
        field: slug("contract"),
        through: ShareId::new([n; 16]).into(),
        manifest: manifest("a.pdf", "content"),
        announced_at: at(announced_at),
    }
}

fn comment(n: u8, written_at: &str) -> Comment {
    Comment {
        id: CommentId::new([n; 16]),
        at: at(written_at),
        through: ShareId::new([1; 16]).into(),
        author: "Ana Souza".parse().unwrap(),
        text: "See page 3".parse().unwrap(),
        from: crate::task::CommentFrom::Guest,
    }
}

#[test]
fn files_stand_in_the_order_of_their_announcement_and_comments_oldest_first() {
    let mut task = Documents::new().received(1).on.task;
    let clean = task.state.files[&upload_id(1)].clone();
    for n in [2, 3] {
        task.state.files.insert(upload_id(n), crate::task::FileMark { stage: Stage::Expected, ..clean.clone() });
    }
    let late = "2026-11-21T12:00:01Z";
    let uploads = vec![upload(1, late), upload(3, SATURDAY), upload(2, SATURDAY)];
    let comments = vec![comment(1, late), comment(3, SATURDAY), comment(2, SATURDAY)];
    let whole = WholeTask::new(task.clone(), uploads.clone(), comments.clone());
    let files: Vec<_> = whole.files.iter().map(|file| (file.upload.id, file.stage.name())).collect();
    assert_eq!(files, [(upload_id(2), "expected"), (upload_id(3), "expected"), (upload_id(1), "clean")]);
    let written: Vec<_> = whole.comments.iter().map(|comment| comment.id).collect();
    assert_eq!(written, [2, 3, 1].map(|n| CommentId::new([n; 16])), "those of one instant by their ids");
    let (back, forth) = (uploads.into_iter().rev().collect(), comments.into_iter().rev().collect());
    assert_eq!(WholeTask::new(task, back, forth), whole);
}

#[test]
fn uploads_that_the_task_does_not_know_any_more_are_left_out() {
    let task = Documents::new().received(1).on.task;
    let whole = WholeTask::new(task, vec![upload(1, SATURDAY), upload(2, SATURDAY)], vec![]);
    assert_eq!(whole.files.len(), 1);
    assert_eq!(whole.received().map(|file| file.upload.id).collect::<Vec<_>>(), [upload_id(1)]);
    assert_eq!(whole.sent_by(Documents::new().share.recipient()).count(), 1);
    assert_eq!(whole.sent_by(Documents::new().elsewhere().share.recipient()).count(), 0);
}

#[test]
fn of_a_completed_task_its_guests_know_what_is_no_part_of_it() {
    let mut task = Documents::new().received(1).on.task;
    let sent = upload(1, SATURDAY);
    let late = Upload { manifest: manifest("late.pdf", "late"), ..upload(2, SATURDAY) };
    let again = Upload { id: upload_id(3), ..sent.clone() };
    let uploads = vec![late.clone(), sent, again];
    assert_eq!(WholeTask::new(task.clone(), uploads.clone(), vec![]).left_out, [], "it is still to come");
    let (by, share, recipient) = ("Ana Souza".parse().unwrap(), ShareId::new([1; 16]), RecipientId::new([1; 16]));
    let record = crate::audit::Head::default();
    task.state.completion =
        Some(crate::task::Completion { at: at(SATURDAY), by, through: share.into(), recipient, record, result: None });
    let whole = WholeTask::new(task, uploads, vec![]);
    assert_eq!(whole.left_out, std::slice::from_ref(&late), "what was sent by another announcement is there");
    assert_eq!(whole.left_out_of(late.through.share().unwrap()).collect::<Vec<_>>(), [&late]);
    assert_eq!(whole.left_out_of(share).count(), 0);
}

#[test]
fn an_empty_answer_is_as_good_as_none() {
    let mut task = Documents::new().on.task;
    let draft = |answer| drafted(answer, 1);
    task.work.answers.insert(slug("note"), draft(text("")));
    assert_eq!(task.work.answer(&slug("note")), None);
    task.work.answers.insert(slug("note"), draft(text(" ")));
    assert_eq!(task.work.answer(&slug("note")), Some(&text(" ")));
}
