//! The request for a share, read field by field so that everything wrong with it is told at once.

use std::collections::BTreeSet;

use vestibule_api::staff::{NewScope, NewShare};
use vestibule_domain::{
    share::{AskedScope, AskedTerms, Recipient},
    value::{ProjectSlug, RunSlug, TaskSlug},
};
use vestibule_web::request::{
    Fields,
    spelling::{delivery, permission},
};

/// The request, parsed. Where a field is wrong a stand-in takes its place, so that the rules can still
/// judge the others; with any error kept in `fields`, nothing may come of it.
pub(crate) struct Parsed {
    pub(crate) project: Option<ProjectSlug>,
    pub(crate) run: Option<RunSlug>,
    pub(crate) asked: Option<AskedTerms>,
}

impl Parsed {
    pub(crate) fn of(new: &NewShare, fields: &mut Fields) -> Self {
        let NewScope::Tasks { run, tasks } = &new.scope;
        let project = fields.read("/project", &new.project);
        let run = fields.read("/scope/run", run);
        let mut seen = BTreeSet::new();
        let tasks = tasks
            .iter()
            .enumerate()
            .filter_map(|(n, task)| fields.read(&format!("/scope/tasks/{n}"), task))
            .filter(|task: &TaskSlug| seen.insert(task.clone()))
            .collect();
        let name = fields.read("/recipient/name", &new.recipient.name).or_else(|| "-".parse().ok());
        let email = fields.read("/recipient/email", &new.recipient.email).or_else(|| "a@example.com".parse().ok());
        let locale = fields.maybe("/recipient/locale", new.recipient.locale.as_deref()).unwrap_or_default();
        let asked = name.zip(email).map(|(name, email)| AskedTerms {
            recipient: Recipient { name, email, locale },
            scope: AskedScope::Tasks { tasks },
            permissions: new.permissions.iter().copied().map(permission).collect(),
            expiry: new.expiry.as_ref().and_then(|expiry| fields.expiry(expiry)),
            max_accesses: new.max_accesses,
            password: new
                .password
                .as_ref()
                .and_then(|p| fields.read("/password", p.expose()).or_else(|| "stand-in".parse().ok())),
            instructions: fields.maybe("/instructions", new.instructions.as_deref()),
            label: fields.maybe("/label", new.label.as_deref()),
            delivery: delivery(new.delivery),
        });
        Self { project, run, asked }
    }
}

/// A task whose name does not parse is named all the same.
pub(crate) fn names_no_task(NewShare { scope: NewScope::Tasks { tasks, .. }, .. }: &NewShare) -> bool {
    tasks.is_empty()
}
