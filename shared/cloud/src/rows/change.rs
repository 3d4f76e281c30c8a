//! What a change writes: each state that the rules hand over, as the rows that it moves.

use aws_sdk_dynamodb::{primitives::Blob, types::AttributeValue};
use vestibule_domain::{
    export::{Export, ExportEnded, KeptList},
    file::ReferenceFile,
    gate::Acting,
    run::{ExportHandedOut, ExportRequested, HandedOut, Progress, RunPushed, Staged},
    share::{CodeRequested, Gate, Opened, PolicyApplied, Share, ShareMailed, StaffCommented, TrailBroken},
    staff::{
        Founded, Invitation, InvitationMoved, Org, PersonMoved, Profile, Project, ProjectAdded, ProjectPolicyChanged,
    },
    step::{Reassigned, StepGate},
    task::{Spec, TaskKey, TaskState, Work},
    value::RunId,
    work::{
        Announced, Commented, Completed, Delegated, Downloaded, ExportAsked, ExportDownloaded, FileMoved, Removed,
        Responded, Saved, Withdrawn,
    },
};

use super::{
    listed,
    mail_count::codes_counted,
    row::{next, once, put},
    step::listed,
    write::{Write, Writes},
};
use crate::{
    error::RowError,
    keys::{Item, Key, number},
};

/// State that a store can hold.
pub trait Stored {
    #[doc(hidden)]
    fn writes(&self) -> Result<Writes, RowError>;
}

impl Stored for Gate {
    fn writes(&self) -> Result<Writes, RowError> {
        Ok(Writes(vec![next(Key::gate(self.share), self.version, self)?]))
    }
}

impl Stored for Share {
    /// The terms are written with the first gate, and later by [`PolicyApplied`] alone.
    fn writes(&self) -> Result<Writes, RowError> {
        let Writes(mut writes) = self.gate.writes()?;
        if self.gate.version == 0 {
            writes.push(terms(self)?);
        }
        Ok(Writes(writes))
    }
}

impl Stored for PolicyApplied {
    fn writes(&self) -> Result<Writes, RowError> {
        Ok(self.share.gate.writes()?.and([terms(&self.share)?]))
    }
}

impl Stored for Opened {
    fn writes(&self) -> Result<Writes, RowError> {
        self.share.writes()
    }
}

impl Stored for CodeRequested {
    fn writes(&self) -> Result<Writes, RowError> {
        Ok(self.share.writes()?.and(codes_counted(&self.count)?))
    }
}

impl Stored for ShareMailed {
    fn writes(&self) -> Result<Writes, RowError> {
        let mailings = &self.mailings;
        let mails = next(Key::mailings(mailings.share), mailings.version, mailings)?;
        Ok(self.share.writes()?.and([mails]))
    }
}

impl Stored for Acting {
    fn writes(&self) -> Result<Writes, RowError> {
        match self {
            Self::Guest(gate) => gate.writes(),
            Self::Assignee(gate) => gate.writes(),
        }
    }
}

impl Stored for StepGate {
    fn writes(&self) -> Result<Writes, RowError> {
        Ok(Writes(vec![next(Key::step(&self.part.key(), self.id()), self.version, self)?]))
    }
}

impl Stored for Responded {
    fn writes(&self) -> Result<Writes, RowError> {
        let comment = self.comment.as_ref().map(|comment| once(Key::comment(&self.task, comment.id), comment));
        let rows = [state(&self.task, &self.state)?, work(&self.task, &self.work)?, progress(&self.progress)?];
        Ok(self.by.writes()?.and(rows).and(comment.transpose()?).beside(self.listings.iter().map(listed)))
    }
}

impl Stored for Withdrawn {
    fn writes(&self) -> Result<Writes, RowError> {
        let rows = [state(&self.task, &self.state)?, work(&self.task, &self.work)?];
        Ok(self.by.writes()?.and(rows).beside(self.listings.iter().map(listed)))
    }
}

impl Stored for Delegated {
    fn writes(&self) -> Result<Writes, RowError> {
        Ok(self.by.writes()?.and([state(&self.task, &self.state)?]).beside(self.listings.iter().map(listed)))
    }
}

impl Stored for Reassigned {
    fn writes(&self) -> Result<Writes, RowError> {
        let rows = vec![progress(&self.progress)?, state(&self.task, &self.state)?];
        Ok(Writes(rows).beside(self.listings.iter().map(listed)))
    }
}

impl Stored for Saved {
    fn writes(&self) -> Result<Writes, RowError> {
        Ok(self.by.writes()?.and([next(Key::work(&self.task), self.work.version, &self.work)?]))
    }
}

impl Stored for Commented {
    fn writes(&self) -> Result<Writes, RowError> {
        Ok(self.by.writes()?.and([once(Key::comment(&self.task, self.comment.id), &self.comment)?]))
    }
}

impl Stored for StaffCommented {
    fn writes(&self) -> Result<Writes, RowError> {
        Ok(self.gate.writes()?.and([once(Key::comment(&self.task, self.comment.id), &self.comment)?]))
    }
}

