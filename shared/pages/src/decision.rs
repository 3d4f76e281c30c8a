//! The part of a step in which something is decided: until when, what can be decided, what was, and what it came to. It
//! is the same for everybody who has the step to do, guests and members.

mod form;
mod told;
mod words;

use askama::Template;
use jiff::Timestamp;
use vestibule_domain::{
    policy::Policy,
    task::{Assignee, Basis, StepKind, StepRule, StepTerms, Task},
    value::Zone,
};

pub use self::{
    form::{DecisionForm, Offered, TypedDecision},
    told::{Decided, decided, files_decided_on, told_before, told_in_receipt},
    words::{label, made},
};
use crate::{
    moments::{Moment, moment, on_record_on},
    texts::Texts,
};

/// What the part is made of.
#[derive(Clone, Copy)]
pub struct DecisionContext<'a> {
    pub texts: Texts,
    pub task: &'a Task,
    /// Of what is shown.
    pub basis: Basis,
    /// As it is now.
    pub policy: &'a Policy,
    /// Who looks at it.
    pub who: &'a Assignee,
    /// They may decide now.
    pub may: bool,
    /// They did the work that it is about, so it is for others.
    pub barred: bool,
    /// In whose days and hours they read when something was.
    pub zone: &'a Zone,
    pub now: Timestamp,
    /// What was typed and not taken.
    pub typed: Option<&'a TypedDecision>,
}

#[derive(Template)]
#[template(path = "decision.html", whitespace = "minimize")]
pub struct DecisionPart {
    texts: Texts,
    due: Option<(Moment, String)>,
    overdue: bool,
    /// How many have it to do, and by which rule, where these are several.
    rule: Option<String>,
    /// What was decided, the latest last. What was written with it stands among the comments.
    told: Vec<String>,
    /// What can be decided now.
    form: Option<DecisionForm>,
}

impl DecisionPart {
    /// `None`: nothing is decided in the task.
    pub fn new(context: &DecisionContext<'_>) -> Option<Self> {
        let DecisionContext { texts, task, basis, policy, may, now, typed, .. } = *context;
        let step = task.spec.step.as_ref().filter(|_| task.is_decided())?;
        let open = task.state.completion.is_none();
        let own = task.decision_of(context.who);
        let awaited = open && own.is_none() && !context.barred && step.is_assigned(&task.state.step, context.who);
        let due = step.due.as_ref().filter(|_| awaited);
        let form = || {
            let comment_required = step.comment_required(policy);
            let hint = texts.say("decision-comment-hint");
            let offered = Offered { decisions: &step.decisions, comment_required: &comment_required, hint };
            DecisionForm::new(texts, (task.slug().to_string(), basis.to_string()), offered, typed)
        };
        Some(Self {
            texts,
            due: due.map(|due| (moment(texts, due.at, &due.zone, now), due.zone.to_string())),
            overdue: due.is_some_and(|due| due.at < now),
            rule: rule(texts, step, task).filter(|_| open),
            told: told(context, step),
            form: may.then(form),
        })
    }

    /// Whether something can be decided here now.
    pub fn is_open(&self) -> bool {
        self.form.is_some()
    }

    /// Where the summary's link leads, and what it says.
    pub fn flaw(&self) -> Option<(String, String)> {
        self.form.as_ref().and_then(DecisionForm::flaw)
    }

    /// What is sent where there is nothing to choose.
    pub fn only(&self) -> Option<&str> {
        self.form.as_ref().and_then(DecisionForm::only)
    }
}

/// Who decides alone needs no rule. Who they are is not said, nor what they decided.
fn rule(texts: Texts, step: &StepTerms, task: &Task) -> Option<String> {
    let assigned = step.assigned(&task.state.step);
    let count = assigned.len();
    let decided = assigned.iter().filter(|who| task.decision_of(who).is_some()).count();
    // Who takes note agrees to nothing.
    let id = match (step.rule, step.kind == StepKind::Acknowledge) {
        (StepRule::Any, false) => "decision-rule-any",
        (StepRule::All, false) => "decision-rule-all",
        (StepRule::Majority, false) => "decision-rule-majority",
        (StepRule::Any, true) => "decision-rule-any-notes",
        (StepRule::All, true) => "decision-rule-all-note",
        (StepRule::Majority, true) => "decision-rule-majority-notes",
    };
    let values = [("count", count.into()), ("decided", decided.into())];
    let so_far = (decided > 0).then(|| texts.say_with("decision-so-far", &values));
    let rule = (count > 1).then(|| texts.say_with(id, &values))?;
    Some([rule].into_iter().chain(so_far).collect::<Vec<_>>().join(" "))
}

fn told(context: &DecisionContext<'_>, step: &StepTerms) -> Vec<String> {
    let DecisionContext { texts, task, who, zone, barred, .. } = *context;
    let (own, done) = (task.decision_of(who), task.state.completion.as_ref());
    let on = |at| on_record_on(texts, at, zone);
    let mut told = vec![];
    if let Some(own) = own {
        let id = if own.late { "decision-yours-late" } else { "decision-yours" };
        let values = [("when", on(own.at).into()), ("decision", made(texts, own.decision).into())];
        told.push(texts.say_with(id, &values));
    }
    match (done, own) {
        (None, None) => {
            let others = !step.is_assigned(&task.state.step, who);
            let barred = barred.then(|| texts.say("decision-own-work"));
            told.extend(others.then(|| texts.say("decision-others")).or(barred));
        }
        (None, Some(_)) => told.push(texts.say("decision-open")),
        (Some(done), own) => {
            // Where the first one decides for all, it is the result.
            let alone = step.rule.first_decides() || step.assigned(&task.state.step).len() == 1;
            let is_theirs = own.is_some_and(|own| alone && own.record == done.record);
            if let Some(result) = done.result.filter(|_| !is_theirs) {
                let values = [
                    ("by", done.by.as_str().into()),
                    ("when", on(done.at).into()),
                    ("decision", made(texts, result).into()),
                ];
                // What several came to is nobody's own decision.
                let id = if own.is_none() && alone { "decision-theirs" } else { "decision-result" };
                told.push(texts.say_with(id, &values));
            }
            told.extend(task.state.step.outdated.then(|| texts.say("decision-outdated")));
        }
    }
    told
}
