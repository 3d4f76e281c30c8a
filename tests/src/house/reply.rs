//! An answer, read to its end.

use http::HeaderMap;
use serde_json::Value;

#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
    /// `null` where the body is no JSON.
    pub body: Value,
}

impl Reply {
    /// The reply itself if it has this status; shows it where it has not.
    #[track_caller]
    #[expect(clippy::return_self_not_must_use, reason = "most tests want the right status and nothing else")]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text);
        self
    }

    /// The slug of the problem's type.
    pub fn problem(&self) -> &str {
        self.body["type"].as_str().and_then(|t| t.rsplit('/').next()).unwrap_or("no problem")
    }

    /// `pointer code` of each field error.
    pub fn errors(&self) -> Vec<String> {
        let errors = self.body["errors"].as_array().cloned().unwrap_or_default();
        let text = |error: &Value, name: &str| error[name].as_str().unwrap_or_default().to_owned();
        errors.iter().map(|e| format!("{} {}", text(e, "pointer"), text(e, "code"))).collect()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default()
    }
}
