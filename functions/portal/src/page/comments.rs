//! The comments of a task.

use jiff::Timestamp;
use vestibule_domain::{
    share::Share,
    task::{Comment, WholeTask},
};
use vestibule_pages::{
    moments::{at_a_glance, machine},
    paragraphs::paragraphs,
    texts::Texts,
};

pub(super) struct CommentPart {
    pub(super) author: String,
    pub(super) at: String,
    pub(super) machine: String,
    pub(super) text: Vec<String>,
}

/// Whether a comment is newer than the completion, which folds the task.
pub(super) fn has_news(whole: &WholeTask) -> bool {
    let completion = whole.task.state.completion.as_ref();
    completion.is_some_and(|completion| whole.comments.iter().any(|comment| comment.at > completion.at))
}

impl CommentPart {
    pub(super) fn new(texts: Texts, share: &Share, comment: &Comment, now: Timestamp) -> Self {
        let org = share.terms.org_name.as_str();
        let staff = [("name", comment.author.as_str().into()), ("org", org.into())];
        Self {
            author: if comment.is_from_staff() {
                texts.say_with("work-comment-staff", &staff)
            } else {
                comment.author.to_string()
            },
            at: at_a_glance(texts, comment.at, &share.gate.zone, now),
            machine: machine(comment.at),
            text: paragraphs(comment.text.as_str()),
        }
    }
}
