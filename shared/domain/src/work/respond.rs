//! Deciding in a step. The result stands as soon as no further decision could make it another, and completes the task.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{
    comment::{MAX_COMMENTS, written},
    complete::flaws,
    finish::{self, Finished, files_of},
};
use crate::{
    audit::{Head, Stamp},
    change::Change,
    decision::{Act, Decision},
    gate::{Acting, OnTask, Permit, Used, WorkRefused},
    policy::{Layer, Policy},
    run::{Listed, Listing, Progress, Run},
    share::Permission,
    task::{
        Assignee, Basis, Comment, Flaw, Response, StepDecision, StepState, StepTerms, Task, TaskKey, TaskState, Work,
        WorkFact,
    },
    value::{CommentId, Digest, FieldSlug, Paragraphs, PersonName, TaskSlug},
};

/// How often somebody can decide with a comment in a step, beside the comments that they may write there.
const MAX_COMMENTED_DECISIONS: u32 = 20;

/// Decides. Once given, a decision stands, unless it is withdrawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Respond {
    pub decision: StepDecision,
    /// What was read before.
    pub basis: Basis,
    /// Under an id that is new.
    pub comment: Option<(CommentId, Paragraphs<2000>)>,
}

/// What else is named: the run, the policy of its project as it is now, and how far the tasks have come that the step names:
/// those that it reviews, and those whose workers may not decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deciding {
    pub run: Run,
    pub policy: Policy,
    pub before: BTreeMap<TaskSlug, TaskState>,
}

#[derive(Debug, Clone)]
pub struct Responded {
    pub by: Acting,
    pub task: TaskKey,
    pub state: TaskState,
    /// Closed from the first decision on, so that nothing changes under those that are given.
    pub work: Work,
    /// Written with each decision, so that none comes to a description that a push has replaced.
    pub progress: Progress,
    pub comment: Option<Comment>,
    pub listings: Vec<Listing>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RespondRefused {
    #[error(transparent)]
    Work(#[from] WorkRefused),
    #[error("nothing is decided in this task")]
    NothingToDecide,
    #[error("this step is for others to decide")]
    NotAssigned,
    /// The result stands: by whom, when, which.
    #[error("{by} has decided already")]
    Decided { by: PersonName, at: Timestamp, result: Option<StepDecision> },
    #[error("you have decided otherwise already")]
    Responded { at: Timestamp, decision: StepDecision },
    #[error("this cannot be decided here")]
    NotOffered { offered: Vec<StepDecision> },
    #[error("a comment is required with this decision")]
    CommentRequired,
    #[error("as many comments were written as can be")]
    TooManyComments,
    /// By the policy, whichever decision it is.
    #[error("a comment is required with every decision")]
    CommentRequiredByPolicy { layer: Layer },
    /// Something that is decided on is another than what was read.
    #[error("what is decided on has changed since it was read")]
    Changed,
    #[error("who did the work in the task {task} may not decide on it")]
    DidTheWork { task: TaskSlug },
    #[error("some answers are missing or not right yet")]
    Incomplete { fields: Vec<(FieldSlug, Flaw)> },
}

impl Act<Permit<'_, OnTask<Deciding>>> for Respond {
    type Made = Responded;
    type Refused = RespondRefused;

    /// It stands already if the same was decided before, and is told as what it was then. A decision after the due date
    /// counts, and is marked as late: who is late is better heard late than never.
    fn decide(
        &self,
        permit: Permit<'_, OnTask<Deciding>>,
        stamp: &Stamp,
    ) -> Result<Decision<Responded>, RespondRefused> {
        let (task, Deciding { run, .. }) = (permit.task(), permit.also());
        if run.id != task.run {
            return Err(WorkRefused::NoSuchTask.into());
        }
        let step = task.spec.step.as_ref().filter(|_| task.is_decided()).ok_or(RespondRefused::NothingToDecide)?;
        permit.may(Permission::Respond)?;
        let basis = Basis::of(task, &permit.also().before);
        let (who, so_far) = (permit.assignee(), standing(task, &basis));
        if !step.is_assigned(&so_far, &who) {
            return Err(RespondRefused::NotAssigned);
        }
        match so_far.responses.get(&who) {
            Some(given) if given.decision != self.decision => {
                return Err(RespondRefused::Responded { at: given.at, decision: given.decision });
            }
            // Where others have been taken out of the step since, the result may stand without anybody having acted.
            Some(_) if task.state.completion.is_some() || step.result(&so_far).is_none() => {
                return Ok(Decision::Already(as_it_stands(&permit)));
            }
            Some(_) | None => self.check(&permit, (step, &so_far), &basis)?,
        }
        Ok(self.respond(&permit, run, (step, so_far), &basis, stamp).into())
    }
}

impl Respond {
    fn check(
        &self,
        permit: &Permit<'_, OnTask<Deciding>>,
        (step, so_far): (&StepTerms, &StepState),
        basis: &Basis,
    ) -> Result<(), RespondRefused> {
        let (task, Deciding { policy, before, .. }) = (permit.task(), permit.also());
        if let Some(done) = &task.state.completion {
            return Err(RespondRefused::Decided { by: done.by.clone(), at: done.at, result: done.result });
        }
        permit.may_now(Permission::Respond)?;
        let (who, known_by) = (permit.assignee(), permit.known_by());
        // Nobody decides twice, as a member and as a guest.
        if let Some((_, given)) = so_far.responses.iter().find(|(one, given)| **one != who && given.of == known_by) {
            return Err(RespondRefused::Responded { at: given.at, decision: given.decision });
        }
        if !step.decisions.contains(&self.decision) {
            return Err(RespondRefused::NotOffered { offered: step.decisions.iter().copied().collect() });
        }
        if self.comment.is_none() && step.comment_on.contains(&self.decision) {
            return Err(RespondRefused::CommentRequired);
        }
        // Beside those that are only written there are some to decide with, also after some were taken back.
        if self.comment.is_some() && permit.used().comments >= MAX_COMMENTS + MAX_COMMENTED_DECISIONS {
            return Err(RespondRefused::TooManyComments);
        }
        if self.comment.is_none() && step.comment_required(policy).contains(&self.decision) {
            let layer = policy.decision_comment_required.layer;
            return Err(RespondRefused::CommentRequiredByPolicy { layer });
        }
        for named in step.before() {
            // It comes before this one, so it is completed; what opens it again writes `PROGRESS`, as this does.
            let on = || WorkRefused::Waiting { on: vec![named.clone()] };
            before.get(named).and_then(|state| state.completion.as_ref()).ok_or_else(on)?;
        }
        let known_as = permit.known_as();
        for (named, state) in step.not_by.iter().filter_map(|named| Some((named, before.get(named)?))) {
            let decided = |who: &Assignee| state.step.responses.contains_key(who);
            if known_as.iter().any(|id| state.was_worked_on_by(*id)) || permit.assigned_as().iter().any(decided) {
                return Err(RespondRefused::DidTheWork { task: named.clone() });
            }
        }
        if !basis.holds(&self.basis, task, known_as) {
            return Err(RespondRefused::Changed);
        }
        let asked = step.asks_for_answers(self.decision);
        let fields = if asked { flaws(task, permit.recipient()) } else { vec![] };
        if fields.is_empty() { Ok(()) } else { Err(RespondRefused::Incomplete { fields }) }
    }

