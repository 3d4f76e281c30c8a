//! Takes what an export is of, once. What comes later is not in it.

use jiff::Timestamp;
use vestibule_domain::{
    export::{Checking, Export, ExportOf, ExportStage, Taken},
    file::ExportObject,
    value::{Digest, SnapshotId},
};

use crate::{
    Jobs,
    error::Halt,
    plan::{Plan, Source},
};

/// What was found: what we write ourselves, and the files, each where it is in the bucket.
pub(crate) struct Found {
    pub(crate) own: Vec<Own>,
    pub(crate) files: Vec<Source>,
    /// Of a share: which files these are.
    pub(crate) contents: Option<Digest>,
}

/// Something that stands in the zip before the files, under a name of ours.
pub(crate) struct Own {
    pub(crate) name: &'static str,
    pub(crate) path: String,
    pub(crate) media_type: &'static str,
    pub(crate) bytes: Vec<u8>,
}

impl Jobs {
    /// Reads what the export is of, and puts what was taken of it into the bucket. Two workers may both take something:
    /// that of the one counts who notes it first.
    pub(crate) async fn take(&self, export: &Export) -> Result<Export, Halt> {
        let now = self.clock.now();
        let found = match export.of {
            ExportOf::Run(run) => self.found_in_run(run, now).await?,
            ExportOf::Share(share) => self.found_in_share(share, now).await?,
        };
        let (taken, contents) = (self.kept(export, &found, now).await?, found.contents);
        let export = export.at(ExportStage::Checking(Checking::default()), now);
        Ok(self.store.note_export(Export { contents, taken: Some(taken), ..export }).await?)
    }

    /// Keeps what was found beside the zip, so that nothing that comes later moves a byte.
    async fn kept(&self, export: &Export, found: &Found, now: Timestamp) -> Result<Taken, Halt> {
        let snapshot = SnapshotId::new(self.random.bits());
        let mut sources = Vec::with_capacity(found.own.len() + found.files.len());
        for Own { name, path, media_type, bytes } in &found.own {
            let object = ExportObject::Taken { export: export.id, snapshot, name };
            let (size, sha256) = (bytes.len() as u64, Digest::of(bytes));
            self.packing.put(&object, media_type, bytes.clone()).await?;
            sources.push(Source { path: path.clone(), key: object.path(), size, sha256 });
        }
        sources.extend(found.files.iter().cloned());
        let plan = Plan { at: now, sources };
        let (layout, _) = plan.layout()?;
        self.packing.put(&Plan::object(export, snapshot), "application/json", serde_json::to_vec(&plan)?).await?;
        Ok(Taken {
            snapshot,
            files: u32::try_from(found.files.len()).unwrap_or(u32::MAX),
            bytes: plan.sources.iter().map(|source| source.size).sum(),
            zip_bytes: layout.bytes(),
        })
    }
}
