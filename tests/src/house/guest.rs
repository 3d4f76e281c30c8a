//! Somebody with a browser: keeps cookies and the page's anti-CSRF token, sends what a page sends.

use std::{collections::BTreeMap, sync::Mutex};

use serde_json::{Value, json};
use vestibule_domain::value::Digest;

use super::{House, Reply, Share};

pub struct Guest<'a> {
    pub(super) house: &'a House,
    cookies: Mutex<BTreeMap<String, String>>,
    csrf: Mutex<BTreeMap<String, String>>,
}

impl House {
    /// Somebody with a browser and no account.
    pub fn guest(&self) -> Guest<'_> {
        Guest::new(self)
    }
}

impl<'a> Guest<'a> {
    pub(super) fn new(house: &'a House) -> Self {
        Self { house, cookies: Mutex::default(), csrf: Mutex::default() }
    }

    /// As a script of our own page sends it.
    pub fn request(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        self.ask(method, path, "application/json")
    }

    /// As a browser without script sends it.
    pub fn navigate(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        self.ask(method, path, "text/html,application/xhtml+xml,*/*;q=0.8")
    }

    fn ask(&self, method: &str, path: &str, accept: &str) -> reqwest::RequestBuilder {
        let request = self.bare(method, path).header("accept", accept).header("sec-fetch-site", "same-origin");
        let request = request.header("origin", &self.house.system.origin);
        let share = path.split('/').nth(2).unwrap_or_default();
        match self.csrf.lock().unwrap().get(share) {
            Some(csrf) => request.header("vestibule-csrf", csrf),
            None => request,
        }
    }

    /// With the cookies, but without anything that shows that a page of ours sent it.
    pub fn bare(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        let request = self.house.request(method, path).header("user-agent", "Mozilla/5.0 (test)");
        let cookies = self.cookies.lock().unwrap();
        let line: Vec<_> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if line.is_empty() { request } else { request.header("cookie", line.join("; ")) }
    }

    pub async fn get(&self, path: &str) -> Reply {
        Reply::of(self.request("GET", path)).await
    }

    /// As a browser navigates: asks for a page.
    pub async fn page(&self, path: &str) -> Reply {
        Reply::of(self.navigate("GET", path)).await
    }

    /// As a form of a page is sent.
    pub async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        Reply::of(self.navigate("POST", path).form(fields)).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Reply {
        Reply::of(self.request("POST", path).json(body)).await
    }

    /// Sends text that claims to be JSON.
    pub async fn post_raw(&self, path: &str, body: &str) -> Reply {
        let request = self.request("POST", path).header("content-type", "application/json");
        Reply::of(request.body(body.to_owned())).await
    }

    /// Comes with the link, as a program; keeps the landing.
    pub async fn peek(&self, share: &Share) -> Reply {
        let reply = self.post("/i/peek", &json!({ "token": share.token() })).await;
        self.keep(&reply);
        reply
    }

    /// Comes with the link, as a browser without script: the page that it ends at.
    pub async fn come(&self, share: &Share) -> Reply {
        let reply = self.form("/i/peek", &[("token", share.token())]).await;
        self.keep(&reply);
        self.follow(reply).await
    }

    /// The page that an answer leads to, keeping the cookies on the way; the answer itself where it is a page.
    pub async fn follow(&self, mut reply: Reply) -> Reply {
        while reply.status == 303 {
            self.keep(&reply);
            reply = self.page(reply.header("location")).await;
        }
        reply
    }

    /// Peeks, ticks everything and presses Continue.
    pub async fn open(&self, share: &Share) -> Reply {
        self.open_with(share, |_| {}).await
    }

    /// The same, with changes to what is sent.
    pub async fn open_with(&self, share: &Share, change: impl FnOnce(&mut Value)) -> Reply {
        let mut body = self.opening(share).await;
        change(&mut body);
        let reply = self.post(&share.door(), &body).await;
        self.keep(&reply);
        reply
    }

    /// Peeks and ticks everything: what Continue will send.
    pub async fn opening(&self, share: &Share) -> Value {
        ticked(&self.peek(share).await.body)
    }

    /// The same on the landing that was come to before, whose code is good there.
    pub async fn ticked(&self, share: &Share) -> Value {
        ticked(&self.get(&share.door()).await.expect(200).body)
    }

    /// Asks for the code.
    pub async fn ask_code(&self, share: &Share) -> Reply {
        self.post(&format!("{}/code", share.door()), &json!({})).await
    }

