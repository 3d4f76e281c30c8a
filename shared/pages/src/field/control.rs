//! What a field is filled in with, or read in.

use vestibule_domain::{
    task::{Answer, Choice, Field},
    value::FieldSlug,
};

use super::{
    answer::lines,
    context::FieldContext,
    files::Files,
    input::{Input, Line},
    writing::Writing,
};

pub(super) enum Control {
    Line {
        line: Line,
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
        prose: bool,
    },
}

pub(super) struct OptionPart {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) chosen: bool,
}

impl Control {
    pub(super) fn new(context: &FieldContext<'_>, field: &Field, input: Input<'_>) -> Self {
        let answer = context.task.task.work.answer(&field.slug);
        match input {
            Input::Files { extensions, max, .. } => Self::Files(Files::new(context, &field.slug, extensions, max)),
            _ if !context.permitted.fill => {
                Self::Shown { lines: lines(context.texts, input, answer), prose: input.writing() == Writing::Prose }
            }
            Input::Line(line) => {
                let value = line.writing.in_control(context.texts.locale(), text(answer));
                Self::Line { line, value }
            }
            Input::Paragraphs => Self::Area { rows: 5, value: text(answer).to_owned() },
            Input::One(offered) => {
                let options = parts(offered, answer);
                let none = (!field.required).then(|| !options.iter().any(|o| o.chosen));
                Self::Choice { options, none }
            }
            Input::Many(offered) => Self::Picked { options: parts(offered, answer) },
            Input::Tick => Self::Tick { ticked: matches!(answer, Some(Answer::Ticked(true))) },
        }
    }

    /// The value of `data-kind`, by which `answers.js` reads and writes a control; empty: it does not.
    pub(super) fn script_kind(&self) -> &'static str {
        match self {
            Self::Line { line, .. } => line.writing.script_kind(),
            Self::Area { .. } => Writing::Prose.script_kind(),
            Self::Choice { .. } => "choice",
            Self::Picked { .. } => "picked",
            Self::Tick { .. } => "tick",
            Self::Files(_) => "file",
            Self::Shown { .. } => "",
        }
    }

    /// Several elements under one legend.
    pub(super) fn options(&self) -> Option<&[OptionPart]> {
        match self {
            Self::Choice { options, .. } | Self::Picked { options } => Some(options),
            _ => None,
        }
    }
}

fn text(answer: Option<&Answer>) -> &str {
    match answer {
        Some(Answer::Text(text)) => text,
        _ => "",
    }
}

fn parts(offered: &[Choice], answer: Option<&Answer>) -> Vec<OptionPart> {
    let part = |o: &Choice| OptionPart {
        value: o.value.to_string(),
        label: o.label.to_string(),
        chosen: holds(answer, &o.value),
    };
    offered.iter().map(part).collect()
}

/// Whether an option is part of an answer.
fn holds(answer: Option<&Answer>, option: &FieldSlug) -> bool {
    match answer {
        Some(Answer::Text(value)) => value == option.as_str(),
        Some(Answer::Picked(values)) => values.contains(option.as_str()),
        Some(Answer::Ticked(_)) | None => false,
    }
}
