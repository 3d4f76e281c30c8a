//! Deciding in a step. The result stands as soon as no further decision could make it another, and completes the task.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{
    comment::{MAX_COMMENTS, counts_as, written},
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
    share::{Permission, Share, Spent, UsedUp},
    task::{
        Assignee, Basis, Comment, CommentAsked, Flaw, Response, StepDecision, StepTerms, Task, TaskKey, TaskState,
        Work, WorkFact,
    },
    value::{CommentId, Digest, FieldSlug, Paragraphs, PersonName, RecipientId, TaskSlug},
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
    #[error(transparent)]
    UsedUp(#[from] UsedUp),
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
        let Some((step, basis)) = self.weigh(&permit)? else {
            return Ok(Decision::Already(as_it_stands(&permit)));
        };
        let spent = permit.used().spent.decided(stamp.now)?;
        Ok(self.respond(&permit, &permit.also().run, step, (&basis, spent), stamp).into())
    }
}

impl Respond {
    /// Whether it would be taken as things are, for pages that tell it beside what was typed. Nobody is kept from it by how
    /// often they have decided before.
    pub fn check(&self, permit: &Permit<'_, OnTask<Deciding>>) -> Result<(), RespondRefused> {
        self.weigh(permit).map(drop)
    }

    /// The step that it decides in, and on what. `None`: it stands already.
    fn weigh<'a>(
        &self,
        permit: &Permit<'a, OnTask<Deciding>>,
    ) -> Result<Option<(&'a StepTerms, Basis)>, RespondRefused> {
        let (task, Deciding { run, before, .. }) = (permit.task(), permit.also());
        if run.id != task.run {
            return Err(WorkRefused::NoSuchTask.into());
        }
        let step = task.spec.step.as_ref().filter(|_| task.is_decided()).ok_or(RespondRefused::NothingToDecide)?;
        permit.may(Permission::Respond)?;
        let (who, so_far) = (permit.assignee(), &task.state.step);
        if !step.is_assigned(so_far, &who) {
            return Err(RespondRefused::NotAssigned);
        }
        match so_far.responses.get(&who) {
            Some(given) if given.decision != self.decision => {
                return Err(RespondRefused::Responded { at: given.at, decision: given.decision });
            }
            // Where others have been taken out of the step since, the result may stand without anybody having acted.
            Some(_) if task.state.completion.is_some() || step.result(so_far).is_none() => return Ok(None),
            Some(_) | None => {}
        }
        let basis = Basis::of(task, before);
        may_decide(permit, step)?;
        self.fits(permit, step, &basis)?;
        Ok(Some((step, basis)))
    }

    /// Whether the step takes this decision, with this comment, on what there is now.
    fn fits(
        &self,
        permit: &Permit<'_, OnTask<Deciding>>,
        step: &StepTerms,
        basis: &Basis,
    ) -> Result<(), RespondRefused> {
        let (task, Deciding { policy, .. }) = (permit.task(), permit.also());
        if !step.decisions.contains(&self.decision) {
            return Err(RespondRefused::NotOffered { offered: step.decisions.iter().copied().collect() });
        }
        match step.comment_asked(self.decision, policy).filter(|_| self.comment.is_none()) {
            Some(CommentAsked::ByStep) => return Err(RespondRefused::CommentRequired),
            Some(CommentAsked::ByPolicy { layer }) => return Err(RespondRefused::CommentRequiredByPolicy { layer }),
            None => {}
        }
        // Beside those that are only written there are some to decide with, also after some were taken back.
        let comments = self.comment.as_ref().map(|(_, text)| permit.used().comments + counts_as(text));
        if comments.is_some_and(|comments| comments > MAX_COMMENTS + MAX_COMMENTED_DECISIONS) {
            return Err(RespondRefused::TooManyComments);
        }
        if !basis.holds(&self.basis, task, permit.through()) {
            return Err(RespondRefused::Changed);
        }
        let fields = lacking(task, self.decision, permit.recipient());
        if fields.is_empty() { Ok(()) } else { Err(RespondRefused::Incomplete { fields }) }
    }

    fn respond(
        &self,
        permit: &Permit<'_, OnTask<Deciding>>,
        run: &Run,
        step: &StepTerms,
        (basis, spent): (&Basis, Spent),
        stamp: &Stamp,
    ) -> Change<Responded> {
        let task = permit.task();
        let comment = self.comment.as_ref().map(|(id, text)| written(permit, *id, text, stamp));
        let mut state = task.state.clone();
        let response = Response {
            decision: self.decision,
            at: stamp.now,
            by: permit.author(),
            comment: comment.as_ref().map(|comment| comment.id),
            late: step.due.as_ref().is_some_and(|due| due.at < stamp.now),
            push: permit.progress().push,
            basis: basis.sha256,
            of: permit.known_by(),
            through: permit.through(),
            assurance: stamp.actor.assurance(),
            record: Head::default(),
        };
        let who = permit.assignee();
        state.step.responses.insert(who.clone(), response.clone());
        // It may have been them, whether the result stands now or later.
        state.workers.extend(permit.share().and_then(Share::carrier));
        let last = finish::is_last(permit, run);
        let result = step.result(&state.step);
        let counted = self.comment.as_ref().map_or(0, |(_, text)| counts_as(text));
        let comments = permit.used().comments.saturating_add(counted);
        let used = Used { spent, comments, ..permit.used() };
        let fact = |files, unlocked| WorkFact::Responded {
            task: task.slug().clone(),
            decision: self.decision,
            comment: response.comment,
            comment_sha256: self.comment.as_ref().map(|(_, text)| Digest::of(text.as_str())),
            files,
            push: response.push,
            basis_sha256: basis.sha256,
            answers_sha256: task.work.digest(),
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
        let (progress, listings) = (permit.progress().moved(), own.into_iter().collect());
        finish::record(permit, used, fact, last, stamp).map(|by| {
            state.step.recorded(&who, by.head());
            Responded { by, task: task.key(), state, work, progress, comment, listings }
        })
    }
}

