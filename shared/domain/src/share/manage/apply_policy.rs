//! A share that lies outside what its policy says by now is brought inside. Nothing else does that: a policy that is
//! changed changes no share.

use jiff::Timestamp;
use serde_json::json;

use super::{
    super::{
        expiry,
        fact::ShareFact,
        state::Share,
        terms::{Replaced, Terms},
    },
    ManageRefused, Managed,
};
use crate::{
    audit::Stamp,
    change::Change,
    decision::{Act, Decision},
    policy::{Direction as _, Layer, Lower, Policy, Setting, SettingChange, Subset},
    value::{Digest, Zone},
};

/// Brings a share within the policy: an earlier end, the texts of today, stricter files.
#[derive(Debug)]
pub struct ApplyPolicy<'a> {
    pub policy: &'a Policy,
    /// The org's.
    pub zone: &'a Zone,
}

/// One thing in which a share lies outside the policy of now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outside {
    Expiry {
        at: Timestamp,
        latest: Timestamp,
        layer: Layer,
    },
    /// Its guest has agreed to another text, or will.
    Notice {
        sha256: Digest,
    },
    Disclaimer {
        sha256: Option<Digest>,
    },
    UploadBytes {
        max: u64,
        layer: Layer,
    },
    UploadExtensions {
        /// Those of the share that the policy has too. Where there are none, applying the policy leaves them: it never lets a share
        /// take what it did not.
        allowed: Vec<String>,
        layer: Layer,
    },
    /// It asks for no code, or not for who opens it.
    Code {
        layer: Layer,
    },
    WhoOpens {
        layer: Layer,
    },
    /// Its guest decides by it, and a link that its creator carries takes no code.
    DecisionCode {
        layer: Layer,
    },
    /// A code opens it in place of its password.
    CodeInsteadOfPassword {
        layer: Layer,
    },
    /// Nobody but its creator can give it one, so applying the policy leaves it.
    Password {
        layer: Layer,
    },
}

impl Outside {
    /// The setting that it goes by, as the policy calls it.
    pub const fn setting(&self) -> &'static str {
        match self {
            Self::Expiry { .. } => "max_expiry_days",
            Self::Notice { .. } => "notice",
            Self::Disclaimer { .. } => "disclaimer",
            Self::UploadBytes { .. } => "max_upload_bytes",
            Self::UploadExtensions { .. } => "upload_extensions",
            Self::Code { .. } => "code_required",
            Self::WhoOpens { .. } => "who_opens_required",
            Self::DecisionCode { .. } => "decision_code_required",
            Self::CodeInsteadOfPassword { .. } => "code_instead_of_password",
            Self::Password { .. } => "password_required",
        }
    }
}

/// A share that was brought within its policy, its terms included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyApplied {
    pub share: Share,
}

impl Share {
    /// All in which it lies outside; nothing, once it is over.
    pub fn outside(&self, policy: &Policy, org_zone: &Zone, now: Timestamp) -> Vec<Outside> {
        if self.gate.revoked.is_some() || self.gate.completed_at.is_some() {
            return vec![];
        }
        let (terms, gate) = (&self.terms, &self.gate);
        let latest = expiry::latest(policy, org_zone, now);
        let locale = terms.recipient.locale;
        let (notice, disclaimer) = (policy.notice(locale), policy.disclaimer(locale));
        let (bytes, extensions) = (&policy.max_upload_bytes, &policy.upload_extensions);
        let layer = policy.max_expiry_days.layer;
        let found = [
            (gate.expires_at > latest).then_some(Outside::Expiry { at: gate.expires_at, latest, layer }),
            (terms.notice != notice).then_some(Outside::Notice { sha256: notice }),
            (terms.disclaimer != disclaimer).then_some(Outside::Disclaimer { sha256: disclaimer }),
            (!Lower::allows(&bytes.value, &terms.limits.max_bytes))
                .then_some(Outside::UploadBytes { max: bytes.value, layer: bytes.layer }),
            (!Subset::allows(&extensions.value, &terms.limits.extensions))
                .then(|| Outside::UploadExtensions { allowed: allowed(terms, extensions), layer: extensions.layer }),
            (policy.code_required.value && !gate.code).then_some(Outside::Code { layer: policy.code_required.layer }),
            self.lacks_decision_code(policy)
                .then_some(Outside::DecisionCode { layer: policy.decision_code_required.layer }),
            (policy.who_opens_required.value && !gate.who_opens)
                .then_some(Outside::WhoOpens { layer: policy.who_opens_required.layer }),
            (terms.code_instead_of_password && !policy.code_instead_of_password.value)
                .then_some(Outside::CodeInsteadOfPassword { layer: policy.code_instead_of_password.layer }),
            (policy.password_required.value && gate.password.is_none())
                .then_some(Outside::Password { layer: policy.password_required.layer }),
        ];
        found.into_iter().flatten().collect()
    }
}

