//! All files of a share at once: asked for as a zip, and fetched once it is there.

use askama::Template;
use jiff::Timestamp;
use vestibule_cloud::store::SharedTasks;
use vestibule_domain::{
    export::{Export, ExportOf, ExportStanding},
    share::{Share, SharedFiles},
};
use vestibule_pages::{frame::Frame, moments::moment, size::size};

/// From so many files on, all at once are less work than one after the other.
const MIN_FILES: usize = 2;

#[derive(Template)]
#[template(path = "files.html", whitespace = "minimize")]
pub(super) struct FilesPart<'a> {
    page: Frame,
    /// `/p/{share}`
    here: String,
    csrf: &'a str,
    /// How far the zip is that the guest has asked for.
    told: Option<String>,
    offer: Offer,
}

/// What all files of a share are offered from.
#[derive(Clone, Copy)]
pub(super) struct FilesContext<'a> {
    pub(super) page: Frame,
    pub(super) share: &'a Share,
    pub(super) shared: &'a SharedTasks,
    pub(super) csrf: &'a str,
    pub(super) now: Timestamp,
    /// The zip that the guest has asked for.
    pub(super) zip: Option<&'a Export>,
}

/// What can be done now.
enum Offer {
    Ask { label: String },
    Look { zip: String },
    Fetch { zip: String, label: String },
}

impl<'a> FilesPart<'a> {
    /// Nothing where there are too few files, unless the guest has asked for a zip and there still are some.
    pub(super) fn new(context: FilesContext<'a>) -> Option<Self> {
        let FilesContext { page, share, shared, csrf, now, zip } = context;
        let specs: Vec<_> = shared.tasks.iter().map(|whole| whole.task.spec.clone()).collect();
        let files = share.files(&specs);
        let zip = zip.filter(|export| export.of == ExportOf::Share(share.id()));
        let is_all = !shared.earlier && shared.next.is_none();
        let nothing_left = is_all && files.files.is_empty();
        if nothing_left || files.files.len() < MIN_FILES && zip.is_none() {
            return None;
        }
        let ask = || Offer::Ask { label: ask(page, is_all.then_some(&files)) };
        let until = |export: &Export| {
            let until = export.expires_at().min(share.gate.expires_at);
            moment(page.texts, until, &share.gate.zone, now).until
        };
        let (told, offer) = match zip.map(|export| (export, export.standing(now))) {
            // Of other files than those that are shared now nothing is handed out.
            Some((export, _)) if is_all && export.contents != Some(files.digest()) => {
                (Some(page.say("work-files-changed")), ask())
            }
            Some((export, ExportStanding::Ready)) => {
                let told = page.texts.say_with("work-files-ready", &[("until", until(export).into())]);
                (Some(told), Offer::Fetch { zip: export.id.to_string(), label: fetch(page, export) })
            }
            Some((_, ExportStanding::Failed { .. })) => (Some(page.say("work-files-failed")), ask()),
            Some((export, standing)) if standing.is_going() => {
                (Some(page.say("work-files-going")), Offer::Look { zip: export.id.to_string() })
            }
            Some(_) | None => (None, ask()),
        };
        Some(Self { page, here: format!("/p/{}", share.id()), csrf, told, offer })
    }
}

/// With how much it is, where that is known.
fn ask(page: Frame, files: Option<&SharedFiles>) -> String {
    let Some(files) = files else { return page.say("work-files-ask-unsized") };
    let bytes = files.files.iter().map(|file| file.reference.manifest.size).sum();
    page.texts.say_with("work-files-ask", &[("size", size(page.texts, bytes).into())])
}

fn fetch(page: Frame, export: &Export) -> String {
    let bytes = export.taken.as_ref().map_or(0, |taken| taken.zip_bytes);
    page.texts.say_with("work-files-fetch", &[("size", size(page.texts, bytes).into())])
}
