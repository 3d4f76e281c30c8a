//! `GET /v1/steps`: what somebody has to do, or has done, over all projects and orgs, or in the org that the request names. One query and one batched read.

use axum::{Json, extract::State};
use vestibule_api::steps::{self, StepOptions, Which};
use vestibule_cloud::{
    index::StepList,
    store::{ListedStep, StepCursor},
};
use vestibule_domain::staff::NotActing;
use vestibule_web::{
    answer::{Problem, step_view},
    request::{Claims, Query, cursor, no_cursor},
};

use crate::state::{Steps, who};

pub(crate) async fn list(
    State(steps): State<Steps>,
    claims: Claims,
    Query(options): Query<StepOptions>,
) -> Result<Json<steps::Steps>, Problem> {
    let list = match options.list {
        Which::ToDo => StepList::ToDo,
        Which::Done => StepList::Done,
    };
    let start = cursor::<StepCursor>(options.cursor.as_deref())?;
    if start.as_ref().is_some_and(|start| !start.is_of(list)) {
        return Err(no_cursor());
    }
    let store = &steps.staff.store;
    let (profile, page) = tokio::join!(store.profile(&claims.sub), store.steps_of(&claims.sub, list, start.as_ref()));
    let profile = profile?.filter(|profile| !profile.memberships.is_empty()).ok_or(NotActing::NoMember)?;
    if let Some(org) = claims.org.as_ref().filter(|org| !profile.memberships.contains_key(org)) {
        return Err(NotActing::NotOf(org.clone()).into());
    }
    let (page, who) = (page?, who(&claims.sub));
    // A list is asked what somebody may have to do; whether they have, the task says.
    let is_theirs = |step: &&ListedStep| {
        let org = &step.gate.part.org;
        let is_asked_for = claims.org.as_ref().is_none_or(|asked| asked == org);
        is_asked_for && profile.memberships.contains_key(org) && step.task.is_assigned(&who)
    };
    let theirs = page.steps.iter().filter(is_theirs);
    let entries = theirs.filter_map(|step| step_view::entry(&step.run, &step.progress, &step.task, &who));
    Ok(Json(steps::Steps { steps: entries.collect(), cursor: page.cursor.map(|cursor| cursor.to_string()) }))
}
