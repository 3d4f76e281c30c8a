//! `If-Match` and `If-None-Match` of requests that write, judged under the store's lock.

use http::{HeaderMap, HeaderName, header};
use s3s::dto::ETagCondition;
use s3s::{S3Result, s3_error};

use super::version::Content;

#[derive(Debug, Default)]
pub(super) struct Condition {
    if_match: Option<ETagCondition>,
    if_none_match: Option<ETagCondition>,
}

impl Condition {
    pub(super) fn of(headers: &HeaderMap) -> S3Result<Self> {
        Ok(Self { if_match: parse(headers, header::IF_MATCH)?, if_none_match: parse(headers, header::IF_NONE_MATCH)? })
    }

    /// `current` is what the key holds now.
    pub(super) fn check(&self, current: Option<&Content>) -> S3Result<()> {
        match (&self.if_none_match, current) {
            (None, _) | (Some(ETagCondition::Any), None) => {}
            (Some(ETagCondition::Any), Some(_)) => return Err(failed()),
            (Some(ETagCondition::ETag(_)), _) => {
                return Err(s3_error!(NotImplemented, "A write takes no If-None-Match but *"));
            }
        }
        match (&self.if_match, current) {
            (None, _) | (Some(ETagCondition::Any), Some(_)) => Ok(()),
            (Some(_), None) => Err(s3_error!(NoSuchKey, "The specified key does not exist.")),
            (Some(ETagCondition::ETag(wanted)), Some(content)) => {
                if wanted.strong_cmp(&content.etag()) {
                    Ok(())
                } else {
                    Err(failed())
                }
            }
        }
    }
}

pub(super) fn failed() -> s3s::S3Error {
    s3_error!(PreconditionFailed, "At least one of the pre-conditions you specified did not hold")
}

fn parse(headers: &HeaderMap, name: HeaderName) -> S3Result<Option<ETagCondition>> {
    let Some(value) = headers.get(&name) else {
        return Ok(None);
    };
    ETagCondition::parse_http_header(value.as_bytes())
        .map(Some)
        .map_err(|error| s3_error!(error, InvalidArgument, "{name} is neither an ETag nor *"))
}
