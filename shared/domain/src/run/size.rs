//! How much a description takes.

use crate::task::{Assignee, Spec};

/// About what a description takes of a row, in bytes.
pub(super) fn bytes(spec: &Spec) -> usize {
    /// Names and punctuation of one entry.
    const AROUND: usize = 60;
    let fields = spec.fields.iter().map(|field| {
        let kind = serde_json::to_vec(&field.kind).map_or(0, |json| json.len());
        let help = field.help.as_ref().map_or(0, |help| help.as_str().len());
        field.slug.as_str().len() + field.label.as_str().len() + help + kind + AROUND
    });
    let references = spec.references.iter().map(|r| r.manifest.name.as_str().len() + 4 * AROUND);
    let description = spec.description.as_ref().map_or(0, |text| text.as_str().len());
    let assignee = |assignee: &Assignee| match assignee {
        Assignee::Member(sub) => sub.len(),
        Assignee::Guest(email) => email.as_str().len(),
    };
    let step = spec.step.as_ref().map_or(0, |step| {
        let assignees: usize = step.assignees.iter().map(|one| assignee(one) + AROUND).sum();
        let named: usize = step.not_by.iter().chain(&step.reviews).map(|task| task.as_str().len()).sum();
        assignees + named + 4 * AROUND
    });
    let after: usize = spec.after.iter().map(|first| first.task.as_str().len() + AROUND / 2).sum();
    spec.title.as_str().len() + description + after + fields.sum::<usize>() + references.sum::<usize>() + step + AROUND
}
