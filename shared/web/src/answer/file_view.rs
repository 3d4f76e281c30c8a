//! Files on their way in: the way that opens for one, how far it has come, and what staff read of it.

use vestibule_api::{
    staff::SentFile,
    task::{FileState, Settled, WayIn},
};
use vestibule_cloud::files::Presigned;
use vestibule_domain::{
    Timestamp,
    file::{Content, Manifest, Stage},
    task::{self, TaskKey},
};

use super::spelling;

/// A way in for the file of this id.
pub fn way_in(id: impl ToString, way_in: Presigned, now: Timestamp) -> WayIn {
    let Presigned { method, url, headers, window } = way_in;
    // Every HTTP client sets these by itself; browsers let nobody else.
    let by_client = |name: &str| name.eq_ignore_ascii_case("host") || name.eq_ignore_ascii_case("content-length");
    WayIn {
        id: id.to_string(),
        method,
        url,
        headers: headers.into_iter().filter(|(name, _)| !by_client(name)).collect(),
        expires_at: now + jiff::SignedDuration::try_from(window).unwrap_or_default(),
    }
}

/// What arrived under this id.
pub fn settled(id: impl ToString, stage: &Stage, manifest: &Manifest, content: Option<&Content>) -> Settled {
    let misnamed = content.filter(|content| content.is_misnamed(&manifest.name));
    Settled {
        id: id.to_string(),
        state: state(stage),
        name: manifest.name.clone(),
        size: manifest.size,
        sha256: manifest.sha256,
        misnamed: misnamed.map(|content| content.as_str().to_owned()),
    }
}

/// A file of this task that a guest sent.
pub fn sent(task: &TaskKey, file: &task::SentFile) -> SentFile {
    let task::SentFile { upload, stage, content, .. } = file;
    let manifest = &upload.manifest;
    SentFile {
        id: upload.id,
        field: upload.field.clone(),
        name: manifest.name.clone(),
        media_type: manifest.media_type.as_str().to_owned(),
        size: manifest.size,
        sha256: manifest.sha256,
        state: state(stage),
        content: content.as_ref().map(|content| content.as_str().to_owned()),
        misnamed: file.misnamed().is_some(),
        sent_at: upload.announced_at,
        share: upload.through.share(),
        key: stage.is_kept().then(|| upload.object(task.run, &task.task).path()),
    }
}

/// How far a file has come.
pub fn state(stage: &Stage) -> FileState {
    spelling::file_state(stage)
}
