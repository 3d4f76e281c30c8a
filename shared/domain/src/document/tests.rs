use super::*;
use crate::{
    change::Audited as _,
    decision::Decision,
    file::{AnnounceReference, Judged, ReferenceFile},
    fixtures::{CREATED, House, arrival, at, changed, kinds, manifest, member, slug, staff},
    staff::{Authority, Forbidden, Member, Right, Role},
    value::{Coded, FileId, ProjectSlug, RegisterNumber},
    work_package::{WorkPackage, WorkPackageDetails, WorkPackageStatus},
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
    changed(put("for_review").decide(manages(house), (None, Filing::default()), &staff(CREATED)).unwrap())
        .into_state()
        .document
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
    let again = put("for_review").decide(manages(&house), (Some(&first), Filing::default()), &staff(CREATED)).unwrap();
    assert!(matches!(again, Decision::Already(DocumentPut { document, .. }) if document == first));
    let change =
        changed(put("approved").decide(manages(&house), (Some(&first), Filing::default()), &staff(CREATED)).unwrap());
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
        let decided = put("approved").decide(by, (Some(&document), Filing::default()), &staff(CREATED));
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
    let refused =
        put("approved").decide(manages(&house), (Some(&document), Filing::default()), &staff(CREATED)).unwrap_err();
    assert_eq!(refused, DocumentRefused::Forbidden(Forbidden::NoSuchProject));
    let looks = house.authority(Right::ViewDocuments);
    let refused = put("approved").decide(looks, (None, Filing::default()), &staff(CREATED)).unwrap_err();
    assert_eq!(refused, DocumentRefused::Forbidden(Forbidden::NoSuchProject));
}

#[test]
fn a_withdrawn_document_is_over_in_any_spelling() {
    let house = House::new();
    let document = Document { details: details("Withdrawn"), ..document(&house) };
    let refused =
        put("approved").decide(manages(&house), (Some(&document), Filing::default()), &staff(CREATED)).unwrap_err();
    assert_eq!(refused, DocumentRefused::Withdrawn);
    // Who manages all documents brings back a number that was never used, and no other.
    let (carla, project) = other(Role::DocumentController);
    let by = carla.authority(&project, Right::ManageOwnDocuments).unwrap();
    assert!(put("approved").decide(by, (Some(&document), Filing::default()), &staff(CREATED)).is_ok());
    let current = Some(Current { code: "C01".parse().unwrap(), nth: 1, at: at(CREATED) });
    let used = Document { current, ..document.clone() };
    let refused = put("approved").decide(by, (Some(&used), Filing::default()), &staff(CREATED)).unwrap_err();
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
        put("superseded").decide(manages(&house), (None, Filing::default()), &stamp).unwrap_err(),
        DocumentRefused::NothingSuperseded
    );
    let document = document(&house);
    let refused = put("superseded").decide(manages(&house), (Some(&document), Filing::default()), &stamp).unwrap_err();
    assert_eq!(refused, DocumentRefused::NothingSuperseded);
    let act = revise("C01", file(&house, "wall.pdf", true));
    let revised = changed(act.decide(manages(&house), &document, None, &stamp).unwrap()).into_state().document;
    let over = changed(put("superseded").decide(manages(&house), (Some(&revised), Filing::default()), &stamp).unwrap())
        .into_state()
        .document;
    let next = revise("C02", file(&house, "wall-2.pdf", true));
    assert_eq!(next.decide(manages(&house), &over, None, &stamp).unwrap_err(), ReviseRefused::Superseded);
    let back = changed(put("approved").decide(manages(&house), (Some(&over), Filing::default()), &stamp).unwrap())
        .into_state()
        .document;
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
    assert_eq!(refused, ReviseRefused::OtherFile { code: "C01".parse().unwrap() });
    let mut otherwise = act.clone();
    otherwise.changed = None;
    let refused = otherwise.decide(manages(&house), &document, Some(&revision), &stamp).unwrap_err();
    assert_eq!(refused, ReviseRefused::OtherWord { code: "C01".parse().unwrap() });
    // The same bytes that came in once more.
    let mut twin = act.clone();
    twin.file = twin.file.map(|file| ReferenceFile { id: FileId::new([3; 16]), ..file });
    let again = twin.decide(manages(&house), &document, Some(&revision), &stamp).unwrap();
    assert!(matches!(again, Decision::Already(Revised { revision: same, .. }) if same == revision));
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

#[test]
fn a_document_is_filed_under_a_work_package_that_is_there_and_not_closed() {
    let (house, stamp) = (House::new(), staff(CREATED));
    let work_package = |number: &str, status| WorkPackage {
        id: crate::value::WorkPackageId::derived(&[number]),
        org: slug("acme"),
        project: slug("procurement"),
        number: number.parse().unwrap(),
        details: WorkPackageDetails {
            title: "Quay walls".parse().unwrap(),
            kind: None,
            discipline: None,
            responsible: None,
            target: None,
            status,
        },
        creator: "vera".into(),
        changer: "vera".into(),
        created_at: at(CREATED),
        changed_at: at(CREATED),
        head: crate::audit::Head::default(),
        version: 1,
    };
    let filed = |number: Option<&str>| {
        let number: Option<RegisterNumber> = number.map(|number| number.parse().unwrap());
        PutDocument { details: Details { work_package: number, ..details("draft") }, ..put("draft") }
    };
    let put = |act: &PutDocument, before: Option<&Document>, filing| {
        act.decide(manages(&house), (before, filing), &stamp).map(|decision| decision.into_state().document)
    };
    let (active, closed) =
        (work_package("WP-01", WorkPackageStatus::Active), work_package("WP-02", WorkPackageStatus::Closed));
    let into = |to| Filing { from: None, to };
    assert_eq!(put(&filed(Some("WP-01")), None, into(None)), Err(DocumentRefused::UnknownWorkPackage));
    let refused = DocumentRefused::WorkPackageClosed { number: "WP-02".parse().unwrap() };
    assert_eq!(put(&filed(Some("WP-02")), None, into(Some(&closed))), Err(refused.clone()));
    let document = put(&filed(Some("WP-01")), None, into(Some(&active))).unwrap();
    let moved = Filing { from: Some(&active), to: Some(&closed) };
    assert_eq!(put(&filed(Some("WP-02")), Some(&document), moved), Err(refused.clone()));
    // It is closed with the document in it, which stays, and can be said otherwise of.
    let inside = Document { details: filed(Some("WP-02")).details, ..document.clone() };
    let taken = Filing { from: Some(&closed), to: None };
    assert_eq!(put(&filed(None), Some(&inside), taken), Err(refused));
    let mut other = filed(Some("wp-02"));
    other.details.title = "Quay wall, section B".parse().unwrap();
    // In another spelling it is the same, and stays as the work package has it.
    let otherwise = put(&other, Some(&inside), Filing::default()).unwrap();
    assert_eq!(otherwise.details.work_package, Some("WP-02".parse().unwrap()));
    let spelt = put(&filed(Some("wp-01")), None, into(Some(&active))).unwrap();
    assert_eq!(spelt.details.work_package, Some("WP-01".parse().unwrap()));
    assert!(put(&filed(None), Some(&document), Filing { from: Some(&active), to: None }).is_ok());
}
