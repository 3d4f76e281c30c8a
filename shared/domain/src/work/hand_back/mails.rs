//! Who is told of a handing back by mail.

use std::collections::BTreeSet;

use super::asked::OnCompleted;
use crate::{
    outbox::{Message, Notice},
    share::Share,
    task::HandedBack,
};

/// Who is asked gets their link, and so does who decides again; so many others who sent files or wrote beside the task are
/// told; and so is the creator of each share that is open again, where it is another than the member.
pub(super) fn mails(
    OnCompleted { task: whole, shares, deciders, .. }: OnCompleted<'_>,
    handed_back: &HandedBack,
    moved: &[Share],
    others: usize,
) -> Vec<Message> {
    let round = handed_back.round;
    let task = whole.task.slug();
    let known: BTreeSet<_> = moved.iter().map(Share::recipient).chain([handed_back.completion.recipient]).collect();
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
    let mut told = [&handed_back.asked[..], &handed_back.deciders].concat();
    let most = told.len() + others;
    for share in of_files.chain(of_comments) {
        if told.len() < most && !told.contains(&share) && !own.contains(&share) {
            told.push(share);
        }
    }
    let guests = told.into_iter().map(|share| Message::HandedBack { share, task: task.clone(), round });
    let open: Vec<_> = moved.iter().map(Share::id).collect();
    let creators = shares.iter().chain(deciders);
    let creators = creators.filter(|managed| managed.share().terms.creator.sub != managed.member().sub);
    let creators = creators.filter(|managed| open.contains(&managed.share().id()));
    let notices = creators.map(|managed| Message::OwnerNotice {
        share: managed.share().id(),
        about: Notice::HandedBack { by: managed.member().name.clone(), sub: managed.member().sub.clone() },
    });
    guests.chain(notices).collect()
}
