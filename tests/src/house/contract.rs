//! Every answer of the gateway is held against docs/openapi.json, and so is every request that succeeds: what is
//! described cannot drift from what is done.

mod closed;

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, Mutex},
};

use http::header::CONTENT_TYPE;
use jsonschema::Validator;
use serde_json::{Value, json};

use super::Reply;

const DOCUMENT: &str = include_str!("../../../docs/openapi.json");

static CONTRACT: LazyLock<Contract> = LazyLock::new(|| Contract::of(DOCUMENT));

/// What was asked for.
pub(super) struct Asked {
    method: String,
    path: String,
    /// `None` where no JSON was sent.
    body: Option<Value>,
}

struct Contract {
    document: Value,
    /// The same, open for no member that is not described.
    closed: Value,
    /// By the pointer of their schema, made when they are needed.
    validators: Mutex<HashMap<String, Arc<Validator>>>,
}

impl Asked {
    pub(super) fn of(request: &reqwest::Request) -> Self {
        let is_json = request.headers().get(CONTENT_TYPE).is_some_and(|of_type| essence(of_type) == "application/json");
        let bytes = request.body().and_then(reqwest::Body::as_bytes).filter(|_| is_json);
        Self {
            method: request.method().as_str().to_lowercase(),
            path: request.url().path().to_owned(),
            body: bytes.and_then(|bytes| serde_json::from_slice(bytes).ok()),
        }
    }

    /// Fails where the request or its answer is another than what is described. What no operation describes is
    /// somebody else's: the gateway's own answers, and S3.
    #[track_caller]
    pub(super) fn hold(&self, reply: &Reply) {
        if let Err(fault) = CONTRACT.check(self, reply) {
            let Self { method, path, .. } = self;
            panic!("{method} {path} answered {} against docs/openapi.json: {fault}\n{}", reply.status, reply.text);
        }
    }
}

impl Contract {
    fn of(text: &str) -> Self {
        let document: Value = serde_json::from_str(text).unwrap();
        let closed = closed::closed(&document);
        Self { document, closed, validators: Mutex::default() }
    }

    fn check(&self, asked: &Asked, reply: &Reply) -> Result<(), String> {
        let Some(operation) = self.operation(asked) else { return Ok(()) };
        let status = reply.status.to_string();
        let known = self.document.pointer(&format!("{operation}/responses/{status}")).is_some();
        let response = format!("{operation}/responses/{}", if known { &status } else { "default" });
        let leads_to_a_page = reply.status == 303 && reply.text.is_empty() && reply.header("location").starts_with('/');
        if !known && leads_to_a_page {
            // A browser that asks for what programs get is led to a page of its problem: docs/API.md, "Guests".
            return Ok(());
        }
        let content = &self.document.pointer(&response).unwrap()["content"];
        if content.is_null() {
            return if reply.text.is_empty() { Ok(()) } else { Err("no body is described".to_owned()) };
        }
        let of_type = reply.headers.get(CONTENT_TYPE).map(essence).unwrap_or_default();
        if content.get(&of_type).is_none() {
            return Err(format!("{of_type} is not among the media types that are described"));
        }
        if of_type.ends_with("json") {
            let pointer = format!("{response}/content/{}/schema", escaped(&of_type));
            self.validate(&self.closed, &pointer, &reply.body)?;
        }
        match &asked.body {
            Some(body) if reply.status < 300 => {
                let pointer = format!("{operation}/requestBody/content/application~1json/schema");
                if self.document.pointer(&pointer).is_none() {
                    return Ok(());
                }
                self.validate(&self.document, &pointer, body).map_err(|fault| format!("the request: {fault}"))
            }
            _ => Ok(()),
        }
    }

    /// The pointer of the operation.
    fn operation(&self, asked: &Asked) -> Option<String> {
        let paths = self.document["paths"].as_object().unwrap();
        let path = paths.keys().find(|path| matches(path, &asked.path))?;
        paths[path].get(&asked.method)?;
        Some(format!("/paths/{}/{}", escaped(path), asked.method))
    }

    fn validate(&self, document: &Value, pointer: &str, value: &Value) -> Result<(), String> {
        let validator = Arc::clone(self.validators.lock().unwrap().entry(pointer.to_owned()).or_insert_with(|| {
            let schema = document.pointer(pointer).unwrap();
            Arc::new(validator(document, schema))
        }));
        let faults = validator.validate(value).err().into_iter().flatten();
        let told: Vec<_> = faults.map(|fault| format!("{} {fault}", fault.instance_path)).collect();
        if told.is_empty() { Ok(()) } else { Err(told.join("; ")) }
    }
}

fn validator(document: &Value, schema: &Value) -> Validator {
    let mut whole = schema.clone();
    whole["components"] = json!({ "schemas": document["components"]["schemas"] });
    jsonschema::draft202012::new(&whole).unwrap()
}

/// Whether a path is one that is written like `/p/{share}`.
fn matches(written: &str, path: &str) -> bool {
    let (written, path): (Vec<_>, Vec<_>) = (written.split('/').collect(), path.split('/').collect());
    let fits = |(part, given): (&&str, &&str)| if part.starts_with('{') { !given.is_empty() } else { part == given };
    written.len() == path.len() && written.iter().zip(&path).all(fits)
}

/// `application/json; charset=utf-8` without what comes behind.
fn essence(of_type: &http::HeaderValue) -> String {
    of_type.to_str().unwrap_or_default().split(';').next().unwrap_or_default().trim().to_owned()
}

/// As a token of a JSON pointer (RFC 6901).
fn escaped(token: &str) -> String {
    token.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests;
