//! What GuardDuty says of an object, and what that means for a file.

use serde::Deserialize;

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
    /// S3's name for the version that was scanned; `null` where the bucket keeps none.
    pub(crate) fn version(&self) -> &str {
        self.s3_object_details.version_id.as_deref().unwrap_or("null")
    }

    /// `None` is clean; everything that is not plainly clean is a reason to reject.
    pub(crate) fn objection(&self) -> Option<String> {
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
