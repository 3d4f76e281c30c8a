//! Reads everything that goes in, and holds it against its hash. The zip names the CRC-32 of a file before its bytes,
//! so this comes first.

use vestibule_domain::export::{Building, Checking, Export, ExportFailure, ExportStage};

use crate::{Jobs, error::Halt, hash::Sums, pace::Pace, plan::Source};

/// So much is read at least before a worker looks at the time.
const STRIDE: u64 = 8 << 20;

impl Jobs {
    /// As far as the time allows; at the end, the upload of the zip is begun.
    pub(crate) async fn check(&self, export: &Export, mut at: Checking, pace: &mut Pace) -> Result<Export, Halt> {
        let plan = self.plan(export).await?;
        let mut export = export.clone();
        let mut since = 0;
        while let Some(source) = plan.sources.get(at.crcs.len()) {
            let mut sums = Sums::resumed(&at.sha256, at.crc)?;
            let mut incoming = self.incoming(source, at.read).await?;
            while let Some(reading) = &mut incoming
                && let Some(bytes) = reading.next().await?
            {
                sums.update(&bytes);
                (at.read, at.done, since) = (at.read + len(&bytes), at.done + len(&bytes), since + len(&bytes));
                if since >= STRIDE && at.read < source.size && pace.is_to_note() {
                    since = 0;
                    (at.sha256, at.crc) = sums.state();
                    export = self.noted(&export, &at).await?;
                    if !pace.goes_on() {
                        return Ok(export);
                    }
                }
            }
            let (sha256, crc) = sums.finish();
            if at.read != source.size || sha256 != source.sha256 {
                tracing::error!(export = %export.id, key = source.key, "a file is another one than was received");
                return Err(Halt::Failed(ExportFailure::FileChanged));
            }
            at = Checking { read: 0, sha256: vec![], crc: 0, ..at };
            at.crcs.push(crc);
            if pace.is_to_note() {
                export = self.noted(&export, &at).await?;
                if !pace.goes_on() {
                    return Ok(export);
                }
            }
        }
        let upload = self.packing.begin(&export.zip()).await?;
        let building = Building { upload, crcs: at.crcs, parts: 0, crc: 0, done: 0 };
        Ok(self.store.note_export(export.at(ExportStage::Building(building), self.clock.now())).await?)
    }

    /// The bytes of a source from a place on; nothing where that is its end.
    async fn incoming(&self, source: &Source, from: u64) -> Result<Option<vestibule_cloud::packing::Incoming>, Halt> {
        if from >= source.size {
            return Ok(None);
        }
        let found = self.packing.read(&source.key, from, source.size).await?;
        Ok(Some(found.ok_or(Halt::Failed(ExportFailure::FileMissing))?))
    }

    async fn noted(&self, export: &Export, at: &Checking) -> Result<Export, Halt> {
        let moved = export.at(ExportStage::Checking(at.clone()), self.clock.now());
        Ok(self.store.note_export(moved).await?)
    }
}

fn len(bytes: &[u8]) -> u64 {
    bytes.len() as u64
}
