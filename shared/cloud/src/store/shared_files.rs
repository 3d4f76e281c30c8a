//! The reference files of all tasks of a share, with what an act on them names: the zips of them that there are, or one.

use vestibule_domain::{
    export::{Export, ExportOf, Kept},
    gate::OnFiles,
    run::{Progress, Run},
    share::{Scope, Share},
    task::Spec,
    value::{ExportId, RunId, ShareId},
};

use super::{
    Store,
    read::{Found, MAX_BATCH, take},
    reviewed::spec_keys,
    shares::{keys, take_share},
};
use crate::{error::StoreError, keys::Key};

/// A share, and what an act on its files names.
pub type ShareWith<T> = Option<(Share, OnFiles<T>)>;

/// What an act on the files of a share names beside them; it is read with them.
pub trait BesideFiles: Sized {
    type Named: Send + Sync;

    #[doc(hidden)]
    fn with_share(
        store: &Store,
        share: ShareId,
        run: RunId,
        named: &Self::Named,
    ) -> impl Future<Output = Result<ShareWith<Self>, StoreError>> + Send;
}

/// The zips that there are of the share.
impl BesideFiles for Kept {
    type Named = ();

    async fn with_share(store: &Store, share: ShareId, run: RunId, (): &()) -> Result<ShareWith<Self>, StoreError> {
        let of = ExportOf::Share(share);
        let Some((share, mut found)) = store.share_and_run(share, run, Key::kept(of)).await? else { return Ok(None) };
        let list = super::exports::take_list(&mut found, of)?;
        let exports: Vec<_> = list.exports.iter().map(|export| Key::export(*export)).collect();
        let (specs, mut found) = store.specs_and(&share, run, &mut found, exports.clone()).await?;
        let exports = exports.iter().filter_map(|key| take(&mut found, key).transpose()).collect::<Result<_, _>>()?;
        Ok(Some((share, OnFiles { specs, also: Self { list, exports } })))
    }
}

/// One zip, which may be of another share, or of a run.
impl BesideFiles for Option<Export> {
    type Named = ExportId;

    async fn with_share(
        store: &Store,
        share: ShareId,
        run: RunId,
        id: &ExportId,
    ) -> Result<ShareWith<Self>, StoreError> {
        let export = Key::export(*id);
        let Some((share, mut found)) = store.share_and_run(share, run, export.clone()).await? else { return Ok(None) };
        let also = take(&mut found, &export)?;
        let (specs, _) = store.specs_and(&share, run, &mut found, vec![]).await?;
        Ok(Some((share, OnFiles { specs, also })))
    }
}

impl Store {
    /// Two reads, the second of which is made again for each hundred tasks: a share, what its tasks ask for, and what an
    /// act on their files names.
    pub async fn share_and_files<T: BesideFiles>(
        &self,
        share: ShareId,
        run: RunId,
        named: &T::Named,
    ) -> Result<ShareWith<T>, StoreError> {
        T::with_share(self, share, run, named).await
    }

    /// What the tasks of a share ask for, in its order. One read of the run, and one for each hundred tasks.
    pub async fn shared_specs(&self, share: &Share, run: RunId) -> Result<Vec<Spec>, StoreError> {
        let mut found = self.batch(&[Key::run(run), Key::progress(run)]).await?;
        Ok(self.specs_and(share, run, &mut found, vec![]).await?.0)
    }

    /// One read: a share, and an export, which may be another one's.
    pub async fn share_and_export(
        &self,
        share: ShareId,
        export: ExportId,
    ) -> Result<Option<(Share, Option<Export>)>, StoreError> {
        let [terms, gate] = keys(share);
        let export = Key::export(export);
        let mut found = self.batch(&[terms, gate, export.clone()]).await?;
        let also = take(&mut found, &export)?;
        Ok(take_share(&mut found, share)?.map(|share| (share, also)))
    }

    async fn share_and_run(&self, share: ShareId, run: RunId, also: Key) -> Result<Option<(Share, Found)>, StoreError> {
        let [terms, gate] = keys(share);
        let mut found = self.batch(&[terms, gate, Key::run(run), Key::progress(run), also]).await?;
        Ok(take_share(&mut found, share)?.map(|share| (share, found)))
    }

    /// The descriptions that count, of the share's tasks in the run that was found, and further rows.
    async fn specs_and(
        &self,
        share: &Share,
        id: RunId,
        found: &mut Found,
        mut also: Vec<Key>,
    ) -> Result<(Vec<Spec>, Found), StoreError> {
        let (run, progress) = (take::<Run>(found, &Key::run(id))?, take::<Progress>(found, &Key::progress(id))?);
        let Scope::Tasks(scope) = &share.terms.scope;
        let described = run.zip(progress).map(|(run, progress)| spec_keys(&run, &progress, &scope.tasks));
        let described = described.unwrap_or_default();
        also.extend(described.iter().cloned());
        let mut all = Found::new();
        for keys in also.chunks(MAX_BATCH) {
            all.extend(self.batch(keys).await?);
        }
        let specs = described.iter().filter_map(|key| take(&mut all, key).transpose()).collect::<Result<_, _>>()?;
        Ok((specs, all))
    }
}
