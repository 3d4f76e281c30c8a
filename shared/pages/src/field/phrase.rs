//! A text about a field with the values that it names: limits of numbers, dates and counts.

use jiff::civil::Date;

use vestibule_domain::value::Found;

use crate::{
    moments::date,
    number,
    texts::{Texts, Value},
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase<'a> {
    /// Of the message.
    pub(super) id: &'static str,
    pub(super) limits: Vec<(&'static str, Limit<'a>)>,
}

/// A value as the reader's language writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Limit<'a> {
    Count(u32),
    /// As answers are kept: `1234.5`.
    Number(&'a str),
    Date(Date),
    /// As somebody wrote it.
    Text(&'a str),
    /// A character of an answer, and its number.
    Character(Found),
}

impl<'a> Phrase<'a> {
    pub(super) fn plain(id: &'static str) -> Self {
        Self { id, limits: vec![] }
    }

    /// With one limit, by the name of the variable.
    pub(super) fn of(id: &'static str, name: &'static str, limit: Limit<'a>) -> Self {
        Self { id, limits: vec![(name, limit)] }
    }

    /// With the place of a character.
    pub(super) fn at(mut self, place: usize) -> Self {
        self.limits.push(("place", Limit::Count(u32::try_from(place).unwrap_or(u32::MAX))));
        self
    }

    /// With the label of its field.
    pub(super) fn about(mut self, label: &'a str) -> Self {
        self.limits.push(("label", Limit::Text(label)));
        self
    }

    /// The message for both ends, for the lower or for the upper one, or for both where they are the same; `None`: there
    /// is neither.
    pub(super) fn between(ids: [&'static str; 4], min: Option<Limit<'a>>, max: Option<Limit<'a>>) -> Option<Self> {
        match (min, max) {
            (Some(min), Some(max)) if min == max => Some(Self::of(ids[3], "exactly", min)),
            (Some(min), Some(max)) => Some(Self { id: ids[0], limits: vec![("min", min), ("max", max)] }),
            (Some(min), None) => Some(Self::of(ids[1], "min", min)),
            (None, Some(max)) => Some(Self::of(ids[2], "max", max)),
            (None, None) => None,
        }
    }

    pub(super) fn say(&self, texts: Texts) -> String {
        self.say_as(texts, self.id)
    }

    /// The same values in another message.
    pub(super) fn say_as(&self, texts: Texts, id: &str) -> String {
        let values: Vec<_> = self.limits.iter().map(|(name, limit)| (*name, limit.value(texts))).collect();
        texts.say_with(id, &values)
    }
}

impl Limit<'_> {
    fn value(self, texts: Texts) -> Value<'static> {
        match self {
            Self::Count(count) => count.into(),
            Self::Character(found) => format!("{} ({})", found.character, found.number()).into(),
            Self::Number(kept) => number::parted(texts.locale(), kept).into(),
            Self::Date(day) => date(texts, day).into(),
            Self::Text(text) => text.to_owned().into(),
        }
    }
}