impl Stored for Announced {
    fn writes(&self) -> Result<Writes, RowError> {
        let state = next(Key::state(&self.task), self.state.version, &self.state)?;
        let upload = once(Key::upload(&self.task, self.upload.id), &self.upload)?;
        let forgotten = self.forgotten.iter().map(|id| Write::Delete { key: Key::upload(&self.task, *id) });
        Ok(self.by.writes()?.and([state, upload]).and(forgotten))
    }
}

impl Stored for FileMoved {
    fn writes(&self) -> Result<Writes, RowError> {
        Ok(self.by.writes()?.and([next(Key::state(&self.task), self.state.version, &self.state)?]))
    }
}

impl Stored for Removed {
    fn writes(&self) -> Result<Writes, RowError> {
        let state = next(Key::state(&self.task), self.state.version, &self.state)?;
        let gone = Write::Delete { key: Key::upload(&self.task, self.upload) };
        Ok(self.by.writes()?.and([state, gone]))
    }
}

impl Stored for Downloaded {
    fn writes(&self) -> Result<Writes, RowError> {
        self.by.writes()
    }
}

impl Stored for ExportAsked {
    fn writes(&self) -> Result<Writes, RowError> {
        Ok(self.by.writes()?.and([export(&self.export)?, kept(&self.list)?]))
    }
}

impl Stored for ExportDownloaded {
    fn writes(&self) -> Result<Writes, RowError> {
        self.by.writes()
    }
}

impl Stored for Completed {
    fn writes(&self) -> Result<Writes, RowError> {
        let rows = [state(&self.task, &self.state)?, work(&self.task, &self.work)?, progress(&self.progress)?];
        Ok(self.by.writes()?.and(rows).beside(self.listings.iter().map(listed)))
    }
}

impl Stored for Staged {
    fn writes(&self) -> Result<Writes, RowError> {
        let run = self.progress.run;
        let progress = next(Key::progress(run), self.progress.version, &self.progress)?;
        Ok(Writes(vec![progress]).and(described(run, &self.specs)?).beside(self.listings.iter().map(listed)))
    }
}

impl Stored for RunPushed {
    fn writes(&self) -> Result<Writes, RowError> {
        let id = self.run.id;
        let run = next(Key::run(id), self.run.version, &self.run)?;
        let progress = next(Key::progress(id), self.progress.version, &self.progress)?;
        Ok(Writes(vec![run, progress]).and(described(id, &self.specs)?).beside(self.listings.iter().map(listed)))
    }
}

impl Stored for HandedOut {
    fn writes(&self) -> Result<Writes, RowError> {
        Ok(Writes(vec![progress(&self.progress)?]))
    }
}

impl Stored for ExportRequested {
    fn writes(&self) -> Result<Writes, RowError> {
        Ok(Writes(vec![progress(&self.progress)?, export(&self.export)?, kept(&self.list)?]))
    }
}

impl Stored for ExportEnded<Progress> {
    fn writes(&self) -> Result<Writes, RowError> {
        Ok(Writes(vec![progress(&self.by)?, export(&self.export)?]))
    }
}

impl Stored for ExportEnded<Gate> {
    fn writes(&self) -> Result<Writes, RowError> {
        Ok(self.by.writes()?.and([export(&self.export)?]))
    }
}

impl Stored for ExportHandedOut {
    fn writes(&self) -> Result<Writes, RowError> {
        Ok(Writes(vec![progress(&self.progress)?]))
    }
}

fn terms(share: &Share) -> Result<Write, RowError> {
    next(Key::terms(share.id()), share.terms.version, &share.terms)
}

fn export(export: &Export) -> Result<Write, RowError> {
    next(Key::export(export.id), export.version, export)
}

fn kept(list: &KeptList) -> Result<Write, RowError> {
    next(Key::kept(list.of), list.version, list)
}

fn state(task: &TaskKey, state: &TaskState) -> Result<Write, RowError> {
    next(Key::state(task), state.version, state)
}

fn work(task: &TaskKey, work: &Work) -> Result<Write, RowError> {
    next(Key::work(task), work.version, work)
}

fn progress(progress: &Progress) -> Result<Write, RowError> {
    next(Key::progress(progress.run), progress.version, progress)
}

/// Descriptions go where none counts; the run's progress, which is written with them, guards them.
fn described(run: RunId, specs: &[Spec]) -> Result<Vec<Write>, RowError> {
    specs.iter().map(|spec| put(Key::spec(run, &spec.task, spec.slot), spec)).collect()
}

impl Stored for ReferenceFile {
    fn writes(&self) -> Result<Writes, RowError> {
        Ok(Writes(vec![next(Key::file(self.id), self.version, self)?]))
    }
}

impl Stored for Founded {
    fn writes(&self) -> Result<Writes, RowError> {
        let projects = self.projects.iter().map(project).collect::<Result<Vec<_>, _>>()?;
        let members = self.members.iter().map(person).collect::<Result<Vec<_>, _>>()?;
        let list = self.members.iter().map(|member| listed::entry(member, &self.org.slug));
        let list = list.collect::<Result<Vec<_>, _>>()?;
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

#[cfg(test)]
mod tests;
