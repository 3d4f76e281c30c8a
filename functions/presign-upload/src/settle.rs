//! `POST /p/{share}/tasks/{task}/uploads/{upload}/settle`: what arrived is held against what was
//! announced, and the share against this very moment; only then does the file count.

use axum::{Json, extract::State};
use http::HeaderMap;
use serde_json::{Value, json};
use vestibule_cloud::contention::retry_when_overtaken;
use vestibule_domain::{
    gate::{self, WorkRefused},
    id::{ShareId, UploadId},
    slug::TaskSlug,
    task::Upload,
    upload::Progress,
};
use vestibule_web::{
    answer::Problem,
    door::TryError,
    request::{Caller, Deadline, Path},
};

use crate::PresignUpload;

pub(crate) async fn settle(
    State(presign_upload): State<PresignUpload>,
    Path((share, slug, id)): Path<(ShareId, TaskSlug, UploadId)>,
    headers: HeaderMap,
    Caller(origin): Caller,
    deadline: Deadline,
) -> Result<Json<Value>, Problem> {
    let visitor = presign_upload.guests.actor(share, &headers, None, origin)?;
    let settled = retry_when_overtaken(deadline, &presign_upload.guests.random, || async {
        let work = visitor.work(&slug).await?;
        let guest = gate::admit(&work.share, &visitor.session, presign_upload.guests.now())?;
        let task = work.task.ok_or(WorkRefused::NoSuchTask)?;
        let upload = task.own_upload(guest, id)?;
        let place = upload.place(&task);
        let arrival = match upload.progress {
            Progress::Expected | Progress::Received { .. } => presign_upload.files.arrival(&place.key()).await?,
            Progress::Scanning { .. } | Progress::Clean { .. } | Progress::Rejected { .. } => None,
        };
        let what = (id, arrival.as_ref(), presign_upload.scanned);
        let Some(change) = task.settle(guest, &work.run, what, &visitor.stamp(&work.share))? else {
            return Ok(view(upload));
        };
        let (_, settled) = change.state();
        let upload = settled.own_upload(guest, id)?;
        if let Some(arrival) = arrival.filter(|_| upload.progress.is_clean()) {
            presign_upload.files.release(&place.key(), &arrival.version, &upload.manifest).await?;
        }
        presign_upload.guests.store.commit(&change).await?;
        Ok::<_, TryError>(view(upload))
    });
    settled.await.map(Json).map_err(TryError::into_problem)
}

fn view(upload: &Upload) -> Value {
    json!({
        "id": upload.id, "state": upload.progress.name(), "name": upload.manifest.name,
        "size": upload.manifest.size, "sha256": upload.manifest.sha256,
    })
}
