//! A run packed into one zip, for those who may read it.

use super::{fact::RunFact, flow::RunState, progress::Progress};
use crate::{
    audit::Stamp,
    change::Change,
    decision::Decision,
    export::{Ending, Export, ExportEnded, ExportOf, Kept, KeptList, NotFetchable, TooManyExports},
    staff::{Authority, Forbidden, Right},
    value::ExportId,
};

/// An export of a run that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportRequested {
    pub progress: Progress,
    pub export: Export,
    pub list: KeptList,
}

/// That an export was handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportHandedOut {
    pub progress: Progress,
    pub export: Export,
}

/// Why a run is not packed, or an export of it is not handed out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExportRefused {
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    #[error(transparent)]
    TooMany(#[from] TooManyExports),
    /// Also for exports of other runs, and of shares.
    #[error("there is no such export of this run")]
    NoSuchExport,
    #[error(transparent)]
    NotFetchable(#[from] NotFetchable),
}

impl RunState {
    /// Asks for an export, as everybody may who may read the run. One that was asked for and has not begun is the same.
    pub fn request_export(
        &self,
        by: Authority<'_>,
        id: ExportId,
        kept: &Kept,
        stamp: &Stamp,
    ) -> Result<Decision<ExportRequested>, ExportRefused> {
        by.covers(Right::ViewRuns, &self.run.org, &self.run.project)?;
        if let Some(export) = kept.not_begun(stamp.now) {
            let (progress, export, list) = (self.progress.clone(), export.clone(), kept.list.clone());
            return Ok(Decision::Already(ExportRequested { progress, export, list }));
        }
        let asked_by = Some(by.member().sub.clone());
        let export = Export { asked_by, ..Export::requested(id, ExportOf::Run(self.run.id), None, stamp.now) };
        let list = kept.with(&export, stamp.now)?;
        let change = Change::new(self.clone(), stamp, RunFact::ExportRequested { export: id }, []);
        Ok(change.map(|state| ExportRequested { progress: state.progress, export, list }).into())
    }

    /// The export came to its end.
    pub fn end_export(&self, export: &Export, ending: Ending, stamp: &Stamp) -> Change<ExportEnded<Progress>> {
        let (id, taken) = (export.id, export.taken.as_ref());
        let fact = match ending {
            Ending::Ready => RunFact::ExportReady {
                export: id,
                files: taken.map_or(0, |taken| taken.files),
                size: taken.map_or(0, |taken| taken.zip_bytes),
            },
            Ending::Failed(reason) => RunFact::ExportFailed { export: id, reason },
        };
        let export = export.ended(ending, stamp.now);
        Change::new(self.clone(), stamp, fact, []).map(|state| ExportEnded { by: state.progress, export })
    }

    /// Hands an export of the run out, once it is ready.
    pub fn hand_out_export(
        &self,
        by: Authority<'_>,
        export: Option<Export>,
        stamp: &Stamp,
    ) -> Result<Change<ExportHandedOut>, ExportRefused> {
        by.covers(Right::ViewRuns, &self.run.org, &self.run.project)?;
        let here = export.filter(|export| export.of == ExportOf::Run(self.run.id));
        let export = here.ok_or(ExportRefused::NoSuchExport)?;
        export.fetchable(stamp.now)?;
        let change = Change::new(self.clone(), stamp, RunFact::ExportDownloaded { export: export.id }, []);
        Ok(change.map(|state| ExportHandedOut { progress: state.progress, export }))
    }
}

#[cfg(test)]
mod tests;