    /// Keeps the cookies and the token of an answer.
    pub fn keep(&self, reply: &Reply) {
        for cookie in reply.headers.get_all("set-cookie") {
            let (pair, attributes) = cookie.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if attributes.contains("Max-Age=0;") {
                self.cookies.lock().unwrap().remove(name);
            } else {
                self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
            }
        }
        if let (Some(share), Some(csrf)) = (reply.body["share"].as_str(), reply.body["csrf"].as_str()) {
            self.csrf.lock().unwrap().insert(share.to_owned(), csrf.to_owned());
        }
    }

    /// The cookies by name, to be looked at or tampered with.
    pub fn cookies(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, String>> {
        self.cookies.lock().unwrap()
    }

    /// The anti-CSRF tokens by share.
    pub fn csrf(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, String>> {
        self.csrf.lock().unwrap()
    }

    /// Saves answers on top of the task's present version.
    pub async fn save(&self, share: &Share, task: &str, answers: Value) -> Reply {
        let base = self.task(share, task).await["version"].clone();
        let body = json!({ "base": base, "answers": answers });
        self.post(&format!("/p/{}/tasks/{task}/draft", share.id), &body).await
    }

    /// A task as the page shows it.
    pub async fn task(&self, share: &Share, task: &str) -> Value {
        let view = self.get(&format!("/p/{}", share.id)).await.expect(200);
        let tasks = view.body["tasks"].as_array().unwrap().clone();
        tasks.into_iter().find(|t| t["id"] == task).unwrap_or(Value::Null)
    }

    /// Announces a file.
    pub async fn announce(&self, share: &Share, task: &str, field: &str, name: &str, bytes: &[u8]) -> Reply {
        let sha256 = Digest::of(bytes).to_string();
        let body = json!({
            "field": field, "name": name, "type": "application/pdf", "size": bytes.len(), "sha256": sha256,
        });
        self.post(&format!("/p/{}/tasks/{task}/uploads", share.id), &body).await
    }

    /// Sends bytes by the way in that an announcement opened.
    pub async fn send(&self, way_in: &Value, bytes: &[u8]) -> Reply {
        let mut put = self.house.http().put(way_in["url"].as_str().unwrap()).body(bytes.to_vec());
        for (name, value) in way_in["headers"].as_object().unwrap() {
            put = put.header(name, value.as_str().unwrap());
        }
        Reply::of(put).await
    }

    pub async fn settle(&self, share: &Share, task: &str, upload: &Value) -> Reply {
        let id = upload.as_str().unwrap();
        self.post(&format!("/p/{}/tasks/{task}/uploads/{id}/settle", share.id), &json!({})).await
    }

    pub async fn remove(&self, share: &Share, task: &str, upload: &Value) -> Reply {
        let id = upload.as_str().unwrap();
        self.post(&format!("/p/{}/tasks/{task}/uploads/{id}/remove", share.id), &json!({})).await
    }

    /// Announces, sends and settles a file.
    pub async fn upload(&self, share: &Share, task: &str, field: &str, name: &str, bytes: &[u8]) -> Reply {
        let way_in = self.announce(share, task, field, name, bytes).await.expect(201).body;
        self.send(&way_in, bytes).await.expect(200);
        self.settle(share, task, &way_in["id"]).await
    }

    /// Asks for a way to a file.
    pub async fn download(&self, share: &Share, task: &str, file: &Value) -> Reply {
        let id = file.as_str().unwrap();
        self.post(&format!("/p/{}/tasks/{task}/files/{id}/download", share.id), &json!({})).await
    }

    pub async fn complete(&self, share: &Share, task: &str) -> Reply {
        Reply::of(self.completion(share, task).await).await
    }

    /// The request that completes a task as it is now.
    pub async fn completion(&self, share: &Share, task: &str) -> reqwest::RequestBuilder {
        let read = self.house.as_read(share, task).await;
        self.request("POST", &format!("/p/{}/tasks/{task}/complete", share.id)).json(&read)
    }
}

impl Guest<'_> {
    /// Saves without looking at the page before.
    pub async fn save_blind(&self, share: &Share) -> Reply {
        let body = json!({ "base": 1, "answers": { "legal_name": "X" } });
        self.post(&format!("/p/{}/tasks/details/draft", share.id), &body).await
    }
}

/// Everything ticked on an invitation.
fn ticked(invitation: &Value) -> Value {
    let mut body = json!({ "notice": invitation["notice"]["sha256"], "consent": "yes" });
    if let Some(sha256) = invitation["disclaimer"].get("sha256") {
        body["disclaimer"] = sha256.clone();
    }
    body
}
