//! Who is told of a handing back by mail.

use std::collections::BTreeSet;

use super::room::others_told;
use crate::{
    outbox::{Message, Notice},
    share::{Managed, Share},
    task::{HandedBack, WholeTask},
};

/// Who is asked gets their link; who sent other files or wrote beside the task is told; and so is the creator of each share
/// that is asked, where it is another than the member.
pub(super) fn mails(
    whole: &WholeTask,
    handed_back: &HandedBack,
    (asked, shares): (&[Share], &[Managed<'_>]),
) -> Vec<Message> {
    let round = handed_back.round;
    let task = whole.task.slug();
    let known: BTreeSet<_> = asked.iter().map(Share::recipient).chain([handed_back.completion.recipient]).collect();
    let of_files = whole
        .files
        .iter()
        .filter(|file| !known.contains(&file.recipient))
        .filter_map(|file| file.upload.through.share());
    let of_comments =
        whole.comments.iter().filter(|comment| !comment.is_from_staff()).filter_map(|comment| comment.through.share());
    let own: BTreeSet<_> = whole
        .files
        .iter()
        .filter(|file| known.contains(&file.recipient))
        .filter_map(|file| file.upload.through.share())
        .collect();
    let mut told: Vec<_> = handed_back.asked.clone();
    let most = told.len() + others_told(whole, told.len());
    for share in of_files.chain(of_comments) {
        if told.len() < most && !told.contains(&share) && !own.contains(&share) {
            told.push(share);
        }
    }
    let guests = told.into_iter().map(|share| Message::HandedBack { share, task: task.clone(), round });
    let creators = shares.iter().filter(|managed| managed.share().terms.creator.sub != managed.member().sub);
    let creators = creators.filter(|managed| handed_back.asked.contains(&managed.share().id()));
    let notices = creators.map(|managed| Message::OwnerNotice {
        share: managed.share().id(),
        about: Notice::HandedBack { by: managed.member().name.clone() },
    });
    guests.chain(notices).collect()
}