    fn respond(
        &self,
        permit: &Permit<'_, OnTask<Deciding>>,
        run: &Run,
        (step, so_far): (&StepTerms, StepState),
        basis: &Basis,
        stamp: &Stamp,
    ) -> Change<Responded> {
        let (task, used) = (permit.task(), permit.used());
        let void = void(task, &so_far);
        let comment = self.comment.as_ref().map(|(id, text)| written(permit, *id, text, stamp));
        let mut state = TaskState { step: so_far, ..task.state.clone() };
        let response = Response {
            decision: self.decision,
            at: stamp.now,
            by: permit.author(),
            comment: comment.as_ref().map(|comment| comment.id),
            late: step.due.as_ref().is_some_and(|due| due.at < stamp.now),
            push: permit.progress().push,
            basis: basis.sha256,
            of: permit.known_by(),
            record: Head::default(),
        };
        let who = permit.assignee();
        state.step.responses.insert(who.clone(), response.clone());
        state.workers.extend(permit.address());
        let last = finish::is_last(permit, run);
        let result = step.result(&state.step);
        let used = Used { comments: used.comments.saturating_add(u32::from(comment.is_some())), ..used };
        let fact = |files, unlocked| WorkFact::Responded {
            task: task.slug().clone(),
            decision: self.decision,
            comment: response.comment,
            comment_sha256: self.comment.as_ref().map(|(_, text)| Digest::of(text.as_str())),
            files,
            push: response.push,
            basis_sha256: basis.sha256,
            void: void.len(),
            late: response.late,
            result,
            unlocked,
            last,
        };
        if result.is_some() {
            let finished = Finished::of(permit, run, &state, result, stamp);
            let fact = fact(finished.files.clone(), finished.unlocked.clone());
            return finished.record(permit, used, fact, last, stamp).map(
                |(by, Finished { mut state, work, progress, listings, .. })| {
                    state.step.recorded(&who, by.head());
                    Responded { by, task: task.key(), state, work, progress, comment, listings }
                },
            );
        }
        let fact = fact(files_of(&state, permit.recipient()), vec![]);
        let work = Work { closed: state.rounds.current(), ..task.work.clone() };
        let done = Listed::Done { at: stamp.now };
        let own = permit.assignment().map(|own| Listing { part: own.gate().part.clone(), list: done });
        let again = void.iter().filter_map(|(who, _)| who.member().filter(|_| step.is_assigned(&state.step, who)));
        let again = again.map(|sub| Listing::of(run, task.slug(), sub, Listed::to_do(&task.spec)));
        let (progress, listings) = (permit.progress().moved(), own.into_iter().chain(again).collect());
        finish::record(permit, used, fact, last, stamp).map(|by| {
            state.step.recorded(&who, by.head());
            Responded { by, task: task.key(), state, work, progress, comment, listings }
        })
    }
}

/// What was decided on what stands now. Where the result is there already, all of it stands.
fn standing(task: &Task, basis: &Basis) -> StepState {
    let so_far = &task.state.step;
    if task.state.completion.is_some() { so_far.clone() } else { so_far.on(basis.sha256) }
}

/// What was decided on something else: it counts no more, and who decided it has to do it again.
fn void<'a>(task: &'a Task, so_far: &StepState) -> Vec<(&'a Assignee, &'a Response)> {
    let given = task.state.step.responses.iter();
    given.filter(|(who, _)| !so_far.responses.contains_key(who)).collect()
}

/// The decision that was given before.
fn as_it_stands(permit: &Permit<'_, OnTask<Deciding>>) -> Responded {
    let (task, progress) = (permit.task(), permit.progress().clone());
    let (by, key, state, work) = (permit.unchanged(), task.key(), task.state.clone(), task.work.clone());
    Responded { by, task: key, state, work, progress, comment: None, listings: vec![] }
}

#[cfg(test)]
mod tests;
