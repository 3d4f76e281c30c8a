//! A share as staff read it. Never holds a secret.

use std::collections::BTreeSet;

use vestibule_api::{
    share::{Permission, Recipient, Status},
    staff::{Accesses, Creator, Revocation, Scope, Share, Sharing},
};
use vestibule_domain::{
    Timestamp,
    share::{self, ShareMailed, Terms},
};

use super::{spelling, step_view};

/// The share of every answer to staff. Its link stays out: [`super::link`] puts it in for who is to have it.
pub fn share(mailed: &ShareMailed, now: Timestamp) -> Share {
    Share { id: mailed.share.id(), sharing: sharing(mailed, now), link: None }
}

/// A share without what makes it one: as it would be.
pub fn sharing(mailed: &ShareMailed, now: Timestamp) -> Sharing {
    let share::Share { terms, gate } = &mailed.share;
    let mail = mailed.status();
    Sharing {
        status: status(&mailed.share, now),
        project: terms.project.clone(),
        scope: scope(&terms.scope),
        recipient: recipient(&terms.recipient),
        creator: Creator { name: terms.creator.name.clone(), email: terms.creator.email.clone(), left: None },
        permissions: permissions(terms),
        label: terms.label.clone(),
        delivery: spelling::delivery(gate.delivery()),
        created_at: terms.created_at,
        expires_at: gate.expires_at,
        zone: gate.zone.clone(),
        accesses: Accesses { used: gate.accesses.used, max: gate.accesses.max },
        downloads: gate.downloads,
        last_access_at: gate.last_access_at,
        password: gate.password.is_some(),
        code: gate.code,
        code_instead_of_password: mailed.share.takes_code_for_password(),
        who_opens: gate.who_opens,
        invited_at: gate.invited_at,
        delivery_status: spelling::delivery_status(mail),
        delivery_status_at: mail.at(),
        completed_at: gate.completed_at,
        decision: gate.decision.map(spelling::step_decision),
        revoked: gate.revoked.as_ref().map(|r| Revocation { at: r.at, by: r.by.clone() }),
    }
}

fn scope(scope: &share::Scope) -> Scope {
    match scope.clone() {
        share::Scope::Tasks(share::Tasks { slug, tasks, .. }) => Scope::Tasks { run: slug, tasks },
        share::Scope::Document(share::SharedDocument { document, number, code, response }) => {
            let response = response.as_ref();
            let decisions = response.map(|terms| step_view::decisions(&terms.decisions)).unwrap_or_default();
            let comment_required = response.map(|terms| step_view::decisions(&terms.comment_on)).unwrap_or_default();
            Scope::Document { document, number, revision: code, decisions, comment_required }
        }
    }
}

/// What a share is worth at this instant.
pub fn status(share: &share::Share, now: Timestamp) -> Status {
    spelling::status(&share.standing(now))
}

/// What its guest may do.
pub fn permissions(terms: &Terms) -> BTreeSet<Permission> {
    terms.permissions.iter().copied().map(spelling::permission).collect()
}

/// For whom it is.
pub fn recipient(recipient: &share::Recipient) -> Recipient {
    Recipient { name: recipient.name.clone(), email: recipient.email.clone(), locale: recipient.locale }
}
