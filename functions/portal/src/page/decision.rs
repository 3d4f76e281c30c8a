//! What a guest can decide in a step, what they have decided, and what it came to.

use vestibule_domain::{
    policy::Policy,
    share::{Permission, Share},
    task::{Assignee, StepDecision, Task},
};
use vestibule_pages::texts::Texts;

/// The part of a task in which something is decided.
#[derive(Default)]
pub(super) struct DecisionPart {
    /// What can be decided now, as the form sends it and in words.
    pub(super) options: Vec<(&'static str, String)>,
    /// Which of these need a comment, in words.
    pub(super) hint: Option<String>,
    /// All of them do.
    pub(super) comment_always: bool,
    /// What is decided.
    pub(super) told: Vec<String>,
}

impl DecisionPart {
    /// Under the policy as it is now, which is there where there is a step.
    pub(super) fn new(texts: Texts, share: &Share, (task, policy): (&Task, Option<&Policy>), open: bool) -> Self {
        let step = task.spec.step.as_ref().filter(|_| task.is_decided());
        let Some((step, policy)) = step.zip(policy) else { return Self::default() };
        let who = Assignee::guest(&share.terms.recipient.email);
        let own = task.state.step.responses.get(&who);
        let may = share.terms.permissions.contains(&Permission::Respond) && task.is_assigned(&who);
        let decides = open && may && own.is_none() && share.gate.completed_at.is_none();
        let words = |decision: StepDecision| texts.say(text(decision));
        let named: Vec<_> = step.comment_required(policy).iter().map(|decision| words(*decision)).collect();
        let hint = texts.say_with("work-decide-comment-hint", &[("decisions", named.join(", ").into())]);
        let result = task.state.completion.as_ref().and_then(|done| done.result);
        let told = |id, decision| texts.say_with(id, &[("decision", words(decision).into())]);
        let own = own.map(|own| told("work-decided", own.decision));
        Self {
            options: if decides {
                step.decisions.iter().map(|one| (word(*one), words(*one))).collect()
            } else {
                vec![]
            },
            comment_always: named.len() == step.decisions.len(),
            hint: (!named.is_empty()).then_some(hint),
            told: own.into_iter().chain(result.map(|result| told("work-result", result))).collect(),
        }
    }
}

/// As the form sends it.
fn word(decision: StepDecision) -> &'static str {
    match decision {
        StepDecision::Approve => "approve",
        StepDecision::ApproveWithComments => "approve_with_comments",
        StepDecision::Acknowledge => "acknowledge",
        StepDecision::Reject => "reject",
        StepDecision::ReturnForRevision => "return_for_revision",
    }
}

fn text(decision: StepDecision) -> &'static str {
    match decision {
        StepDecision::Approve => "work-decide-approve",
        StepDecision::ApproveWithComments => "work-decide-approve-with-comments",
        StepDecision::Acknowledge => "work-decide-acknowledge",
        StepDecision::Reject => "work-decide-reject",
        StepDecision::ReturnForRevision => "work-decide-return",
    }
}
