//! What each operation leaves in the trails.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use vestibule_local::Names;

use crate::house::{House, Quarantined, Staff};

/// Reads which records came since the last look, in any trail.
pub(super) struct Watch<'a> {
    pub(super) house: &'a House,
    pub(super) seen: BTreeSet<(String, u64)>,
    pub(super) left: Vec<(&'static str, BTreeSet<String>)>,
}

impl Watch<'_> {
    /// Notes what an operation has just left.
    pub(super) async fn note(&mut self, operation: &'static str) {
        let mut kinds = BTreeSet::new();
        for row in self.house.rows(Names::TRAIL).await {
            for entry in row["records"].as_array().unwrap() {
                let record: Value = serde_json::from_str(entry["record"].as_str().unwrap()).unwrap();
                let place = (record["trail"].to_string(), record["seq"].as_u64().unwrap());
                if self.seen.insert(place) {
                    kinds.insert(record["kind"].as_str().unwrap().to_owned());
                }
            }
        }
        self.left.push((operation, kinds));
    }

    /// Notes what an event of SES has left.
    pub(super) async fn heard(&mut self, said: &str, operation: &'static str) {
        self.house.ses_says(said).await;
        self.note(operation).await;
    }

    /// A reference file that the scanner rejects.
    pub(super) async fn infected_reference(&mut self, carla: &Staff<'_>) {
        let (bad, sent) = carla.send_reference("b.pdf", b"infected").await;
        let settle = format!("/v1/projects/procurement/files/{}/settle", bad["id"].as_str().unwrap());
        carla.post(&settle, &json!({})).await.expect(200);
        self.pass_over().await;
        self.house.verdict(&Quarantined::of(&bad, &sent), "THREATS_FOUND", &["EICAR"]).await;
        self.note("scan: infected").await;
    }

    /// What came since the last look is of no operation.
    pub(super) async fn pass_over(&mut self) {
        self.note("").await;
        self.left.pop();
    }
}
