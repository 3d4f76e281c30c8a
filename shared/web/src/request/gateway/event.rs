//! Requests for tests, made the way they arrive: an API Gateway event, turned into HTTP by `lambda_http`.

use axum::extract::Request;
use lambda_http::aws_lambda_events::apigw::ApiGatewayV2httpRequest;
use serde_json::{Value, json};

/// An event in payload format 2.0.
#[derive(Debug, Clone)]
pub(crate) struct Event(Value);

impl Event {
    pub(crate) fn new(method: &str, path: &str) -> Self {
        Self(json!({
            "version": "2.0",
            "routeKey": "$default",
            "rawPath": path,
            "rawQueryString": "",
            "headers": {"host": "portal.example"},
            "requestContext": {
                "accountId": "123456789012",
                "apiId": "api",
                "domainName": "portal.example",
                "domainPrefix": "portal",
                "http": {"method": method, "path": path, "protocol": "HTTP/1.1"},
                "routeKey": "$default",
                "stage": "$default",
                "time": "22/Nov/2026:12:00:00 +0000",
                "timeEpoch": 1_795_348_800_000_i64,
            },
            "isBase64Encoded": false,
        }))
    }

    fn set(mut self, pointer: &str, name: &str, value: Value) -> Self {
        if let Some(object) = self.0.pointer_mut(pointer).and_then(Value::as_object_mut) {
            object.insert(name.to_owned(), value);
        }
        self
    }

    pub(crate) fn path(self, path: &str) -> Self {
        self.set("", "rawPath", json!(path))
    }

    pub(crate) fn method(self, method: &str) -> Self {
        self.set("/requestContext/http", "method", json!(method))
    }

    pub(crate) fn query(self, query: &str) -> Self {
        self.set("", "rawQueryString", json!(query))
    }

    pub(crate) fn header(self, name: &str, value: &str) -> Self {
        self.set("/headers", name, json!(value))
    }

    pub(crate) fn cookie(mut self, cookie: &str) -> Self {
        let mut cookies = self.0["cookies"].as_array().cloned().unwrap_or_default();
        cookies.push(json!(cookie));
        self = self.set("", "cookies", json!(cookies));
        self
    }

    pub(crate) fn body(self, body: &str) -> Self {
        self.set("", "body", json!(body))
    }

    pub(crate) fn base64(self, body: &str) -> Self {
        self.body(body).set("", "isBase64Encoded", json!(true))
    }

    pub(crate) fn request_id(self, id: &str) -> Self {
        self.set("/requestContext", "requestId", json!(id))
    }

    pub(crate) fn source_ip(self, ip: &str) -> Self {
        self.set("/requestContext/http", "sourceIp", json!(ip))
    }

    /// As the gateway saw it, which is not the header.
    pub(crate) fn user_agent(self, text: &str) -> Self {
        self.set("/requestContext/http", "userAgent", json!(text))
    }

    /// A claim of a token that the JWT authorizer accepted.
    pub(crate) fn claim(mut self, name: &str, value: &str) -> Self {
        if self.0.pointer("/requestContext/authorizer").is_none() {
            self = self.set("/requestContext", "authorizer", json!({"jwt": {"claims": {}, "scopes": null}}));
        }
        self.set("/requestContext/authorizer/jwt/claims", name, json!(value))
    }

    /// As Lambda gets it, before `lambda_http` has turned it into HTTP.
    pub(crate) fn raw(self) -> Result<ApiGatewayV2httpRequest, serde_json::Error> {
        serde_json::from_value(self.0)
    }

    pub(crate) fn request(self) -> Result<Request, serde_json::Error> {
        Ok(lambda_http::request::from_str(&self.0.to_string())?.map(axum::body::Body::new))
    }
}
