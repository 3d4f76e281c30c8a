//! Asking for all files of a share as one zip.

use crate::{
    audit::Stamp,
    decision::{Act, Decision},
    export::{Export, ExportOf, Kept, KeptList, NotFetchable, TooManyExports},
    gate::{Acting, FilesPermit, Used, WorkRefused},
    share::{Permission, ShareFact, UsedUp},
    value::ExportId,
};

/// The reference files that the share lets its guest fetch are asked for as one zip, under this id if there is none yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestExport {
    pub id: ExportId,
}

/// A zip that was asked for, now or before.
#[derive(Debug, Clone)]
pub struct ExportAsked {
    pub by: Acting,
    pub export: Export,
    pub list: KeptList,
}

/// Why a guest gets no zip.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FilesRefused {
    #[error(transparent)]
    Work(#[from] WorkRefused),
    #[error("there are no files to fetch in this share")]
    NoFiles,
    #[error(transparent)]
    TooMany(#[from] TooManyExports),
    /// Also for exports of other shares, and of runs.
    #[error("there is no such export of this share")]
    NoSuchExport,
    #[error(transparent)]
    NotFetchable(#[from] NotFetchable),
    #[error("the files of this share have changed since this export was asked for; ask for another one")]
    Outdated,
    #[error(transparent)]
    UsedUp(#[from] UsedUp),
}

impl Act<FilesPermit<'_, Kept>> for RequestExport {
    type Made = ExportAsked;
    type Refused = FilesRefused;

    /// A zip of the same files that is being built, or can be fetched, is the one that is asked for.
    fn decide(&self, permit: FilesPermit<'_, Kept>, stamp: &Stamp) -> Result<Decision<ExportAsked>, FilesRefused> {
        permit.may(Permission::DownloadFiles)?;
        let (files, kept) = (permit.files(), permit.also());
        if files.files.is_empty() {
            return Err(FilesRefused::NoFiles);
        }
        let contents = files.digest();
        if let Some(export) = kept.standing(stamp.now).find(|export| export.contents == Some(contents)) {
            let (by, export, list) = (permit.unchanged(), export.clone(), kept.list.clone());
            return Ok(Decision::Already(ExportAsked { by, export, list }));
        }
        let of = ExportOf::Share(permit.share_id());
        let export = Export::requested(self.id, of, Some(contents), stamp.now);
        let list = kept.with(&export, stamp.now)?;
        let fact = ShareFact::ExportRequested { export: self.id, files: files.count(), files_sha256: contents };
        let used = permit.used();
        let change = permit.record(fact, Used { spent: used.spent.downloaded(stamp.now)?, ..used }, stamp);
        Ok(change.map(|by| ExportAsked { by, export, list }).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        export::{Ending, ExportFailure, MAX_KEPT_EXPORTS},
        fixtures::{SATURDAY, SharedZip, admitted, at, changed, facts, guest, kinds},
        value::Digest,
    };

    fn ask(zip: &SharedZip, n: u8, exports: &[Export]) -> Result<Decision<ExportAsked>, FilesRefused> {
        let on = zip.on(zip.kept(exports));
        RequestExport { id: ExportId::new([n; 16]) }.decide(admitted(&zip.share).permit_files(&on), &guest(SATURDAY))
    }

    #[test]
    fn the_record_names_the_files_by_the_hash_of_their_list() {
        let zip = SharedZip::new();
        let change = changed(ask(&zip, 1, &[]).unwrap());
        assert_eq!(kinds(&change), ["share.export_requested"]);
        let files = zip.files();
        assert_eq!(facts(&change)["files"], files.count());
        assert_eq!(facts(&change)["files_sha256"], files.digest().to_string());
        assert_eq!(change.state().list.exports, [ExportId::new([1; 16])]);
    }

    #[test]
    fn who_asks_again_for_the_same_files_gets_the_zip_that_is_there() {
        let zip = SharedZip::new();
        let first = changed(ask(&zip, 1, &[]).unwrap()).into_state().export;
        let ready = first.ended(Ending::Ready, at(SATURDAY));
        for standing in [&first, &ready] {
            let Decision::Already(again) = ask(&zip, 2, std::slice::from_ref(standing)).unwrap() else { panic!() };
            assert_eq!(again.export, *standing);
        }
        let failed = first.ended(Ending::Failed(ExportFailure::FileMissing), at(SATURDAY));
        assert_eq!(changed(ask(&zip, 2, &[failed]).unwrap()).state().export.id, ExportId::new([2; 16]));
    }

    #[test]
    fn zips_of_other_files_count_until_there_are_as_many_as_may_be() {
        let zip = SharedZip::new();
        let first = changed(ask(&zip, 1, &[]).unwrap()).into_state().export;
        let other = |n| Export {
            id: ExportId::new([n; 16]),
            contents: Some(Digest::of(format!("other {n}"))),
            ..first.clone()
        };
        let mut all: Vec<_> = (10..).map(other).take(MAX_KEPT_EXPORTS - 1).collect();
        assert_eq!(changed(ask(&zip, 1, &all).unwrap()).state().list.exports.len(), MAX_KEPT_EXPORTS);
        all.push(other(20));
        let again_at = first.expires_at();
        let Err(FilesRefused::TooMany(refused)) = ask(&zip, 1, &all) else { panic!() };
        assert_eq!((refused.most, refused.again_at), (MAX_KEPT_EXPORTS, again_at));
    }

    #[test]
    fn nobody_asks_without_the_permission_or_where_there_is_nothing() {
        let mut zip = SharedZip::new();
        zip.specs.clear();
        assert_eq!(ask(&zip, 1, &[]).map(drop), Err(FilesRefused::NoFiles));
        let mut zip = SharedZip::new();
        zip.share.terms.permissions.remove(&Permission::DownloadFiles);
        let permission = Permission::DownloadFiles;
        assert_eq!(ask(&zip, 1, &[]).map(drop), Err(WorkRefused::NotPermitted { permission }.into()));
    }
}
