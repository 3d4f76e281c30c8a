use super::*;
use crate::{
    change::Audited as _,
    decision::Decision,
    file::{AnnounceReference, Judged, ReferenceFile},
    fixtures::{CREATED, House, arrival, at, changed, kinds, manifest, member, slug, staff},
    staff::{Authority, Forbidden, Member, Right, Role},
    value::{FileId, ProjectSlug},
};

fn details(status: &str) -> Details {
    let label = |code: &str| Coded { code: code.parse().unwrap(), title: None };
    Details {
        title: "Quay wall, section A".parse().unwrap(),
        kind: label("DWG"),
        status: label(status),
        discipline: Some(label("CIV")),
        work_package: None,
    }
}

fn put(status: &str) -> PutDocument {
    PutDocument { number: "DEMO-CIV-DWG-001".parse().unwrap(), details: details(status) }
}

/// Of Vera, an initiator, with the right that changes documents.
fn manages(house: &House) -> Authority<'_> {
    house.authority(Right::ManageOwnDocuments)
}

fn document(house: &House) -> Document {
    changed(put("for_review").decide(manages(house), None, &staff(CREATED)).unwrap()).into_state().document
}

fn file(house: &House, name: &str, is_clean: bool) -> ReferenceFile {
    let (by, stamp) = (house.authority(Right::AttachFiles), staff(CREATED));
    let act = AnnounceReference { id: FileId::derived(&[name]), manifest: manifest(name, name) };
    let announced = act.decide(by, &house.org, &house.project, &stamp).unwrap().into_state();
    let settled = announced.settle(by, Some(&arrival(name)), true, &stamp).unwrap().into_state();
    if !is_clean {
        return settled;
    }
    let cleared = settled.judge(Judged { version: "v1", infected: None }, &stamp).into_state();
    cleared.release("v1", &stamp).into_state()
}

fn revise(code: &str, file: ReferenceFile) -> Revise {
    Revise { code: code.parse().unwrap(), changed: Some("Levels.".parse().unwrap()), file: Some(file) }
}

fn other(role: Role) -> (Member, ProjectSlug) {
    (member("otto", role), slug("procurement"))
}

#[test]
fn the_same_again_changes_nothing_and_another_word_is_told_with_what_changed() {
    let house = House::new();
    let first = document(&house);
    let again = put("for_review").decide(manages(&house), Some(&first), &staff(CREATED)).unwrap();
    assert!(matches!(again, Decision::Already(DocumentPut { document }) if document == first));
    let change = changed(put("approved").decide(manages(&house), Some(&first), &staff(CREATED)).unwrap());
    assert_eq!(kinds(&change), ["document.changed"]);
    assert_eq!(change.state().document.details, details("approved"));
    assert_eq!(change.state().document.number, first.number);
}

#[test]
fn initiators_change_their_own_documents_and_controllers_all() {
    let house = House::new();
    let document = document(&house);
    let act = |(member, project): &(Member, ProjectSlug)| {
        let by = member.authority(project, Right::ManageOwnDocuments)?;
        let decided = put("approved").decide(by, Some(&document), &staff(CREATED));
        decided.map(|_| ()).map_err(|refused| match refused {
            DocumentRefused::Forbidden(forbidden) => forbidden,
            refused => panic!("{refused}"),
        })
    };
    let not_yours = Forbidden::NotYours { needed: Role::DocumentController, yours: Role::Initiator };
    assert_eq!(act(&other(Role::Initiator)), Err(not_yours));
    assert_eq!(act(&other(Role::DocumentController)), Ok(()));
    let needed = Forbidden::Role { needed: Role::Initiator, yours: Role::Reviewer };
    assert_eq!(act(&other(Role::Reviewer)), Err(needed));
}

#[test]
fn a_proof_of_another_project_or_another_right_changes_nothing() {
    let house = House::new();
    let document = Document { project: slug("other"), ..document(&house) };
    let refused = put("approved").decide(manages(&house), Some(&document), &staff(CREATED)).unwrap_err();
    assert_eq!(refused, DocumentRefused::Forbidden(Forbidden::NoSuchProject));
    let looks = house.authority(Right::ViewDocuments);
    let refused = put("approved").decide(looks, None, &staff(CREATED)).unwrap_err();
    assert_eq!(refused, DocumentRefused::Forbidden(Forbidden::NoSuchProject));
}

#[test]
fn a_withdrawn_document_is_over_in_any_spelling() {
    let house = House::new();
    let document = Document { details: details("Withdrawn"), ..document(&house) };
    let refused = put("approved").decide(manages(&house), Some(&document), &staff(CREATED)).unwrap_err();
    assert_eq!(refused, DocumentRefused::Withdrawn);
    let act = revise("C01", file(&house, "wall.pdf", true));
    let refused = act.decide(manages(&house), &document, None, &staff(CREATED)).unwrap_err();
    assert_eq!(refused, ReviseRefused::Withdrawn);
}

