//! What AWS itself answers when it fails, as its API references have it.

use aws_smithy_runtime_api::{
    client::orchestrator::{HttpRequest, HttpResponse},
    http::StatusCode,
};
use aws_smithy_types::body::SdkBody;
use serde_json::{Value, json};

/// The operation of a request: DynamoDB and EventBridge name it, S3 and SES have only method and path.
pub(super) fn name(request: &HttpRequest) -> String {
    let target = request.headers().get("x-amz-target").and_then(|target| target.rsplit('.').next());
    let path = request.uri().split('?').next().unwrap_or_default();
    match target {
        Some(name) => name.to_owned(),
        None if path.ends_with("/v2/email/outbound-emails") => "SendEmail".to_owned(),
        None => format!("{} object", request.method()),
    }
}

/// `ProvisionedThroughputExceededException`, `SlowDown` and their like.
pub(super) fn throttled(request: &HttpRequest) -> HttpResponse {
    let target = request.headers().get("x-amz-target").unwrap_or_default();
    let slow = |name: &str| json!({ "__type": name, "message": "Rate of requests exceeds the allowed throughput." });
    if target.starts_with("DynamoDB") {
        answer(400, slow("com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException").to_string())
    } else if !target.is_empty() {
        answer(400, slow("ThrottlingException").to_string())
    } else if name(request) == "SendEmail" {
        let mut refused = answer(429, json!({ "message": "Maximum sending rate exceeded." }).to_string());
        refused.headers_mut().insert("x-amzn-errortype", "TooManyRequestsException");
        refused
    } else {
        answer(
            503,
            "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>".to_owned(),
        )
    }
}

/// `AccessDeniedException`, which names the role, the action and the resource.
pub(super) fn denied(request: &HttpRequest) -> HttpResponse {
    let message = format!(
        "User: arn:aws:sts::123456789012:assumed-role/vestibule-Role/vestibule is not authorized to perform: {} \
         because no identity-based policy allows it",
        name(request)
    );
    let body = json!({ "__type": "AccessDeniedException", "message": message, "Message": message });
    let mut refused = answer(400, body.to_string());
    refused.headers_mut().insert("x-amzn-errortype", "AccessDeniedException");
    refused
}

/// A transaction cancelled because another one was at work on its first item.
pub(super) fn conflict(request: &HttpRequest) -> HttpResponse {
    let sent: Value = serde_json::from_slice(request.body().bytes().unwrap()).unwrap();
    let items = sent["TransactItems"].as_array().unwrap().len();
    let mut reasons = vec![json!({ "Code": "None" }); items];
    reasons[0] = json!({ "Code": "TransactionConflict", "Message": "Transaction is ongoing for the item" });
    let body = json!({
        "__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
        "Message": "Transaction cancelled, please refer cancellation reasons for specific reasons",
        "CancellationReasons": reasons,
    });
    answer(400, body.to_string())
}

fn answer(status: u16, body: String) -> HttpResponse {
    HttpResponse::new(StatusCode::try_from(status).unwrap(), SdkBody::from(body))
}
