//! A request is sent, and its answer read to its end.

use serde_json::Value;

use super::{Reply, contract::Asked};

impl Reply {
    /// The answer to a request. Every answer of the gateway is held against docs/openapi.json.
    pub async fn of(request: reqwest::RequestBuilder) -> Self {
        let (client, request) = request.build_split();
        let request = request.unwrap();
        let asked = Asked::of(&request);
        let response = client.execute(request).await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await.unwrap();
        let body = serde_json::from_str(&text).unwrap_or(Value::Null);
        let reply = Self { status, headers, text, body };
        asked.hold(&reply);
        reply
    }
}
