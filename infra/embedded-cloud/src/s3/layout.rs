//! Where buckets, versions and uploads lie on disk; keys are encoded, so that none can leave its bucket.

use std::fmt::Write;
use std::path::{Path, PathBuf};

/// File systems allow names of 255 bytes; a key of 1024 may need three bytes for each of its own.
const MAX_NAME_BYTES: usize = 200;

#[derive(Clone, Debug)]
pub(super) struct Layout {
    root: PathBuf,
}

impl Layout {
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// What is still being received; emptied at each start.
    pub(super) fn incoming(&self) -> PathBuf {
        self.root.join("incoming")
    }

    pub(super) fn buckets(&self) -> PathBuf {
        self.root.join("buckets")
    }

    pub(super) fn bucket(&self, bucket: &str) -> PathBuf {
        self.buckets().join(bucket)
    }

    /// Holds the key's versions, and below it the longer keys that share its beginning.
    pub(super) fn key(&self, bucket: &str, key: &str) -> PathBuf {
        let encoded = encode(key);
        let mut path = self.bucket(bucket);
        // Encoded names are ASCII, so every cut is between characters.
        for start in (0..encoded.len()).step_by(MAX_NAME_BYTES) {
            let end = encoded.len().min(start + MAX_NAME_BYTES);
            path.push(&encoded[start..end]);
        }
        path
    }

    /// `@` occurs in no encoded key, so versions and longer keys cannot be confused.
    pub(super) fn record(&self, bucket: &str, key: &str, version: &str) -> PathBuf {
        self.key(bucket, key).join(format!("@{version}.json"))
    }

    pub(super) fn data(&self, bucket: &str, key: &str, version: &str) -> PathBuf {
        self.key(bucket, key).join(format!("@{version}.data"))
    }

    pub(super) fn uploads(&self) -> PathBuf {
        self.root.join("uploads")
    }

    pub(super) fn upload(&self, upload: &str) -> PathBuf {
        self.uploads().join(upload)
    }

    pub(super) fn upload_record(&self, upload: &str) -> PathBuf {
        self.upload(upload).join("upload.json")
    }

    pub(super) fn part(&self, upload: &str, file: &str) -> PathBuf {
        self.upload(upload).join(file)
    }
}

/// Percent-encodes all but letters, digits, `-` and `_`: no dots, no separators.
fn encode(key: &str) -> String {
    let mut encoded = String::with_capacity(key.len());
    for byte in key.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') {
            encoded.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            write!(encoded, "%{byte:02X}").ok();
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(key: &str) -> PathBuf {
        Layout::new(Path::new("/s3")).key("docs", key)
    }

    #[test]
    fn a_key_with_parent_segments_stays_in_its_bucket() {
        assert_eq!(path("../../etc/passwd"), Path::new("/s3/buckets/docs/%2E%2E%2F%2E%2E%2Fetc%2Fpasswd"));
        assert_eq!(path(".."), Path::new("/s3/buckets/docs/%2E%2E"));
        assert_eq!(path("/root"), Path::new("/s3/buckets/docs/%2Froot"));
    }

    #[test]
    fn the_longest_key_fits_into_file_names() {
        let path = path(&"ü/".repeat(341));
        assert!(path.iter().all(|name| name.len() <= MAX_NAME_BYTES));
    }

    #[test]
    fn keys_that_share_a_beginning_do_not_share_versions() {
        let layout = Layout::new(Path::new("/s3"));
        let short = "a".repeat(MAX_NAME_BYTES);
        let long = format!("{short}@v1.json");
        assert_ne!(layout.record("docs", &short, "v1"), layout.key("docs", &long));
    }
}
