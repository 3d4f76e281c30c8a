//! `POST /v1/steps/{step}/delegate`: gives one's step to somebody else of the org. Two reads, and a query where they are
//! named by their address; one transaction.

use axum::{Json, extract::State};
use vestibule_api::steps::Delegation;
use vestibule_domain::{
    gate::OnTask,
    run::Run,
    staff::Member,
    work::{Delegate, DelegatedTo},
};
use vestibule_web::{
    answer::Problem,
    door::{AssigneeRequest, no_files},
    request::{Path, spelling},
};

use crate::state::{Named, Steps};

pub(crate) async fn delegate(
    State(steps): State<Steps>,
    Path(key): Path<Named>,
    request: AssigneeRequest<Delegation>,
) -> Result<Json<Delegation>, Problem> {
    let (store, to) = (&steps.staff.store, spelling::colleague(&request.body.to));
    let to = |OnTask { progress, task, also: run }: OnTask<Run>, (_, by): (_, Member)| {
        let to = &to;
        async move {
            let member = store.colleague((&by, &run.project), to).await?;
            let also = DelegatedTo { run, member };
            Ok((OnTask { progress, task, also }, no_files()))
        }
    };
    steps.staff.act_in_step_with::<_, Run, _, _, _, _, _>(&request, &key, (&Delegate, &()), to).await?;
    Ok(Json(request.body))
}
