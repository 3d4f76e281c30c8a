//! Applies a malware scanner's verdicts: only a clean one, on the exact version, lets a file out of
//! quarantine.

use serde::Deserialize;
use vestibule_cloud::{CommitError, Store, StoreError, contention::retry_when_overtaken, files::Files};
use vestibule_domain::{
    audit::Stamp,
    task,
    upload::{Manifest, Place, Progress},
};
use vestibule_web::{
    request::Deadline,
    start::{Clock, Random, Start, StartError},
};

/// What judging works with.
#[derive(Debug, Clone)]
pub struct Scan {
    pub store: Store,
    pub files: Files,
    pub clock: Clock,
    pub random: Random,
}

/// The `detail` of "GuardDuty Malware Protection Object Scan Result" (AWS GuardDuty user guide).
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ScanResult {
    pub s3_object_details: ObjectDetails,
    pub scan_result_details: ResultDetails,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ObjectDetails {
    pub object_key: String,
    #[serde(default)]
    pub version_id: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ResultDetails {
    pub scan_result_status: String,
    #[serde(default)]
    pub threats: Option<Vec<Threat>>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Threat {
    pub name: String,
}

impl ScanResult {
    /// `None` is clean; everything that is not plainly clean is a reason to reject.
    fn objection(&self) -> Option<String> {
        let details = &self.scan_result_details;
        match details.scan_result_status.as_str() {
            "NO_THREATS_FOUND" => None,
            "THREATS_FOUND" => {
                let names: Vec<_> = details.threats.iter().flatten().map(|t| t.name.as_str()).collect();
                Some(format!("malware found: {}", names.join(", ")))
            }
            other => Some(format!("could not be checked for malware ({other})")),
        }
    }
}

impl Scan {
    /// The whole function.
    pub async fn new(start: &Start) -> Result<Self, StartError> {
        let (store, files) = (start.store(), start.files_to_release());
        let (files, store) = (files?, store.await?);
        Ok(Self { store, files, clock: start.clock.clone(), random: start.random.clone() })
    }

    /// Applies one verdict; repeats and verdicts on objects that are not ours change nothing.
    pub async fn handle(&self, result: &ScanResult, deadline: Deadline) -> Result<(), StoreError> {
        let object = &result.s3_object_details;
        let Some(place) = Place::parse(&object.object_key) else { return Ok(()) };
        let version = object.version_id.as_deref().unwrap_or("null");
        let objection = result.objection();
        let judged = retry_when_overtaken(deadline, &self.random, || self.judge(&place, version, objection.as_deref()));
        judged.await.map_err(CommitError::into_store_error)
    }

    async fn judge(&self, place: &Place, version: &str, objection: Option<&str>) -> Result<(), CommitError> {
        let stamp = self.stamp();
        match place {
            Place::Task { share, run, task, upload } => {
                let Some(work) = self.store.work(*share, *run, task).await? else { return Ok(()) };
                let Some(task) = work.task else { return Ok(()) };
                let Some(change) = task::judge(&work.share, &task, (*upload, version, objection), &stamp) else {
                    return Ok(());
                };
                if let Some(upload) = change.state().1.upload(*upload) {
                    self.release(place, version, &upload.manifest, &upload.progress).await?;
                }
                self.store.commit(&change).await
            }
            Place::Reference { file } => {
                let Some(file) = self.store.file(*file).await? else { return Ok(()) };
                let Some(change) = file.judge(version, objection, &stamp) else { return Ok(()) };
                self.release(place, version, &change.state().manifest, &change.state().progress).await?;
                self.store.commit(&change).await
            }
        }
    }

    /// The copy comes before the commit that makes it count: a crash between leaves a copy that
    /// nothing refers to.
    async fn release(
        &self,
        place: &Place,
        version: &str,
        manifest: &Manifest,
        progress: &Progress,
    ) -> Result<(), StoreError> {
        if progress.is_clean() { self.files.release(&place.key(), version, manifest).await } else { Ok(()) }
    }

    fn stamp(&self) -> Stamp {
        Stamp::system("scan", self.clock.now(), self.random.bits())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn result(status: &str, threats: &str) -> ScanResult {
        serde_json::from_str(&format!(
            r#"{{"schemaVersion":"1.0","scanStatus":"COMPLETED",
                "s3ObjectDetails":{{"bucketName":"q","objectKey":"references/x","eTag":"e","versionId":"v1"}},
                "scanResultDetails":{{"scanResultStatus":"{status}","threats":{threats}}}}}"#
        ))
        .unwrap_or_else(|e| unreachable!("{e}"))
    }

    #[test]
    fn only_a_plainly_clean_verdict_is_clean() {
        assert_eq!(result("NO_THREATS_FOUND", "null").objection(), None);
        let found = result("THREATS_FOUND", r#"[{"name":"EICAR-Test-File"}]"#).objection();
        assert_eq!(found.as_deref(), Some("malware found: EICAR-Test-File"));
        for status in ["UNSUPPORTED", "ACCESS_DENIED", "FAILED", "no_threats_found"] {
            assert!(result(status, "null").objection().is_some(), "{status}");
        }
    }
}
