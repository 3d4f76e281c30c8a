//! Creating a share: terms held against the policy, everything that is wrong told at once.

use std::collections::BTreeSet;

use jiff::{Timestamp, ToSpan as _, Unit};

use super::{Accesses, Brief, Creator, Delivery, Permission, Recipient, Scope, Share};
use crate::{
    audit::{Digest, Event, Head, Stamp},
    change::Change,
    id::ShareId,
    member::Authority,
    org::{Org, Project},
    outbox::Message,
    password::{Attempts, Password},
    policy::{LONGEST, Policy, Source},
    run::Run,
    slug::TaskSlug,
    text::{Line, Paragraphs},
    token::Salt,
    upload::UploadLimits,
    zone::Zone,
};

/// What a member asks for.
#[derive(Debug, Clone)]
pub struct Terms {
    pub recipient: Recipient,
    pub tasks: Vec<TaskSlug>,
    pub permissions: BTreeSet<Permission>,
    pub expiry: Option<Expiry>,
    pub max_accesses: Option<u32>,
    pub password: Option<Password>,
    pub instructions: Option<Paragraphs<4000>>,
    pub label: Option<Line<120>>,
    pub delivery: Delivery,
}

/// When a share ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expiry {
    /// So many calendar days from now, at the same time of day in the org's zone.
    Days(u32),
    /// An instant, and the zone in which it was meant.
    At(Timestamp, Option<Zone>),
}

/// Where the share is to stand.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    pub org: &'a Org,
    pub project: &'a Project,
    pub run: &'a Run,
}

/// Randomness of one creation.
#[derive(Debug)]
pub struct Entropy {
    pub share: ShareId,
    pub salt: Salt,
    pub password_salt: [u8; 16],
}

/// One thing that is wrong with the terms.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TermsFlaw {
    #[error("names no task")]
    NoTask,
    #[error("the run has no task {task}")]
    UnknownTask { task: TaskSlug },
    #[error("grants no permission")]
    NoPermission,
    #[error("the permission {permission:?} does not apply to tasks")]
    PermissionNotApplicable { permission: Permission },
    #[error("lies in the past")]
    ExpiryPast,
    #[error("is {asked} days from now; at most {ceiling} are allowed")]
    AboveCeiling { asked: u32, ceiling: u32, layer: Source },
    #[error("only the default expiry of {days} days is allowed")]
    CustomExpiry { days: u32, layer: Source },
    #[error("only the default access count of {max} is allowed")]
    AccessesFixed { max: u32, layer: Source },
    #[error("a password is required")]
    PasswordRequired { layer: Source },
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the share cannot be created on these terms")]
pub struct CreateRefused {
    pub flaws: Vec<TermsFlaw>,
}

/// Creates a share and its invitation.
pub fn create(
    by: Authority<'_>,
    ground: Ground<'_>,
    terms: Terms,
    entropy: &Entropy,
    stamp: &Stamp,
) -> Result<Change<(Share, Brief)>, CreateRefused> {
    let policy = Policy::effective(&ground.org.policy, &ground.project.policy);
    let mut flaws = scope_flaws(&terms, ground.run);
    let (expires_at, zone) =
        expiry(terms.expiry.as_ref(), &policy, &ground.org.zone, stamp.now).unwrap_or_else(|flaw| {
            flaws.push(flaw);
            (stamp.now, Zone::utc())
        });
    let max = max_accesses(&terms, &policy).unwrap_or_else(|flaw| {
        flaws.push(flaw);
        0
    });
    if policy.password_required.value && terms.password.is_none() {
        flaws.push(TermsFlaw::PasswordRequired { layer: policy.password_required.layer });
    }
    if !flaws.is_empty() {
        return Err(CreateRefused { flaws });
    }

    let locale = terms.recipient.locale;
    let brief = Brief {
        share: entropy.share,
        org_name: ground.org.name.clone(),
        run_title: ground.run.title.clone(),
        instructions: terms.instructions,
        notice: policy.notice(locale).to_owned(),
        acknowledgement: policy.acknowledgement(locale).map(str::to_owned),
    };
    let member = by.member;
    let share = Share {
        id: entropy.share,
        org: ground.org.slug.clone(),
        project: ground.project.slug.clone(),
        scope: Scope { run: ground.run.id, slug: ground.run.slug.clone(), tasks: once(terms.tasks) },
        recipient: terms.recipient,
        creator: Creator { sub: member.sub.clone(), name: member.name.clone(), email: member.email.clone() },
        permissions: terms.permissions,
        label: terms.label,
        delivery: terms.delivery,
        created_at: stamp.now,
        expires_at,
        zone,
        accesses: Accesses { used: 0, max },
        limits: UploadLimits::from(&policy),
        notice_sha256: Digest::of(&brief.notice),
        acknowledge: brief.acknowledgement.is_some(),
        salt: entropy.salt,
        epoch: 1,
        password: terms.password.map(|p| p.hash(entropy.password_salt)),
        attempts: Attempts::default(),
        visits: Vec::new(),
        invited_at: None,
        mailings: Vec::new(),
        completed_at: None,
        revoked: None,
        expiry_recorded_at: None,
        link_requested_at: None,
        head: Head::default(),
        version: 0,
    };
    let event = Event::ShareCreated {
        project: share.project.clone(),
        run: share.scope.slug.clone(),
        tasks: share.scope.tasks.clone(),
        expires_at,
        zone: share.zone.clone(),
        max_accesses: max,
        password: share.password.is_some(),
        delivery: share.delivery.name(),
    };
    let messages = invitation(&share);
    Ok(Change::new(share, stamp, event, []).with(brief).tell(stamp, messages))
}

