//! The operations of staff on the register: documents and work packages.

use super::{
    operation::{Operation, Verb},
    staff::{CREATED, OK, staff},
};
use crate::{
    Nothing,
    problem::Kind,
    staff::{
        Document, DocumentOptions, Documents, NewDocument, NewRevision, NewWorkPackage, PageOptions, PlaceActivity,
        PlaceActivityOptions, Revision, Shares, WholeDocument, WorkPackage, WorkPackageOptions, WorkPackages,
    },
    task::WayOut,
};

pub(super) fn operations() -> Vec<Operation> {
    [documents(), work_packages()].concat()
}

fn documents() -> Vec<Operation> {
    let (documents, document) = ("/v1/projects/{project}/documents", "/v1/projects/{project}/documents/{document}");
    let takes = |route, id, summary| {
        staff(route, id, summary)
            .once()
            .takes::<NewDocument>()
            .answers::<Document>(OK, "The document, which was there before.")
            .answers::<Document>(CREATED, "The document, which is new.")
            .refuses(&[Kind::Conflict, Kind::Unprocessable])
    };
    vec![
        staff((Verb::Get, documents), "listDocuments", "The documents of a project.")
            .query::<DocumentOptions>()
            .answers::<Documents>(OK, "A page of them."),
        takes(
            (Verb::Post, documents),
            "postDocument",
            "Puts a document of any number into the register, or changes it.",
        ),
        takes((Verb::Put, document), "putDocument", "Puts a document into the register, or changes it."),
        staff((Verb::Get, document), "showDocument", "A document with its revisions.")
            .answers::<WholeDocument>(OK, "The document."),
        staff(
            (Verb::Post, "/v1/projects/{project}/documents/{document}/revisions"),
            "reviseDocument",
            "Brings a revision of a document.",
        )
        .once()
        .takes::<NewRevision>()
        .answers::<Revision>(OK, "The revision, which was there before.")
        .answers::<Revision>(CREATED, "The revision, which is current from now on.")
        .refuses(&[Kind::Conflict, Kind::Unprocessable]),
        staff(
            (Verb::Post, "/v1/projects/{project}/documents/{document}/revisions/{revision}/download"),
            "downloadRevision",
            "A way out, for a minute, of the file of a revision.",
        )
        .takes_if_any::<Nothing>()
        .answers::<WayOut>(OK, "The way out."),
        staff(
            (Verb::Get, "/v1/projects/{project}/documents/{document}/shares"),
            "listSharesOfDocument",
            "The shares of a document, newest first.",
        )
        .query::<PageOptions>()
        .answers::<Shares>(OK, "A page of them."),
        staff(
            (Verb::Get, "/v1/projects/{project}/documents/{document}/activity"),
            "showActivityOfDocument",
            "What was done to a document, the latest first.",
        )
        .query::<PlaceActivityOptions>()
        .answers::<PlaceActivity>(OK, "A page of it."),
    ]
}

fn work_packages() -> Vec<Operation> {
    let all = "/v1/projects/{project}/work-packages";
    let one = "/v1/projects/{project}/work-packages/{work_package}";
    let takes = |route, id, summary| {
        staff(route, id, summary)
            .once()
            .takes::<NewWorkPackage>()
            .answers::<WorkPackage>(OK, "The work package, which was there before.")
            .answers::<WorkPackage>(CREATED, "The work package, which is new.")
            .refuses(&[Kind::Unprocessable])
    };
    vec![
        staff((Verb::Get, all), "listWorkPackages", "The work packages of a project.")
            .query::<WorkPackageOptions>()
            .answers::<WorkPackages>(OK, "A page of them."),
        takes(
            (Verb::Post, all),
            "postWorkPackage",
            "Puts a work package of any number into the register, or changes it.",
        ),
        takes((Verb::Put, one), "putWorkPackage", "Puts a work package into the register, or changes it."),
        staff((Verb::Get, one), "showWorkPackage", "A work package.").answers::<WorkPackage>(OK, "The work package."),
    ]
}
