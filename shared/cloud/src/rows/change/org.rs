//! What a change of an org, its projects and its people writes.

use aws_sdk_dynamodb::{primitives::Blob, types::AttributeValue};
use vestibule_domain::{
    share::TrailBroken,
    staff::{
        Founded, Invitation, InvitationMoved, Org, PersonMoved, PreferencesMoved, Profile, Project, ProjectAdded,
        ProjectPolicyChanged,
    },
};

use super::{
    super::{
        listed::{self, ListedMember},
        row::next,
        write::{Write, Writes},
    },
    Stored,
};
use crate::{
    error::RowError,
    keys::{Item, Key, number},
};

impl Stored for Founded {
    fn writes(&self) -> Result<Writes, RowError> {
        let projects = self.projects.iter().map(project).collect::<Result<Vec<_>, _>>()?;
        let members = self.members.iter().map(person).collect::<Result<Vec<_>, _>>()?;
        let listed = self.members.iter().filter_map(|member| ListedMember::of(member, &self.org.slug));
        let list = listed.map(|member| listed::entry(&member, &self.org.slug)).collect::<Result<Vec<_>, _>>()?;
        Ok(Writes(vec![org(&self.org)?]).and(projects).and(members).and(list))
    }
}

impl Stored for Org {
    fn writes(&self) -> Result<Writes, RowError> {
        Ok(Writes(vec![org(self)?]))
    }
}

impl Stored for TrailBroken {
    /// Where the org's trail ends, and nothing else of the org: the roles of those who write it allow no more.
    fn writes(&self) -> Result<Writes, RowError> {
        let key = Key::org(&self.org);
        let set = Item::from([
            ("v".into(), number(self.version + 1)),
            ("seq".into(), number(self.head.seq)),
            ("head".into(), AttributeValue::B(Blob::new(self.head.hash.bytes()))),
        ]);
        Ok(Writes(vec![Write::Next { key, set, gone: vec![], version: self.version }]))
    }
}

impl Stored for ProjectAdded {
    fn writes(&self) -> Result<Writes, RowError> {
        Ok(Writes(vec![org(&self.org)?, project(&self.project)?]))
    }
}

impl Stored for ProjectPolicyChanged {
    fn writes(&self) -> Result<Writes, RowError> {
        Ok(Writes(vec![org(&self.org)?, project(&self.project)?]))
    }
}

impl Stored for InvitationMoved {
    fn writes(&self) -> Result<Writes, RowError> {
        Ok(Writes(vec![org(&self.org)?, invitation(&self.invitation)?]))
    }
}

impl Stored for PersonMoved {
    fn writes(&self) -> Result<Writes, RowError> {
        let invitation = self.invitation.as_ref().map(invitation).transpose()?;
        Ok(Writes(vec![org(&self.org)?, person(&self.profile)?, listed::moved(self)?]).and(invitation))
    }
}

impl Stored for PreferencesMoved {
    fn writes(&self) -> Result<Writes, RowError> {
        let orgs = self.orgs.iter().map(org).collect::<Result<Vec<_>, _>>()?;
        Ok(Writes(orgs).and([person(&self.profile)?]))
    }
}

fn org(org: &Org) -> Result<Write, RowError> {
    next(Key::org(&org.slug), org.version, org)
}

fn project(project: &Project) -> Result<Write, RowError> {
    next(Key::project(&project.org, &project.slug), project.version, project)
}

fn person(profile: &Profile) -> Result<Write, RowError> {
    next(Key::person(&profile.sub), profile.version, profile)
}

fn invitation(invitation: &Invitation) -> Result<Write, RowError> {
    next(Key::invitation(&invitation.org, invitation.id), invitation.version, invitation)
}
