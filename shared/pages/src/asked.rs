//! What a share asks for, as it is said up front: tasks by name, how much each is, and about how long they take.

use vestibule_domain::task::Spec;

use crate::{
    field::{Effort, effort, takes_files},
    texts::Texts,
};

/// The first tasks of a share, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked<'a> {
    /// Empty where none may be named.
    pub tasks: Vec<AskedTask<'a>>,
    /// Of tasks that are not named, where some are.
    pub more: Option<String>,
    /// About how long it takes, where all are named.
    pub minutes: Option<String>,
}

/// One task by its name, and how much it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedTask<'a> {
    pub title: &'a str,
    /// "7 answers · 2 files"
    pub amount: String,
    /// The fields that take files, by their labels.
    pub files: Vec<&'a str>,
}

impl<'a> Asked<'a> {
    /// `named` are the first of `all` tasks.
    pub fn new(texts: Texts, named: &'a [Spec], all: usize) -> Self {
        let more = all.saturating_sub(named.len());
        let count = |id: &str, n: usize| texts.say_with(id, &[("count", n.into())]);
        Self {
            tasks: named.iter().map(|spec| AskedTask::new(texts, spec)).collect(),
            more: (!named.is_empty() && more > 0).then(|| count("asked-more", more)),
            minutes: (!named.is_empty() && more == 0).then(|| count("asked-minutes", minutes(named))),
        }
    }
}

impl<'a> AskedTask<'a> {
    fn new(texts: Texts, spec: &'a Spec) -> Self {
        let files: Vec<_> = spec.fields.iter().filter(|f| takes_files(f)).map(|f| f.label.as_str()).collect();
        let answers = spec.fields.len() - files.len();
        let parts = [("asked-answers", answers), ("asked-files", files.len())];
        let said = parts.iter().filter(|(_, n)| *n > 0).map(|(id, n)| texts.say_with(id, &[("count", (*n).into())]));
        Self { title: spec.title.as_str(), amount: said.collect::<Vec<_>>().join(" · "), files }
    }
}

/// A rough guess, in steps of five minutes.
fn minutes(asked: &[Spec]) -> usize {
    let seconds = |field| match effort(field) {
        Effort::Answer => 20,
        Effort::Prose | Effort::Files => 90,
    };
    let all: usize = asked.iter().flat_map(|spec| &spec.fields).map(seconds).sum();
    all.div_ceil(300).max(1) * 5
}
