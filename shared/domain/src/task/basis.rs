//! On what something is decided or sent. Who does it says what they read, so that it comes to nothing else.

use std::{collections::BTreeMap, fmt, str::FromStr};

use super::{
    changed::Changed,
    response::Response,
    state::TaskState,
    step::StepTerms,
    whole::{Task, WholeTask},
};
use crate::value::{Digest, TaskSlug, Through};

/// What there was to read of a task: another one, once any of it is another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Basis {
    /// The version of the answers.
    pub answers: u64,
    /// The version of the state, which has the files.
    pub files: u64,
    /// Over all else: which push described the task, its cycle and round, its reference files, under which terms something is
    /// decided, and what was sent in each task under review.
    pub sha256: Digest,
}

/// The text is no basis.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("is not what there was to read, as the task has it")]
pub struct NotABasis;

impl Basis {
    /// `before`: the tasks that a step reviews, at least, where something is decided in it. SHA-256 over one line each: the
    /// number of the push since which the task reads so, its cycle, and its round; the id and the hash of each reference
    /// file; of a step the terms, but for who has it to do and until when; the name of each task under review, with the hash
    /// of the record by which it was completed, and whether what was decided in it is `outdated`.
    pub fn of(task: &Task, before: &BTreeMap<TaskSlug, TaskState>) -> Self {
        let head = format!("{} {} {}\n", task.spec.since, task.spec.cycle, task.state.rounds.current());
        let files = task.spec.references.iter().map(|file| format!("{} {}\n", file.id, file.manifest.sha256));
        let terms = task.spec.step.iter().map(StepTerms::line);
        let decided = task.spec.step.as_ref().filter(|_| task.is_decided());
        let reviews = decided.into_iter().flat_map(|step| &step.reviews);
        let sent = |task: &TaskSlug| {
            let state = before.get(task)?;
            let outdated = if state.step.outdated { " outdated" } else { "" };
            Some(format!("{task} {}{outdated}\n", state.completion.as_ref()?.record.hash))
        };
        let lines: String = [head].into_iter().chain(files).chain(terms).chain(reviews.filter_map(sent)).collect();
        Self { answers: task.work.version, files: task.state.version, sha256: Digest::of(lines) }
    }

    /// Whether this, which stands, is still what somebody read who comes by this way. What came by the same way meanwhile,
    /// they know; who comes by another link to the same address is not they.
    pub(crate) fn holds(&self, read: &Self, task: &Task, way: Through) -> bool {
        self.has(read, task, |changed| changed.by_others(way))
    }

    /// The same of what is sent as it was shown once more: with what came by their own way since it is another one.
    pub(crate) fn holds_to_the_letter(&self, read: &Self, task: &Task) -> bool {
        self.has(read, task, Changed::by_anybody)
    }

    fn has(&self, read: &Self, task: &Task, unread: impl Fn(Changed) -> u64) -> bool {
        self.sha256 == read.sha256
            && (unread(task.work.changed)..=self.answers).contains(&read.answers)
            && (unread(task.state.files_changed)..=self.files).contains(&read.files)
    }
}

impl WholeTask {
    /// The tasks under review, as they were decided on; `None`: something has changed since.
    pub fn decided_on(&self, response: &Response) -> Option<&[Self]> {
        let states = self.reviewed.iter().map(|whole| (whole.task.slug().clone(), whole.task.state.clone()));
        (Basis::of(&self.task, &states.collect()).sha256 == response.basis).then_some(&*self.reviewed)
    }
}

/// `3.12.` and the SHA-256.
impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.answers, self.files, self.sha256)
    }
}

impl FromStr for Basis {
    type Err = NotABasis;

