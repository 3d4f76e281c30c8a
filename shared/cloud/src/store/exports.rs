//! Exports as they are read: one, or those that a run has.

use vestibule_domain::{
    export::{Export, ExportOf, Kept, KeptList},
    run::RunState,
    value::{ExportId, RunId},
};

use super::{
    Store,
    read::{Found, take},
};
use crate::{error::StoreError, keys::Key};

impl Store {
    /// One read. `None`: there is no such export any more.
    pub async fn export(&self, id: ExportId) -> Result<Option<Export>, StoreError> {
        let key = Key::export(id);
        take(&mut self.batch(std::slice::from_ref(&key)).await?, &key)
    }

    /// A run with how far it has come, and one export, which may be another run's. One read. `None`: there is no such
    /// run.
    pub async fn run_and_export(
        &self,
        run: RunId,
        export: ExportId,
    ) -> Result<Option<(RunState, Option<Export>)>, StoreError> {
        let export = Key::export(export);
        let mut found = self.batch(&[Key::run(run), Key::progress(run), export.clone()]).await?;
        let export = take(&mut found, &export)?;
        Ok(take_run(&mut found, run)?.map(|run| (run, export)))
    }

    /// A run with how far it has come, and the exports that it has. One read, and another one where it has any. `None`:
    /// there is no such run.
    pub async fn run_and_exports(&self, run: RunId) -> Result<Option<(RunState, Kept)>, StoreError> {
        let of = ExportOf::Run(run);
        let mut found = self.batch(&[Key::run(run), Key::progress(run), Key::kept(of)]).await?;
        let Some(run) = take_run(&mut found, run)? else { return Ok(None) };
        let list = take_list(&mut found, of)?;
        let keys: Vec<_> = list.exports.iter().map(|export| Key::export(*export)).collect();
        let mut found = self.batch(&keys).await?;
        let exports = keys.iter().filter_map(|key| take(&mut found, key).transpose()).collect::<Result<_, _>>()?;
        Ok(Some((run, Kept { list, exports })))
    }

    /// A run with how far it has come. One read. `None`: there is no such run.
    pub async fn run_state(&self, run: RunId) -> Result<Option<RunState>, StoreError> {
        take_run(&mut self.batch(&[Key::run(run), Key::progress(run)]).await?, run)
    }
}

pub(super) fn take_list(found: &mut Found, of: ExportOf) -> Result<KeptList, StoreError> {
    Ok(take(found, &Key::kept(of))?.unwrap_or_else(|| KeptList::none(of)))
}

fn take_run(found: &mut Found, run: RunId) -> Result<Option<RunState>, StoreError> {
    let (run, progress) = (take(found, &Key::run(run))?, take(found, &Key::progress(run))?);
    Ok(run.zip(progress).map(|(run, progress)| RunState { run, progress }))
}
