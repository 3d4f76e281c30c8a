//! What is accepted and what is returned, held against what was sent.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::{
    share::ShareFact,
    task::{Completion, Field, Returned, ReturnedPart, Rounds, SentFile, TaskState, WholeTask},
    value::{FieldSlug, Paragraphs, RecipientId, UploadId},
};

type Reason = Paragraphs<1000>;
/// Each with its place.
type Flaws = Vec<(usize, ItemFlaw)>;

/// What of a task is named.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// The answer of a field, or all files that were sent for it.
    Field(FieldSlug),
    File(UploadId),
}

/// Why one of the named things can be neither accepted nor handed back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ItemFlaw {
    #[error("there is no such field in this task")]
    NoSuchField,
    #[error("there is no such file in what was sent")]
    NoSuchFile,
    #[error("is named twice")]
    Twice,
    #[error("was accepted before and cannot be handed back any more")]
    Accepted,
}

/// What is named, each file by itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Named {
    accepted_fields: BTreeSet<FieldSlug>,
    accepted_files: BTreeSet<UploadId>,
    /// Without those that take files.
    answers: BTreeMap<FieldSlug, Reason>,
    files: BTreeMap<UploadId, Reason>,
    /// All that are open again.
    open: BTreeSet<FieldSlug>,
}

impl Named {
    /// All that cannot be named so is told at once: of what is accepted, and of what is returned.
    pub(super) fn of(
        to_accept: &[Item],
        to_return: &[(Item, Reason)],
        task: &WholeTask,
    ) -> Result<Self, (Flaws, Flaws)> {
        let (mut named, mut seen) = (Self::default(), Seen::default());
        let (mut accepted, mut returned) = (vec![], vec![]);
        for (at, item) in to_accept.iter().enumerate() {
            match seen.take(item, task) {
                Ok(sent) => named.accept(item, &sent),
                Err(flaw) => accepted.push((at, flaw)),
            }
        }
        for (at, (item, reason)) in to_return.iter().enumerate() {
            let sent = seen.take(item, task);
            let taken = sent.and_then(|sent| named.hand_back(sent, reason, &task.task.state.rounds));
            returned.extend(taken.err().map(|flaw| (at, flaw)));
        }
        let is_flawed = !accepted.is_empty() || !returned.is_empty();
        if is_flawed { Err((accepted, returned)) } else { Ok(named) }
    }

    fn accept(&mut self, item: &Item, sent: &Sent<'_>) {
        if let Item::Field(field) = item {
            self.accepted_fields.insert(field.clone());
        }
        self.accepted_files.extend(sent.files.iter().map(|file| file.upload.id));
    }

    fn hand_back(&mut self, sent: Sent<'_>, reason: &Reason, rounds: &Rounds) -> Result<(), ItemFlaw> {
        let Sent { field, files, whole } = sent;
        let accepted = &rounds.accepted;
        let open: Vec<_> = files.iter().filter(|file| !accepted.files.contains(&file.upload.id)).collect();
        if accepted.fields.contains(&field.slug) || (open.is_empty() && !files.is_empty()) {
            return Err(ItemFlaw::Accepted);
        }
        self.files.extend(open.into_iter().map(|file| (file.upload.id, reason.clone())));
        if whole && field.kind.as_files().is_none_or(|_| files.is_empty()) {
            self.answers.insert(field.slug.clone(), reason.clone());
        }
        self.open.insert(field.slug.clone());
        Ok(())
    }

    /// How much of reasons is kept.
    pub(super) fn reason_bytes(&self) -> usize {
        self.answers.values().chain(self.files.values()).map(|reason| reason.as_str().len()).sum()
    }

    pub(super) fn is_return(&self) -> bool {
        !self.open.is_empty()
    }

    /// Accepted, and not before.
    pub(super) fn accepts(&self, file: UploadId, state: &TaskState) -> bool {
        self.accepted_files.contains(&file) && !state.rounds.accepted.files.contains(&file)
    }

    pub(super) fn returns(&self, file: UploadId) -> bool {
        self.files.contains_key(&file)
    }

    pub(super) fn fields(&self) -> Vec<FieldSlug> {
        self.answers.keys().cloned().collect()
    }

