//! The decision of a step on the page of the work, and one that was typed there and not taken.

use vestibule_api::steps::TypedResponse;
use vestibule_cloud::store::SharedTasks;
use vestibule_domain::{
    run::Turn,
    share::{Permission, Share},
    task::{Assignee, StepDecision, Task, WholeTask},
    value::{Paragraphs, TextRefused},
    work,
};
use vestibule_pages::{
    decision::{DecisionContext, DecisionPart, TypedDecision, label},
    texts::Texts,
};
use vestibule_web::{answer::Kind, request::spelling};

use super::task::TaskContext;

/// A decision as it was typed.
#[derive(Debug)]
pub struct UnkeptDecision {
    pub typed: TypedResponse,
    pub why: NotDecided,
}

/// Why a decision was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotDecided {
    /// Another button was pressed, or something else of the page is not right.
    Waiting,
    /// None was chosen, or one that is not offered.
    NotChosen,
    CommentMissing,
    Text(TextRefused),
    /// Answers are missing or not right.
    Incomplete,
    /// It is for others to decide, or the task has moved on.
    Over,
    /// It met a problem of this kind.
    Met(Kind),
}

/// What keeps a decision that is typed from being taken. `None`: nothing that the page knows.
pub fn not_decided(share: &Share, shared: &SharedTasks, task: &Task, typed: &TypedResponse) -> Option<NotDecided> {
    let decision = typed.decision.map(spelling::step_decision);
    let who = Assignee::guest(&share.terms.recipient.email);
    let step = task.spec.step.as_ref().filter(|_| task.is_assigned(&who));
    let Some((step, policy)) = step.zip(shared.policy.as_ref()) else { return Some(NotDecided::Over) };
    if let Some(own) = task.state.step.responses.get(&who) {
        // The same once more is answered by what stands.
        return (decision != Some(own.decision)).then_some(NotDecided::Over);
    }
    if !may_decide(share, task, &who) || !matches!(Turn::of(task, &shared.progress), Turn::Open) {
        return Some(NotDecided::Over);
    }
    let Some(decision) = decision.filter(|decision| step.decisions.contains(decision)) else {
        return Some(NotDecided::NotChosen);
    };
    match typed.comment.parse::<Paragraphs<2000>>() {
        Err(TextRefused::Empty) if step.comment_required(policy).contains(&decision) => {
            return Some(NotDecided::CommentMissing);
        }
        Ok(_) | Err(TextRefused::Empty) => {}
        Err(refused) => return Some(NotDecided::Text(refused)),
    }
    let is_incomplete = decision.passes() && !work::flaws(task, share.recipient()).is_empty();
    is_incomplete.then_some(NotDecided::Incomplete)
}

/// Whether the guest of a share has something to decide in a task, once its turn has come.
fn may_decide(share: &Share, task: &Task, who: &Assignee) -> bool {
    task.is_decided()
        && task.is_assigned(who)
        && share.terms.permissions.contains(&Permission::Respond)
        && share.gate.completed_at.is_none()
        && !task.state.step.responses.contains_key(who)
}

/// `None`: nothing is decided in the task.
pub(super) fn decision_part(
    context: TaskContext<'_>,
    whole: &WholeTask,
    (open, unkept): (bool, Option<&UnkeptDecision>),
) -> Option<DecisionPart> {
    let TaskContext { page, share, shared, now, .. } = context;
    let who = Assignee::guest(&share.terms.recipient.email);
    DecisionPart::new(&DecisionContext {
        texts: page.texts,
        task: &whole.task,
        policy: shared.policy.as_ref()?,
        who: &who,
        may: open && may_decide(share, &whole.task, &who),
        zone: &share.gate.zone,
        now,
        typed: unkept.map(|unkept| unkept.again(page.texts)).as_ref(),
    })
}

impl UnkeptDecision {
    /// Something was typed, or chosen where there is a choice.
    pub fn is_any(typed: &TypedResponse, task: &Task) -> bool {
        let choices = task.spec.step.as_ref().map_or(0, |step| step.decisions.len());
        !typed.comment.trim().is_empty() || (typed.decision.is_some() && choices > 1)
    }

    /// It cannot be typed again: what was is told.
    pub(super) fn line(&self, texts: Texts) -> String {
        let decision = self.decision().map(|decision| label(texts, decision));
        let comment = Some(self.typed.comment.trim().to_owned()).filter(|comment| !comment.is_empty());
        decision.into_iter().chain(comment).collect::<Vec<_>>().join(": ")
    }

    /// Whether answers of its task are to be put right.
    pub(super) fn is_incomplete(&self) -> bool {
        self.why == NotDecided::Incomplete
    }

    fn decision(&self) -> Option<StepDecision> {
        self.typed.decision.map(spelling::step_decision)
    }

    fn again(&self, texts: Texts) -> TypedDecision {
        TypedDecision {
            decision: self.decision(),
            comment: self.typed.comment.clone(),
            error: Some(self.error(texts)).filter(|_| !self.is_incomplete()),
            in_comment: matches!(self.why, NotDecided::CommentMissing | NotDecided::Text(_)),
        }
    }

    pub(super) fn error(&self, texts: Texts) -> String {
        match &self.why {
            NotDecided::Waiting => texts.say("work-decide-waiting"),
            NotDecided::NotChosen => texts.say("work-decide-not-chosen"),
            NotDecided::CommentMissing => {
                let decision = self.decision().map(|decision| label(texts, decision)).unwrap_or_default();
                texts.say_with("work-decide-comment-missing", &[("decision", decision.into())])
            }
            NotDecided::Text(TextRefused::TooLong { max }) => {
                texts.say_with("word-comment-long", &[("max", (*max).into())])
            }
            NotDecided::Text(_) => texts.say("word-comment-large"),
            NotDecided::Incomplete => texts.say("work-decide-incomplete"),
            NotDecided::Met(Kind::NotPermitted) => texts.say("work-decide-own-work"),
            NotDecided::Met(Kind::Failure | Kind::Unavailable) => texts.say("word-failed"),
            NotDecided::Over | NotDecided::Met(_) => texts.say("work-decide-over"),
        }
    }
}
