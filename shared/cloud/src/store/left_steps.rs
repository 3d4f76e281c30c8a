//! The steps that somebody has to do when they are taken out, so that these can be given to others.

use vestibule_domain::{
    task::{Assignee, Task, TaskState},
    value::{OrgSlug, ProjectSlug},
};

use super::{Store, steps::ListedStep};
use crate::{error::StoreError, index::StepList};

/// Pages of a list that are looked at, of 16 steps each.
const MAX_PAGES: usize = 3;

/// What of somebody's list is not done yet in an org.
#[derive(Debug)]
pub struct LeftSteps {
    steps: Vec<ListedStep>,
    /// There may be more.
    pub is_cut: bool,
}

impl Store {
    /// One query and one batched read for each sixteen steps, 48 at most; one query where there are none.
    pub async fn left_steps(&self, org: &OrgSlug, sub: &str) -> Result<LeftSteps, StoreError> {
        let who = Assignee::Member(sub.to_owned());
        let (mut steps, mut cursor) = (Vec::new(), None);
        for _ in 0..MAX_PAGES {
            let page = self.steps_of(sub, StepList::ToDo, cursor.as_ref()).await?;
            let is_left = |step: &ListedStep| step.gate.part.org == *org && is_to_do(&step.task, &who);
            steps.extend(page.steps.into_iter().filter(is_left));
            cursor = page.cursor;
            if cursor.is_none() {
                break;
            }
        }
        Ok(LeftSteps { steps, is_cut: cursor.is_some() })
    }
}

/// A list is asked what somebody may have to do; whether they have, the task says.
fn is_to_do(task: &Task, who: &Assignee) -> bool {
    let TaskState { completion, step, .. } = &task.state;
    task.is_assigned(who) && completion.is_none() && !step.responses.contains_key(who)
}

impl LeftSteps {
    /// Those of some projects.
    pub fn in_projects(&self, is_told: impl Fn(&ProjectSlug) -> bool) -> impl Iterator<Item = &ListedStep> {
        self.steps.iter().filter(move |step| is_told(&step.run.project))
    }
}
