//! What each decision is called.

use vestibule_domain::task::StepDecision;

use crate::texts::Texts;

/// A decision as forms and programs write it.
pub(super) fn word(decision: StepDecision) -> &'static str {
    match decision {
        StepDecision::Approve => "approve",
        StepDecision::ApproveWithComments => "approve_with_comments",
        StepDecision::Acknowledge => "acknowledge",
        StepDecision::Reject => "reject",
        StepDecision::ReturnForRevision => "return_for_revision",
    }
}

/// As it is chosen.
pub fn label(texts: Texts, decision: StepDecision) -> String {
    texts.say(match decision {
        StepDecision::Approve => "decision-approve",
        StepDecision::ApproveWithComments => "decision-approve-with-comments",
        StepDecision::Acknowledge => "decision-acknowledge",
        StepDecision::Reject => "decision-reject",
        StepDecision::ReturnForRevision => "decision-return",
    })
}

/// As it is told once it was made.
pub fn made(texts: Texts, decision: StepDecision) -> String {
    texts.say(match decision {
        StepDecision::Approve => "decided-approve",
        StepDecision::ApproveWithComments => "decided-approve-with-comments",
        StepDecision::Acknowledge => "decided-acknowledge",
        StepDecision::Reject => "decided-reject",
        StepDecision::ReturnForRevision => "decided-return",
    })
}

/// What it means, and whether it needs a comment.
pub(super) fn meaning(texts: Texts, needs_comment: bool, decision: StepDecision) -> String {
    let meaning = texts.say(match decision {
        StepDecision::Approve => "decision-approve-meaning",
        StepDecision::ApproveWithComments => "decision-approve-with-comments-meaning",
        StepDecision::Acknowledge => "decision-acknowledge-meaning",
        StepDecision::Reject => "decision-reject-meaning",
        StepDecision::ReturnForRevision => "decision-return-meaning",
    });
    let needed = needs_comment.then(|| texts.say("decision-needs-comment"));
    [meaning].into_iter().chain(needed).collect::<Vec<_>>().join(" ")
}
