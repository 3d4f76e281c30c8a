//! What can go wrong between us and AWS, with its cause kept for operators: what AWS called it, never what
//! was asked.

use std::error::Error;

use aws_smithy_runtime_api::client::{orchestrator::HttpResponse, result::SdkError};
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use vestibule_domain::audit::TrailId;

/// An item of a table that does not read as what it should be. Names its place.
#[derive(Debug, thiserror::Error)]
#[error("item {pk} / {sk}: attribute {attribute}: {problem}")]
pub struct RowError {
    pub pk: String,
    pub sk: String,
    pub attribute: String,
    pub problem: String,
}

/// A call to AWS that brought no answer to work with.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Nothing is known to have happened; trying again is right.
    #[error("{operation} failed")]
    Unavailable {
        operation: &'static str,
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
    #[error(transparent)]
    Corrupt(#[from] RowError),
}

/// A row of a trail that somebody wrote past the rules.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("row {seq} of the trail {trail} is taken")]
pub struct TakenRow {
    pub trail: TrailId,
    /// The number of its first record.
    pub seq: u64,
}

/// A text from which no page begins.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("is not the cursor of an earlier answer")]
pub struct NotACursor;

impl StoreError {
    /// Keeps of the SDK's error what an operator may read. Its own `Debug` holds whole answers.
    pub(crate) fn unavailable<E>(operation: &'static str) -> impl FnOnce(SdkError<E, HttpResponse>) -> Self
    where
        E: Error + ProvideErrorMetadata + Send + Sync + 'static,
    {
        move |error| Self::Unavailable { operation, source: cause(&error).into() }
    }
}

/// `AccessDeniedException: User … is not authorized … (request 4K7…)`, or how far the call got without an answer.
fn cause<E>(error: &SdkError<E, HttpResponse>) -> String
where
    E: Error + ProvideErrorMetadata + 'static,
{
    let SdkError::ServiceError(refused) = error else { return causes(error) };
    // S3 answers HEAD without a body, and so without a code.
    let code = error.code().map_or_else(|| format!("HTTP {}", refused.raw().status().as_u16()), str::to_owned);
    let message = error.message().map(|m| format!(": {}", without_addresses(m))).unwrap_or_default();
    let request = error.meta().extra("aws_request_id").map(|id| format!(" (request {id})")).unwrap_or_default();
    format!("{code}{message}{request}")
}

/// SES names the addresses that it refuses.
fn without_addresses(message: &str) -> String {
    let words = message.split_whitespace().map(|word| if word.contains('@') { "(address)" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

/// An error and everything that caused it, outermost first, on one line.
pub fn causes(error: &dyn Error) -> String {
    let causes = std::iter::successors(Some(error), |e: &&dyn Error| (*e).source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

#[cfg(test)]
mod tests {
    use aws_sdk_sesv2::{operation::send_email::SendEmailError, types::error::MessageRejected};
    use aws_smithy_runtime_api::http::StatusCode;
    use aws_smithy_types::{body::SdkBody, error::ErrorMetadata};

    use super::*;

    fn told(error: SdkError<SendEmailError, HttpResponse>) -> String {
        causes(&StoreError::unavailable("SendEmail")(error))
    }

    fn answered(status: u16, error: SendEmailError) -> SdkError<SendEmailError, HttpResponse> {
        let status = StatusCode::try_from(status).unwrap();
        SdkError::service_error(error, HttpResponse::new(status, SdkBody::from("ana@supplier.example")))
    }

    #[test]
    fn a_refusal_is_told_by_its_code_and_request_without_addresses() {
        let meta = ErrorMetadata::builder()
            .code("MessageRejected")
            .message("Email address is not verified. Failed in region US-EAST-1: ana@supplier.example, <b@c.example>")
            .custom("aws_request_id", "4K7")
            .build();
        let rejected = MessageRejected::builder().message(meta.message().unwrap_or_default()).meta(meta).build();
        assert_eq!(
            told(answered(400, SendEmailError::MessageRejected(rejected))),
            "SendEmail failed: MessageRejected: Email address is not verified. Failed in region US-EAST-1: \
             (address) (address) (request 4K7)"
        );
    }

    #[test]
    fn an_answer_without_a_code_is_told_by_its_status() {
        let bare = SendEmailError::generic(ErrorMetadata::builder().build());
        assert_eq!(told(answered(403, bare)), "SendEmail failed: HTTP 403");
    }

    #[test]
    fn a_call_without_an_answer_is_told_by_how_far_it_got() {
        let late = SdkError::timeout_error("3 s are over");
        assert_eq!(told(late), "SendEmail failed: request has timed out: 3 s are over");
    }
}
