//! Takes what an export is of, once: the answers, and the list of files. What comes later is not in it.

use jiff::Timestamp;
use serde::Serialize;
use vestibule_api::staff;
use vestibule_cloud::store::RunPage;
use vestibule_domain::{
    file::ExportObject,
    run::{Checking, Export, ExportFailure, ExportStage, Run, TAKEN_OBJECTS, Taken},
    task::{SentFile, WholeTask},
    value::{Digest, FieldSlug, Line, ProjectSlug, RunSlug, ShareId, SnapshotId, TaskSlug, UploadId},
};
use vestibule_web::answer::run_view;

use crate::{
    Jobs,
    answers::{self, Answered},
    error::Halt,
    plan::{Plan, Source},
    zip::Names,
};

/// `manifest.json`: every file that is in the zip, with what it was received as.
#[derive(Debug, Serialize)]
struct Manifest<'a> {
    project: &'a ProjectSlug,
    run: &'a RunSlug,
    taken_at: Timestamp,
    files: Vec<Listed>,
}

#[derive(Debug, Serialize)]
struct Listed {
    path: String,
    task: TaskSlug,
    field: FieldSlug,
    id: UploadId,
    /// As its sender called it.
    name: Line<200>,
    #[serde(rename = "type")]
    media_type: String,
    size: u64,
    sha256: Digest,
    share: ShareId,
    sent_at: Timestamp,
}

/// `answers.json`: each task as `GET` of the run shows it.
#[derive(Debug, Serialize)]
struct Answers<'a> {
    project: &'a ProjectSlug,
    run: &'a RunSlug,
    title: &'a Line<200>,
    taken_at: Timestamp,
    tasks: &'a [staff::Task],
}

/// A run as it was found, task by task.
#[derive(Default)]
struct Found {
    tasks: Vec<staff::Task>,
    files: Vec<Listed>,
    sources: Vec<Source>,
}

/// What stands in the zip before the files, each named as there.
const OWN: [(&str, &str); TAKEN_OBJECTS] = [
    ("answers.json", "application/json"),
    ("answers.csv", "text/csv; charset=utf-8"),
    ("manifest.json", "application/json"),
];

impl Jobs {
    /// Reads the run, and puts what was taken of it into the bucket. Two workers may both take something: that of the
    /// one counts who notes it first.
    pub(crate) async fn take(&self, export: &Export) -> Result<Export, Halt> {
        let now = self.clock.now();
        let mut names = Names::default();
        let own = OWN.map(|(name, _)| names.path([], name));
        let (run, mut found) = self.found(export, &mut names).await?;
        let answers =
            Answers { project: &run.project, run: &run.slug, title: &run.title, taken_at: now, tasks: &found.tasks };
        let manifest = Manifest { project: &run.project, run: &run.slug, taken_at: now, files: found.files };
        let answered = Answered { tasks: &found.tasks, files: &manifest.files.iter().map(Listed::place).collect() };
        let contents =
            [serde_json::to_vec_pretty(&answers)?, answers::csv(&answered), serde_json::to_vec_pretty(&manifest)?];
        let snapshot = SnapshotId::new(self.random.bits());
        let mut sources = Vec::with_capacity(found.sources.len() + OWN.len());
        for ((path, (name, media_type)), bytes) in own.into_iter().zip(OWN).zip(contents) {
            let object = ExportObject::Taken { export: export.id, snapshot, name };
            let (size, sha256) = (bytes.len() as u64, Digest::of(&bytes));
            self.packing.put(&object, media_type, bytes).await?;
            sources.push(Source { path, key: object.path(), size, sha256 });
        }
        sources.append(&mut found.sources);
        let plan = Plan { at: now, sources };
        let (layout, _) = plan.layout()?;
        self.packing.put(&Plan::object(export, snapshot), "application/json", serde_json::to_vec(&plan)?).await?;
        let taken = Taken {
            snapshot,
            files: u32::try_from(manifest.files.len()).unwrap_or(u32::MAX),
            bytes: plan.sources.iter().map(|source| source.size).sum(),
            zip_bytes: layout.bytes(),
        };
        let export = Export { taken: Some(taken), ..export.at(ExportStage::Checking(Checking::default()), now) };
        Ok(self.store.export_moved(export).await?)
    }

    /// The whole run, page after page.
    async fn found(&self, export: &Export, names: &mut Names) -> Result<(Run, Found), Halt> {
        let (mut found, mut next) = (Found::default(), None);
        loop {
            let page = self.store.run_page(export.run, next.as_ref()).await?;
            let RunPage { run, progress, tasks, next: more } = page.ok_or(Halt::Failed(ExportFailure::FileMissing))?;
            for task in &tasks {
                found.tasks.push(run_view::task(&progress, task));
                task.received().for_each(|sent| found.add(task, sent, names));
            }
            next = more;
            if next.is_none() {
                return Ok((run, found));
            }
        }
    }
}

impl Found {
    fn add(&mut self, WholeTask { task, .. }: &WholeTask, SentFile { upload, .. }: &SentFile, names: &mut Names) {
        let manifest = &upload.manifest;
        let folders = [task.slug().as_str(), upload.field.as_str()];
        let path = names.path(folders, manifest.name.as_str());
        let key = upload.object(task.run, task.slug()).path();
        self.sources.push(Source { path: path.clone(), key, size: manifest.size, sha256: manifest.sha256 });
        self.files.push(Listed {
            path,
            task: task.slug().clone(),
            field: upload.field.clone(),
            id: upload.id,
            name: manifest.name.clone(),
            media_type: manifest.media_type.as_str().to_owned(),
            size: manifest.size,
            sha256: manifest.sha256,
            share: upload.share,
            sent_at: upload.announced_at,
        });
    }
}

impl Listed {
    /// Which file it is, and where in the zip.
    fn place(&self) -> (UploadId, &str) {
        (self.id, self.path.as_str())
    }
}
