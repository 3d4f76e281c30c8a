//! A stand-in for GuardDuty Malware Protection: it knows the EICAR test file, and nothing else.

use embedded_cloud::{ObjectCreated, Objects};
use scan::ScanResult;
use serde_json::json;

use crate::names::Names;

/// The harmless file by which scanners are tested (eicar.org), in two parts, for scanners would take
/// this source for it.
const EICAR: [&[u8]; 2] = [br"X5O!P%@AP[4\PZX54(P^)7CC)7}", b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"];

/// The result for one object of the quarantine bucket, as GuardDuty reports it.
pub(crate) fn scan(objects: &Objects, created: &ObjectCreated) -> Option<ScanResult> {
    if created.bucket != Names::QUARANTINE {
        return None;
    }
    let bytes = objects.read_version(&created.bucket, &created.key, &created.version_id)?;
    let signature = EICAR.concat();
    let infected = bytes.windows(signature.len()).any(|window| window == signature);
    let (status, threats) = if infected {
        ("THREATS_FOUND", json!([{ "name": "EICAR-Test-File (not a virus)" }]))
    } else {
        ("NO_THREATS_FOUND", json!(null))
    };
    serde_json::from_value(json!({
        "schemaVersion": "1.0",
        "scanStatus": "COMPLETED",
        "resourceType": "S3_OBJECT",
        "s3ObjectDetails": {
            "bucketName": created.bucket, "objectKey": created.key,
            "eTag": created.etag, "versionId": created.version_id,
        },
        "scanResultDetails": { "scanResultStatus": status, "threats": threats },
    }))
    .ok()
}
