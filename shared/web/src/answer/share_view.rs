//! A share as the API shows it to staff. Never holds a secret.

use std::collections::BTreeSet;

use serde::Serialize;
use vestibule_domain::{
    Timestamp,
    share::{Delivery, Permission, Recipient, Scope, ShareMailed},
    value::{Email, Line, Locale, PersonName, ProjectSlug, RunSlug, ShareId, TaskSlug, Zone},
};

/// The `share` object of every staff answer.
#[derive(Debug, Serialize)]
pub struct ShareView<'a> {
    pub id: ShareId,
    /// `active`, `expired`, `exhausted`, `revoked` or `completed`, derived at this instant.
    pub status: &'static str,
    pub project: &'a ProjectSlug,
    pub scope: ScopeView<'a>,
    pub recipient: RecipientView<'a>,
    pub creator: CreatorView<'a>,
    pub permissions: &'a BTreeSet<Permission>,
    pub label: Option<&'a Line<120>>,
    pub delivery: Delivery,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
    pub zone: &'a Zone,
    pub accesses: AccessesView,
    /// Whether one is set.
    pub password: bool,
    /// When the mail service took the invitation.
    pub invited_at: Option<Timestamp>,
    /// Of the mail with the current link: `not_sent`, `sent`, `delivered`, `bounced` or `complained`.
    pub delivery_status: &'static str,
    /// Since when.
    pub delivery_status_at: Option<Timestamp>,
    pub completed_at: Option<Timestamp>,
    pub revoked: Option<RevocationView<'a>>,
    /// Present only for `"delivery": "link"`, and only in the answer to whoever made or rotated it.
    pub link: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct ScopeView<'a> {
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub run: &'a RunSlug,
    pub tasks: &'a [TaskSlug],
}

#[derive(Debug, Serialize)]
pub struct CreatorView<'a> {
    pub name: &'a PersonName,
    pub email: &'a Email,
}

/// The `recipient` of a share, as staff and guest read it.
#[derive(Debug, Serialize)]
pub struct RecipientView<'a> {
    pub name: &'a PersonName,
    pub email: &'a Email,
    pub locale: Locale,
}

/// Openings so far, and how many there may be; 0: any number.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct AccessesView {
    pub used: u32,
    pub max: u32,
}

#[derive(Debug, Serialize)]
pub struct RevocationView<'a> {
    pub at: Timestamp,
    pub by: &'a PersonName,
}

impl<'a> RecipientView<'a> {
    pub fn new(recipient: &'a Recipient) -> Self {
        Self { name: &recipient.name, email: &recipient.email, locale: recipient.locale }
    }
}

impl<'a> ShareView<'a> {
    pub fn new(mailed: &'a ShareMailed, now: Timestamp) -> Self {
        let share = &mailed.share;
        let (terms, gate) = (&share.terms, &share.gate);
        let Scope::Tasks(tasks) = &terms.scope;
        Self {
            id: terms.id,
            status: share.standing(now).name(),
            project: &terms.project,
            scope: ScopeView { kind: "tasks", run: &tasks.slug, tasks: &tasks.tasks },
            recipient: RecipientView::new(&terms.recipient),
            creator: CreatorView { name: &terms.creator.name, email: &terms.creator.email },
            permissions: &terms.permissions,
            label: terms.label.as_ref(),
            delivery: gate.delivery,
            created_at: terms.created_at,
            expires_at: gate.expires_at,
            zone: &gate.zone,
            accesses: AccessesView { used: gate.accesses.used, max: gate.accesses.max },
            password: gate.password.is_some(),
            invited_at: gate.invited_at,
            delivery_status: mailed.status().name(),
            delivery_status_at: mailed.status().at(),
            completed_at: gate.completed_at,
            revoked: gate.revoked.as_ref().map(|r| RevocationView { at: r.at, by: &r.by }),
            link: None,
        }
    }

    /// As JSON.
    pub fn json(mailed: &ShareMailed, now: Timestamp) -> serde_json::Value {
        serde_json::json!(ShareView::new(mailed, now))
    }
}
