//! The operations of staff on the register of documents.

use super::{
    operation::{Operation, Verb},
    staff::{CREATED, OK, staff},
};
use crate::{
    Nothing,
    problem::Kind,
    staff::{Document, DocumentOptions, Documents, NewDocument, NewRevision, Revision, WholeDocument},
    task::WayOut,
};

pub(super) fn operations() -> Vec<Operation> {
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
    ]
}
