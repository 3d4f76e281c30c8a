//! What ties an answer to its log lines.

use std::sync::Arc;

/// The response header that carries the trace id.
pub(crate) const HEADER: &str = "trace-id";

/// 1 to 128 characters that need no escaping anywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TraceId(Arc<str>);

tokio::task_local! {
    static CURRENT: TraceId;
}

impl TraceId {
    /// The id of the request that this task answers; `None` outside of requests.
    pub fn current() -> Option<Self> {
        CURRENT.try_with(Clone::clone).ok()
    }

    /// `None` if the text has other characters, or too many.
    pub fn new(text: &str) -> Option<Self> {
        let plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_=+/".contains(&b));
        (plain && (1..=128).contains(&text.len())).then(|| Self(text.into()))
    }

    pub(crate) fn from_bits(bits: [u8; 16]) -> Self {
        Self(format!("{:032x}", u128::from_be_bytes(bits)).into())
    }

    /// Answers a request under this id.
    pub(crate) fn scope<F: Future>(self, answer: F) -> impl Future<Output = F::Output> {
        CURRENT.scope(self, answer)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_no_trace_id_outside_of_requests() {
        assert_eq!(TraceId::current(), None);
    }
}
