//! What the routes of the register start from, and say: of documents and work packages.

use serde_json::{Value, json};

use super::Scene;
use crate::house::House;

impl Scene<'_> {
    /// A document that the route is about, with a revision where one is named: it is called as the run is.
    pub(super) async fn prepare_document(&mut self, house: &House) {
        let carla = house.staff("carla");
        if self.route.contains("{work_package}") {
            let work_package = format!("/v1/projects/procurement/work-packages/{}", self.run);
            carla.put(&work_package, &work_package_said()).await.expect(201);
        }
        if !self.route.contains("{document}") {
            return;
        }
        let document = format!("/v1/projects/procurement/documents/{}", self.run);
        carla.put(&document, &said()).await.expect(201);
        if self.route.contains("{revision}") {
            let revised = carla.post(&format!("{document}/revisions"), &revision(&self.file)).await.expect(201).body;
            revised["id"].as_str().unwrap().clone_into(&mut self.revision);
        }
    }

    /// What the route's request says.
    pub(super) fn of_register(&self) -> Value {
        match self.route.rsplit('/').next() {
            Some("documents") => {
                let mut said = said();
                said["number"] = json!(self.run);
                said
            }
            Some("work-packages") => {
                let mut said = work_package_said();
                said["number"] = json!(self.run);
                said
            }
            Some("{work_package}") => work_package_said(),
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

fn work_package_said() -> Value {
    json!({ "title": "Quay walls", "status": "active" })
}
