//! `POST /p/{share}/tasks/{task}/uploads/{upload}/settle`: what arrived is held against what was
//! announced, and the share against this very moment; only then does the file count.

use axum::{Json, extract::State};
use http::HeaderMap;
use serde_json::{Value, json};
use vestibule_cloud::contention::until_settled;
use vestibule_domain::{
    gate::{self, WorkRefused},
    id::{ShareId, UploadId},
    slug::TaskSlug,
    task::Upload,
    upload::Progress,
};
use vestibule_web::{
    answer::Problem,
    door::Trouble,
    request::{From, Path},
};

use crate::PresignUpload;

pub(crate) async fn settle(
    State(desk): State<PresignUpload>,
    Path((share, slug, id)): Path<(ShareId, TaskSlug, UploadId)>,
    headers: HeaderMap,
    From(origin): From,
) -> Result<Json<Value>, Problem> {
    let visitor = desk.reception.actor(share, &headers, None, origin)?;
    let settled = until_settled(|| async {
        let work = visitor.work(&slug).await?;
        let guest = gate::admit(&work.share, &visitor.session, desk.reception.now())?;
        let task = work.task.ok_or(WorkRefused::NoSuchTask)?;
        let upload = task.own_upload(guest, id)?;
        let place = upload.place(&task);
        let arrival = match upload.progress {
            Progress::Expected | Progress::Received { .. } => desk.files.arrival(&place.key()).await?,
            Progress::Scanning { .. } | Progress::Clean { .. } | Progress::Rejected { .. } => None,
        };
        let what = (id, arrival.as_ref(), desk.scanned);
        let Some(change) = task.settle(guest, &work.run, what, &visitor.stamp(&work.share))? else {
            return Ok(view(upload));
        };
        let (_, settled) = change.state();
        let upload = settled.own_upload(guest, id)?;
        if let Some(arrival) = arrival.filter(|_| upload.progress.is_clean()) {
            desk.files.release(&place.key(), &arrival.version, &upload.manifest).await?;
        }
        desk.reception.store.commit(&change).await?;
        Ok::<_, Trouble>(view(upload))
    });
    settled.await.map(Json).map_err(Trouble::into_problem)
}

fn view(upload: &Upload) -> Value {
    json!({
        "id": upload.id, "state": upload.progress.name(), "name": upload.manifest.name,
        "size": upload.manifest.size, "sha256": upload.manifest.sha256,
    })
}
