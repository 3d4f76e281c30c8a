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
            if self.route.contains("/p/{share}/") {
                revised["document"].as_str().unwrap().clone_into(&mut self.document);
                self.share_document(house).await;
            }
        }
    }

    /// The share and its guest are of the document, and of no task.
    async fn share_document(&mut self, house: &House) {
        let scope = json!({ "type": "document", "document": self.document });
        let carla = house.staff("carla");
        let decides = ["/respond", "/check", "/receipt"].iter().any(|end| self.route.ends_with(end));
        let change = |terms: &mut Value| {
            terms["scope"] = scope;
            terms["permissions"] = if decides {
                json!(["read_files", "respond"])
            } else {
                json!(["read_files", "download_files", "comment"])
            };
        };
        self.share = carla.create(change).await;
        self.opening = self.guest.opening(&self.share).await;
        if decides {
            self.guest.ask_code(&self.share).await.expect(202);
            self.opening["code"] = json!(house.mailed_code_for(&self.share).await);
        }
        self.guest.keep(&self.guest.post(&self.share.door(), &self.opening).await.expect(200));
        if decides {
            let seen = self.guest.get(&format!("/p/{}", self.share.id)).await.expect(200).body;
            seen["document"]["response"]["basis"].as_str().unwrap().clone_into(&mut self.basis);
        }
        if self.route.ends_with("/receipt") {
            let respond = self.path().replace("/receipt", "/respond");
            self.guest.post(&respond, &self.decision()).await.expect(200);
        }
    }

    fn decision(&self) -> Value {
        json!({ "decision": "approve", "basis": self.basis })
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
            Some("respond" | "check") => self.decision(),
            Some("comments") => json!({ "text": "Which datum is this?" }),
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
