//! `GET /v1/steps/{step}`: one step with just what it needs. Three reads at once, then two.

use axum::{Json, extract::State};
use vestibule_api::steps::StepPage;
use vestibule_domain::{staff::NotActing, value::RecipientId};
use vestibule_web::{
    answer::{Problem, step_view},
    door::no_such_step,
    request::{Claims, Path},
};

use crate::state::{Named, Steps, who};

pub(crate) async fn show(
    State(steps): State<Steps>,
    claims: Claims,
    Path(key): Path<Named>,
) -> Result<Json<StepPage>, Problem> {
    let store = &steps.staff.store;
    let (profile, found) = tokio::join!(store.profile(&claims.sub), store.whole_step(&claims.sub, &key));
    let (profile, who) = (profile?.ok_or(NotActing::NoMember)?, who(&claims.sub));
    let step = found?.ok_or_else(no_such_step)?;
    if !profile.memberships.contains_key(&step.run.org) || !step.whole.task.is_assigned(&who) {
        return Err(no_such_step());
    }
    let recipient = RecipientId::of_member(&step.run.org, &profile.sub);
    let page = step_view::page(&step, (&who, recipient)).ok_or_else(no_such_step)?;
    Ok(Json(page))
}
