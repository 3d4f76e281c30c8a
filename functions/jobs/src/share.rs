//! What a share lets its guest fetch: the reference files of its tasks, and the list of them.

use jiff::Timestamp;
use serde::Serialize;
use vestibule_domain::{
    export::ExportFailure,
    file::ObjectKey,
    share::{Share, SharedFile, SharedFiles, Tasks},
    value::{Digest, FileId, Line, ShareId, TaskSlug},
};

use crate::{
    Jobs,
    error::{Halt, JobError},
    plan::Source,
    take::{Found, Own},
    zip::Names,
};

/// `manifest.json`: every file that is in the zip. Nothing that the guest does not read on the page.
#[derive(Debug, Serialize)]
struct Manifest<'a> {
    title: &'a Line<200>,
    taken_at: Timestamp,
    /// As the share's trail has it.
    files_sha256: Digest,
    files: Vec<Listed>,
}

#[derive(Debug, Serialize)]
struct Listed {
    path: String,
    task: TaskSlug,
    task_title: Line<200>,
    id: FileId,
    name: Line<200>,
    #[serde(rename = "type")]
    media_type: String,
    size: u64,
    sha256: Digest,
}

impl Jobs {
    /// The files that are shared now. One that was taken out of its task since the zip was asked for is not among them.
    pub(crate) async fn found_in_share(&self, id: ShareId, now: Timestamp) -> Result<Found, Halt> {
        let share = self.store.share(id).await?.ok_or(JobError::NothingToPack)?;
        let Some(&Tasks { run, .. }) = share.terms.scope.as_tasks() else {
            return Err(Halt::Failed(ExportFailure::NothingShared));
        };
        let shared = share.files(&self.store.shared_specs(&share, run).await?);
        if shared.files.is_empty() || !share.waits_for_exports(&self.stamp()) {
            return Err(Halt::Failed(ExportFailure::NothingShared));
        }
        Ok(found(&share, &shared, now)?)
    }
}

fn found(share: &Share, shared: &SharedFiles, now: Timestamp) -> Result<Found, serde_json::Error> {
    let mut names = Names::default();
    let (name, media_type) = ("manifest.json", "application/json");
    let path = names.path([], name);
    let (mut listed, mut files) = (vec![], vec![]);
    for SharedFile { task, title, reference } in &shared.files {
        let manifest = &reference.manifest;
        let path = names.path([title.as_str()], manifest.name.as_str());
        let key = ObjectKey::Reference { file: reference.id }.path();
        files.push(Source { path: path.clone(), key, size: manifest.size, sha256: manifest.sha256 });
        listed.push(Listed {
            path,
            task: task.clone(),
            task_title: title.clone(),
            id: reference.id,
            name: manifest.name.clone(),
            media_type: manifest.media_type.as_str().to_owned(),
            size: manifest.size,
            sha256: manifest.sha256,
        });
    }
    let contents = shared.digest();
    let manifest = Manifest { title: &share.terms.title, taken_at: now, files_sha256: contents, files: listed };
    let bytes = serde_json::to_vec_pretty(&manifest)?;
    Ok(Found { own: vec![Own { name, path, media_type, bytes }], files, contents: Some(contents) })
}
