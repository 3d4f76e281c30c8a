//! The one file of the pages that knows every kind of field and every flaw. A kind becomes one of a few inputs, with its
//! hints and with the flaws that its answers can have; forms, answers, templates and scripts know inputs only.
#![deny(clippy::wildcard_enum_match_arm, reason = "a new kind of field must be told apart here")]

use jiff::civil::Date;
use vestibule_domain::{
    task::{
        Choice, Field, FieldKind, Flaw, MAX_LINE_LENGTH, MAX_TEXT_LENGTH,
        kind::{
            Checkbox, Checklist, DateField, EmailField, FileField, LongText, MultipleChoice, NumberField, Phone,
            ShortText, SingleChoice,
        },
    },
    value::{Found, Line as Text},
};

use super::{
    phrase::{Limit, Phrase},
    writing::Writing,
};

/// How a field is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Input<'a> {
    Line(Line),
    /// Several lines of text.
    Paragraphs,
    /// One option; none as well where no answer is required.
    One(&'a [Choice]),
    /// Any number of options.
    Many(&'a [Choice]),
    /// Yes or no.
    Tick,
    /// Files with one of the extensions; none: what the policy allows.
    Files {
        extensions: &'a [String],
        max: u32,
        least: u32,
    },
}

impl<'a> Input<'a> {
    /// How its answer is written, where that is a text.
    pub(super) fn writing(self) -> Writing {
        match self {
            Self::Line(line) => line.writing,
            Self::Paragraphs => Writing::Prose,
            Self::One(_) | Self::Many(_) | Self::Tick | Self::Files { .. } => Writing::Plain,
        }
    }

    /// What can be picked.
    pub(super) fn options(self) -> &'a [Choice] {
        match self {
            Self::One(options) | Self::Many(options) => options,
            Self::Line(_) | Self::Paragraphs | Self::Tick | Self::Files { .. } => &[],
        }
    }
}

/// One line of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    /// `type` of the HTML element.
    pub(super) kind: &'static str,
    /// `inputmode`: the keyboard of a phone; empty: what the type brings.
    pub(super) mode: &'static str,
    /// `autocomplete`
    pub(super) complete: &'static str,
    /// No words: browsers correct nothing in it.
    pub(super) is_code: bool,
    /// The first and the last day that a control for days offers.
    pub(super) days: Option<(Date, Date)>,
    pub(super) writing: Writing,
}

/// What a field asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked<'a> {
    pub(super) input: Input<'a>,
    /// What is said below the label before anything is typed, after the host's own words.
    pub(super) hints: Vec<Phrase<'a>>,
    /// Every flaw that an answer can have, with the field's own limits.
    pub(super) flaws: Vec<Flaw>,
    /// What the host says of an answer that does not match its pattern.
    pub(super) message: Option<&'a str>,
    /// Most characters, where the host says so.
    pub(super) max_length: Option<u32>,
}

/// Of a flaw that no answer has yet.
const ANY_LETTER: Found = Found { character: 'é', place: 1 };

const TEXT: Line = Line { kind: "text", mode: "", complete: "on", is_code: false, days: None, writing: Writing::Prose };

