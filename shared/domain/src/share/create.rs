//! Creating a share: terms held against the policy, everything that is wrong told at once.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{
    accesses,
    allowance::Spent,
    assurance::password::{Attempts, PasswordHash},
    code_asked,
    expiry::{self, Expiry},
    fact::{Delivery, ShareFact},
    gate::{Accesses, Gate, MAX_DECIDED_TASKS},
    link::Salt,
    manage::edit,
    permission::Permission,
    scope::{Scope, Subject},
    scope_fact::ScopeFact,
    state::Share,
    terms::{Creator, Recipient, Terms},
    terms_flaw::TermsFlaw,
};
use crate::{
    audit::{Head, Stamp},
    change::Change,
    file::UploadLimits,
    outbox::Message,
    policy::Policy,
    run::Bits,
    staff::{Authority, Forbidden, Org, Project, Right},
    value::{Line, Paragraphs, ShareId, Zone},
};

/// What a member asks for, as far as the policy has a say in it.
#[derive(Debug, Clone)]
pub struct AskedTerms {
    pub permissions: BTreeSet<Permission>,
    pub delivery: Delivery,
    pub expiry: Option<Expiry>,
    /// 0: any number.
    pub max_accesses: Option<u32>,
    /// Whether a code is mailed; `None`: where the policy requires it.
    pub code: Option<bool>,
    /// Whether who opens says who they are; `None`: where the policy requires it.
    pub who_opens: Option<bool>,
}

/// A member creates a share. The random parts come with the act.
#[derive(Debug, Clone)]
pub struct Create {
    pub id: ShareId,
    pub salt: Salt,
    pub asked: AskedTerms,
    pub recipient: Recipient,
    pub password: Option<PasswordHash>,
    pub instructions: Option<Paragraphs<4000>>,
    pub label: Option<Line<120>>,
}

/// Where the share is to stand.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    pub org: &'a Org,
    pub project: &'a Project,
    pub subject: Subject<'a>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CreateRefused {
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    #[error("the share cannot be created on these terms")]
    Flawed { flaws: Vec<TermsFlaw> },
}

/// Terms that may be had, under the policy that they were held against.
struct Judged {
    policy: Policy,
    scope: Scope,
    expires_at: Timestamp,
    zone: Zone,
    max_accesses: u32,
    code: bool,
    who_opens: bool,
}

impl AskedTerms {
    /// Everything that is wrong with the terms, at once; also where the rest of a request cannot be read.
    pub fn check(
        &self,
        by: Authority<'_>,
        context: Context<'_>,
        with_password: bool,
        now: Timestamp,
    ) -> Result<(), CreateRefused> {
        self.judge(by, context, with_password, now).map(|_| ())
    }

    fn judge(
        &self,
        by: Authority<'_>,
        context: Context<'_>,
        with_password: bool,
        now: Timestamp,
    ) -> Result<Judged, CreateRefused> {
        by.covers(Right::CreateShares, &context.org.slug, &context.project.slug)?;
        let policy = context.project.policy_within(context.org);
        if !context.subject.is_in(&context.org.slug, &context.project.slug) {
            return Err(Forbidden::NoSuchProject.into());
        }
        let scope = Scope::of(context.subject, &self.permissions, &policy);
        let expiry = expiry::resolve(self.expiry.as_ref(), &policy, &context.org.zone, now);
        let max = accesses::within(self.max_accesses, &policy);
        let permissions = permission_flaws(&self.permissions, context.subject);
        let required = &policy.password_required;
        let missing = required.value && !with_password;
        let password = missing.then_some(TermsFlaw::PasswordRequired { layer: required.layer });
        let code = code_asked::judged(self.code, &self.permissions, self.delivery, &policy);
        let who_opens = edit::who_opens(self.who_opens, &policy);
        match (scope, expiry, max, code, who_opens) {
            (Ok(scope), Ok((expires_at, zone)), Ok(max_accesses), Ok(code), Ok(who_opens))
                if permissions.is_empty() && password.is_none() =>
            {
                Ok(Judged { policy, scope, expires_at, zone, max_accesses, code, who_opens })
            }
            (scope, expiry, max, code, who_opens) => {
                let mut flaws = scope.err().unwrap_or_default();
                flaws.extend(permissions);
                flaws.extend(expiry.err());
                flaws.extend(max.err());
                flaws.extend(password);
                flaws.extend(code.err());
                flaws.extend(who_opens.err());
                Err(CreateRefused::Flawed { flaws })
            }
        }
    }
}