/// The mail that carries the link, unless its creator carries it.
pub(super) fn invitation(share: &Share) -> Vec<Message> {
    match share.delivery {
        Delivery::Email => vec![Message::Invitation { share: share.id }],
        Delivery::Link => vec![],
    }
}

/// Tasks in the order given, each of them once.
fn once(mut tasks: Vec<TaskSlug>) -> Vec<TaskSlug> {
    let mut seen = BTreeSet::new();
    tasks.retain(|task| seen.insert(task.clone()));
    tasks
}

fn scope_flaws(terms: &Terms, run: &Run) -> Vec<TermsFlaw> {
    let mut flaws = Vec::new();
    if terms.tasks.is_empty() {
        flaws.push(TermsFlaw::NoTask);
    }
    if terms.permissions.is_empty() {
        flaws.push(TermsFlaw::NoPermission);
    }
    let unknown = terms.tasks.iter().filter(|t| run.step(t).is_none());
    flaws.extend(unknown.map(|task| TermsFlaw::UnknownTask { task: task.clone() }));
    if terms.permissions.contains(&Permission::Respond) {
        flaws.push(TermsFlaw::PermissionNotApplicable { permission: Permission::Respond });
    }
    flaws
}

/// When a share ends that was asked for now, to the second, and the zone in which that is meant.
pub fn expiry(
    asked: Option<&Expiry>,
    policy: &Policy,
    zone: &Zone,
    now: Timestamp,
) -> Result<(Timestamp, Zone), TermsFlaw> {
    let default = policy.default_expiry_days.value;
    let days_from_now = |days: u32| {
        let then = zone.at(now).checked_add(i64::from(days.min(LONGEST + 1)).days());
        then.map_or(now, |z| z.timestamp())
    };
    let ceiling = &policy.max_expiry_days;
    let above = |asked| TermsFlaw::AboveCeiling { asked, ceiling: ceiling.value, layer: ceiling.layer };
    let custom =
        !matches!(asked, None | Some(Expiry::Days(_))) || matches!(asked, Some(Expiry::Days(days)) if *days != default);
    if custom && !policy.allow_custom_expiry.value {
        return Err(TermsFlaw::CustomExpiry { days: default, layer: policy.allow_custom_expiry.layer });
    }
    let (at, zone) = match asked {
        None => (days_from_now(default), zone.clone()),
        Some(Expiry::Days(0)) => return Err(TermsFlaw::ExpiryPast),
        Some(Expiry::Days(days)) if *days > ceiling.value => return Err(above(*days)),
        Some(Expiry::Days(days)) => (days_from_now(*days), zone.clone()),
        Some(Expiry::At(at, meant)) => {
            let at = to_the_second(*at);
            if at <= now {
                return Err(TermsFlaw::ExpiryPast);
            }
            if at > days_from_now(ceiling.value) {
                return Err(above(days_until(at, zone, now).max(ceiling.value + 1)));
            }
            (at, meant.clone().unwrap_or_else(|| zone.clone()))
        }
    };
    Ok((to_the_second(at), zone))
}

fn to_the_second(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second()).unwrap_or(at)
}

/// Calendar days of the zone from now to a later instant, a day that has begun counted as whole.
fn days_until(at: Timestamp, zone: &Zone, now: Timestamp) -> u32 {
    let from = zone.at(now);
    let whole = from.until((Unit::Day, &zone.at(at))).map_or(i32::MAX, |span| span.get_days());
    let begun = from.checked_add(whole.days()).is_ok_and(|then| then.timestamp() < at);
    u32::try_from(whole).map_or(u32::MAX, |days| days.saturating_add(begun.into()))
}

fn max_accesses(terms: &Terms, policy: &Policy) -> Result<u32, TermsFlaw> {
    let default = policy.default_max_accesses.value;
    match terms.max_accesses {
        None => Ok(default),
        Some(asked) if asked == default || policy.allow_max_accesses_override.value => Ok(asked),
        Some(_) => Err(TermsFlaw::AccessesFixed { max: default, layer: policy.allow_max_accesses_override.layer }),
    }
}

#[cfg(test)]
mod expiry_tests;
#[cfg(test)]
mod tests;
