//! What the routes of the register of documents start from, and say.

use serde_json::{Value, json};

use super::Scene;
use crate::house::House;

impl Scene<'_> {
    /// A document that the route is about, with a revision where one is named: it is called as the run is.
    pub(super) async fn prepare_document(&mut self, house: &House) {
        if !self.route.contains("{document}") {
            return;
        }
        let carla = house.staff("carla");
        let document = format!("/v1/projects/procurement/documents/{}", self.run);
        carla.put(&document, &said()).await.expect(201);
        if self.route.contains("{revision}") {
            let revised = carla.post(&format!("{document}/revisions"), &revision(&self.file)).await.expect(201).body;
            revised["id"].as_str().unwrap().clone_into(&mut self.revision);
        }
    }

    /// What the route's request says.
    pub(super) fn of_document(&self) -> Value {
        match self.route.rsplit('/').next() {
            Some("documents") => {
                let mut said = said();
                said["number"] = json!(self.run);
                said
            }
            Some("revisions") => revision(&self.file),
            Some("download") => json!({}),
            _ => said(),
        }
    }
}

/// Of a document.
fn said() -> Value {
    json!({ "title": "Quay wall", "type": { "code": "DWG" }, "status": { "code": "for_review" } })
}

fn revision(file: &str) -> Value {
    json!({ "code": "C01", "changed": "First issue.", "file": file })
}
