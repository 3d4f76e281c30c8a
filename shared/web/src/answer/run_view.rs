//! A task of a run as staff read it.

use std::collections::BTreeMap;

use vestibule_api::{staff::Task, task::PhoneNumber};
use vestibule_domain::{
    run::{Progress, Turn},
    task::{self, WholeTask},
    value::FieldSlug,
};

use super::{file_view, rounds_view, step_view, task_view};

/// With what guests have done in it.
pub fn task(progress: &Progress, whole: &WholeTask) -> Task {
    let task = &whole.task;
    let completion = task.state.completion.as_ref();
    Task {
        id: task.slug().clone(),
        turn: task_view::turn(Turn::of(task, progress)),
        title: task.spec.title.clone(),
        description: task.spec.description.clone(),
        fields: task.spec.fields.iter().map(task_view::field).collect(),
        references: task.spec.references.iter().map(task_view::reference).collect(),
        after: task.spec.after.iter().map(|first| first.task.clone()).collect(),
        answers: task_view::answers(task),
        phones: phones(task),
        files: whole.files.iter().map(|sent| file_view::sent(&task.key(), sent)).collect(),
        comments: whole.comments.iter().map(task_view::comment_of_share).collect(),
        cycle: task.spec.cycle,
        step: task.spec.step.as_ref().map(|step| step_view::for_staff(step, &task.state.step)),
        completion: completion.map(rounds_view::completed),
        round: task.state.rounds.current(),
        open: rounds_view::open(task),
        accepted: rounds_view::accepted(&task.state),
        handed_back: whole.handed_back.iter().map(|of| rounds_view::handed_back(whole, of)).collect(),
        rounds_left_out: whole.rounds_left_out,
    }
}

/// The phone numbers of the answers, as far as they can be told.
fn phones(task: &task::Task) -> BTreeMap<FieldSlug, PhoneNumber> {
    let phone = |field: &task::Field| {
        let phone = field.kind.as_type().phone(task.work.answer(&field.slug)?)?;
        let number = PhoneNumber { e164: phone.e164()?, extension: phone.extension().map(str::to_owned) };
        Some((field.slug.clone(), number))
    };
    task.spec.fields.iter().filter_map(phone).collect()
}
