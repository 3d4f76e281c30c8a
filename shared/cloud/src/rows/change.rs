//! What a change writes: each state that the rules hand over, as the rows that it moves.

use vestibule_domain::{
    document::{DocumentPut, Revised, RevisionDownloaded},
    export::{Export, ExportEnded, KeptList},
    file::ReferenceFile,
    run::{ExportHandedOut, ExportRequested, HandedOut, Progress, RunPushed, Staged},
    share::{CodeRequested, Gate, Opened, PolicyApplied, Share, ShareMailed},
    task::Spec,
    value::RunId,
    work_package::WorkPackage,
};

use super::{
    document,
    mail_count::codes_counted,
    row::{next, put},
    step::listed,
    write::{Write, Writes},
};
use crate::{error::RowError, keys::Key, register_list::DocumentList};

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

impl Stored for DocumentPut {
    fn writes(&self) -> Result<Writes, RowError> {
        let between = self.between.iter();
        let stand = between.map(|one| Write::Stands { key: Key::work_package(one.id), version: one.version });
        Ok(Writes(vec![document::written(&self.document)?]).and(document::listed(&self.document)).and(stand))
    }
}

impl Stored for WorkPackage {
    fn writes(&self) -> Result<Writes, RowError> {
        Ok(Writes(vec![next(Key::work_package(self.id), self.version, self)?]))
    }
}

impl Stored for Revised {
    /// Of its lists, only that by change moves.
    fn writes(&self) -> Result<Writes, RowError> {
        let Self { document, revision } = self;
        let listed = document::in_list(document, &DocumentList::ByChange);
        Ok(Writes(vec![document::written(document)?, document::revision(revision)?, listed]))
    }
}

impl Stored for RevisionDownloaded {
    fn writes(&self) -> Result<Writes, RowError> {
        Ok(Writes(vec![document::written(&self.document)?]))
    }
}

mod org;
mod task;
#[cfg(test)]
mod tests;
