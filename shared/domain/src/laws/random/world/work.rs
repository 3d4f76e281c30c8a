//! What a guest who was let in does in the tasks.

use super::{Verdict, World, refusal::work_refused};
use crate::{
    Act as _, Change, Decision,
    file::Stage,
    fixtures::{arrival, as_read, changed, gate_of, manifest, slug},
    gate::{Acting, OnTask, Permit},
    task::{Answer, Task, TaskState, Upload, Work},
    value::UploadId,
    work::{
        Announce, AnnounceRefused, Announced, CompleteRefused, Completed, FileMoved, FileRefused, ReleaseUpload,
        Remove, Removed, Save, SaveRefused, Saved, Settle, UploadFlaw,
    },
};

impl World {
    pub(super) fn save(&mut self, session: usize, base: usize, field: &str, value: Option<&str>) -> Verdict {
        let (share, company) = (self.share.clone(), self.house.on("company"));
        let base = company.task.work.version.saturating_sub(base as u64);
        let answers = [(slug(field), value.map(|v| Answer::Text(v.into())))].into();
        match (Save { base, answers }).decide(self.enter(&share, session)?.permit(&company).unwrap(), &self.as_guest())
        {
            Ok(Decision::Already(_)) => Ok("same"),
            Ok(Decision::Change(change)) => {
                let Saved { by, work, .. } = change.state();
                self.keep_work("company", work);
                self.commit_acting(&change, by)
            }
            Err(SaveRefused::Work(refused)) => Err(work_refused(&refused)),
            Err(SaveRefused::ChangedElsewhere { .. }) => Err("changed elsewhere"),
            Err(other @ (SaveRefused::Unfit { .. } | SaveRefused::TooMuch | SaveRefused::UsedUp(_))) => {
                panic!("{other}")
            }
        }
    }

    /// Announces a file, puts it, settles it and releases its copy: three commits.
    pub(super) fn upload(&mut self, session: usize) -> Verdict {
        let (share, documents) = (self.share.clone(), self.house.on("documents"));
        let id = UploadId::new([self.uploads; 16]);
        let announce = Announce { id, field: slug("contract"), manifest: manifest("a.pdf", "content") };
        let permit = self.enter(&share, session)?.permit(&documents).unwrap();
        let announced = announce.decide(permit, &self.as_guest()).map_err(|refused| match refused {
            AnnounceRefused::Work(refused) => work_refused(&refused),
            AnnounceRefused::Flawed { flaws } if matches!(flaws[..], [UploadFlaw::TooMany { .. }]) => "too many",
            AnnounceRefused::Flawed { .. } | AnnounceRefused::TooManyOpen { .. } | AnnounceRefused::UsedUp(_) => {
                panic!("{refused:?}")
            }
        })?;
        let announced = changed(announced);
        let Announced { by, upload, state, .. } = announced.state();
        self.keep_state("documents", state);
        self.commit_acting(&announced, by)?;
        self.uploads += 1;

        let settle = Settle { id, arrival: Some(arrival("content")), content: None, scanned: false };
        self.move_file(session, upload, &settle)?;
        let files = &self.house.task("documents").state.files;
        let version = files[&id].stage.to_release().unwrap().to_owned();
        self.move_file(session, upload, &ReleaseUpload { id, version })
    }

    fn move_file<A>(&mut self, session: usize, upload: &Upload, act: &A) -> Verdict
    where
        A: for<'a> crate::Act<Permit<'a, OnTask<Option<Upload>>>, Made = FileMoved, Refused = FileRefused>,
    {
        let (share, on) = (self.share.clone(), self.house.on_with("documents", Some(upload.clone())));
        let moved = act.decide(self.enter(&share, session)?.permit(&on).unwrap(), &self.as_guest());
        let moved = changed(moved.unwrap());
        self.keep_state("documents", &moved.state().state);
        self.commit_acting(&moved, &moved.state().by)
    }

    /// Removes the latest file, or one that was never there.
    pub(super) fn remove(&mut self, session: usize) -> Verdict {
        let (share, documents) = (self.share.clone(), self.house.on("documents"));
        let latest = documents.task.state.files.last_key_value();
        let id = latest.map_or(UploadId::new([0xff; 16]), |(id, _)| *id);
        let permit = self.enter(&share, session)?.permit(&documents).unwrap();
        match (Remove { id }).decide(permit, &self.as_guest()) {
            Ok(removed) => {
                let removed = changed(removed);
                let Removed { by, state, .. } = removed.state();
                self.keep_state("documents", state);
                self.commit_acting(&removed, by)
            }
            Err(FileRefused::Work(refused)) => Err(work_refused(&refused)),
            Err(FileRefused::NoSuchFile) => Err("no file"),
            Err(other @ (FileRefused::Settle(_) | FileRefused::TakenByOthers { .. } | FileRefused::UsedUp(_))) => {
                panic!("{other}")
            }
        }
    }

    pub(super) fn complete(&mut self, session: usize, task: &str) -> Verdict {
        let (share, on) = (self.share.clone(), self.house.on_with(task, self.house.run.clone()));
        match as_read(&on.task).decide(self.enter(&share, session)?.permit(&on).unwrap(), &self.as_guest()) {
            Ok(Decision::Already(_)) => Ok("before"),
            Ok(Decision::Change(change)) => {
                let Completed { by, state, work, progress, .. } = change.state();
                self.keep_state(task, state);
                self.keep_work(task, work);
                self.house.progress = crate::run::Progress { version: progress.version + 1, ..progress.clone() };
                self.commit_acting(&change, by)
            }
            Err(CompleteRefused::Work(refused)) => Err(work_refused(&refused)),
            Err(CompleteRefused::Incomplete { .. }) => Err("incomplete"),
            Err(CompleteRefused::Changed) => panic!("what stands is read"),
        }
    }

    /// Files of the documents that count.
    pub(super) fn files(&self) -> usize {
        let documents = self.house.task("documents");
        assert!(documents.state.files.values().all(|mark| matches!(mark.stage, Stage::Clean { .. })));
        documents.state.files.len()
    }

    fn commit_acting<S: super::Ends>(&mut self, change: &Change<S>, by: &Acting) -> Verdict {
        self.commit(change, gate_of(by))
    }

    fn kept(&mut self, task: &str) -> &mut Task {
        self.house.tasks.iter_mut().find(|kept| kept.slug().as_str() == task).unwrap()
    }

    /// As the store writes it: over the version that was read.
    pub(super) fn keep_state(&mut self, task: &str, state: &TaskState) {
        let kept = &mut self.kept(task).state;
        assert_eq!(state.version, kept.version);
        *kept = TaskState { version: kept.version + 1, ..state.clone() };
    }

    fn keep_work(&mut self, task: &str, work: &Work) {
        let kept = &mut self.kept(task).work;
        assert_eq!(work.version, kept.version);
        *kept = Work { version: kept.version + 1, ..work.clone() };
    }
}
