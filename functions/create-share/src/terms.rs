//! The request for a share, read field by field so that everything wrong with it is told at once.

use std::collections::BTreeSet;

use serde::Deserialize;
use vestibule_domain::{
    share::{AskedScope, AskedTerms, Delivery, Permission, Recipient},
    value::{ProjectSlug, RunSlug, TaskSlug},
};
use vestibule_web::request::{ExpiryRequest, Fields};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    pub(crate) project: String,
    pub(crate) scope: Scope,
    recipient: RecipientRequest,
    permissions: Vec<Permission>,
    expiry: Option<ExpiryRequest>,
    max_accesses: Option<u32>,
    password: Option<Secret>,
    instructions: Option<String>,
    label: Option<String>,
    #[serde(default)]
    delivery: Delivery,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Scope {
    Tasks { run: String, tasks: Vec<String> },
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RecipientRequest {
    name: String,
    email: String,
    locale: Option<String>,
}

/// A password on its way in. Does not print.
#[derive(Deserialize)]
#[serde(transparent)]
struct Secret(String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

/// The request, parsed. Where a field is wrong a stand-in takes its place, so that the rules can still
/// judge the others; with any error kept in `fields`, nothing may come of it.
pub(crate) struct Parsed {
    pub(crate) project: Option<ProjectSlug>,
    pub(crate) run: Option<RunSlug>,
    pub(crate) asked: Option<AskedTerms>,
}

impl Request {
    pub(crate) fn parse(&self, fields: &mut Fields) -> Parsed {
        let Scope::Tasks { run, tasks } = &self.scope;
        let project = fields.read("/project", &self.project);
        let run = fields.read("/scope/run", run);
        let mut seen = BTreeSet::new();
        let tasks = tasks
            .iter()
            .enumerate()
            .filter_map(|(n, task)| fields.read(&format!("/scope/tasks/{n}"), task))
            .filter(|task: &TaskSlug| seen.insert(task.clone()))
            .collect();
        let name = fields.read("/recipient/name", &self.recipient.name).or_else(|| "-".parse().ok());
        let email = fields.read("/recipient/email", &self.recipient.email).or_else(|| "a@example.com".parse().ok());
        let locale = fields.maybe("/recipient/locale", self.recipient.locale.as_deref()).unwrap_or_default();
        let asked = name.zip(email).map(|(name, email)| AskedTerms {
            recipient: Recipient { name, email, locale },
            scope: AskedScope::Tasks { tasks },
            permissions: self.permissions.iter().copied().collect(),
            expiry: self.expiry.as_ref().and_then(|e| e.parse(fields)),
            max_accesses: self.max_accesses,
            password: self
                .password
                .as_ref()
                .and_then(|p| fields.read("/password", &p.0).or_else(|| "stand-in".parse().ok())),
            instructions: fields.maybe("/instructions", self.instructions.as_deref()),
            label: fields.maybe("/label", self.label.as_deref()),
            delivery: self.delivery,
        });
        Parsed { project, run, asked }
    }

    /// A task whose name does not parse is named all the same.
    pub(crate) fn names_no_task(&self) -> bool {
        let Scope::Tasks { tasks, .. } = &self.scope;
        tasks.is_empty()
    }
}
