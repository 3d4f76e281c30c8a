//! A decision that was typed on the page of the work and not taken.

use vestibule_api::steps::TypedResponse;
use vestibule_domain::{
    task::{StepDecision, Task},
    value::TextRefused,
};
use vestibule_pages::{
    decision::{TypedDecision, label},
    texts::Texts,
};
use vestibule_web::{answer::Kind, request::spelling};

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
    /// The same, and the share does not let its guest put that right.
    LeftToOthers,
    /// They have decided otherwise already, here or signed in.
    Own,
    /// The result is there.
    Settled,
    /// It waits again for a task before it.
    Waits,
    /// Nothing is decided there any more, or others decide it.
    NotYours,
    /// The document was withdrawn.
    Withdrawn,
    /// They did the work that it is about.
    OwnWork,
    /// All that was asked of them by the share is completed.
    Ended,
    /// It met a problem of this kind.
    Met(Kind),
}

impl NotDecided {
    /// Nothing can be decided now, what is typed or not.
    pub fn is_over(&self) -> bool {
        matches!(
            self,
            Self::Own | Self::Settled | Self::Waits | Self::NotYours | Self::Withdrawn | Self::OwnWork | Self::Ended
        )
    }
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

    /// Nothing can be decided now, what is typed or not.
    pub(super) fn is_over(&self) -> bool {
        self.why.is_over()
    }

    /// Whether answers of its task are to be put right.
    pub(super) fn is_incomplete(&self) -> bool {
        self.why == NotDecided::Incomplete
    }

    /// Whether the comment is to be put right.
    pub(super) fn is_in_comment(&self) -> bool {
        matches!(self.why, NotDecided::CommentMissing | NotDecided::Text(_))
    }

    pub(super) fn decision(&self) -> Option<StepDecision> {
        self.typed.decision.map(spelling::step_decision)
    }

    pub(super) fn again(&self, texts: Texts) -> TypedDecision {
        TypedDecision {
            decision: self.decision(),
            comment: self.typed.comment.clone(),
            error: Some(self.error(texts)).filter(|_| !self.is_incomplete()),
            in_comment: self.is_in_comment(),
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
            NotDecided::LeftToOthers => texts.say("work-decide-left-to-others"),
            NotDecided::Own => texts.say("work-decide-own"),
            NotDecided::Settled => texts.say("work-decide-settled"),
            NotDecided::Waits => texts.say("work-decide-waits"),
            NotDecided::NotYours => texts.say("work-decide-not-yours"),
            NotDecided::Withdrawn => texts.say("work-decide-withdrawn"),
            NotDecided::OwnWork => texts.say("work-decide-own-work"),
            NotDecided::Ended => texts.say("work-decide-ended"),
            NotDecided::Met(Kind::Stale) => texts.say("work-decide-changed"),
            NotDecided::Met(Kind::Failure | Kind::Unavailable | Kind::TooManyRequests) => texts.say("word-failed"),
            NotDecided::Met(_) => texts.say("work-decide-refused"),
        }
    }
}
