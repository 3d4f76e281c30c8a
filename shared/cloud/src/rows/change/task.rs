//! What an act in a task or on a revision writes, beside the state of its actor.

use vestibule_domain::{
    gate::Acting,
    share::{Beside, StaffCommented},
    step::{Reassigned, StepGate},
    task::{TaskKey, TaskState, Work},
    work::{
        Announced, Commented, Completed, Delegated, Downloaded, ExportAsked, ExportDownloaded, FileMoved, Removed,
        Responded, RespondedOnRevision, RevisionCommented, Saved, SharedRevisionDownloaded, Withdrawn,
    },
};

use super::{
    super::{
        row::{next, once},
        step::listed,
        write::{Write, Writes},
    },
    Stored, export, kept, progress,
};
use crate::{error::RowError, keys::Key};

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
        let rows = [state(&self.task, &self.state)?, work(&self.task, &self.work)?, progress(&self.progress)?];
        Ok(self.by.writes()?.and(rows).beside(self.listings.iter().map(listed)))
    }
}

impl Stored for Delegated {
    fn writes(&self) -> Result<Writes, RowError> {
        let rows = [state(&self.task, &self.state)?, progress(&self.progress)?];
        Ok(self.by.writes()?.and(rows).beside(self.listings.iter().map(listed)))
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
        let key = match &self.beside {
            Beside::Task(task) => Key::comment(task, self.comment.id),
            Beside::Document(share) => Key::note(*share, self.comment.id),
        };
        Ok(self.gate.writes()?.and([once(key, &self.comment)?]))
    }
}

impl Stored for RevisionCommented {
    fn writes(&self) -> Result<Writes, RowError> {
        Ok(self.by.writes()?.and([once(Key::note(self.share, self.comment.id), &self.comment)?]))
    }
}

impl Stored for RespondedOnRevision {
    fn writes(&self) -> Result<Writes, RowError> {
        let comment = self.comment.as_ref().map(|comment| once(Key::note(self.share, comment.id), comment));
        let response = once(Key::response(self.share), &self.response)?;
        let stands = Write::Stands { key: Key::document(self.on.id), version: self.on.version };
        Ok(self.by.writes()?.and([response, stands]).and(comment.transpose()?))
    }
}

impl Stored for SharedRevisionDownloaded {
    fn writes(&self) -> Result<Writes, RowError> {
        self.by.writes()
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

fn state(task: &TaskKey, state: &TaskState) -> Result<Write, RowError> {
    next(Key::state(task), state.version, state)
}

fn work(task: &TaskKey, work: &Work) -> Result<Write, RowError> {
    next(Key::work(task), work.version, work)
}
