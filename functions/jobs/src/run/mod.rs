//! What a run is, for staff: the answers, the files that guests sent, and the list of them.

mod answers;

use jiff::Timestamp;
use serde::Serialize;
use vestibule_api::staff;
use vestibule_cloud::store::RunPage;
use vestibule_domain::{
    export::ExportFailure,
    run::Run,
    task::{SentFile, WholeTask},
    value::{Digest, FieldSlug, Line, ProjectSlug, RunId, RunSlug, ShareId, TaskSlug, UploadId},
};
use vestibule_web::answer::run_view;

use self::answers::Answered;
use crate::{
    Jobs,
    error::Halt,
    plan::Source,
    take::{Found, Own},
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
    /// `null`: it was sent in a step.
    share: Option<ShareId>,
    sent_at: Timestamp,
    /// It can never be handed back.
    accepted: bool,
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
struct Pages {
    tasks: Vec<staff::Task>,
    files: Vec<Listed>,
    sources: Vec<Source>,
}

/// What stands in the zip before the files, each named as there.
const OWN: [(&str, &str); 3] = [
    ("answers.json", "application/json"),
    ("answers.csv", "text/csv; charset=utf-8"),
    ("manifest.json", "application/json"),
];

impl Jobs {
    /// The run as it stands now: its answers, twice, and the files that guests sent.
    pub(crate) async fn found_in_run(&self, run: RunId, now: Timestamp) -> Result<Found, Halt> {
        let mut names = Names::default();
        let own = OWN.map(|(name, _)| names.path([], name));
        let (run, Pages { tasks, files, sources }) = self.pages(run, &mut names).await?;
        let answers =
            Answers { project: &run.project, run: &run.slug, title: &run.title, taken_at: now, tasks: &tasks };
        let manifest = Manifest { project: &run.project, run: &run.slug, taken_at: now, files };
        let answered = Answered { tasks: &tasks, files: &manifest.files.iter().map(Listed::place).collect() };
        let contents =
            [serde_json::to_vec_pretty(&answers)?, answers::csv(&answered), serde_json::to_vec_pretty(&manifest)?];
        let own = own.into_iter().zip(OWN).zip(contents);
        let own = own.map(|((path, (name, media_type)), bytes)| Own { name, path, media_type, bytes });
        Ok(Found { own: own.collect(), files: sources, contents: None })
    }

    /// The whole run, page after page.
    async fn pages(&self, run: RunId, names: &mut Names) -> Result<(Run, Pages), Halt> {
        let (mut found, mut next) = (Pages::default(), None);
        loop {
            let page = self.store.run_page(run, next.as_ref()).await?;
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

impl Pages {
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
            share: upload.through.share(),
            sent_at: upload.announced_at,
            accepted: task.state.rounds.accepted.files.contains(&upload.id),
        });
    }
}

impl Listed {
    /// Which file it is, and where in the zip.
    fn place(&self) -> (UploadId, &str) {
        (self.id, self.path.as_str())
    }
}
