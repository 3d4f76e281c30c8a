//! Everything that a guest who is in can ask for, of any share, task and file.

use serde_json::{Value, json};
use vestibule_domain::value::Digest;

use super::NO_BASIS;

/// A zip that nobody has asked for.
const NO_EXPORT: &str = "exp_0000000000000000000007";
/// A revision that nobody has shared.
const NO_DOCUMENT: &str = "doc_0000000000000000000007";
const NO_REVISION: &str = "rev_0000000000000000000007";

/// A share's page and the acts in one of its tasks.
#[derive(Clone, Copy)]
pub struct Visit<'a> {
    pub share: &'a str,
    pub task: &'a str,
    pub upload: &'a str,
    /// A reference file or an upload.
    pub file: &'a str,
}

/// Method, path and body of one request.
pub(crate) type Act = (&'static str, String, Value);

impl Visit<'_> {
    /// What only looks.
    pub fn looks(&self) -> Vec<Act> {
        let Self { share, task, .. } = self;
        let export = format!("/p/{share}/exports/{NO_EXPORT}");
        let of_task = ["receipt", "reviewed/before"].map(|rest| format!("/p/{share}/tasks/{task}/{rest}"));
        let of_revision = format!("/p/{share}/documents/{NO_DOCUMENT}/revisions/{NO_REVISION}/receipt");
        let looked = [format!("/p/{share}"), export, of_revision].into_iter().chain(of_task);
        looked.map(|path| ("GET", path, json!({}))).collect()
    }

    /// What changes something, completing last.
    pub fn acts(&self) -> Vec<Act> {
        let Self { share, task, upload, file } = self;
        let announcement = json!({
            "field": "articles", "name": "a.pdf", "type": "application/pdf", "size": 3,
            "sha256": Digest::of("abc").to_string(),
        });
        let path = |rest: &str| format!("/p/{share}/tasks/{task}/{rest}");
        let of_revision = |rest: &str| format!("/p/{share}/documents/{NO_DOCUMENT}/revisions/{NO_REVISION}/{rest}");
        let decision = json!({ "decision": "approve", "basis": Digest::of("nothing").to_string() });
        vec![
            ("POST", path("draft"), json!({ "base": 99, "answers": { "remarks": "changed" } })),
            ("POST", path("comments"), json!({ "text": "changed" })),
            ("POST", path("uploads"), announcement),
            ("POST", path(&format!("uploads/{upload}/settle")), json!({})),
            ("POST", path(&format!("uploads/{upload}/remove")), json!({})),
            ("POST", path(&format!("files/{file}/download")), json!({})),
            ("POST", path(&format!("reviewed/before/files/{upload}/download")), json!({})),
            ("POST", format!("/p/{share}/exports"), json!({})),
            ("POST", format!("/p/{share}/exports/{NO_EXPORT}/download"), json!({})),
            ("POST", of_revision("download"), json!({})),
            ("POST", of_revision("comments"), json!({ "text": "changed" })),
            ("POST", of_revision("check"), decision.clone()),
            ("POST", of_revision("respond"), decision),
            ("POST", path("respond"), json!({ "decision": "approve", "basis": NO_BASIS })),
            ("POST", path("complete"), json!({ "basis": NO_BASIS })),
        ]
    }

    pub fn all(&self) -> Vec<Act> {
        [self.looks(), self.acts()].concat()
    }
}
