//! One field of a task: label above, hint below the label, error next to the control.

use std::fmt::Write as _;

use askama::Template;
use vestibule_domain::{
    task::{Answer, Field, Flaw, Task},
    value::TaskSlug,
};

use super::{
    context::FieldContext,
    control::Control,
    files::{self, Files},
    flaw,
    input::{Asked, Input},
    reading::{Reading, of_kept},
    returned::returned,
};
use crate::texts::Texts;

#[derive(Template)]
#[template(path = "field.html", whitespace = "minimize")]
pub struct FieldPart<'a> {
    texts: Texts,
    id: String,
    task: &'a str,
    path: String,
    slug: &'a str,
    pub label: &'a str,
    optional: bool,
    /// The code of what it lacks while it is empty, where it has to be answered.
    missing: Option<&'static str>,
    /// How many files it takes at least, where any are given.
    least: u32,
    /// Most characters of a text, where the host says so.
    max_length: Option<u32>,
    hints: Vec<String>,
    /// What of it was handed back, and why.
    pub returned: Vec<String>,
    pub error: Option<String>,
    /// By which the script knows the error.
    pub code: Option<&'static str>,
    /// By code, every error the script may have to show.
    flaws: Vec<(&'static str, String)>,
    control: Control,
    /// Whether the control can be read in more than one way, and how it was.
    reads: bool,
    reading: Option<Reading>,
}

impl<'a> FieldPart<'a> {
    pub fn new(context: &FieldContext<'a>, field: &'a Field, error: Option<&Flaw>) -> Self {
        let FieldContext { texts, task, ref path, permitted, recipient, .. } = *context;
        let asked = Asked::by(field);
        let control = Control::new(context, field, asked.input);
        // They count beside the rows that the page shows.
        let others = if let Control::Files(files) = &control { files.others_count } else { 0 };
        let active = permitted.fill || matches!(&control, Control::Files(Files { offered: Some(_), .. }));
        Self {
            texts,
            id: id(task.task.slug(), field),
            task: task.task.slug().as_str(),
            path: path.clone(),
            slug: field.slug.as_str(),
            label: field.label.as_str(),
            optional: active && !field.required,
            missing: (active && field.required && others == 0).then(|| asked.missing(field).code()),
            least: if let Input::Files { least, .. } = asked.input { least.saturating_sub(others) } else { 0 },
            max_length: asked.max_length.filter(|_| active),
            hints: if active { hints(context, field, &asked) } else { vec![] },
            returned: returned(texts, task, field, recipient),
            error: error.map(|e| flaw::words(texts, &asked, field, e)),
            code: error.map(Flaw::code),
            flaws: if active { flaw::by_code(texts, &asked, field) } else { vec![] },
            reads: matches!(&control, Control::Line { line, .. } if line.writing.can_be_doubtful()),
            reading: kept_reading(texts, &task.task, field, &control),
            control,
        }
    }

    /// The control that the summary's link leads to.
    pub fn anchor(&self) -> String {
        let first = self.control.options().and_then(<[_]>::first);
        first.map_or_else(|| self.id.clone(), |option| format!("{}:{}", self.id, option.value))
    }

    fn described_by(&self) -> String {
        let mut ids = String::new();
        if !self.hints.is_empty() {
            let _ = write!(ids, "{}:hint ", self.id);
        }
        if !self.returned.is_empty() {
            let _ = write!(ids, "{}:returned ", self.id);
        }
        let _ = write!(ids, "{}:error", self.id);
        if self.reads {
            let _ = write!(ids, " {}:reading", self.id);
        }
        ids
    }

    fn is_group(&self) -> bool {
        self.control.options().is_some()
    }
}

fn kept_reading(texts: Texts, task: &Task, field: &Field, control: &Control) -> Option<Reading> {
    match (control, task.work.answer(&field.slug)) {
        (Control::Line { line, .. }, Some(Answer::Text(kept))) => of_kept(texts, line.writing, kept),
        _ => None,
    }
}

fn id(task: &TaskSlug, field: &Field) -> String {
    format!("f:{task}:{}", field.slug)
}

/// The control of a field on the page of its task: what [`FieldPart::anchor`] says there.
pub fn anchor(task: &TaskSlug, field: &Field) -> String {
    let id = id(task, field);
    match Asked::by(field).input.options().first() {
        Some(option) => format!("{id}:{}", option.value),
        None => id,
    }
}

/// The sentences of a field's hint: the host's own first.
fn hints(context: &FieldContext<'_>, field: &Field, asked: &Asked<'_>) -> Vec<String> {
    let help = field.help.iter().map(ToString::to_string);
    let of_field = asked.hints.iter().map(|hint| hint.say(context.texts));
    let of_policy = match asked.input {
        Input::Files { extensions, .. } => files::hints(context.texts, extensions, context.limits),
        _ => vec![],
    };
    help.chain(of_field).chain(of_policy).collect()
}
