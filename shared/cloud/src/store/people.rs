//! Who belongs to an org: one person, its list of members, its open invitations, and whom notices go to.

use std::{collections::BTreeSet, fmt, str::FromStr};

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use serde::Deserialize;
use vestibule_domain::{
    share::{MailCount, MailsOf},
    staff::{Colleague, Invitation, Member, Org, Profile, is_sub},
    value::{Email, InvitationId, OrgSlug, ProjectSlug},
};

use super::{
    Store,
    read::{Found, MAX_BATCH, take},
};
use crate::{
    error::{NotACursor, StoreError},
    keys::{Item, Key, text},
    rows::{self, ListedMember, mail_count::MailsUntil},
};

/// An org with what an act about its people names, where it is there.
#[derive(Debug, Default)]
pub struct OfOrg {
    pub org: Option<Org>,
    pub profile: Option<Profile>,
    pub invitation: Option<Invitation>,
    /// Those among the named ones that there are.
    pub projects: BTreeSet<ProjectSlug>,
    /// What was used of the mails that were named, in their order.
    pub counts: Vec<MailCount>,
}

/// What is asked for beside the org.
#[derive(Debug, Clone, Copy, Default)]
pub struct AskedOfOrg<'a> {
    pub sub: Option<&'a str>,
    pub invitation: Option<InvitationId>,
    pub projects: &'a [ProjectSlug],
    pub mails: &'a [MailsOf],
}

/// A page of an org's members, and where the next one begins.
#[derive(Debug)]
pub struct MembersPage {
    pub members: Vec<ListedMember>,
    pub next: Option<MemberCursor>,
}

/// The member after whom a page begins: their `sub`, which callers see anyway.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct MemberCursor(String);

impl fmt::Display for MemberCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for MemberCursor {
    type Err = NotACursor;
    fn from_str(text: &str) -> Result<Self, NotACursor> {
        if text.is_empty() || text.len() > 255 { Err(NotACursor) } else { Ok(Self(text.to_owned())) }
    }
}

impl Store {
    /// One batched read: an org, and what else an act about its people names.
    pub async fn of_org(&self, org: &OrgSlug, asked: AskedOfOrg<'_>) -> Result<OfOrg, StoreError> {
        let person = asked.sub.map(Key::person);
        let invitation = asked.invitation.map(|id| Key::invitation(org, id));
        let mut keys = vec![Key::org(org)];
        keys.extend(person.clone());
        keys.extend(invitation.clone());
        keys.extend(asked.mails.iter().map(Key::mail_count));
        let projects: Vec<_> = asked.projects.iter().map(|project| Key::project(org, project)).collect();
        let (with, rest) = projects.split_at(projects.len().min(MAX_BATCH - keys.len()));
        keys.extend_from_slice(with);
        let mut found = self.batch(&keys).await?;
        for keys in rest.chunks(MAX_BATCH) {
            found.extend(self.batch(keys).await?);
        }
        let is_there = |project: &&ProjectSlug| found.contains_key(&Key::project(org, project));
        let projects = asked.projects.iter().filter(is_there).cloned().collect();
        let counts = asked.mails.iter().map(|of| counted(&mut found, of)).collect::<Result<_, _>>()?;
        Ok(OfOrg {
            org: take(&mut found, &Key::org(org))?,
            profile: person.map_or(Ok(None), |key| take(&mut found, &key))?,
            invitation: invitation.map_or(Ok(None), |key| take(&mut found, &key))?,
            projects,
            counts,
        })
    }

    /// The invitation to the address that an org knows a member by. One read, for a member.
    pub async fn invitation_to(
        &self,
        org: &OrgSlug,
        member: Option<&Profile>,
    ) -> Result<Option<Invitation>, StoreError> {
        let Some(member) = member.and_then(|profile| profile.memberships.get(org)) else { return Ok(None) };
        self.one(&Key::invitation(org, InvitationId::of(org, &member.who.email))).await
    }

