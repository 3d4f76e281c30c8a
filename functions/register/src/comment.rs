//! `POST /v1/shares/{share}/comments`: staff write beside a task of a share, or beside its document, to its guest or for themselves.

use axum::extract::State;
use http::StatusCode;
use serde_json::json;
use vestibule_api::staff::NewStaffComment;
use vestibule_domain::{
    decision::Act as _,
    share::{CommentAsStaff, ShareMailed, StaffCommentRefused, StaffCommented, Tasks},
    staff::Member,
    task::TaskKey,
    value::{CommentId, ShareId},
};
use vestibule_web::{
    answer::{Problem, forbidden_share, no_such_share, task_view},
    door::{Answer, Outcome, StaffRequest, TryError},
    request::{Fields, Path, spelling::visible_to},
};

use crate::Register;

pub(crate) async fn comment(
    State(register): State<Register>,
    Path(share): Path<ShareId>,
    request: StaffRequest<NewStaffComment>,
) -> Result<Answer<StaffCommented>, Problem> {
    let comment = parse(&request.body, CommentId::new(register.staff.random.bits()))?;
    let decide = async |member: Member, found: Option<ShareMailed>| {
        let ShareMailed { share, .. } = found.ok_or_else(no_such_share)?;
        let managed = share.managed_by(&member).map_err(forbidden_share)?;
        let task = match (&request.body.task, share.terms.scope.as_tasks()) {
            (Some(task), Some(&Tasks { run, .. })) => {
                register.staff.store.task(&TaskKey { run, task: task.clone() }).await?
            }
            _ => None,
        };
        if request.body.task.is_some() && task.is_none() {
            return Err(StaffCommentRefused::NoSuchTask.into());
        }
        let stamp = register.staff.stamp(&member, &request.source);
        let decision = comment.decide((managed, task.as_ref()), &stamp)?;
        let body = json!(task_view::comment_of_share(&decision.state().comment));
        Ok::<_, TryError>(Outcome { status: StatusCode::CREATED, ..Outcome::of(decision, managed.need(), body) })
    };
    register.staff.once_about(share, &request, decide).await
}

fn parse(asked: &NewStaffComment, id: CommentId) -> Result<CommentAsStaff, Problem> {
    let mut fields = Fields::default();
    let text = fields.read("/text", &asked.text).ok_or_else(|| fields.into_problem())?;
    Ok(CommentAsStaff { id, text, visible_to: visible_to(asked.visible_to) })
}