impl<'a> Asked<'a> {
    pub(super) fn by(field: &'a Field) -> Self {
        let at_most = |max: &Option<u32>| max.map(|max| Phrase::of("hint-max-length", "max", Limit::Count(max)));
        let too_long = |max: &Option<u32>, most| Some(Flaw::TooLong { max: max.unwrap_or(most) });
        let required = field.required.then_some(Flaw::Required);
        let (mut message, mut longest) = (None, None);
        let (input, hints, flaws) = match &field.kind {
            FieldKind::ShortText(ShortText { max_length, pattern, message: of_pattern }) => {
                (message, longest) = (of_pattern.as_ref().map(Text::as_str), *max_length);
                let pattern = pattern.as_ref().map(|_| Flaw::Pattern);
                let flaws = list([too_long(max_length, MAX_LINE_LENGTH), pattern, required]);
                (Input::Line(TEXT), list([at_most(max_length)]), flaws)
            }
            FieldKind::LongText(LongText { max_length }) => {
                longest = *max_length;
                let flaws = list([too_long(max_length, MAX_TEXT_LENGTH), required]);
                (Input::Paragraphs, list([at_most(max_length)]), flaws)
            }
            FieldKind::Number(NumberField { min, max }) => {
                let ids = ["hint-number-between", "hint-number-min", "hint-number-max", "hint-number-exactly"];
                let least = min.as_ref().map(|min| Limit::Number(min.as_str()));
                let most = max.as_ref().map(|max| Limit::Number(max.as_str()));
                let range = Phrase::between(ids, least, most);
                let below = min.as_ref().map(|min| Flaw::Below { min: min.to_string() });
                let above = max.as_ref().map(|max| Flaw::Above { max: max.to_string() });
                (
                    Input::Line(Line { mode: "decimal", complete: "off", writing: Writing::Number, ..TEXT }),
                    vec![range.unwrap_or(Phrase::plain("hint-number"))],
                    list([Some(Flaw::NotANumber), too_long(&None, MAX_LINE_LENGTH), below, above, required]),
                )
            }
            FieldKind::Date(asked @ DateField { min, max }) => {
                let ids = ["hint-date-between", "hint-date-min", "hint-date-max", "hint-date-exactly"];
                let (before, after) = (Flaw::Before { min: asked.first() }, Flaw::After { max: asked.last() });
                (
                    Input::Line(Line {
                        kind: "date",
                        complete: "off",
                        days: Some((asked.first(), asked.last())),
                        writing: Writing::Date,
                        ..TEXT
                    }),
                    list([Phrase::between(ids, min.map(Limit::Date), max.map(Limit::Date))]),
                    list([Some(Flaw::NotADate), Some(before), Some(after), required]),
                )
            }
            FieldKind::Email(EmailField {}) => (
                // A control of type `email` turns the letters of a domain into its code before anybody sees them.
                Input::Line(Line { mode: "email", complete: "email", is_code: true, writing: Writing::Plain, ..TEXT }),
                vec![],
                list([
                    Some(Flaw::NotAnEmail),
                    Some(Flaw::LocalPart { found: ANY_LETTER }),
                    too_long(&None, MAX_LINE_LENGTH),
                    required,
                ]),
            ),
            FieldKind::Phone(Phone {}) => (
                Input::Line(Line { kind: "tel", mode: "tel", complete: "tel", writing: Writing::Plain, ..TEXT }),
                vec![Phrase::plain("hint-phone")],
                list([Some(Flaw::NotAPhone), too_long(&None, MAX_LINE_LENGTH), required]),
            ),
            FieldKind::SingleChoice(SingleChoice { options }) => {
                (Input::One(options), vec![], list([Some(Flaw::NotAnOption), required]))
            }
            FieldKind::MultipleChoice(MultipleChoice { options, min, max }) => {
                let ids = ["hint-pick-between", "hint-pick-min", "hint-pick-max", "hint-pick-exactly"];
                let range = Phrase::between(ids, min.map(Limit::Count), max.map(Limit::Count));
                let few = min.map(|min| Flaw::TooFewPicked { min });
                let many = max.map(|max| Flaw::TooManyPicked { max });
                (
                    Input::Many(options),
                    vec![range.unwrap_or(Phrase::plain("hint-pick-any"))],
                    list([Some(Flaw::NotAnOption), few, many, required]),
                )
            }
            FieldKind::Checkbox(Checkbox {}) => (Input::Tick, vec![], list([required])),
            FieldKind::Checklist(Checklist { items }) => {
                (Input::Many(items), vec![Phrase::plain("hint-checklist")], vec![Flaw::Unticked, Flaw::NotAnOption])
            }
            FieldKind::File(asked @ FileField { extensions, min, max }) => {
                let ids = if field.required {
                    ["hint-files-between", "hint-files-min", "hint-files-max", "hint-files-exactly"]
                } else {
                    ["hint-files-any-between", "hint-files-any-min", "hint-files-max", "hint-files-any-exactly"]
                };
                // "One file" says it all, also where one is the least; and where none need be given, one is no condition.
                let least = min.filter(|min| *min > u32::from(!field.required) && *max != Some(1));
                let few = min.map(|min| Flaw::TooFewFiles { min });
                let many = max.map(|max| Flaw::TooManyFiles { max });
                (
                    Input::Files { extensions, max: asked.max_files(), least: min.unwrap_or(0) },
                    list([Phrase::between(ids, least.map(Limit::Count), max.map(Limit::Count))]),
                    list([Some(Flaw::FilePending), field.required.then_some(Flaw::FileRequired), few, many]),
                )
            }
        };
        let flaws = flaws.into_iter().chain([Flaw::WrongShape]).collect();
        Self { input, hints, flaws, message, max_length: longest }
    }
}

