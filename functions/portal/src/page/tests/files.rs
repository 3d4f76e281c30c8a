//! All files at once, in each state of the zip that the guest has asked for.

use vestibule_domain::{
    export::{Ending, Export, ExportFailure, ExportOf, ExportStage, Taken},
    share::{Share, SharedFiles},
    task::{Reference, Spec},
    value::{ExportId, FileId, ShareId, SnapshotId},
};
use vestibule_fixtures::manifest;

use super::*;

/// Two files to read in one task.
fn company_with_files() -> WholeTask {
    let mut task = company();
    let reference = |n, name| Reference { id: FileId::new([n; 16]), manifest: manifest(name, "guide") };
    task.task.spec.references = vec![reference(1, "Guide.pdf"), reference(2, "Terms.pdf")];
    task
}

fn files(share: &Share) -> SharedFiles {
    let spec: Spec = company_with_files().task.spec;
    share.files(&[spec])
}

fn asked(share: &Share) -> Export {
    Export {
        id: ExportId::new([9; 16]),
        of: ExportOf::Share(share.id()),
        asked_by: None,
        requested_at: at(NOW),
        moved_at: at(NOW),
        contents: Some(files(share).digest()),
        taken: Some(Taken { snapshot: SnapshotId::new([8; 16]), files: 2, bytes: 1_000, zip_bytes: 1_300_000 }),
        stage: ExportStage::Waiting,
        version: 1,
    }
}

/// What the page says of all files; nothing where there is no such part.
fn part(share: &Share, zip: Option<&Export>) -> String {
    let shared = shared(vec![company_with_files()]);
    let html = work(&WorkView { zip, ..plain_work(share, &shared) });
    let from = html.find("<section class=\"all-files\"").map_or("", |at| &html[at..]);
    from.split_inclusive("</section>").next().unwrap_or_default().to_owned()
}

#[test]
fn all_files_are_offered_with_their_size_in_the_readers_language() {
    for (locale, offered) in [
        (Locale::En, "Download all files (zip, 10 bytes)"),
        (Locale::PtBr, "Baixar todos os arquivos (zip, 10 bytes)"),
        (Locale::Es, "Descargar todos los archivos (zip, 10 bytes)"),
    ] {
        let html = part(&share(locale), None);
        assert!(html.contains(offered) && html.contains("data-zip"), "{html}");
    }
}

#[test]
fn each_state_of_a_zip_leads_on() {
    for locale in Locale::ALL {
        let share = share(locale);
        let waiting = asked(&share);
        let stage = |ending| match ending {
            Ending::Ready => ExportStage::Ready { at: at(NOW) },
            Ending::Failed(reason) => ExportStage::Failed { at: at(NOW), reason },
        };
        let ended = |ending| Export { stage: stage(ending), ..waiting.clone() };
        let changed = Export { contents: Some(Digest::of("others")), ..ended(Ending::Ready) };
        let all = [
            ("going", waiting.clone()),
            ("ready", ended(Ending::Ready)),
            ("failed", ended(Ending::Failed(ExportFailure::FileMissing))),
            ("changed", changed),
        ];
        let told = all.map(|(state, zip)| format!("{state}\n{}", part(&share, Some(&zip))));
        insta::assert_snapshot!(format!("files.{}", locale.tag()), told.join("\n"));
    }
}

#[test]
fn a_zip_of_another_share_is_none_here() {
    let share = share(Locale::En);
    let other = Export { of: ExportOf::Share(ShareId::new([7; 16])), ..asked(&share) };
    assert_eq!(part(&share, Some(&other)), part(&share, None));
}

#[test]
fn a_zip_of_files_that_are_all_taken_away_is_not_offered_again() {
    let share = share(Locale::En);
    let (mut task, zip) = (company(), asked(&share));
    task.task.spec.references.clear();
    let shared = shared(vec![task]);
    let view = WorkView { zip: Some(&zip), ..plain_work(&share, &shared) };
    let html = work(&view);
    assert!(!html.contains("all-files"), "{html}");
}

#[test]
fn one_file_needs_no_zip_and_without_the_permission_there_is_none() {
    let mut share = share(Locale::En);
    share.terms.permissions.remove(&vestibule_domain::share::Permission::DownloadFiles);
    assert_eq!(part(&share, None), "");
    let html = work_page(Locale::En, vec![company()]);
    assert!(!html.contains("all-files"), "{html}");
}
