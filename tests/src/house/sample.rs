//! The run and the terms that most tests start from.

use serde_json::{Value, json};

/// A share as its creator got it.
#[derive(Debug, Clone)]
pub struct Share {
    pub id: String,
    pub link: String,
}

impl Share {
    /// What the landing's script takes from the fragment.
    pub fn token(&self) -> &str {
        self.link.split_once('#').map_or("", |(_, token)| token)
    }

    /// Where those who came with the link see the invitation and press Continue.
    pub fn door(&self) -> String {
        format!("/i/{}", self.id)
    }
}

/// `documents` and `details` are open, `review` waits for both, `secret` is nobody's business.
pub fn run() -> Value {
    json!({
        "title": "Supplier onboarding",
        "tasks": [
            { "id": "documents", "title": "Company documents", "fields": [
                { "id": "articles", "label": "Articles", "type": "file", "required": true, "extensions": ["pdf"], "max": 2 },
                { "id": "remarks", "label": "Remarks", "type": "long_text" },
            ]},
            { "id": "details", "title": "Company details", "fields": [
                { "id": "legal_name", "label": "Legal name", "type": "short_text", "required": true },
                { "id": "employees", "label": "Employees", "type": "number", "min": 1 },
            ]},
            { "id": "review", "title": "Internal review", "after": ["documents", "details"], "fields": [] },
            { "id": "secret", "title": "Credit check", "fields": [
                { "id": "limit", "label": "Limit", "type": "number" } ]},
        ],
    })
}

pub fn terms() -> Value {
    json!({
        "project": "procurement",
        "scope": { "type": "tasks", "run": "kyc", "tasks": ["documents", "details"] },
        "recipient": { "name": "Ana Souza", "email": "ana@supplier.example", "locale": "en" },
        "permissions": ["fill_fields", "upload_files", "read_files", "download_files", "comment", "complete_task"],
        "delivery": "link",
    })
}
