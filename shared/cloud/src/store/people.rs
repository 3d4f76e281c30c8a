//! Who belongs to an org: one person, its list of members, its open invitations, and whom notices go to.

use std::{collections::BTreeSet, fmt, str::FromStr};

use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use jiff::Timestamp;
use serde::Deserialize;
use vestibule_domain::{
    share::{MailCount, MailsOf},
    staff::{Colleague, Invitation, Member, Org, Profile, Roles, is_sub},
    value::{Email, InvitationId, OrgSlug, ProjectSlug, RecipientId},
};

use super::{
    Store,
    among::Among,
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

/// The member after whom a page begins: their address, as a hash, and their `sub`. Opaque to callers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct MemberCursor {
    address: RecipientId,
    sub: String,
}

impl MemberCursor {
    fn of(org: &OrgSlug, member: &ListedMember) -> Self {
        Self { address: RecipientId::of(org, &member.email), sub: member.sub.clone() }
    }

    fn parted_by(sign: char, text: &str) -> Option<Self> {
        let (address, sub) = text.split_once(sign)?;
        is_sub(sub).then_some(Self { address: address.parse().ok()?, sub: sub.to_owned() })
    }
}

impl fmt::Display for MemberCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.address, self.sub)
    }
}

impl FromStr for MemberCursor {
    type Err = NotACursor;
    fn from_str(text: &str) -> Result<Self, NotACursor> {
        Self::parted_by('.', text).ok_or(NotACursor)
    }
}

impl TryFrom<String> for MemberCursor {
    type Error = NotACursor;
    fn try_from(text: String) -> Result<Self, NotACursor> {
        text.parse()
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

    /// Members of an org, in the order of their keys: one query a page.
    pub async fn members(
        &self,
        org: &OrgSlug,
        after: Option<&MemberCursor>,
        limit: i32,
    ) -> Result<MembersPage, StoreError> {
        let (items, more) = self.listed(org, after, None, Some(limit)).await?;
        let members = read_all(items)?;
        let next = more.and(members.last()).map(|last| MemberCursor::of(org, last));
        Ok(MembersPage { members, next })
    }

    /// The same of those who are seen in a project. One query for each megabyte of the org's list, some 4,000 people.
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
        let next = if is_cut { members.last().map(|last| MemberCursor::of(org, last)) } else { after };
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

    /// The member or responder of an org who is named so: one read, and one query before it by their address. An address
    /// names nobody whom the member who asks may not know in the project, and none of several.
    pub async fn colleague(
        &self,
        (by, project): (&Member, &ProjectSlug),
        named: &Colleague,
    ) -> Result<Option<Member>, StoreError> {
        let found = async |sub: &str| Ok::<_, StoreError>(self.profile(sub).await?.and_then(|one| one.member(&by.org)));
        Ok(match named {
            Colleague::Sub(sub) => found(sub).await?,
            Colleague::Address(email) => match self.known_by(&by.org, email).await?.as_slice() {
                [one] => found(&one.sub).await?.filter(|member| by.knows(member, project)),
                _ => None,
            },
        })
    }

    /// What those are whom an org knows by an address. One query.
    pub async fn roles_at(&self, org: &OrgSlug, address: &Email) -> Result<Vec<Roles>, StoreError> {
        Ok(self.known_by(org, address).await?.into_iter().map(|member| member.roles).collect())
    }

    /// Whom an org knows by an address, in letters of either size; two of them at most.
    async fn known_by(&self, org: &OrgSlug, address: &Email) -> Result<Vec<ListedMember>, StoreError> {
        let asked = self.list_of(org, &Key::listed_at(org, address)).limit(2);
        let page = asked.send().await.map_err(StoreError::unavailable("Query"))?;
        read_all(page.items.unwrap_or_default())
    }

    async fn listed(
        &self,
        org: &OrgSlug,
        after: Option<&MemberCursor>,
        among: Option<Among<'_>>,
        limit: Option<i32>,
    ) -> Result<(Vec<Item>, Option<MemberCursor>), StoreError> {
        let start = after.map(|MemberCursor { address, sub }| Key::listed_as(org, *address, sub).item());
        let mut asked = self.list_of(org, Key::LISTED).set_limit(limit).set_exclusive_start_key(start);
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
        let next = end.and_then(|sk| MemberCursor::parted_by('#', sk.strip_prefix(Key::LISTED)?));
        Ok((page.items.unwrap_or_default(), next))
    }

    /// What an org's list of members has under keys that begin so.
    fn list_of(&self, org: &OrgSlug, prefix: &str) -> QueryFluentBuilder {
        self.dynamodb
            .query()
            .table_name(&self.state)
            .key_condition_expression("pk = :pk AND begins_with(sk, :prefix)")
            .expression_attribute_values(":pk", text(Key::org(org).pk))
            .expression_attribute_values(":prefix", text(prefix))
            .consistent_read(true)
    }
}

fn read_all(items: Vec<Item>) -> Result<Vec<ListedMember>, StoreError> {
    Ok(items.into_iter().map(rows::read).collect::<Result<_, _>>()?)
}

/// What was used of these mails.
pub(super) fn counted(found: &mut Found, of: &MailsOf) -> Result<MailCount, StoreError> {
    let row: Option<MailsUntil> = take(found, &Key::mail_count(of))?;
    let none = MailCount::none(of.clone());
    let counted = |MailsUntil { until, most, version }| MailCount { of: of.clone(), until: Some(until), most, version };
    Ok(row.map_or(none, counted))
}