    fn from_str(text: &str) -> Result<Self, NotABasis> {
        let mut parts = text.splitn(3, '.');
        let mut version = || parts.next()?.parse().ok();
        let (answers, files) = version().zip(version()).ok_or(NotABasis)?;
        let sha256 = parts.next().and_then(|sha256| sha256.parse().ok()).ok_or(NotABasis)?;
        Ok(Self { answers, files, sha256 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        fixtures::{Review, SATURDAY, at, completed_by_ana, manifest, slug},
        task::{Reference, StepRule},
        value::{FileId, ShareId},
    };

    #[test]
    fn it_is_written_in_one_word_and_nothing_else_is_read_as_one() {
        let basis = Basis { answers: 12, files: 3, sha256: Digest::of("a step") };
        assert_eq!(basis.to_string().parse(), Ok(basis));
        let hash = Digest::of("a step").to_string();
        let capitals = format!("12.3.{}", hash.to_uppercase());
        for wrong in [
            "",
            "12",
            "12.3",
            "12.3.ab",
            &hash,
            &format!("12.{hash}"),
            &format!("x.3.{hash}"),
            &capitals,
            &format!("12.3.{hash}."),
        ] {
            assert_eq!(wrong.parse::<Basis>(), Err(NotABasis), "{wrong}");
        }
    }

    #[test]
    fn it_changes_with_the_description_the_round_the_files_and_what_was_sent_and_with_nothing_else() {
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
        assert_ne!(of(&|task| task.spec.cycle += 1), as_it_is);
        let given = |content: &str| {
            let reference = Reference { id: FileId::new([9; 16]), manifest: manifest("plan.pdf", content) };
            of(&|task| task.spec.references.push(reference.clone()))
        };
        assert_ne!(given("plan"), as_it_is);
        assert_ne!(given("plan"), given("another plan"));
        let with = |change: &dyn Fn(&mut StepTerms)| of(&|task| change(task.spec.step.as_mut().unwrap()));
        assert_ne!(with(&|step| step.rule = StepRule::Majority), as_it_is);
        assert_ne!(with(&|step| step.not_by = vec![slug("draft")]), as_it_is);
        assert_ne!(with(&|step| step.withdrawable = !step.withdrawable), as_it_is);
        assert_ne!(with(&|step| step.decisions.retain(|decision| decision.passes())), as_it_is);
        assert_ne!(with(&|step| step.comment_on = step.decisions.clone()), as_it_is);
        assert_eq!(with(&|step| step.assignees.clear()), as_it_is, "who has it to do may change hands");
        assert_ne!(of(&|task| task.state.rounds.ended += 1), as_it_is);
        assert_eq!(of(&|task| task.state.version += 1), as_it_is);
        let mut outdated = before.clone();
        outdated.values_mut().map(|state| &mut state.step.outdated).for_each(|outdated| *outdated = true);
        assert_ne!(Basis::of(&task, &outdated).sha256, as_it_is, "what was decided before, on something else by now");
        let mut sent_again = before.clone();
        sent_again
            .values_mut()
            .flat_map(|state| &mut state.completion)
            .for_each(|done| done.record.hash = Digest::of(""));
        assert_ne!(Basis::of(&task, &sent_again).sha256, as_it_is);
    }

    #[test]
    fn what_came_by_ones_own_way_since_is_known_and_what_came_by_another_is_not() {
        let (mut task, [ours, theirs]) =
            (Review::new().house.task("review"), [1, 2].map(|n| ShareId::new([n; 16]).into()));
        let read = Basis::of(&task, &BTreeMap::new());
        (task.work.version, task.state.version) = (task.work.version + 1, task.state.version + 1);
        for (way, holds) in [(ours, true), (theirs, false)] {
            let (mut answered, mut sent) = (task.clone(), task.clone());
            answered.work.changed = Changed::default().by(way, answered.work.version);
            sent.state.files_changed = Changed::default().by(way, sent.state.version);
            for task in [answered, sent] {
                let now = Basis::of(&task, &BTreeMap::new());
                assert_eq!((now.holds(&read, &task, ours), now.holds_to_the_letter(&read, &task)), (holds, false));
            }
        }
        let now = Basis::of(&task, &BTreeMap::new());
        for ahead in [Basis { files: now.files + 1, ..now }, Basis { answers: now.answers + 1, ..now }] {
            assert!(!now.holds(&ahead, &task, ours), "nobody has read what is not there yet");
        }
    }
}
