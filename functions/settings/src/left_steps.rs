//! The steps that somebody has to do when they are taken out, so that these can be given to others.

use vestibule_api::staff::LeftStep;
use vestibule_cloud::{StoreError, index::StepList, store::ListedStep};
use vestibule_domain::{
    task::{Assignee, Task, TaskState},
    value::{OrgSlug, ProjectSlug},
};
use vestibule_web::answer::step_view;

use crate::Settings;

/// Pages of a list that are looked at, of 16 steps each.
const MAX_PAGES: usize = 3;

/// What of somebody's list is not done yet in an org.
#[derive(Debug)]
pub(crate) struct LeftSteps {
    steps: Vec<ListedStep>,
    /// There may be more.
    pub(crate) is_cut: bool,
}

impl Settings {
    /// One query and one batched read for each sixteen steps, 48 at most; one query where there are none.
    pub(crate) async fn left_steps(&self, org: &OrgSlug, sub: &str) -> Result<LeftSteps, StoreError> {
        let who = Assignee::Member(sub.to_owned());
        let (mut steps, mut cursor) = (Vec::new(), None);
        for _ in 0..MAX_PAGES {
            let page = self.staff.store.steps_of(sub, StepList::ToDo, cursor.as_ref()).await?;
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
    /// Those of some projects, with where each is given to somebody else.
    pub(crate) fn in_projects(&self, is_told: impl Fn(&ProjectSlug) -> bool) -> Vec<LeftStep> {
        let told = self.steps.iter().filter(|step| is_told(&step.run.project));
        told.map(|ListedStep { run, task, .. }| LeftStep {
            project: run.project.clone(),
            run: run.slug.clone(),
            task: task.slug().clone(),
            title: task.spec.title.clone(),
            due: task.spec.step.as_ref().and_then(|step| step.due.as_ref()).map(step_view::due),
            reassign: format!("/v1/projects/{}/runs/{}/tasks/{}/reassign", run.project, run.slug, task.slug()),
        })
        .collect()
    }
}
