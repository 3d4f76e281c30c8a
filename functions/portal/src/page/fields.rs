//! The fields of a task: those that can be answered, and apart from them those that were sent and stay as they are.

use vestibule_domain::{
    share::{Creator, Permission, Share},
    task::{Field, Flaw, Task, WholeTask},
    value::FieldSlug,
};
use vestibule_pages::{
    field::{FieldContext, FieldPart, Permitted, takes_files},
    frame::Frame,
    texts::Texts,
};

use super::unkept::UnkeptTask;

/// What is wrong with the answers of a task, and what of it could not be kept.
pub(super) struct BesideFields<'t> {
    pub(super) flaws: &'t [(FieldSlug, Flaw)],
    pub(super) unkept: Option<&'t UnkeptTask>,
}

#[derive(Default)]
pub(super) struct Fields<'a> {
    pub(super) open: Vec<FieldPart<'a>>,
    /// Of a task that was handed back: everything else.
    pub(super) kept: Vec<FieldPart<'a>>,
}

/// What the guest of a share may do with the fields of an open task, or of one that is done.
pub(super) fn permitted(share: &Share, task: &Task, open: bool) -> Permitted {
    let may = |permission| share.terms.permissions.contains(&permission);
    // What somebody has decided on stays as it is, and so does what is for others to decide.
    let changes = open && task.state.step.responses.is_empty() && !share.leaves_to_others(task);
    Permitted {
        fill: changes && may(Permission::FillFields),
        upload: changes && may(Permission::UploadFiles),
        download: may(Permission::DownloadFiles),
    }
}

/// Whom a guest asks who sees the names of files and can open none.
pub(super) fn cannot_open(page: Frame, share: &Share) -> String {
    let Creator { name, email, .. } = &share.terms.creator;
    page.texts.say_with("work-cannot-open", &[("inviter", name.as_str().into()), ("email", email.readable().into())])
}

impl<'a> Fields<'a> {
    pub(super) fn new(
        texts: Texts,
        share: &'a Share,
        whole: &'a WholeTask,
        open: bool,
        told: &BesideFields<'_>,
    ) -> Self {
        let context = |open| FieldContext {
            texts,
            task: whole,
            recipient: share.recipient(),
            limits: &share.terms.limits,
            path: path(share, whole),
            permitted: permitted(share, &whole.task, open),
        };
        let (active, read_only) = (context(open), context(false));
        let part = |context: &FieldContext<'a>, field: &'a Field| {
            let flaw = told.flaws.iter().find(|(of, _)| *of == field.slug).map(|(_, flaw)| flaw);
            let mut part = FieldPart::new(context, field, flaw);
            let changed = told.unkept.filter(|_| open).and_then(|unkept| unkept.changed(texts, whole, &field.slug));
            if let Some(told) = changed {
                (part.error, part.code) = (Some(told), None);
            }
            if open && whole.task.state.is_open(&field.slug) {
                part.returned.extend(not_given(texts, (share, whole), field));
            }
            part
        };
        let is_kept = |field: &&Field| open && !whole.task.state.is_open(&field.slug);
        let (kept, rest): (Vec<_>, Vec<_>) = whole.task.spec.fields.iter().partition(is_kept);
        Self {
            open: rest.into_iter().map(|field| part(&active, field)).collect(),
            kept: kept.into_iter().map(|field| part(&read_only, field)).collect(),
        }
    }
}

/// Whom to ask, where what came back is something that the share does not let its guest give.
fn not_given(texts: Texts, (share, whole): (&Share, &WholeTask), field: &Field) -> Option<String> {
    let of = whole.reopened_by().filter(|_| !share.lets_give(field))?;
    whole.returned_to(of, share.recipient()).find(|returned| returned.field == field.slug)?;
    let id = if takes_files(field) { "work-back-cannot-add" } else { "work-back-cannot-answer" };
    Some(texts.say_with(id, &[("by", of.by.as_str().into()), ("org", share.terms.org_name.as_str().into())]))
}

/// `/p/{share}/tasks/{task}`
pub(super) fn path(share: &Share, whole: &WholeTask) -> String {
    format!("/p/{}/tasks/{}", share.id(), whole.task.slug())
}
