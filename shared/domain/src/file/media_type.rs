//! What a sender says is in a file.

use serde::{Deserialize, Serialize};

/// `type/subtype` of RFC 6838 restricted names, lower case, without parameters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct MediaType(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("is not a media type such as application/pdf")]
pub struct NotAMediaType;

impl MediaType {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The type under which the bytes are kept and handed out: this one where no browser takes it for a page or a
    /// program, and a plain file's where one might (OWASP, *File Upload Cheat Sheet*). Types that are not known here are
    /// a plain file's.
    pub fn inert(&self) -> &str {
        let (kind, sub) = self.0.split_once('/').unwrap_or_default();
        let inert = match kind {
            "image" => !sub.ends_with("xml"),
            "audio" | "video" | "font" => !sub.contains('+'),
            "text" => matches!(sub, "plain" | "csv"),
            "application" => {
                INERT_APPLICATIONS.contains(&sub)
                    || (sub.starts_with("vnd.") && !sub.contains('+') && !sub.contains("html"))
            }
            _ => false,
        };
        if inert { &self.0 } else { PLAIN_FILE }
    }
}

/// What says nothing of its content (RFC 2046 §4.5.1).
const PLAIN_FILE: &str = "application/octet-stream";

/// Types of documents and archives that browsers show in a viewer of their own or save.
const INERT_APPLICATIONS: [&str; 9] =
    ["pdf", "zip", "json", "gzip", "rtf", "msword", "x-7z-compressed", "x-zip-compressed", "octet-stream"];

impl std::str::FromStr for MediaType {
    type Err = NotAMediaType;
    fn from_str(text: &str) -> Result<Self, NotAMediaType> {
        let restricted = |part: &str| {
            part.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric())
                && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b))
        };
        match text.split_once('/') {
            Some((kind, sub)) if text.len() <= 127 && restricted(kind) && restricted(sub) => {
                Ok(Self(text.to_ascii_lowercase()))
            }
            _ => Err(NotAMediaType),
        }
    }
}

impl TryFrom<String> for MediaType {
    type Error = NotAMediaType;
    fn try_from(text: String) -> Result<Self, NotAMediaType> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_browser_might_run_is_kept_as_a_plain_file() {
        for (sent, kept) in [
            ("application/pdf", "application/pdf"),
            ("image/png", "image/png"),
            ("text/csv", "text/csv"),
            ("video/mp4", "video/mp4"),
            ("application/vnd.ms-excel", "application/vnd.ms-excel"),
            ("text/html", PLAIN_FILE),
            ("TEXT/HTML", PLAIN_FILE),
            ("image/svg+xml", PLAIN_FILE),
            ("text/xml", PLAIN_FILE),
            ("text/javascript", PLAIN_FILE),
            ("application/xhtml+xml", PLAIN_FILE),
            ("application/xml", PLAIN_FILE),
            ("application/vnd.wap.xhtml+xml", PLAIN_FILE),
            ("application/x-shockwave-flash", PLAIN_FILE),
            ("multipart/x-mixed-replace", PLAIN_FILE),
            ("message/rfc822", PLAIN_FILE),
            ("chemical/x-pdb", PLAIN_FILE),
        ] {
            assert_eq!(sent.parse::<MediaType>().map(|kind| kind.inert().to_owned()).as_deref(), Ok(kept), "{sent}");
        }
    }

    #[test]
    fn media_types_cannot_carry_headers() {
        assert!("application/vnd.ms-excel".parse::<MediaType>().is_ok());
        for bad in ["", "pdf", "text/html; charset=x", "a/b\r\nX: y", "a/b/c"] {
            assert!(bad.parse::<MediaType>().is_err(), "{bad}");
        }
    }
}
