//! On what something is decided or sent. Who does it says what they read, so that it comes to nothing else.

use std::{collections::BTreeMap, fmt, str::FromStr};

use super::{
    assignee::Assignee,
    response::Response,
    state::TaskState,
    whole::{Task, WholeTask},
};
use crate::value::{Digest, RecipientId, TaskSlug};

/// What there was to read of a task: another one, once any of it is another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Basis {
    /// Of the answers.
    pub version: u64,
    /// Over all else: which push described the task, its reference files, and what was sent in each task under review.
    pub sha256: Digest,
}

/// The text is no basis.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("is not what there was to read, as the task has it")]
pub struct NotABasis;

impl Basis {
    /// `before`: the tasks that a step reviews, at least, where something is decided in it. SHA-256 over one line each: the number of the push since which the
    /// task reads so; the id and the hash of each reference file; the name of each task under review, with the hash
    /// of the record by which it was completed.
    pub fn of(task: &Task, before: &BTreeMap<TaskSlug, TaskState>) -> Self {
        let since = format!("{}\n", task.spec.since);
        let files = task.spec.references.iter().map(|file| format!("{} {}\n", file.id, file.manifest.sha256));
        let decided = task.spec.step.as_ref().filter(|_| task.is_decided());
        let reviews = decided.into_iter().flat_map(|step| &step.reviews);
        let sent = |task: &TaskSlug| Some(format!("{task} {}\n", before.get(task)?.completion.as_ref()?.record.hash));
        let lines: String = [since].into_iter().chain(files).chain(reviews.filter_map(sent)).collect();
        Self { version: task.work.version, sha256: Digest::of(lines) }
    }

    /// Whether this, which stands, is still what somebody read who is known by these names. What they have answered themselves meanwhile, they
    /// know.
    pub(crate) fn holds(&self, read: &Self, task: &Task, known_as: [RecipientId; 2]) -> bool {
        let by_others = task.work.answers.values().filter(|draft| !known_as.contains(&draft.by));
        let read_all = by_others.map(|draft| draft.since).max() <= Some(read.version);
        self.sha256 == read.sha256 && read_all && read.version <= self.version
    }
}

impl Task {
    /// What somebody has decided, while it stands: decisions on something else count no more, unless the result was there by then.
    pub fn decision_of(&self, who: &Assignee, basis: &Basis) -> Option<&Response> {
        let own = self.state.step.responses.get(who)?;
        (self.state.completion.is_some() || own.basis == basis.sha256).then_some(own)
    }
}

impl WholeTask {
    /// The tasks under review, as they were decided on; `None`: something has changed since.
    pub fn decided_on(&self, response: &Response) -> Option<&[Self]> {
        let states = self.reviewed.iter().map(|whole| (whole.task.slug().clone(), whole.task.state.clone()));
        (Basis::of(&self.task, &states.collect()).sha256 == response.basis).then_some(&*self.reviewed)
    }
}

/// `3.` and the SHA-256.
impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.version, self.sha256)
    }
}

impl FromStr for Basis {
    type Err = NotABasis;

    fn from_str(text: &str) -> Result<Self, NotABasis> {
        let (version, sha256) = text.split_once('.').ok_or(NotABasis)?;
        let version = version.parse().map_err(|_| NotABasis)?;
        Ok(Self { version, sha256: sha256.parse().map_err(|_| NotABasis)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        fixtures::{Review, SATURDAY, at, completed_by_ana, slug, text},
        task::Draft,
    };

    #[test]
    fn it_is_written_in_one_word_and_nothing_else_is_read_as_one() {
        let basis = Basis { version: 12, sha256: Digest::of("a step") };
        assert_eq!(basis.to_string().parse(), Ok(basis));
        let hash = Digest::of("a step").to_string();
        for wrong in ["", "12", &hash, &format!("x.{hash}"), &format!("12.{}", hash.to_uppercase()), "12.ab"] {
            assert_eq!(wrong.parse::<Basis>(), Err(NotABasis), "{wrong}");
        }
    }

    #[test]
    fn it_changes_with_the_description_the_files_and_what_was_sent_and_with_nothing_else() {
        let review = Review::of(|step| step.reviews = vec![slug("draft")]);
        let review = review.drafted_by(|state| state.completion = Some(completed_by_ana(at(SATURDAY))));
        let (task, before) = (review.house.task("review"), review.deciding().also.before);
        let of = |change: &dyn Fn(&mut Task)| {
            let mut task = task.clone();
            change(&mut task);
            Basis::of(&task, &before).sha256
        };
        let as_it_is = of(&|_| {});
        assert_ne!(of(&|task| task.spec.since += 1), as_it_is);
        assert_eq!(of(&|task| task.state.version += 1), as_it_is);
        let mut sent_again = before.clone();
        sent_again
            .values_mut()
            .flat_map(|state| &mut state.completion)
            .for_each(|done| done.record.hash = Digest::of(""));
        assert_ne!(Basis::of(&task, &sent_again).sha256, as_it_is);
    }

    #[test]
    fn ones_own_answers_since_are_known_and_those_of_others_are_not() {
        let (mut task, ours) = (Review::new().house.task("review"), RecipientId::new([1; 16]));
        let read = Basis::of(&task, &BTreeMap::new());
        task.work.version += 1;
        for (by, holds) in [(ours, true), (RecipientId::new([2; 16]), false)] {
            let draft = Draft { answer: text("See page 3"), since: read.version + 1, by };
            task.work.answers.insert(slug("note"), draft);
            assert_eq!(Basis::of(&task, &BTreeMap::new()).holds(&read, &task, [ours; 2]), holds);
        }
    }
}
