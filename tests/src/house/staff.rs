//! A signed-in caller of the API.

use serde_json::{Value, json};

use super::{House, Reply, Share};

pub struct Staff<'a> {
    pub(super) house: &'a House,
    token: String,
}

impl House {
    /// One of the demo people, signed in.
    pub fn staff(&self, sub: &str) -> Staff<'_> {
        Staff::new(self, self.system.cloud.issuer().token(sub).unwrap())
    }

    /// The person who holds this token.
    pub fn bearer(&self, token: impl Into<String>) -> Staff<'_> {
        Staff::new(self, token.into())
    }
}

impl<'a> Staff<'a> {
    pub(super) fn new(house: &'a House, token: String) -> Self {
        Self { house, token }
    }

    pub fn request(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        self.house.request(method, path).bearer_auth(&self.token)
    }

    pub async fn get(&self, path: &str) -> Reply {
        Reply::of(self.request("GET", path)).await
    }

    pub async fn put(&self, path: &str, body: &Value) -> Reply {
        Reply::of(self.request("PUT", path).json(body)).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Reply {
        Reply::of(self.request("POST", path).json(body)).await
    }

    pub async fn patch(&self, path: &str, body: &Value) -> Reply {
        Reply::of(self.request("PATCH", path).json(body)).await
    }

    pub async fn post_once(&self, path: &str, key: &str, body: &Value) -> Reply {
        Reply::of(self.request("POST", path).header("idempotency-key", key).json(body)).await
    }

    /// Pushes the sample run and shares two of its tasks, `change` applied to the terms. The link is
    /// asked for, not mailed.
    pub async fn share(&self, change: impl FnOnce(&mut Value)) -> Share {
        self.share_of(&super::run(), change).await
    }

    /// The same, of another run.
    pub async fn share_of(&self, run: &Value, change: impl FnOnce(&mut Value)) -> Share {
        self.put("/v1/projects/procurement/runs/kyc", run).await;
        self.create(change).await
    }

    /// The sample run under another name, shared.
    pub async fn share_in(&self, run: &str, change: impl FnOnce(&mut Value)) -> Share {
        self.put(&format!("/v1/projects/procurement/runs/{run}"), &super::run()).await;
        let named = |terms: &mut Value| {
            terms["scope"]["run"] = json!(run);
            change(terms);
        };
        self.create(named).await
    }

    /// A share of what was pushed before.
    pub async fn create(&self, change: impl FnOnce(&mut Value)) -> Share {
        let mut terms = super::terms();
        change(&mut terms);
        let created = self.post("/v1/shares", &terms).await.expect(201);
        Share {
            id: created.body["id"].as_str().unwrap().to_owned(),
            link: created.body["link"].as_str().unwrap_or_default().to_owned(),
        }
    }

    /// The kinds of a share's records, in order. Fails if the chain does not verify.
    pub async fn trail(&self, share: &str) -> Vec<String> {
        let activity = self.get(&format!("/v1/shares/{share}/activity")).await.expect(200);
        assert_eq!(activity.body["verified"], json!(true), "{}", activity.text);
        let records = activity.body["records"].as_array().unwrap();
        records.iter().map(|r| r["kind"].as_str().unwrap().to_owned()).collect()
    }

    /// The same, each record whole.
    pub async fn records(&self, share: &str) -> Vec<Value> {
        let activity = self.get(&format!("/v1/shares/{share}/activity")).await.expect(200);
        assert_eq!(activity.body["verified"], json!(true), "{}", activity.text);
        activity.body["records"].as_array().unwrap().clone()
    }

    /// Announces and sends a reference file: the way in, and how S3 answered.
    pub async fn send_reference(&self, name: &str, bytes: &[u8]) -> (Value, Reply) {
        let sha256 = vestibule_domain::value::Digest::of(bytes).to_string();
        let body = json!({ "name": name, "type": "application/pdf", "size": bytes.len(), "sha256": sha256 });
        let way_in = self.post("/v1/projects/procurement/files", &body).await.expect(201).body;
        let sent = self.house.guest().send(&way_in, bytes).await.expect(200);
        (way_in, sent)
    }

    /// Announces, sends and settles a reference file.
    pub async fn reference_file(&self, name: &str, bytes: &[u8]) -> String {
        let (way_in, _) = self.send_reference(name, bytes).await;
        let id = way_in["id"].as_str().unwrap().to_owned();
        self.post(&format!("/v1/projects/procurement/files/{id}/settle"), &json!({})).await.expect(200);
        id
    }
}