impl Asked<'_> {
    /// What a field lacks that has to be answered and is empty.
    pub(super) fn missing(&self, field: &Field) -> Flaw {
        match self.input {
            Input::Files { .. } => Flaw::FileRequired,
            Input::Line(_) | Input::Paragraphs | Input::One(_) | Input::Many(_) | Input::Tick => {
                field.kind.as_type().missing()
            }
        }
    }
}

/// Whether a field is answered by files, which are sent apart from the form.
pub fn takes_files(field: &Field) -> bool {
    matches!(Asked::by(field).input, Input::Files { .. })
}

/// A flaw as a message, whose id is `flaw-` and the code by which problems name the flaw.
pub(super) fn flaw_phrase(flaw: &Flaw) -> Phrase<'_> {
    use Limit::{Count, Number};
    match flaw {
        Flaw::Required => Phrase::plain("flaw-required"),
        Flaw::TooLong { max } => Phrase::of("flaw-too-long", "max", Count(*max)),
        Flaw::Pattern => Phrase::plain("flaw-pattern"),
        Flaw::NotANumber => Phrase::plain("flaw-not-a-number"),
        Flaw::Below { min } => Phrase::of("flaw-below", "min", Number(min)),
        Flaw::Above { max } => Phrase::of("flaw-above", "max", Number(max)),
        Flaw::NotADate => Phrase::plain("flaw-not-a-date"),
        Flaw::Before { min } => Phrase::of("flaw-before", "min", Limit::Date(*min)),
        Flaw::After { max } => Phrase::of("flaw-after", "max", Limit::Date(*max)),
        Flaw::NotAnEmail => Phrase::plain("flaw-not-an-email"),
        Flaw::LocalPart { found } => {
            Phrase::of("flaw-local-part", "character", Limit::Character(*found)).at(found.place)
        }
        Flaw::NotAPhone => Phrase::plain("flaw-not-a-phone"),
        Flaw::NotAnOption => Phrase::plain("flaw-not-an-option"),
        Flaw::TooFewPicked { min } => Phrase::of("flaw-too-few-picked", "min", Count(*min)),
        Flaw::TooManyPicked { max } => Phrase::of("flaw-too-many-picked", "max", Count(*max)),
        Flaw::Unticked => Phrase::plain("flaw-unticked"),
        Flaw::FileRequired => Phrase::plain("flaw-file-required"),
        Flaw::TooFewFiles { min } => Phrase::of("flaw-too-few-files", "min", Count(*min)),
        Flaw::TooManyFiles { max } => Phrase::of("flaw-too-many-files", "max", Count(*max)),
        Flaw::FilePending => Phrase::plain("flaw-file-pending"),
        Flaw::LeftToOthers => Phrase::plain("flaw-left-to-others"),
        Flaw::WrongShape => Phrase::plain("flaw-wrong-shape"),
    }
}

/// Those that there are.
fn list<T, const N: usize>(items: [Option<T>; N]) -> Vec<T> {
    items.into_iter().flatten().collect()
}

#[cfg(test)]
pub(super) mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::texts::{Locale, shared};

    /// A required field of every kind, named after its kind, with every limit that it can have.
    pub(crate) fn fields() -> Vec<Field> {
        let options = json!([{ "value": "a", "label": "First" }, { "value": "b", "label": "Second" }]);
        let kinds = json!([
            { "type": "short_text", "max_length": 40, "pattern": "[A-Z]+", "message": "Capital letters" },
            { "type": "long_text", "max_length": 400 },
            { "type": "number", "min": 1, "max": 2.5 },
            { "type": "date", "min": "2026-01-01", "max": "2026-12-31" },
            { "type": "email" },
            { "type": "phone" },
            { "type": "single_choice", "options": options },
            { "type": "multiple_choice", "options": options, "min": 1, "max": 2 },
            { "type": "checkbox" },
            { "type": "checklist", "items": options },
            { "type": "file", "min": 1, "max": 2 },
        ]);
        let field = |kind: &Value| {
            let slug = kind["type"].as_str().and_then(|name| name.parse().ok());
            let (slug, label) = slug.zip("Label".parse().ok()).unwrap_or_else(|| panic!("{kind}"));
            let kind = serde_json::from_value(kind.clone()).unwrap_or_else(|e| panic!("{kind}: {e}"));
            Field { slug, label, help: None, required: true, kind }
        };
        kinds.as_array().into_iter().flatten().map(field).collect()
    }

    #[test]
    fn every_hint_has_its_words_in_every_language() {
        for field in fields() {
            for hint in Asked::by(&field).hints {
                for locale in Locale::ALL {
                    assert!(shared(locale).knows(hint.id), "{locale:?} {hint:?}");
                }
            }
        }
    }
}
