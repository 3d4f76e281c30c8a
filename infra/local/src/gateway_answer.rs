//! What a function answers, as API Gateway makes an HTTP answer of it (HTTP API, payload format 2.0): one value for each
//! header, cookies apart, bodies that are no text as base64.

use aws_lambda_events::{apigw::ApiGatewayV2httpResponse, encodings};
use axum::{body::Body, response::Response};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use http::{HeaderValue, StatusCode, header};

/// `None` for what API Gateway would not understand.
pub(crate) fn answer(told: ApiGatewayV2httpResponse) -> Option<Response> {
    let bytes = match told.body {
        Some(encodings::Body::Text(text)) if told.is_base64_encoded => STANDARD.decode(text).ok()?,
        Some(encodings::Body::Text(text)) => text.into_bytes(),
        Some(encodings::Body::Binary(bytes)) => bytes,
        _ => Vec::new(),
    };
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = StatusCode::from_u16(u16::try_from(told.status_code).ok()?).ok()?;
    *response.headers_mut() = told.headers;
    // API Gateway counts what it sends by itself.
    response.headers_mut().remove(header::CONTENT_LENGTH);
    for cookie in told.cookies {
        response.headers_mut().append(header::SET_COOKIE, HeaderValue::try_from(cookie).ok()?);
    }
    Some(response)
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;
    use serde_json::json;

    use super::*;

    #[tokio::test]
    async fn a_body_is_text_or_base64_as_it_is_told() {
        for (body, encoded, expected) in [("aGk=", true, "hi"), ("aGk=", false, "aGk=")] {
            let told = json!({ "statusCode": 201, "headers": { "vary": "accept-encoding" }, "body": body,
                "isBase64Encoded": encoded, "cookies": ["a=1; Secure", "b=2"] });
            let response = answer(serde_json::from_value(told).unwrap()).unwrap();
            assert_eq!(response.status(), 201);
            assert_eq!(response.headers()["vary"], "accept-encoding");
            let cookies: Vec<_> = response.headers().get_all("set-cookie").iter().collect();
            assert_eq!(cookies, ["a=1; Secure", "b=2"]);
            assert_eq!(to_bytes(response.into_body(), 99).await.unwrap(), expected.as_bytes());
        }
    }

    #[test]
    fn what_is_not_base64_is_no_answer() {
        let told = json!({ "statusCode": 200, "body": "hi there", "isBase64Encoded": true, "cookies": [] });
        assert!(answer(serde_json::from_value(told).unwrap()).is_none());
    }
}
