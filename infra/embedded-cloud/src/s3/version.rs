//! One version of an object, as it is kept beside its bytes.

use std::collections::{BTreeMap, HashMap};
use std::time::SystemTime;

use http::{HeaderMap, HeaderName, header};
use jiff::Timestamp;
use s3s::dto::ETag;
use serde::{Deserialize, Serialize};

use super::checksums::Checksums;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Version {
    pub(super) bucket: String,
    pub(super) key: String,
    pub(super) id: String,
    /// Orders the versions of a key, also after a restart.
    pub(super) sequence: u64,
    pub(super) at: Timestamp,
    /// A delete marker has none.
    pub(super) content: Option<Content>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Content {
    pub(super) size: u64,
    /// Without the quotes.
    pub(super) etag: String,
    pub(super) checksums: Checksums,
    pub(super) attributes: Attributes,
}

/// What the uploader said about the object, given back with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Attributes {
    pub(super) content_type: Option<String>,
    pub(super) cache_control: Option<String>,
    pub(super) content_disposition: Option<String>,
    pub(super) content_encoding: Option<String>,
    pub(super) content_language: Option<String>,
    pub(super) metadata: BTreeMap<String, String>,
}

impl Content {
    pub(super) fn etag(&self) -> ETag {
        ETag::Strong(self.etag.clone())
    }

    /// As HTTP wants it.
    pub(super) fn length(&self) -> i64 {
        i64::try_from(self.size).unwrap_or(i64::MAX)
    }
}

impl Attributes {
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let text = |name: HeaderName| Some(headers.get(name)?.to_str().ok()?.to_owned());
        let metadata = headers.iter().filter_map(|(name, value)| {
            let name = name.as_str().strip_prefix("x-amz-meta-")?;
            Some((name.to_owned(), value.to_str().ok()?.to_owned()))
        });
        Self {
            content_type: text(header::CONTENT_TYPE),
            cache_control: text(header::CACHE_CONTROL),
            content_disposition: text(header::CONTENT_DISPOSITION),
            content_encoding: text(header::CONTENT_ENCODING).and_then(|value| of_content(&value)),
            content_language: text(header::CONTENT_LANGUAGE),
            metadata: metadata.collect(),
        }
    }

    /// S3's own default where the uploader named no type.
    pub(super) fn content_type(&self) -> String {
        let default = || "binary/octet-stream".to_owned();
        self.content_type.clone().unwrap_or_else(default)
    }

    pub(super) fn metadata(&self) -> Option<HashMap<String, String>> {
        let metadata = self.metadata.clone();
        (!metadata.is_empty()).then(|| metadata.into_iter().collect())
    }
}

/// `aws-chunked` encodes the transfer and ends with it.
fn of_content(encoding: &str) -> Option<String> {
    let lasting: Vec<_> = encoding
        .split(',')
        .map(str::trim)
        .filter(|coding| !coding.eq_ignore_ascii_case("aws-chunked") && !coding.is_empty())
        .collect();
    (!lasting.is_empty()).then(|| lasting.join(","))
}

pub(super) fn s3_time(at: Timestamp) -> s3s::dto::Timestamp {
    SystemTime::from(at).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_of_the_transfer_is_not_kept() {
        assert_eq!(of_content("aws-chunked"), None);
        assert_eq!(of_content("aws-chunked, gzip"), Some("gzip".to_owned()));
        assert_eq!(of_content("br"), Some("br".to_owned()));
    }
}
