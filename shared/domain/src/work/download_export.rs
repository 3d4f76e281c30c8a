//! Handing out a zip of a share's files.

use super::request_export::FilesRefused;
use crate::{
    audit::Stamp,
    decision::{Act, Decision},
    export::{Export, ExportOf},
    gate::{Acting, FilesPermit},
    share::{Permission, ShareFact},
};

/// The zip is handed out, as long as it holds what the share lets its guest fetch now: no file that was taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DownloadExport;

#[derive(Debug, Clone)]
pub struct ExportDownloaded {
    pub by: Acting,
    pub export: Export,
}

impl Act<FilesPermit<'_, Option<Export>>> for DownloadExport {
    type Made = ExportDownloaded;
    type Refused = FilesRefused;

    fn decide(
        &self,
        permit: FilesPermit<'_, Option<Export>>,
        stamp: &Stamp,
    ) -> Result<Decision<ExportDownloaded>, FilesRefused> {
        permit.may(Permission::DownloadFiles)?;
        let of = ExportOf::Share(permit.share_id());
        let export = permit.also().as_ref().filter(|export| export.of == of).ok_or(FilesRefused::NoSuchExport)?;
        export.fetchable(stamp.now)?;
        let (files, export) = (permit.files(), export.clone());
        let contents = files.digest();
        if export.contents != Some(contents) {
            return Err(FilesRefused::Outdated);
        }
        let fact = ShareFact::ExportDownloaded { export: export.id, files: files.count(), files_sha256: contents };
        let change = permit.record(fact, permit.used().downloaded(stamp.now)?, stamp);
        Ok(change.map(|by| ExportDownloaded { by, export }).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        export::{Ending, NotFetchable},
        fixtures::{SATURDAY, SharedZip, admitted, at, changed, facts, guest, kinds},
        gate::WorkRefused,
        share::Spent,
        value::{RunId, ShareId},
    };

    fn download(zip: &SharedZip, export: Option<Export>) -> Result<Decision<ExportDownloaded>, FilesRefused> {
        let on = zip.on(export);
        DownloadExport.decide(admitted(&zip.share).permit_files(&on), &guest(SATURDAY))
    }

    fn ready(zip: &SharedZip) -> Export {
        zip.requested().ended(Ending::Ready, at(SATURDAY))
    }

    #[test]
    fn each_download_leaves_a_record_that_tells_which_files() {
        let zip = SharedZip::new();
        let change = changed(download(&zip, Some(ready(&zip))).unwrap());
        assert_eq!(kinds(&change), ["share.export_downloaded"]);
        assert_eq!(facts(&change)["files_sha256"], zip.files().digest().to_string());
    }

    #[test]
    fn an_export_of_another_share_or_of_a_run_is_not_there() {
        let zip = SharedZip::new();
        for of in [ExportOf::Share(ShareId::new([9; 16])), ExportOf::Run(RunId::new([9; 16]))] {
            let export = Export { of, ..ready(&zip) };
            assert_eq!(download(&zip, Some(export)).map(drop), Err(FilesRefused::NoSuchExport));
        }
        assert_eq!(download(&zip, None).map(drop), Err(FilesRefused::NoSuchExport));
    }

    #[test]
    fn a_zip_with_a_file_that_is_no_longer_shared_is_not_handed_out() {
        let mut zip = SharedZip::new();
        let export = ready(&zip);
        zip.specs[0].references.pop();
        assert_eq!(download(&zip, Some(export)).map(drop), Err(FilesRefused::Outdated));
    }

    #[test]
    fn zips_count_among_the_files_that_are_fetched() {
        let mut zip = SharedZip::new();
        let export = ready(&zip);
        let all = (0..2_000).try_fold(Spent::default(), |spent, _| spent.downloaded(at(SATURDAY))).unwrap();
        zip.share.gate.spent = all;
        let refused = download(&zip, Some(export)).map(drop);
        assert!(matches!(refused, Err(FilesRefused::UsedUp(_))), "{refused:?}");
    }

    #[test]
    fn what_is_not_ready_is_not_handed_out_and_nothing_without_the_permission() {
        let mut zip = SharedZip::new();
        let waiting = zip.requested();
        assert_eq!(download(&zip, Some(waiting)).map(drop), Err(NotFetchable::NotReady.into()));
        let export = ready(&zip);
        zip.share.terms.permissions.remove(&Permission::DownloadFiles);
        let permission = Permission::DownloadFiles;
        assert_eq!(download(&zip, Some(export)).map(drop), Err(WorkRefused::NotPermitted { permission }.into()));
    }
}
