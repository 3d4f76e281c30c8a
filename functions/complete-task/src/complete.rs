//! `POST /p/{share}/tasks/{task}/complete`: one batched read, one transaction. A second click, a reload or
//! a retry gets the same receipt.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use vestibule_api::{guest::Received, task::AsRead};
use vestibule_domain::{
    gate::WorkRefused,
    run::Run,
    task::{Task, WholeTask},
    work::Completed,
};
use vestibule_web::{
    answer::{Kind, Problem, receipt_view::receipt},
    door::{Acted, GuestRequest},
    request::{self, Either},
};

use crate::CompleteTask;

pub(crate) async fn complete(
    State(complete_task): State<CompleteTask>,
    request: GuestRequest<Either<AsRead>>,
) -> Response {
    let complete = match request::complete(request.body.inner()) {
        Ok(complete) => complete,
        Err(problem) => return problem.into_response(),
    };
    match (request.act::<Run, _, _, _>(&complete, &()).await, request.by_form) {
        (Ok(_), true) => {
            Redirect::to(&format!("/p/{}/tasks/{}/receipt", request.share, request.at.task)).into_response()
        }
        (Ok(acted), false) => complete_task.receipt(acted).await.into_response(),
        // The page shows what is missing.
        (Err(problem), true) if problem.kind() == Kind::Unprocessable => {
            request.refused_at(problem, &format!("?check={}", request.at.task))
        }
        (Err(problem), true) if problem.kind() == Kind::Stale => {
            request.refused_at(problem, &format!("?check={}&changed=true", request.at.task))
        }
        (Err(problem), _) => problem.into_response(),
    }
}

impl CompleteTask {
    /// What was received. Names of files are one read more, where there are any; so are earlier rounds, at the same time.
    async fn receipt(&self, acted: Acted<Completed, Run>) -> Result<Json<Received>, Problem> {
        let Completed { task: key, state, work, .. } = acted.made;
        let store = &self.guests.store;
        let uploads = async { if state.files.is_empty() { Ok(vec![]) } else { store.uploads(&key).await } };
        let rounds = async { if state.rounds.ended == 0 { Ok((vec![], 0)) } else { store.handed_back(&key).await } };
        let (uploads, rounds) = tokio::try_join!(uploads, rounds)?;
        let task = Task { run: key.run, spec: acted.on.task.spec, state, work };
        let whole = WholeTask::new(task, uploads, vec![]).in_rounds(rounds);
        let receipt = receipt(&acted.share, &whole).ok_or(WorkRefused::NoSuchTask)?;
        Ok(Json(Received { receipt }))
    }
}