    /// The invitations of an org that can be accepted now. One query: there is one for each address at most, and they are
    /// forgotten.
    pub async fn open_invitations(&self, org: &OrgSlug, now: Timestamp) -> Result<Vec<Invitation>, StoreError> {
        let items = self.all(Key::org(org).pk, Some(Key::INVITATIONS)).await?;
        let invitations = items.into_iter().map(rows::read::<Invitation>).collect::<Result<Vec<_>, _>>()?;
        Ok(invitations.into_iter().filter(|invitation| invitation.is_open(now)).collect())
    }

    /// Members of an org by their `sub`: one query a page.
    pub async fn members(
        &self,
        org: &OrgSlug,
        after: Option<&MemberCursor>,
        limit: i32,
    ) -> Result<MembersPage, StoreError> {
        let (items, more) = self.listed(org, after, None, Some(limit)).await?;
        let members = read_all(items)?;
        let next = more.and(members.last()).map(|last| MemberCursor(last.sub.clone()));
        Ok(MembersPage { members, next })
    }

    /// The same of those who have a role in a project, with the org's responders: whom a step there can be given to. One
    /// query for each megabyte of the org's list, some 4,000 people.
    pub async fn members_of_project(
        &self,
        (org, project): (&OrgSlug, &ProjectSlug),
        after: Option<&MemberCursor>,
        limit: usize,
    ) -> Result<MembersPage, StoreError> {
        let mut after = after.cloned();
        let mut members: Vec<ListedMember> = Vec::new();
        loop {
            let (items, more) = self.listed(org, after.as_ref(), Some(Among::Project(project)), None).await?;
            members.extend(read_all(items)?);
            after = more;
            if members.len() > limit || after.is_none() {
                break;
            }
        }
        let is_cut = members.len() > limit;
        members.truncate(limit);
        let next = if is_cut { members.last().map(|last| MemberCursor(last.sub.clone())) } else { after };
        Ok(MembersPage { members, next })
    }

    /// Who administers a project; where nobody does, who administers the org. As many queries as the list takes, and one
    /// read.
    pub async fn admins(&self, org: &OrgSlug, project: &ProjectSlug) -> Result<Vec<Member>, StoreError> {
        let (mut listed, mut after): (Vec<ListedMember>, _) = (Vec::new(), None);
        loop {
            let (items, more) = self.listed(org, after.as_ref(), Some(Among::Admins(project)), None).await?;
            listed.extend(read_all(items)?);
            after = more;
            if after.is_none() {
                break;
            }
        }
        let of_project = |member: &ListedMember| member.roles.in_projects().contains_key(project);
        let (of_project, of_org): (Vec<_>, Vec<_>) = listed.into_iter().partition(of_project);
        let admins = if of_project.is_empty() { of_org } else { of_project };
        let subs: Vec<_> = admins.into_iter().map(|admin| admin.sub).take(MAX_BATCH).collect();
        let profiles = self.profiles(&subs).await?;
        let still = profiles.iter().filter(|profile| profile.is_in(org, project));
        Ok(still.filter_map(|profile| profile.member(org)).collect())
    }

    /// People by their `sub`, at most 100; who is not known is left out.
    pub async fn profiles(&self, subs: &[String]) -> Result<Vec<Profile>, StoreError> {
        let keys: Vec<_> = subs.iter().filter(|sub| is_sub(sub)).map(|sub| Key::person(sub)).collect();
        let mut found = self.batch(&keys).await?;
        let profiles = keys.iter().map(|key| take(&mut found, key)).collect::<Result<Vec<_>, _>>()?;
        Ok(profiles.into_iter().flatten().collect())
    }

    /// The member or responder of an org who is named so: one read, and by their address as many queries as the org's list
    /// takes. An address of several names none of them.
    pub async fn colleague(&self, org: &OrgSlug, named: &Colleague) -> Result<Option<Member>, StoreError> {
        let profile = match named {
            Colleague::Sub(sub) => self.profile(sub).await?,
            Colleague::Address(email) => match self.subs_of(org, email).await?.as_slice() {
                [sub] => self.profile(sub).await?,
                _ => None,
            },
        };
        Ok(profile.and_then(|profile| profile.member(org)))
    }