#[test]
fn only_what_has_a_revision_is_superseded_and_then_takes_none() {
    let house = House::new();
    let stamp = staff(CREATED);
    assert_eq!(
        put("superseded").decide(manages(&house), None, &stamp).unwrap_err(),
        DocumentRefused::NothingSuperseded
    );
    let document = document(&house);
    let refused = put("superseded").decide(manages(&house), Some(&document), &stamp).unwrap_err();
    assert_eq!(refused, DocumentRefused::NothingSuperseded);
    let act = revise("C01", file(&house, "wall.pdf", true));
    let revised = changed(act.decide(manages(&house), &document, None, &stamp).unwrap()).into_state().document;
    let over =
        changed(put("superseded").decide(manages(&house), Some(&revised), &stamp).unwrap()).into_state().document;
    let next = revise("C02", file(&house, "wall-2.pdf", true));
    assert_eq!(next.decide(manages(&house), &over, None, &stamp).unwrap_err(), ReviseRefused::Superseded);
    let back = changed(put("approved").decide(manages(&house), Some(&over), &stamp).unwrap()).into_state().document;
    assert!(next.decide(manages(&house), &back, None, &stamp).is_ok());
}

#[test]
fn a_revision_is_current_at_once_and_stays_as_it_is() {
    let (house, stamp) = (House::new(), staff(CREATED));
    let document = document(&house);
    let act = revise("C01", file(&house, "wall.pdf", true));
    let change = changed(act.decide(manages(&house), &document, None, &stamp).unwrap());
    assert_eq!(kinds(&change), ["document.revised"]);
    let Revised { document, revision } = change.into_state();
    assert_eq!(document.current, Some(Current { code: "C01".parse().unwrap(), nth: 1, at: at(CREATED) }));
    let again = act.decide(manages(&house), &document, Some(&revision), &stamp).unwrap();
    assert!(matches!(again, Decision::Already(Revised { revision: same, .. }) if same == revision));
    let other = revise("c01", file(&house, "wall-2.pdf", true));
    let refused = other.decide(manages(&house), &document, Some(&revision), &stamp).unwrap_err();
    assert_eq!(refused, ReviseRefused::CodeTaken { code: "C01".parse().unwrap() });
    let next = revise("C02", file(&house, "wall-2.pdf", true));
    let next = changed(next.decide(manages(&house), &document, None, &stamp).unwrap()).into_state();
    assert_eq!((next.revision.nth, next.document.current.map(|current| current.nth)), (2, Some(2)));
}

#[test]
fn a_file_that_does_not_count_or_is_not_of_the_project_is_no_revision() {
    let (house, stamp) = (House::new(), staff(CREATED));
    let document = document(&house);
    let refused = |act: &Revise| act.decide(manages(&house), &document, None, &stamp).unwrap_err();
    assert_eq!(refused(&revise("C01", file(&house, "wall.pdf", false))), ReviseRefused::FilePending);
    let elsewhere = ReferenceFile { project: slug("other"), ..file(&house, "wall.pdf", true) };
    assert_eq!(refused(&revise("C01", elsewhere)), ReviseRefused::NoSuchFile);
    assert_eq!(
        refused(&Revise { file: None, ..revise("C01", file(&house, "wall.pdf", true)) }),
        ReviseRefused::NoSuchFile
    );
}

#[test]
fn there_are_so_many_revisions_and_no_more() {
    let (house, stamp) = (House::new(), staff(CREATED));
    let current = |nth| Some(Current { code: "C99".parse().unwrap(), nth, at: at(CREATED) });
    let act = revise("C01", file(&house, "wall.pdf", true));
    let last = Document { current: current(MAX_REVISIONS - 1), ..document(&house) };
    assert!(act.decide(manages(&house), &last, None, &stamp).is_ok());
    let full = Document { current: current(MAX_REVISIONS), ..last };
    assert_eq!(act.decide(manages(&house), &full, None, &stamp).unwrap_err(), ReviseRefused::TooMany);
}

#[test]
fn handing_out_a_revision_is_on_record_and_takes_one_of_this_document() {
    let (house, stamp) = (House::new(), staff(CREATED));
    let act = revise("C01", file(&house, "wall.pdf", true));
    let Revised { document, revision } =
        changed(act.decide(manages(&house), &document(&house), None, &stamp).unwrap()).into_state();
    let (viewer, project) = other(Role::Viewer);
    let by = viewer.authority(&project, Right::ViewDocuments).unwrap();
    let download = |revision| DownloadRevision { revision }.decide(by, &document, &stamp);
    let change = download(Some(revision.clone())).unwrap();
    assert_eq!(kinds(&change), ["document.file_downloaded"]);
    assert_eq!(change.state().document.trail(), document.trail());
    assert_eq!(download(None).unwrap_err(), NoSuchRevision::Unknown);
    let others = Revision { document: crate::value::DocumentId::new([9; 16]), ..revision };
    assert_eq!(download(Some(others)).unwrap_err(), NoSuchRevision::Unknown);
}
