//! A KYC flow as a procurement system would push it, and a share of its first two tasks.

use serde_json::{Value, json};
use vestibule_cloud::StoreError;
use vestibule_domain::{
    share::LinkToken,
    value::{Digest, ShareId},
};
use vestibule_web::start::{Clock, Random};

use crate::System;

/// The demo could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    #[error("the demo request {0} was answered {1}: {2}")]
    Answer(String, u16, String),
    #[error(transparent)]
    Http(#[from] reqwest::Error),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Other(#[from] Box<dyn std::error::Error + Send + Sync>),
}

const PROJECT: &str = "procurement";
/// The `sub` of the demo share's creator.
const CREATOR: &str = "carla";
/// The tasks that the guest gets.
const SHARED: [&str; 2] = ["documents", "details"];
const GUIDELINE: &str = "Acme Engenharia: supplier guideline\n\n\
    1. Documents must be legible and complete.\n2. Statements older than three months are not accepted.\n";

/// Founds the orgs and returns the link of a share that is ready to be opened: the one of an earlier
/// start if it still works, else a new one.
pub async fn share(system: &System, clock: &Clock) -> Result<String, DemoError> {
    let random = Random::system();
    super::found(system.store(), clock.now(), || random.bits()).await?;
    let api = Api::new(system, CREATOR)?;
    let run = open_run(&api).await?;
    if let Some(link) = standing_share(&api, &run).await? {
        return Ok(link);
    }
    let share = api.call("POST", "/v1/shares", &terms(&run)).await?;
    Ok(share["link"].as_str().unwrap_or_default().to_owned())
}

/// The first demo run in which there is something left to do; a new one if there is none.
async fn open_run(api: &Api<'_>) -> Result<String, DemoError> {
    for number in 2041.. {
        let name = format!("kyc-{number}");
        let path = format!("/v1/projects/{PROJECT}/runs/{name}");
        let found = match api.call("GET", &path, &json!({})).await {
            Err(DemoError::Answer(_, 404, _)) => {
                let file = api.reference_file("supplier-guideline.txt", GUIDELINE.as_bytes()).await?;
                api.call("PUT", &path, &run(&file)).await?;
                return Ok(name);
            }
            found => found?,
        };
        let tasks = found["tasks"].as_array().map(Vec::as_slice).unwrap_or_default();
        if tasks.iter().any(|task| SHARED.iter().any(|shared| task["id"] == *shared) && task["state"] != "completed") {
            return Ok(name);
        }
    }
    Err(DemoError::Other("there are no numbers left for a demo run".into()))
}

/// The link of a demo share of the run that still works.
async fn standing_share(api: &Api<'_>, run: &str) -> Result<Option<String>, DemoError> {
    let mut page = format!("/v1/projects/{PROJECT}/runs/{run}/shares?limit=100");
    loop {
        let listed = api.call("GET", &page, &json!({})).await?;
        let mut shares = listed["shares"].as_array().into_iter().flatten();
        if let Some(share) = shares.find(|share| share["label"] == "Demo" && share["status"] == "active") {
            let id = share["id"]
                .as_str()
                .unwrap_or_default()
                .parse::<ShareId>()
                .map_err(|e| DemoError::Other(Box::new(e)))?;
            let Some(share) = api.system.store().share(id).await? else { return Ok(None) };
            let token = LinkToken::reveal(share.id(), share.gate.salt, api.system.keys());
            return Ok(Some(format!("{}/i#{}", api.system.origin, token.expose())));
        }
        let Some(cursor) = listed["cursor"].as_str() else { return Ok(None) };
        page = format!("/v1/projects/{PROJECT}/runs/{run}/shares?limit=100&cursor={cursor}");
    }
}

fn terms(run: &str) -> Value {
    json!({
        "project": PROJECT,
        "scope": { "type": "tasks", "run": run, "tasks": SHARED },
        "recipient": { "name": "Ana Souza", "email": "ana@supplier.example", "locale": "en" },
        "permissions": ["fill_fields", "upload_files", "read_files", "download_files", "comment", "complete_task"],
        "expiry": { "days": 7 },
        "instructions": "Dear Ana,\nplease send us your company documents and confirm your details. \
            It takes about ten minutes; what you enter is saved as you type.",
        "label": "Demo",
        "delivery": "link",
    })
}

