//! The fields of the form of the work, by the task that they are of.

use std::collections::BTreeSet;

use vestibule_domain::{
    share::Share,
    value::{Locale, TaskSlug},
};

/// The fields of the form.
#[derive(Clone, Copy)]
pub(crate) struct Sent<'a>(pub(crate) &'a [(String, String)]);

impl<'a> Sent<'a> {
    /// The language of the page that it was on.
    pub(super) fn lang(self, share: &Share) -> Locale {
        self.one("lang").and_then(|lang| lang.parse().ok()).unwrap_or(share.terms.recipient.locale)
    }

    pub(crate) fn one(self, name: &str) -> Option<&'a str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The version of a task on which its answers were typed. `None`: the form has no answers of it.
    pub(super) fn base(self, task: &TaskSlug) -> Option<u64> {
        let base = self.one(&format!("base:{task}"));
        let has_answers = base.is_some() || self.of_answers(task).next().is_some();
        has_answers.then(|| base.and_then(|base| base.parse().ok()).unwrap_or_default())
    }

    /// The answers to one task alone: each of its fields is looked for among them.
    pub(super) fn answers(self, task: &TaskSlug) -> Vec<(String, String)> {
        self.of_answers(task).cloned().collect()
    }

    pub(super) fn of_answers(self, task: &TaskSlug) -> impl Iterator<Item = &'a (String, String)> {
        let prefix = format!("answers:{task}:");
        self.0.iter().filter(move |(name, _)| name.starts_with(&prefix))
    }

    /// The tasks of the page that it was on, that of the pressed button among them though nothing of it came along.
    pub(super) fn tasks(self, pressed: &TaskSlug) -> Vec<TaskSlug> {
        let of = |name: &str| {
            let (part, task) = name.split_once(':')?;
            let is_ours = matches!(part, "base" | "answers" | "comment" | "decision" | "reason");
            task.split(':').next().filter(|_| is_ours)?.parse().ok()
        };
        let mut tasks: Vec<_> = self.0.iter().filter_map(|(name, _)| of(name)).chain([pressed.clone()]).collect();
        let mut known = BTreeSet::new();
        tasks.retain(|task| known.insert(task.clone()));
        tasks
    }

    /// The comment on a document.
    pub(crate) fn text(self) -> String {
        self.one("text").unwrap_or_default().replace("\r\n", "\n")
    }

    /// A form's line breaks are CR LF (HTML, "form entry list").
    pub(super) fn comment(self, task: &TaskSlug) -> String {
        self.one(&format!("comment:{task}")).unwrap_or_default().replace("\r\n", "\n")
    }
}
