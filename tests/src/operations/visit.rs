//! A guest's whole visit to one task: open, 40 saves, 3 files, a comment, completion.

use serde_json::json;

use super::Questions;
use crate::house::{House, Share};

/// How often a guest's page saves what they type.
const SAVES: usize = 40;
const FILES: [&str; 3] = ["articles.pdf", "certificate.pdf", "statement.pdf"];
/// What a guest does in one visit that writes something: each file is announced and settled.
pub const ACTS_OF_A_VISIT: usize = 1 + SAVES + 2 * FILES.len() + 1 + 1;

/// What the guest's page asks for, from the first look at the notice to the receipt. Looks at the work are left out, for
/// they write nothing; but for the last one, which shows what is sent.
pub async fn whole_visit(house: &House, share: &Share, task: &str, questions: &Questions) {
    let guest = house.guest();
    guest.open(share).await.expect(200);
    let at = |rest: &str| format!("/p/{}/tasks/{task}/{rest}", share.id);
    for saves in 0..SAVES {
        guest.post(&at("draft"), &questions.next(saves)).await.expect(200);
    }
    for name in FILES {
        guest.upload(share, task, Questions::FILES, name, name.as_bytes()).await.expect(200);
    }
    let comment = json!({ "text": "The certificate is being renewed; the new one follows next month." });
    guest.post(&at("comments"), &comment).await.expect(201);
    let read = json!({ "basis": guest.task(share, task).await["basis"] });
    guest.post(&at("complete"), &read).await.expect(200);
}