fn run(reference: &str) -> Value {
    json!({
        "title": "Supplier onboarding: Souza Metais",
        "tasks": [
            {
                "id": "documents", "title": "Company documents",
                "description": "Scans or PDFs of the documents named in the guideline.",
                "references": [reference],
                "fields": [
                    { "id": "articles", "label": "Articles of association", "type": "file", "required": true,
                      "help": "The latest consolidated version, as PDF.", "extensions": ["pdf"], "max": 1 },
                    { "id": "statements", "label": "Financial statements", "type": "file", "min": 1, "max": 5 },
                    { "id": "remarks", "label": "Remarks", "type": "long_text", "max_length": 2000 },
                ],
            },
            {
                "id": "details", "title": "Company details",
                "fields": [
                    { "id": "legal_name", "label": "Legal name", "type": "short_text", "required": true, "max_length": 120 },
                    { "id": "tax_id", "label": "Tax number (CNPJ)", "type": "short_text", "required": true,
                      "pattern": "[0-9]{2}\\.[0-9]{3}\\.[0-9]{3}/[0-9]{4}-[0-9]{2}", "help": "Like 12.345.678/0001-95" },
                    { "id": "email", "label": "E-mail for invoices", "type": "email", "required": true },
                    { "id": "phone", "label": "Telephone", "type": "phone" },
                    { "id": "founded", "label": "Founded on", "type": "date", "max": "2026-12-31" },
                    { "id": "employees", "label": "Number of employees", "type": "number", "min": 1, "max": 1_000_000 },
                    { "id": "size", "label": "Legal form", "type": "single_choice", "required": true, "options": [
                        { "value": "ltda", "label": "Limitada" }, { "value": "sa", "label": "Sociedade anônima" },
                        { "value": "mei", "label": "Microempreendedor" } ] },
                    { "id": "regions", "label": "Regions you deliver to", "type": "multiple_choice", "min": 1, "options": [
                        { "value": "north", "label": "North" }, { "value": "south", "label": "South" },
                        { "value": "southeast", "label": "Southeast" } ] },
                    { "id": "checks", "label": "Please confirm", "type": "checklist", "required": true, "items": [
                        { "value": "true", "label": "The information is true and complete" },
                        { "value": "code", "label": "We have read the supplier guideline" } ] },
                    { "id": "newsletter", "label": "Tell us about tenders by e-mail", "type": "checkbox" },
                ],
            },
            { "id": "review", "title": "Internal review", "after": ["documents", "details"], "fields": [] },
        ],
    })
}

/// The API as a host application calls it.
struct Api<'a> {
    system: &'a System,
    http: reqwest::Client,
    token: String,
}

impl<'a> Api<'a> {
    fn new(system: &'a System, sub: &str) -> Result<Self, DemoError> {
        let token = system.cloud.issuer().token(sub).map_err(|e| DemoError::Other(Box::new(e)))?;
        Ok(Self { system, http: reqwest::Client::new(), token })
    }

    async fn call(&self, method: &str, path: &str, body: &Value) -> Result<Value, DemoError> {
        let method = method.parse().unwrap_or(reqwest::Method::GET);
        let request = self.http.request(method, format!("{}{path}", self.system.plain().origin));
        let answer = request.bearer_auth(&self.token).json(body).send().await?;
        let (status, text) = (answer.status(), answer.text().await?);
        if !status.is_success() {
            return Err(DemoError::Answer(path.to_owned(), status.as_u16(), text));
        }
        serde_json::from_str(&text).map_err(|e| DemoError::Other(Box::new(e)))
    }

    /// Announces, sends and settles a reference file.
    async fn reference_file(&self, name: &str, bytes: &[u8]) -> Result<String, DemoError> {
        let sha256 = Digest::of(bytes).to_string();
        let announced = json!({ "name": name, "type": "text/plain", "size": bytes.len(), "sha256": sha256 });
        let way_in = self.call("POST", &format!("/v1/projects/{PROJECT}/files"), &announced).await?;
        let url = way_in["url"].as_str().unwrap_or_default();
        let (host, path) = url.split_once("://").and_then(|(_, rest)| rest.split_once('/')).unwrap_or_default();
        // The signature is of the name that browsers know.
        let mut put = self.http.put(format!("{}/{path}", self.system.plain().s3)).header("host", host);
        put = put.body(bytes.to_vec());
        for (name, value) in way_in["headers"].as_object().into_iter().flatten() {
            put = put.header(name, value.as_str().unwrap_or_default());
        }
        put.send().await?.error_for_status()?;
        let id = way_in["id"].as_str().unwrap_or_default().to_owned();
        self.call("POST", &format!("/v1/projects/{PROJECT}/files/{id}/settle"), &json!({})).await?;
        Ok(id)
    }
}
