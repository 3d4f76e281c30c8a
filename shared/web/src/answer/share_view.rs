//! A share as the API shows it to staff. Never holds a secret.

use std::collections::BTreeSet;

use serde::Serialize;
use vestibule_domain::{
    Timestamp,
    id::ShareId,
    share::{Accesses, Delivery, Permission, Recipient, Revocation, Share},
    slug::{ProjectSlug, RunSlug, TaskSlug},
    text::{Email, Line, PersonName},
    zone::Zone,
};

/// The `share` object of every staff answer.
#[derive(Debug, Serialize)]
pub struct ShareView<'a> {
    pub id: ShareId,
    /// `active`, `expired`, `exhausted`, `revoked` or `completed`, derived at this instant.
    pub status: &'static str,
    pub project: &'a ProjectSlug,
    pub scope: ScopeView<'a>,
    pub recipient: &'a Recipient,
    pub creator: CreatorView<'a>,
    pub permissions: &'a BTreeSet<Permission>,
    pub label: Option<&'a Line<120>>,
    pub delivery: Delivery,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
    pub zone: &'a Zone,
    pub accesses: Accesses,
    /// Whether one is set.
    pub password: bool,
    /// When the mail service took the invitation.
    pub invited_at: Option<Timestamp>,
    /// Of the mail with the current link: `not_sent`, `sent`, `delivered`, `bounced` or `complained`.
    pub delivery_status: &'static str,
    /// Since when.
    pub delivery_status_at: Option<Timestamp>,
    pub completed_at: Option<Timestamp>,
    pub revoked: Option<&'a Revocation>,
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

impl<'a> ShareView<'a> {
    pub fn new(share: &'a Share, now: Timestamp) -> Self {
        Self {
            id: share.id,
            status: share.standing(now).name(),
            project: &share.project,
            scope: ScopeView { kind: "tasks", run: &share.scope.slug, tasks: &share.scope.tasks },
            recipient: &share.recipient,
            creator: CreatorView { name: &share.creator.name, email: &share.creator.email },
            permissions: &share.permissions,
            label: share.label.as_ref(),
            delivery: share.delivery,
            created_at: share.created_at,
            expires_at: share.expires_at,
            zone: &share.zone,
            accesses: share.accesses,
            password: share.password.is_some(),
            invited_at: share.invited_at,
            delivery_status: share.mailed().name(),
            delivery_status_at: share.mailed().at(),
            completed_at: share.completed_at,
            revoked: share.revoked.as_ref(),
            link: None,
        }
    }

    /// As JSON.
    pub fn json(share: &Share, now: Timestamp) -> serde_json::Value {
        serde_json::json!(ShareView::new(share, now))
    }
}
