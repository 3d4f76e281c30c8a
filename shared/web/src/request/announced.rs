//! A file as its sender announces it, not yet held against any rule.

use vestibule_api::{guest::AnnounceUpload, task::AnnounceFile};
use vestibule_domain::{
    audit::Stamp,
    decision::{Act, Decision},
    file::{AskedFile, Manifest},
    gate::Permit,
    value::{Digest, FieldSlug, FileName, Line, UploadId},
    work::{Announce, Announced, AskedUpload},
};

use crate::{answer::problem::Problem, request::fields::Fields};

/// A file as it is announced, as far as it can be read.
#[derive(Debug, Clone)]
pub struct AnnouncedFile {
    name: Option<Line<200>>,
    size: u64,
    /// All of it, if all of it can be read.
    pub manifest: Option<Manifest>,
}

impl AnnouncedFile {
    /// What the limits look at.
    pub fn asked(&self) -> AskedFile<'_> {
        AskedFile { name: self.name.as_ref(), size: self.size }
    }
}

impl Fields {
    /// Reads what is announced.
    pub fn file(&mut self, announced: &AnnounceFile) -> AnnouncedFile {
        let name = self.read("/name", &announced.name).map(|FileName(name)| name);
        // Browsers name no type where they know none.
        let known = Some(announced.media_type.as_str()).filter(|text| !text.trim().is_empty());
        let media_type = self.read("/type", known.unwrap_or("application/octet-stream"));
        let sha256: Option<Digest> = self.read("/sha256", &announced.sha256);
        let size = announced.size;
        let whole = name.clone().zip(media_type).zip(sha256);
        let manifest = whole.map(|((name, media_type), sha256)| Manifest { name, media_type, size, sha256 });
        AnnouncedFile { name, size, manifest }
    }
}

/// An upload as it is announced in a task, as far as it can be read.
#[derive(Debug)]
pub struct AnnouncedUpload {
    id: UploadId,
    field: Option<FieldSlug>,
    file: AnnouncedFile,
    /// What cannot be read.
    wrong: Fields,
}

impl AnnouncedUpload {
    pub fn of(announced: AnnounceUpload, id: UploadId) -> Self {
        let (field, file) = announced.into_parts();
        let mut wrong = Fields::default();
        let field = wrong.read("/field", &field);
        let file = wrong.file(&file);
        Self { id, field, file, wrong }
    }
}

impl Act<Permit<'_>> for AnnouncedUpload {
    type Made = Announced;
    type Refused = Problem;

    fn decide(&self, permit: Permit<'_>, stamp: &Stamp) -> Result<Decision<Announced>, Problem> {
        let Self { id, field, file, wrong } = self;
        let whole = field.clone().zip(file.manifest.clone());
        wrong.held(
            (whole, permit),
            |(field, manifest), permit| Announce { id: *id, field, manifest }.decide(permit, stamp),
            |permit| AskedUpload { field: field.as_ref(), file: file.asked() }.check(permit, stamp.now),
        )
    }
}