impl Create {
    /// Creates the share, and its invitation.
    pub fn decide(
        &self,
        by: Authority<'_>,
        context: Context<'_>,
        stamp: &Stamp,
    ) -> Result<Change<Share>, CreateRefused> {
        let judged = self.asked.judge(by, context, self.password.is_some(), stamp.now)?;
        let share = Share { terms: self.terms(by, context, &judged, stamp), gate: self.gate(by, context, judged) };
        Ok(created(share, stamp))
    }

    fn terms(&self, by: Authority<'_>, context: Context<'_>, judged: &Judged, stamp: &Stamp) -> Terms {
        let (policy, locale, permissions) = (&judged.policy, self.recipient.locale, &self.asked.permissions);
        Terms {
            id: self.id,
            org: context.org.slug.clone(),
            org_name: context.org.name.clone(),
            project: context.project.slug.clone(),
            scope: judged.scope.clone(),
            title: context.subject.title(),
            recipient: self.recipient.clone(),
            creator: Creator::from(by.member()),
            permissions: permissions.clone(),
            label: self.label.clone(),
            instructions: self.instructions.clone(),
            notice: policy.notice(locale),
            disclaimer: policy.disclaimer(locale),
            disclaimer_locale: policy.disclaimer_in(locale).map(|(of, _)| of).filter(|of| *of != locale),
            code_instead_of_password: policy.code_instead_of_password.value,
            decision_code: policy.decision_code_required.value && permissions.contains(&Permission::Respond),
            limits: UploadLimits::from(policy),
            branding: policy.branding(),
            sender: policy.sender_name.value.clone(),
            replaced: None,
            created_at: stamp.now,
            version: 0,
        }
    }

    /// The gate of a share that nobody has opened.
    fn gate(&self, by: Authority<'_>, context: Context<'_>, judged: Judged) -> Gate {
        Gate {
            share: self.id,
            list: Project::list(&context.org.slug, &context.project.slug),
            head: Head::default(),
            epoch: 1,
            link: 1,
            salt: self.salt,
            carrier: self.asked.delivery.carrier(by.member()),
            expires_at: judged.expires_at,
            zone: judged.zone,
            accesses: Accesses { used: 0, max: judged.max_accesses },
            password: self.password.clone(),
            code: judged.code,
            who_opens: judged.who_opens,
            codes: Vec::new(),
            attempts: Attempts::default(),
            devices: Vec::new(),
            visits: Vec::new(),
            decided: Bits::default(),
            decision: None,
            spent: Spent::default(),
            comments: 0,
            downloads: 0,
            last_access_at: None,
            invited_at: None,
            completed_at: None,
            receipt_until: None,
            news_until: None,
            staff_comments: 0,
            staff_comments_until: None,
            revoked: None,
            expiry_recorded_at: None,
            link_requested_at: None,
            version: 0,
        }
    }
}

fn created(share: Share, stamp: &Stamp) -> Change<Share> {
    let fact = ShareFact::Created {
        project: share.terms.project.clone(),
        scope: ScopeFact::from(&share.terms.scope),
        expires_at: share.gate.expires_at,
        zone: share.gate.zone.clone(),
        max_accesses: share.gate.accesses.max,
        password: share.gate.password.is_some(),
        code: share.gate.code,
        who_opens: share.gate.who_opens,
        delivery: share.gate.delivery(),
        permissions: share.terms.permissions.iter().copied().collect(),
        code_instead_of_password: share.terms.code_instead_of_password,
    };
    let mails = invitation(&share);
    Change::new(share, stamp, fact, []).mail(stamp, mails)
}

/// The mail that carries the link, unless its creator carries it.
pub(super) fn invitation(share: &Share) -> Option<Message> {
    match share.gate.delivery() {
        Delivery::Email => Some(Message::Invitation { share: share.id() }),
        Delivery::Link => None,
    }
}

fn permission_flaws(permissions: &BTreeSet<Permission>, subject: Subject<'_>) -> Vec<TermsFlaw> {
    if permissions.is_empty() {
        return vec![TermsFlaw::NoPermission];
    }
    let stray = permissions.iter().filter(|p| !subject.permissions().contains(p));
    let stray = stray.map(|p| TermsFlaw::PermissionNotApplicable { permission: *p });
    let decides = permissions.contains(&Permission::Respond);
    let too_many = (decides && subject.count_tasks() > MAX_DECIDED_TASKS).then_some(TermsFlaw::TooManyToDecide);
    stray.chain(too_many).collect()
}

#[cfg(test)]
mod tests;
