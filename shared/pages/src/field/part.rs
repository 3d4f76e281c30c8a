//! One field of a task: label above, hint below the label, error next to the control.

use std::fmt::Write as _;

use super::{
    answer::{holds, options, shown},
    file::FileRow,
    flaw,
    hint::{accepted, hints},
};
use crate::{number, texts::Texts};
use askama::Template;
use vestibule_domain::{
    id::ShareId,
    task::{Answer, Field, FieldKind, Flaw, Task},
    upload::UploadLimits,
};

/// What the guest may do here.
#[derive(Debug, Clone, Copy)]
pub struct Permitted {
    pub fill: bool,
    pub upload: bool,
    pub read: bool,
}

/// What all fields of a task have in common.
pub struct FieldContext<'a> {
    pub texts: Texts,
    pub task: &'a Task,
    /// The share whose files are shown; those of others are counted.
    pub share: ShareId,
    pub limits: &'a UploadLimits,
    /// Below which the task's files are sent and read, such as `/p/{share}/tasks/{task}`.
    pub path: String,
    pub permitted: Permitted,
}

#[derive(Template)]
#[template(path = "field.html", whitespace = "minimize")]
pub struct FieldPart<'a> {
    texts: Texts,
    pub id: String,
    task: &'a str,
    path: String,
    slug: &'a str,
    pub label: &'a str,
    optional: bool,
    hints: Vec<String>,
    pub error: Option<String>,
    /// By code, every error the script may have to show.
    flaws: Vec<(&'static str, String)>,
    control: Control,
}

struct OptionPart {
    value: String,
    label: String,
    chosen: bool,
}

enum Control {
    /// One line: the input's type, its `inputmode` and `autocomplete`, and what the script takes it for.
    Line {
        input: &'static str,
        mode: &'static str,
        complete: &'static str,
        kind: &'static str,
        value: String,
    },
    Area {
        rows: usize,
        value: String,
    },
    /// `none`: whether "no answer" is chosen, where that can be.
    Choice {
        options: Vec<OptionPart>,
        none: Option<bool>,
    },
    Picked {
        options: Vec<OptionPart>,
    },
    Tick {
        ticked: bool,
    },
    Files(Files),
    /// Read only.
    Shown {
        lines: Vec<String>,
        typed: bool,
    },
}

struct Files {
    rows: Vec<FileRow>,
    /// What others sent for the same field: counted, not named.
    others: Option<String>,
    offered: Option<Offer>,
}

/// The upload input.
struct Offer {
    accept: String,
    types: String,
    max_bytes: u64,
    max: u32,
}

impl<'a> FieldPart<'a> {
    pub fn new(context: &FieldContext<'a>, field: &'a Field, error: Option<&Flaw>) -> Self {
        let FieldContext { texts, task, share, limits, ref path, permitted } = *context;
        let answer = task.answer(&field.slug);
        let control = match &field.kind {
            FieldKind::File { extensions, max, .. } => Control::Files(
                Files::new(texts, task, field, share, permitted).offering(extensions, *max, limits, permitted),
            ),
            _ if permitted.fill => Control::fill(texts, field, answer),
            kind => Control::Shown {
                lines: shown(texts, field, answer),
                typed: matches!(kind, FieldKind::ShortText { .. } | FieldKind::LongText { .. }),
            },
        };
        let active = matches!(&control, Control::Files(Files { offered: Some(_), .. })) || permitted.fill;
        Self {
            texts,
            id: format!("f:{}:{}", task.slug, field.slug),
            task: task.slug.as_str(),
            path: path.clone(),
            slug: field.slug.as_str(),
            label: field.label.as_str(),
            optional: active && !field.required,
            hints: if active { hints(texts, field, limits) } else { vec![] },
            error: error.map(|e| flaw::words(texts, field, e)),
            flaws: if active {
                flaw::possible(field).iter().map(|f| (flaw::code(f), flaw::words(texts, field, f))).collect()
            } else {
                vec![]
            },
            control,
        }
    }

    /// The control that the summary's link leads to.
    pub fn anchor(&self) -> String {
        match &self.control {
            Control::Choice { options, .. } | Control::Picked { options } => {
                options.first().map_or_else(|| self.id.clone(), |o| format!("{}:{}", self.id, o.value))
            }
            _ => self.id.clone(),
        }
    }

    fn described_by(&self) -> String {
        let mut ids = String::new();
        if !self.hints.is_empty() {
            let _ = write!(ids, "{}:hint ", self.id);
        }
        let _ = write!(ids, "{}:error", self.id);
        ids
    }

    fn is_group(&self) -> bool {
        matches!(self.control, Control::Choice { .. } | Control::Picked { .. })
    }

    fn kind(&self) -> &'static str {
        match &self.control {
            Control::Line { kind, .. } => kind,
            Control::Area { .. } => "text",
            Control::Choice { .. } => "choice",
            Control::Picked { .. } => "picked",
            Control::Tick { .. } => "tick",
            Control::Files(_) => "file",
            Control::Shown { .. } => "",
        }
    }
}

impl Control {
    fn fill(texts: Texts, field: &Field, answer: Option<&Answer>) -> Self {
        let text = match answer {
            Some(Answer::Text(text)) => text.clone(),
            _ => String::new(),
        };
        let line = |input, mode, complete, kind, value| Self::Line { input, mode, complete, kind, value };
        let offered: Vec<_> = options(&field.kind)
            .iter()
            .map(|o| OptionPart {
                value: o.value.to_string(),
                label: o.label.to_string(),
                chosen: holds(answer, &o.value),
            })
            .collect();
        match &field.kind {
            FieldKind::LongText { .. } => Self::Area { rows: 5, value: text },
            FieldKind::Number { .. } => line("text", "decimal", "off", "number", number::shown(texts.locale(), &text)),
            FieldKind::Date { .. } => line("date", "", "off", "text", text),
            FieldKind::Email {} => line("email", "email", "email", "text", text),
            FieldKind::Phone {} => line("tel", "tel", "tel", "text", text),
            FieldKind::SingleChoice { .. } => {
                let none = (!field.required).then(|| !offered.iter().any(|o| o.chosen));
                Self::Choice { options: offered, none }
            }
            FieldKind::MultipleChoice { .. } | FieldKind::Checklist { .. } => Self::Picked { options: offered },
            FieldKind::Checkbox {} => Self::Tick { ticked: matches!(answer, Some(Answer::Ticked(true))) },
            FieldKind::ShortText { .. } | FieldKind::File { .. } => line("text", "", "on", "text", text),
        }
    }
}

impl Files {
    fn new(texts: Texts, task: &Task, field: &Field, share: ShareId, permitted: Permitted) -> Self {
        let of_field = || task.uploads.iter().filter(|u| u.field == field.slug);
        let others = of_field().filter(|u| u.share != share && u.progress.is_clean()).count();
        let row = |u| FileRow::upload(texts, u, (permitted.upload, permitted.read));
        Self {
            rows: of_field().filter(|u| u.share == share).map(row).collect(),
            others: (others > 0).then(|| texts.say_with("file-others", &[("count", others.into())])),
            offered: None,
        }
    }

    fn offering(self, extensions: &[String], max: Option<u32>, limits: &UploadLimits, permitted: Permitted) -> Self {
        let types = accepted(extensions, limits);
        let offer = || Offer {
            accept: types.iter().map(|e| format!(".{e}")).collect::<Vec<_>>().join(","),
            types: types.join(", "),
            max_bytes: limits.max_bytes,
            max: max.unwrap_or(20),
        };
        Self { offered: permitted.upload.then(offer), ..self }
    }
}
