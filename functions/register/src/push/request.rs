//! A pushed flow as the host describes it.

use vestibule_api::staff::{NewRun, NewTask};
use vestibule_domain::{
    file::ReferenceFile,
    run::{MAX_REFERENCES, Push, PushRefused, PushedTask},
    staff::Authority,
    task::Reference,
    value::{FileId, RunSlug},
};
use vestibule_web::request::Fields;

use super::field::field;

/// Every file that a task refers to, once. They are counted before any of them is looked up.
pub(super) fn files(new: &NewRun) -> Result<Vec<FileId>, PushRefused> {
    let mut files: Vec<_> = new.tasks.iter().flat_map(|task| task.references.iter().copied()).collect();
    files.sort_unstable();
    files.dedup();
    if files.len() > MAX_REFERENCES { Err(PushRefused::ReferenceCount) } else { Ok(files) }
}

/// The push, with the files that were found, and what is wrong with the rest: files that are no clean ones of the
/// project.
pub(super) fn push(new: &NewRun, by: Authority<'_>, slug: &RunSlug, files: &[ReferenceFile]) -> (Push, Fields) {
    let mut flaws = Fields::default();
    let (org, project) = (&by.member().org, by.project());
    let here = |file: &&ReferenceFile| file.org == *org && file.project == *project && file.stage.is_clean();
    let files: Vec<_> = files.iter().filter(here).collect();
    let tasks = new.tasks.iter().enumerate().map(|(n, new)| task(n, new, &files, &mut flaws)).collect();
    let (org, project, slug, title) = (org.clone(), project.clone(), slug.clone(), new.title.clone());
    (Push { org, project, slug, title, tasks }, flaws)
}

/// The task of that number. What is wrong with it is left out, and kept in `flaws`.
fn task(n: usize, new: &NewTask, files: &[&ReferenceFile], flaws: &mut Fields) -> PushedTask {
    let mut references = Vec::with_capacity(new.references.len());
    for (m, id) in new.references.iter().enumerate() {
        if let Some(file) = files.iter().find(|file| file.id == *id) {
            references.push(Reference { id: *id, manifest: file.manifest.clone() });
        } else {
            let detail = "is no settled file of this project";
            flaws.refuse(&format!("/tasks/{n}/references/{m}"), "unknown_file", detail);
        }
    }
    PushedTask {
        task: new.id.clone(),
        after: new.after.clone(),
        title: new.title.clone(),
        description: new.description.clone(),
        fields: new.fields.iter().map(field).collect(),
        references,
    }
}
