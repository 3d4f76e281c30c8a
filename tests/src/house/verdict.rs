//! What a malware scanner says of an object in quarantine, as EventBridge brings GuardDuty's word.

use serde_json::{Value, json};
use vestibule_local::Names;

use super::{House, Reply};

/// One version of an object in quarantine.
#[derive(Debug, Clone)]
pub struct Quarantined {
    pub key: String,
    pub version: String,
}

impl Quarantined {
    /// What was sent by a way in, and how S3 answered.
    pub fn of(way_in: &Value, sent: &Reply) -> Self {
        let (address, _) = way_in["url"].as_str().unwrap().split_once('?').unwrap();
        let (_, key) = address.split_once(&format!("/{}/", Names::QUARANTINE)).unwrap();
        Self { key: key.to_owned(), version: sent.header("x-amz-version-id").to_owned() }
    }
}

impl House {
    /// Applies `NO_THREATS_FOUND`, `THREATS_FOUND`, `UNSUPPORTED` or another status to a version.
    pub async fn verdict(&self, on: &Quarantined, status: &str, threats: &[&str]) {
        let threats: Vec<_> = threats.iter().map(|name| json!({ "name": name })).collect();
        let result = json!({
            "schemaVersion": "1.0",
            "scanStatus": "COMPLETED",
            "resourceType": "S3_OBJECT",
            "s3ObjectDetails": {
                "bucketName": Names::QUARANTINE, "objectKey": on.key,
                "eTag": "d41d8cd98f00b204e9800998ecf8427e", "versionId": on.version,
            },
            "scanResultDetails": {
                "scanResultStatus": status,
                "threats": if threats.is_empty() { Value::Null } else { Value::from(threats) },
            },
        });
        self.system.scan(&serde_json::from_value(result).unwrap()).await.unwrap();
    }

    /// What lies in the bucket of documents that count.
    pub fn documents(&self) -> Vec<String> {
        self.system.cloud.objects().keys(Names::DOCUMENTS)
    }

    /// The bytes of one of them.
    pub fn document(&self, key: &str) -> Option<Vec<u8>> {
        self.system.cloud.objects().read(Names::DOCUMENTS, key)
    }

    /// What lies in quarantine.
    pub fn quarantine(&self) -> Vec<String> {
        self.system.cloud.objects().keys(Names::QUARANTINE)
    }
}
