//! Deciding and completing, by those who have read what they act on.

use serde_json::{Value, json};
use vestibule_domain::{
    gate::OnTask,
    share::Tasks,
    task::{Basis, TaskKey},
    value::RunId,
};

use super::{Guest, House, Reply, Share, Staff};

/// The basis of no task.
pub const NO_BASIS: &str = "0.0.0000000000000000000000000000000000000000000000000000000000000000";

/// Of a run of Acme's procurement.
pub fn step_id(run: &str, task: &str) -> String {
    let run = RunId::of(&"acme".parse().unwrap(), &"procurement".parse().unwrap(), &run.parse().unwrap());
    TaskKey { run, task: task.parse().unwrap() }.to_string()
}

impl House {
    /// What there is to read now in a task, as its page says it; asked of no function. Of one that is not there, none.
    pub async fn basis(&self, task: &str) -> String {
        let (store, key) = (self.system.store(), task.parse());
        let Ok(key) = key else { return NO_BASIS.to_owned() };
        let Some((run, progress, task)) = store.task_of_run(&key).await.unwrap() else { return NO_BASIS.to_owned() };
        let on = store.deciding(OnTask { progress, task, also: run }).await.unwrap().unwrap();
        Basis::of(&on.task, &on.also.before).to_string()
    }

    /// The same of a task of a share.
    pub async fn basis_in(&self, share: &Share, task: &str) -> String {
        let share = self.system.store().share(share.id.parse().unwrap()).await.unwrap().unwrap();
        let Some(&Tasks { run, .. }) = share.terms.scope.as_tasks() else { panic!("it is of no run") };
        self.basis(&format!("{run}.{task}")).await
    }

    /// What completes a task of a share, of somebody who has read it as it is now.
    pub async fn as_read(&self, share: &Share, task: &str) -> Value {
        json!({ "basis": self.basis_in(share, task).await })
    }

    /// A decision of somebody who has read a step as it is now.
    pub async fn decision(&self, step: &str, decision: &str, comment: Option<&str>) -> Value {
        json!({ "decision": decision, "basis": self.basis(step).await, "comment": comment })
    }
}

impl Staff<'_> {
    /// Reads a step and decides in it.
    pub async fn decide(&self, step: &str, decision: &str, comment: Option<&str>) -> Reply {
        let body = self.house.decision(step, decision, comment).await;
        self.post(&format!("/v1/steps/{step}/respond"), &body).await
    }
}

impl Guest<'_> {
    /// Reads the page of a share and decides in one of its tasks.
    pub async fn decide(&self, share: &Share, task: &str, (decision, comment): (&str, Option<&str>)) -> Reply {
        let basis = self.task(share, task).await["basis"].clone();
        let body = json!({ "decision": decision, "basis": basis.as_str().unwrap_or(NO_BASIS), "comment": comment });
        self.post(&format!("/p/{}/tasks/{task}/respond", share.id), &body).await
    }
}
