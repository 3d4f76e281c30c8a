//! Writes the zip, one part after the other. Memory holds one part at a time.

use vestibule_cloud::packing::NoSuchUpload;
use vestibule_domain::export::{Building, Ending, Export, ExportFailure, ExportStage};

use crate::{
    Jobs,
    error::Halt,
    hash::resumed_crc,
    pace::Pace,
    plan::{Plan, Source},
    zip::{Layout, Parts, Piece, Section},
};

/// A zip that is written.
struct Zip<'a> {
    plan: &'a Plan,
    layout: &'a Layout,
    parts: Parts,
}

impl Jobs {
    /// As far as the time allows, and to the end of the export where it allows that.
    pub(crate) async fn build(&self, export: &Export, mut at: Building, pace: &mut Pace) -> Result<Export, Halt> {
        let plan = self.plan(export).await?;
        let (layout, parts) = plan.layout()?;
        let zip = Zip { plan: &plan, layout: &layout, parts };
        let mut export = export.clone();
        while at.parts < parts.count() {
            let bytes = self.part(&zip, &mut at).await?;
            if self.packing.part(&export.zip(), &at.upload, at.parts, bytes).await?.is_err() {
                return self.without_upload(&export, at, &layout).await;
            }
            (at.parts, at.done) = (at.parts + 1, parts.range(at.parts).end);
            if pace.is_to_note() {
                export = self.moved(&export, at.clone()).await?;
                if !pace.goes_on() {
                    return Ok(export);
                }
            }
        }
        match self.packing.complete(&export.zip(), &at.upload, at.parts).await? {
            Ok(()) => Ok(self.end(&export, Ending::Ready).await?),
            Err(NoSuchUpload) => self.without_upload(&export, at, &layout).await,
        }
    }

    /// S3 knows the upload no more. Either a worker completed it and could not say so, or S3 gave it up.
    async fn without_upload(&self, export: &Export, at: Building, layout: &Layout) -> Result<Export, Halt> {
        if self.packing.size(&export.zip()).await? == Some(layout.bytes()) {
            return Ok(self.end(export, Ending::Ready).await?);
        }
        let upload = self.packing.begin(&export.zip()).await?;
        self.moved(export, Building { upload, parts: 0, crc: 0, done: 0, ..at }).await
    }

    /// The bytes of the next part.
    async fn part(&self, zip: &Zip<'_>, at: &mut Building) -> Result<Vec<u8>, Halt> {
        let range = zip.parts.range(at.parts);
        let mut bytes = Vec::with_capacity(usize::try_from(range.end - range.start).unwrap_or_default());
        for Piece { of, range } in zip.layout.pieces(range) {
            let Section::File(n) = of else {
                let structure = zip.layout.structure(of, &at.crcs);
                bytes.extend_from_slice(slice(&structure, range.start, range.end));
                continue;
            };
            let (source, begin) = (&zip.plan.sources[n], bytes.len());
            self.append(source, (range.start, range.end), &mut bytes).await?;
            let mut crc = resumed_crc(if range.start == 0 { 0 } else { at.crc });
            crc.update(&bytes[begin..]);
            at.crc = crc.finalize();
            if range.end == source.size && at.crcs.get(n) != Some(&at.crc) {
                tracing::error!(key = source.key, "a file has changed since it was checked");
                return Err(Halt::Failed(ExportFailure::FileChanged));
            }
        }
        Ok(bytes)
    }

    async fn append(&self, source: &Source, (from, to): (u64, u64), bytes: &mut Vec<u8>) -> Result<(), Halt> {
        let found = self.packing.read(&source.key, from, to).await?;
        let mut incoming = found.ok_or(Halt::Failed(ExportFailure::FileMissing))?;
        let end = bytes.len() as u64 + (to - from);
        while let Some(more) = incoming.next().await? {
            bytes.extend_from_slice(&more);
        }
        // No place in the zip moves, so neither more nor less may come.
        if bytes.len() as u64 == end { Ok(()) } else { Err(Halt::Failed(ExportFailure::FileChanged)) }
    }

    async fn moved(&self, export: &Export, at: Building) -> Result<Export, Halt> {
        Ok(self.store.note_export(export.at(ExportStage::Building(at), self.clock.now())).await?)
    }
}

/// A range of a structure's bytes, which are few.
fn slice(bytes: &[u8], from: u64, to: u64) -> &[u8] {
    let at = |place: u64| usize::try_from(place).unwrap_or(usize::MAX).min(bytes.len());
    &bytes[at(from)..at(to)]
}