/// Whether somebody who has it to do may decide in a step now, whichever the decision.
fn may_decide(permit: &Permit<'_, OnTask<Deciding>>, step: &StepTerms) -> Result<(), RespondRefused> {
    let (task, Deciding { run, before, .. }) = (permit.task(), permit.also());
    if let Some(done) = &task.state.completion {
        return Err(RespondRefused::Decided { by: done.by.clone(), at: done.at, result: done.result });
    }
    permit.may_now(Permission::Respond)?;
    let (who, known_by) = (permit.assignee(), permit.known_by());
    // Nobody decides twice, as a member and as a guest.
    let is_theirs = |(one, given): &(&Assignee, &Response)| **one != who && given.of == known_by;
    if let Some((_, given)) = task.state.step.responses.iter().find(is_theirs) {
        return Err(RespondRefused::Responded { at: given.at, decision: given.decision });
    }
    for named in step.before() {
        // It comes before this one, so it is completed; what opens it again writes `PROGRESS`, as this does.
        let on = || WorkRefused::Waiting { on: vec![named.clone()] };
        before.get(named).and_then(|state| state.completion.as_ref()).ok_or_else(on)?;
    }
    let is_done = |named: &TaskSlug| run.is_done(named, permit.progress());
    match step.barred_by(before, is_done, &permit.known_as()) {
        Some(task) => Err(RespondRefused::DidTheWork { task: task.clone() }),
        None => Ok(()),
    }
}

/// What is missing or not right yet of the answers that a decision asks for.
pub fn lacking(task: &Task, decision: StepDecision, recipient: RecipientId) -> Vec<(FieldSlug, Flaw)> {
    let asks = task.spec.step.as_ref().is_some_and(|step| step.asks_for_answers(decision));
    if asks { flaws(task, recipient) } else { vec![] }
}

/// The decision that was given before.
fn as_it_stands(permit: &Permit<'_, OnTask<Deciding>>) -> Responded {
    let (task, progress) = (permit.task(), permit.progress().clone());
    let (by, key, state, work) = (permit.unchanged(), task.key(), task.state.clone(), task.work.clone());
    Responded { by, task: key, state, work, progress, comment: None, listings: vec![] }
}

#[cfg(test)]
mod tests;