impl Act<Managed<'_>> for ApplyPolicy<'_> {
    type Made = PolicyApplied;
    type Refused = ManageRefused;

    fn decide(&self, managed: Managed<'_>, stamp: &Stamp) -> Result<Decision<PolicyApplied>, ManageRefused> {
        let share = managed.alive(stamp)?;
        let outside = share.outside(self.policy, self.zone, stamp.now);
        let (mut inside, mut settings) = (share.clone(), Vec::new());
        for one in &outside {
            settings.extend(bring_inside(&mut inside, one));
        }
        if settings.is_empty() {
            return Ok(Decision::Already(PolicyApplied { share: inside }));
        }
        let locale = share.terms.recipient.locale;
        let disclaimer = self.policy.disclaimer_in(locale).map(|(of, _)| of).filter(|of| *of != locale);
        inside.terms.disclaimer_locale = disclaimer;
        inside.terms.replaced = replaced(share, &inside, stamp);
        let fact = ShareFact::PolicyApplied { settings };
        Ok(Change::new(inside, stamp, fact, []).map(|share| PolicyApplied { share }).into())
    }
}

fn bring_inside(share: &mut Share, outside: &Outside) -> Option<SettingChange> {
    let (terms, gate) = (&mut share.terms, &mut share.gate);
    let (setting, from, to) = match outside {
        Outside::Expiry { at, latest, .. } => {
            gate.expires_at = *latest;
            ("expires_at", json!(at), json!(latest))
        }
        Outside::Notice { sha256 } => {
            let from = std::mem::replace(&mut terms.notice, *sha256);
            ("notice", json!(from), json!(sha256))
        }
        Outside::Disclaimer { sha256 } => {
            let from = std::mem::replace(&mut terms.disclaimer, *sha256);
            ("disclaimer", json!(from), json!(sha256))
        }
        Outside::UploadBytes { max, layer } => {
            let from = std::mem::replace(&mut terms.limits.max_bytes, *max);
            terms.limits.bytes_layer = *layer;
            ("max_upload_bytes", json!(from), json!(max))
        }
        Outside::UploadExtensions { allowed, .. } if allowed.is_empty() => return None,
        Outside::UploadExtensions { allowed, layer } => {
            let from = std::mem::replace(&mut terms.limits.extensions, allowed.clone());
            terms.limits.extensions_layer = *layer;
            ("upload_extensions", json!(from), json!(allowed))
        }
        Outside::Code { .. } => {
            gate.require_code();
            ("code", json!(false), json!(true))
        }
        Outside::DecisionCode { .. } => {
            terms.decision_code = true;
            if terms.needs_code(gate.delivery()) {
                gate.require_code();
            }
            ("decision_code", json!(false), json!(true))
        }
        Outside::WhoOpens { .. } => {
            gate.who_opens = true;
            ("who_opens", json!(false), json!(true))
        }
        Outside::CodeInsteadOfPassword { .. } => {
            terms.code_instead_of_password = false;
            ("code_instead_of_password", json!(true), json!(false))
        }
        Outside::Password { .. } => return None,
    };
    Some(SettingChange { setting: setting.to_owned(), from, to })
}

/// Those of a share that its policy has, too.
fn allowed(terms: &Terms, policy: &Setting<Vec<String>>) -> Vec<String> {
    terms.limits.extensions.iter().filter(|e| policy.value.contains(e)).cloned().collect()
}

/// The texts that its guest agreed to before. Where nobody opened the share in between, those of before that.
fn replaced(before: &Share, after: &Share, stamp: &Stamp) -> Option<Replaced> {
    let (was, is) = (&before.terms, &after.terms);
    let changed = was.notice != is.notice || was.disclaimer != is.disclaimer;
    let openings = before.gate.accesses.used;
    let earlier = was.replaced.filter(|earlier| !changed || earlier.openings == openings);
    if earlier.is_some() || !changed || openings == 0 {
        return earlier;
    }
    Some(Replaced { notice: was.notice, disclaimer: was.disclaimer, openings, at: stamp.now })
}

#[cfg(test)]
mod tests;