    /// The state with what is accepted.
    pub(super) fn accepted_in(&self, state: &TaskState) -> TaskState {
        let mut state = state.clone();
        state.rounds.accepted.fields.extend(self.accepted_fields.iter().cloned());
        state.rounds.accepted.files.extend(&self.accepted_files);
        state
    }

    /// What is on record in the share of who completed the task; `None`: nothing is accepted.
    pub(super) fn accepted_fact(&self, task: &WholeTask) -> Option<ShareFact> {
        Self::fact(task, self.accepted_fields.iter().cloned().collect(), self.accepted_files.iter().copied().collect())
    }

    /// The same in that of another guest: the files that are theirs.
    pub(super) fn accepted_of(&self, task: &WholeTask, guest: RecipientId) -> Option<ShareFact> {
        let own = |file: &UploadId| task.task.state.own(*file, guest).is_some();
        Self::fact(task, vec![], self.accepted_files.iter().copied().filter(own).collect())
    }

    fn fact(task: &WholeTask, fields: Vec<FieldSlug>, files: Vec<UploadId>) -> Option<ShareFact> {
        let (task, round) = (task.task.slug().clone(), task.task.state.rounds.current());
        (!fields.is_empty() || !files.is_empty()).then_some(ShareFact::Accepted { task, round, fields, files })
    }

    /// The state of the next round.
    pub(super) fn reopened(&self, state: &TaskState, now: Timestamp) -> TaskState {
        let mut state = self.accepted_in(state);
        for file in self.files.keys() {
            let returned = state.files.get(file).and_then(|mark| Some(mark.at(mark.stage.returned(now)?)));
            state.files.extend(returned.map(|mark| (*file, mark)));
        }
        state.completion = None::<Completion>;
        state.rounds.ended += 1;
        state.rounds.open.clone_from(&self.open);
        state
    }

    /// In the order of the fields.
    pub(super) fn returned(&self, task: &WholeTask) -> Vec<Returned> {
        let of_field = |field: &Field| {
            let answer = || ReturnedPart::Answer(task.task.work.answer(&field.slug).cloned());
            let answer = self.answers.get(&field.slug).map(|reason| (answer(), reason));
            let of_field = task.files.iter().filter(|file| file.upload.field == field.slug);
            let file = |file: &SentFile| {
                let upload = file.upload.id;
                Some((ReturnedPart::File(upload), self.files.get(&upload)?))
            };
            let parts: Vec<_> = answer.into_iter().chain(of_field.filter_map(file)).collect();
            let slug = field.slug.clone();
            parts.into_iter().map(move |(what, reason)| Returned { field: slug.clone(), what, reason: reason.clone() })
        };
        task.task.spec.fields.iter().flat_map(of_field).collect()
    }
}

/// What an item names of a task.
struct Sent<'a> {
    field: &'a Field,
    /// That count: of the field, or the one alone.
    files: Vec<&'a SentFile>,
    /// The field as a whole.
    whole: bool,
}

/// What was named so far.
#[derive(Default)]
struct Seen {
    fields: BTreeSet<FieldSlug>,
    files: BTreeSet<UploadId>,
}

impl Seen {
    fn take<'a>(&mut self, item: &Item, task: &'a WholeTask) -> Result<Sent<'a>, ItemFlaw> {
        let field = |slug: &FieldSlug| task.task.spec.field(slug);
        let counts = |file: &&SentFile| file.stage.is_clean();
        let (sent, is_new) = match item {
            Item::Field(slug) => {
                let field = field(slug).ok_or(ItemFlaw::NoSuchField)?;
                let files: Vec<_> = task.files.iter().filter(counts).filter(|f| f.upload.field == *slug).collect();
                let is_new =
                    self.fields.insert(slug.clone()) && files.iter().all(|f| !self.files.contains(&f.upload.id));
                (Sent { field, files, whole: true }, is_new)
            }
            Item::File(id) => {
                let file = task.files.iter().filter(counts).find(|file| file.upload.id == *id);
                let file = file.ok_or(ItemFlaw::NoSuchFile)?;
                let field = field(&file.upload.field).ok_or(ItemFlaw::NoSuchFile)?;
                let is_new = self.files.insert(*id) && !self.fields.contains(&field.slug);
                (Sent { field, files: vec![file], whole: false }, is_new)
            }
        };
        if is_new { Ok(sent) } else { Err(ItemFlaw::Twice) }
    }
}
