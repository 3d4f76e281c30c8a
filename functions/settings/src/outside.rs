//! Which active shares lie outside a policy: project by project, those that live longest first.

use std::{fmt, str::FromStr};

use vestibule_api::staff::OutsideShare;
use vestibule_cloud::{
    error::NotACursor,
    listing::{Cursor, Paging, SortedBy},
};
use vestibule_domain::{
    share::Share,
    staff::{Member, Org, Project, Right},
    value::ProjectSlug,
};
use vestibule_web::{answer::policy_view, door::TryError};

use crate::Settings;

/// Shares that are looked at for one answer.
const MAX_EXAMINED: usize = 200;
/// Shares that are asked for at once: what two batched reads bring.
const PAGE: i32 = 66;

/// Whose shares are looked at, under the policies of an org and its projects as they are to be.
pub(crate) struct LookedAt<'a> {
    pub(crate) member: &'a Member,
    pub(crate) org: &'a Org,
    /// By their names.
    pub(crate) projects: Vec<Project>,
}

/// Where an answer begins: in this project, behind this share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Begin {
    project: ProjectSlug,
    after: Option<Cursor>,
}

/// A page of those outside.
#[derive(Debug, Default)]
pub(crate) struct OutsidePage {
    pub(crate) shares: Vec<OutsideShare>,
    pub(crate) examined: usize,
    /// `None`: all were looked at.
    pub(crate) next: Option<Begin>,
}

impl Settings {
    /// One query for each 66 shares, and two batched reads.
    pub(crate) async fn outside(
        &self,
        LookedAt { member, org, projects }: LookedAt<'_>,
        begin: Option<&Begin>,
    ) -> Result<OutsidePage, TryError> {
        let mut found = OutsidePage::default();
        let from = |project: &Project| begin.is_none_or(|begin| project.slug >= begin.project);
        for project in projects.iter().filter(|project| from(project)) {
            let by = member.authority(&project.slug, Right::ViewShares)?;
            let policy = project.policy_within(org);
            let mut after = begin.filter(|begin| begin.project == project.slug).and_then(|begin| begin.after.clone());
            loop {
                if found.examined >= MAX_EXAMINED {
                    found.next = Some(Begin { project: project.slug.clone(), after });
                    return Ok(found);
                }
                let paging = Paging { descending: true, limit: PAGE, cursor: after.as_ref() };
                let page = self.staff.store.active_shares(by, SortedBy::Expiry, paging).await?;
                found.examined += page.shares.len();
                for mailed in &page.shares {
                    let outside = mailed.share.outside(&policy, &org.zone, self.staff.now());
                    if !outside.is_empty() {
                        let outside = policy_view::outside(&outside);
                        found.shares.push(OutsideShare { outside, ..told(&mailed.share) });
                    }
                }
                after = page.cursor;
                if after.is_none() {
                    break;
                }
            }
        }
        Ok(found)
    }
}

fn told(share: &Share) -> OutsideShare {
    OutsideShare {
        share: share.id(),
        project: share.terms.project.clone(),
        recipient_name: share.terms.recipient.name.clone(),
        recipient_email: share.terms.recipient.email.clone(),
        label: share.terms.label.clone(),
        expires_at: share.gate.expires_at,
        outside: vec![],
    }
}

impl FromStr for Begin {
    type Err = NotACursor;

    fn from_str(text: &str) -> Result<Self, NotACursor> {
        let (project, after) = text.split_once('/').ok_or(NotACursor)?;
        let project = project.parse().map_err(|_| NotACursor)?;
        let after: Option<Cursor> = Some(after).filter(|after| !after.is_empty()).map(str::parse).transpose()?;
        let fits = after.as_ref().is_none_or(|after| after.is_by(SortedBy::Expiry));
        if fits { Ok(Self { project, after }) } else { Err(NotACursor) }
    }
}

impl fmt::Display for Begin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/", self.project)?;
        self.after.as_ref().map_or(Ok(()), |after| write!(f, "{after}"))
    }
}
