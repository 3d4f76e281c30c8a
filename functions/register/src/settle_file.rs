//! `POST /v1/projects/{project}/files/{file}/settle`: makes a reference file count that has arrived as announced.

use axum::extract::State;
use serde_json::json;
use vestibule_api::{Nothing, task::Settled};
use vestibule_cloud::{Commit, contention::retry_when_overtaken};
use vestibule_domain::{
    file::{Arrival, ObjectKey, ReferenceFile},
    staff::{Authority, Member, Right},
    value::{FileId, ProjectSlug},
};
use vestibule_web::{
    answer::{Kind, Problem, file_view},
    door::{Answer, Outcome, StaffRequest, TryError},
    request::Path,
};

use crate::Register;

pub(crate) async fn settle(
    State(register): State<Register>,
    Path((project, id)): Path<(ProjectSlug, FileId)>,
    request: StaffRequest<Nothing>,
) -> Result<Answer<ReferenceFile>, Problem> {
    let arrival = register.files.arrival(&ObjectKey::Reference { file: id }).await?;
    let decide = |member: Member| register.settled(member, (&project, id), arrival.as_ref(), &request);
    let mut answer = register.staff.once(&request, decide).await?;
    answer.body = json!(view(&register.released(answer.made.take(), (&project, id), &request).await?));
    Ok(answer)
}

impl Register {
    async fn settled(
        &self,
        member: Member,
        named: (&ProjectSlug, FileId),
        arrival: Option<&Arrival>,
        request: &StaffRequest<Nothing>,
    ) -> Result<Outcome<ReferenceFile>, TryError> {
        let by = member.authority(named.0, Right::AttachFiles)?;
        let file = self.file(by, named.1).await?;
        let decision = file.settle(by, arrival, self.scanned, &self.staff.stamp(&member, &request.source))?;
        let body = json!(view(decision.state()));
        Ok(Outcome::of(decision, by.need(), body))
    }

    /// Copies a file that is good, then lets it count. If the copy brings no answer, settling again takes it up here,
    /// also where the answer is one that was stored.
    async fn released(
        &self,
        settled: Option<ReferenceFile>,
        named: (&ProjectSlug, FileId),
        request: &StaffRequest<Nothing>,
    ) -> Result<ReferenceFile, Problem> {
        let member = self.staff.member(&request.claims).await?;
        let by = member.authority(named.0, Right::AttachFiles)?;
        let file = match settled {
            Some(file) => file,
            None => self.file(by, named.1).await?,
        };
        let Some(version) = file.stage.to_release().map(str::to_owned) else { return Ok(file) };
        self.files.release(&file.object(), &version, &file.manifest).await?;
        let released = retry_when_overtaken(request.deadline, &self.staff.random, || async {
            let file = self.file(by, named.1).await?;
            let decision = file.release(&version, &self.staff.stamp(&member, &request.source));
            if let Some(change) = decision.change() {
                let with = Commit { authority: Some(&member), ..Commit::default() };
                self.staff.store.commit_with(change, with).await?;
            }
            Ok::<_, TryError>(decision.into_state())
        });
        released.await.map_err(TryError::into_staff_problem)
    }

    /// A file of the project that the member may attach files in. Any other does not exist.
    async fn file(&self, by: Authority<'_>, id: FileId) -> Result<ReferenceFile, Problem> {
        let found = self.staff.store.file(id).await?;
        let found = found.filter(|f| by.covers(Right::AttachFiles, &f.org, &f.project).is_ok());
        found.ok_or_else(|| Problem::new(Kind::NotFound, "there is no such file"))
    }
}

fn view(file: &ReferenceFile) -> Settled {
    file_view::settled(file.id, &file.stage, &file.manifest, None)
}