    /// Addresses are the same in letters of either size.
    async fn subs_of(&self, org: &OrgSlug, email: &Email) -> Result<Vec<String>, StoreError> {
        let (mut subs, mut after) = (Vec::new(), None);
        loop {
            let (items, more) = self.listed(org, after.as_ref(), None, None).await?;
            let is_theirs =
                |member: &ListedMember| member.email.as_str().to_lowercase() == email.as_str().to_lowercase();
            subs.extend(read_all(items)?.into_iter().filter(is_theirs).map(|member| member.sub));
            after = more;
            if after.is_none() {
                return Ok(subs);
            }
        }
    }

    async fn listed(
        &self,
        org: &OrgSlug,
        after: Option<&MemberCursor>,
        among: Option<Among<'_>>,
        limit: Option<i32>,
    ) -> Result<(Vec<Item>, Option<MemberCursor>), StoreError> {
        let mut asked = self
            .dynamodb
            .query()
            .table_name(&self.state)
            .key_condition_expression("pk = :pk AND begins_with(sk, :prefix)")
            .expression_attribute_values(":pk", text(Key::org(org).pk))
            .expression_attribute_values(":prefix", text(Key::LISTED))
            .consistent_read(true)
            .set_limit(limit)
            .set_exclusive_start_key(after.map(|MemberCursor(sub)| Key::listed(org, sub).item()));
        if let Some(among) = among {
            asked = asked.filter_expression(among.filter()).expression_attribute_names("#roles", "roles");
            for (name, value) in among.names() {
                asked = asked.expression_attribute_names(name, value);
            }
            for (name, value) in among.values() {
                asked = asked.expression_attribute_values(name, value);
            }
        }
        let page = asked.send().await.map_err(StoreError::unavailable("Query"))?;
        let end = page.last_evaluated_key.map(|end| Key::of(&end).sk);
        let next = end.and_then(|sk| sk.strip_prefix(Key::LISTED).map(|sub| MemberCursor(sub.to_owned())));
        Ok((page.items.unwrap_or_default(), next))
    }
}

/// Whom of an org's members a query picks.
#[derive(Clone, Copy)]
enum Among<'a> {
    /// Who has a role in it, and responders.
    Project(&'a ProjectSlug),
    /// Who administers it, and org admins.
    Admins(&'a ProjectSlug),
}

impl Among<'_> {
    fn filter(self) -> &'static str {
        match self {
            Self::Project(_) => "attribute_exists(#roles.#roles.#project) OR #roles.#org_role = :org_role",
            Self::Admins(_) => "#roles.#roles.#project = :role OR #roles.#org_role = :org_role",
        }
    }

    fn names(self) -> [(&'static str, String); 2] {
        let (Self::Project(project) | Self::Admins(project)) = self;
        [("#project", project.to_string()), ("#org_role", "org_role".to_owned())]
    }

    fn values(self) -> Vec<(&'static str, AttributeValue)> {
        match self {
            Self::Project(_) => vec![(":org_role", text("workflow_responder"))],
            Self::Admins(_) => vec![(":org_role", text("org_admin")), (":role", text("project_admin"))],
        }
    }
}

fn read_all(items: Vec<Item>) -> Result<Vec<ListedMember>, StoreError> {
    Ok(items.into_iter().map(rows::read).collect::<Result<_, _>>()?)
}

/// What was used of these mails.
pub(super) fn counted(found: &mut Found, of: &MailsOf) -> Result<MailCount, StoreError> {
    let row: Option<MailsUntil> = take(found, &Key::mail_count(of))?;
    let none = MailCount::none(of.clone());
    Ok(row.map_or(none, |row| MailCount { of: of.clone(), until: Some(row.until), version: row.version }))
}
