//! What staff ask for, on what it depends, and why it may be refused.

use super::named::{Item, ItemFlaw};
use crate::{
    policy::Policy,
    run::{Progress, Run},
    share::{Managed, ReopenRefused, Share},
    staff::{Authority, Forbidden},
    task::{MAX_ENDED_ROUNDS, Task, WholeTask},
    value::{Paragraphs, PersonName, TaskSlug, Zone},
};

/// Accepts answers and files of a completed task, or hands them back. What is not named stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandBack {
    pub accepted: Vec<Item>,
    /// Each with the reason, which its guest reads.
    pub returned: Vec<(Item, Paragraphs<1000>)>,
    /// Also where somebody has begun a task that waits again by it.
    pub force: bool,
    /// The round that was read; `None`: whichever stands.
    pub round: Option<u16>,
}

/// A completed task with all that handing it back depends on.
#[derive(Debug, Clone, Copy)]
pub struct OnCompleted<'a> {
    pub run: &'a Run,
    pub progress: &'a Progress,
    pub task: &'a WholeTask,
    /// The shares of [`HandBack::asks`], in that order, as far as they are there.
    pub shares: &'a [Managed<'a>],
    /// Those of [`HandBack::senders`], as far as they are there.
    pub senders: &'a [Managed<'a>],
    /// The tasks that wait for it.
    pub successors: &'a [Task],
    /// The shares of [`HandBack::deciders`], as far as they are there.
    pub deciders: &'a [Managed<'a>],
    /// Of the project, and in which zone it counts days.
    pub policy: (&'a Policy, &'a Zone),
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HandBackRefused {
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// Each share is somebody's to manage, also where its guest is told alone.
    #[error("{guest} has sent or decided some of it by a share of {creator}, whose to manage it is")]
    ShareOfAnother { guest: PersonName, creator: PersonName, why: Forbidden },
    #[error("there is no such task in this run")]
    NoSuchTask,
    /// Also while it is handed back and not sent again.
    #[error("this task is not completed, so there is nothing to hand back yet")]
    NotCompleted,
    /// A decision or somebody's step completed it, and no guest by their share. A push opens it again, by a higher cycle.
    #[error(
        "this task was completed in a step, so none of it is handed back; a push with a higher cycle opens it again"
    )]
    InStep,
    /// It was handed back and sent again since it was read.
    #[error("this is another round of the task than what was read")]
    AnotherRound,
    #[error("some of what is named cannot be accepted or handed back")]
    Flawed { accepted: Vec<(usize, ItemFlaw)>, returned: Vec<(usize, ItemFlaw)> },
    #[error(transparent)]
    Reopen(#[from] ReopenRefused),
    /// Of `tasks`, those that are `done` stay so.
    #[error("these tasks have begun since: {}. If you force it, {}", names(tasks), forced(tasks, done))]
    Begun { tasks: Vec<TaskSlug>, done: Vec<TaskSlug> },
    #[error("a task is handed back at most {MAX_ENDED_ROUNDS} times")]
    TooManyRounds,
    #[error(
        "so many people have decided on it since that they cannot all be asked again at once; a push can begin a new cycle of those steps"
    )]
    TooManyDeciders,
    /// All that comes back is kept in one row, each file with its reason.
    #[error(
        "the reasons are more than can be kept, because one of many files is kept with each of them; write less, or hand \
         back fewer"
    )]
    TooMuch,
    /// Fewer than ten where many have the task to do.
    #[error("the files of at most {most} other guests can be handed back at once in this task, not of {asked}")]
    TooManyGuests { asked: usize, most: usize },
}

impl HandBack {
    /// The shares that one handing back moves, if the member may manage them all.
    pub fn managed<'a>(shares: &'a [Share], by: Authority<'a>) -> Result<Vec<Managed<'a>>, HandBackRefused> {
        let refused = |share: &Share, why| HandBackRefused::ShareOfAnother {
            guest: share.terms.recipient.name.clone(),
            creator: share.terms.creator.name.clone(),
            why,
        };
        shares.iter().map(|share| share.managed(by).map_err(|why| refused(share, why))).collect()
    }
}

fn names(tasks: &[TaskSlug]) -> String {
    tasks.iter().map(TaskSlug::as_str).collect::<Vec<_>>().join(", ")
}

/// What becomes of tasks that have begun, and of those among them that are done.
fn forced(tasks: &[TaskSlug], done: &[TaskSlug]) -> String {
    let open: Vec<_> = tasks.iter().filter(|task| !done.contains(task)).cloned().collect();
    let open = (!open.is_empty()).then(|| format!("these wait again: {}", names(&open)));
    let done = (!done.is_empty()).then(|| {
        format!(
            "these stay completed, on what it was before, until a push with a higher cycle opens them: {}",
            names(done)
        )
    });
    open.into_iter().chain(done).collect::<Vec<_>>().join("; ")
}
