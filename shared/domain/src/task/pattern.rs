//! The pattern of an answer: a regular expression that the whole of it matches, and how much work that may be.
//!
//! Each character of an answer is held against every part of the compiled pattern at worst, so its size times the
//! answer's length bounds the work. What a task asks for altogether is bounded when it is pushed.

mod shortest;

use std::{
    cell::Cell,
    collections::{BTreeMap, BTreeSet},
};

use regex_lite::{Regex, RegexBuilder};

use super::description::SpecFlaw;

/// Longest pattern, in bytes.
const MAX_PATTERN_LENGTH: usize = 200;
/// How large a pattern is once compiled, in bytes, told in these steps.
const SIZES: [usize; 7] = [256, 512, 1 << 10, 1 << 11, 1 << 12, 1 << 13, 1 << 14];
/// To compile a pattern is about as much work as to match so many characters with it.
const COMPILING: usize = 100;
/// Most patterns of a push that differ: each of them is compiled once.
pub const MAX_PATTERNS: usize = 1_000;
/// How much work all patterns of one task may be, in characters of the longest answers times bytes of the compiled pattern.
pub const MAX_PATTERN_WORK: u64 = 32_000_000;

/// A pattern that is ready to be matched.
#[derive(Debug)]
pub(super) struct Pattern {
    regex: Regex,
    size: usize,
}

/// Why a pattern cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PatternFlaw {
    /// No regular expression, or one that is too long to be read.
    Unreadable,
    TooLarge,
}

impl Pattern {
    /// As a host writes it. By itself it must be a pattern, too: `a)|(?:.*` becomes one only between our brackets, and
    /// would match anything.
    fn described(pattern: &str) -> Result<Self, PatternFlaw> {
        if pattern.len() > MAX_PATTERN_LENGTH || !is_readable(pattern) {
            return Err(PatternFlaw::Unreadable);
        }
        Self::of(pattern)
    }

    /// As HTML's `pattern` does: it has to match a whole answer.
    pub(super) fn of(pattern: &str) -> Result<Self, PatternFlaw> {
        let (regex, size) = compiled(&format!("^(?:{pattern})$"))?;
        Ok(Self { regex, size })
    }

    /// The most that it may be to compile it and to match an answer of so many characters.
    pub(super) fn work(&self, characters: usize) -> u64 {
        work(self.size, characters)
    }

    pub(super) fn matches(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }
}

fn work(size: usize, characters: usize) -> u64 {
    u64::try_from(size.saturating_mul(characters.saturating_add(COMPILING))).unwrap_or(u64::MAX)
}

/// A pattern is read before anything of it is compiled, for which there is no room here.
fn is_readable(pattern: &str) -> bool {
    match RegexBuilder::new(pattern).size_limit(0).build() {
        Ok(_) => true,
        Err(error) => is_about_size(&error),
    }
}

/// The crate has no other way to tell it: tests hold its words.
fn is_about_size(error: &regex_lite::Error) -> bool {
    error.to_string().contains("size limit")
}

/// With the first of the sizes that is enough.
fn compiled(pattern: &str) -> Result<(Regex, usize), PatternFlaw> {
    for size in SIZES {
        match RegexBuilder::new(pattern).size_limit(size).build() {
            Ok(regex) => return Ok((regex, size)),
            Err(error) if is_about_size(&error) => {}
            Err(_) => return Err(PatternFlaw::Unreadable),
        }
    }
    Err(PatternFlaw::TooLarge)
}

/// The patterns of a push, each of which is compiled once, however many fields have it.
#[derive(Debug, Default)]
pub struct Patterns {
    sizes: BTreeMap<String, Result<usize, PatternFlaw>>,
}

/// One field's pattern, as far as a push is judged by it.
pub(crate) struct JudgedPattern {
    pub(crate) flaw: Option<SpecFlaw>,
    /// The most work that it can be.
    pub(crate) work: u64,
}

impl Patterns {
    /// The place of the first of these that is one too many. Nothing is compiled for that.
    pub fn beyond<'a>(patterns: impl Iterator<Item = Option<&'a str>>) -> Option<usize> {
        let mut different = BTreeSet::new();
        let is_beyond = |pattern: Option<&'a str>| {
            pattern.is_some_and(|pattern| different.insert(pattern)) && different.len() > MAX_PATTERNS
        };
        patterns.map(is_beyond).position(|beyond| beyond)
    }

    /// The pattern of a field that takes so many characters.
    pub(crate) fn judge(&mut self, pattern: &str, longest: usize) -> JudgedPattern {
        let size = || Pattern::described(pattern).map(|pattern| pattern.size);
        let size = *self.sizes.entry(pattern.to_owned()).or_insert_with(size);
        match size {
            Err(PatternFlaw::Unreadable) => JudgedPattern { flaw: Some(SpecFlaw::Pattern), work: 0 },
            Err(PatternFlaw::TooLarge) => JudgedPattern { flaw: Some(SpecFlaw::PatternSize), work: 0 },
            Ok(size) => {
                let shortest = shortest::shortest_match(pattern);
                let flaw = (shortest > longest).then_some(SpecFlaw::PatternLength { shortest, longest });
                JudgedPattern { flaw, work: work(size, longest) }
            }
        }
    }
}

/// The work that may still go into patterns, of the answers of a task or of a page.
#[derive(Debug)]
pub struct PatternWork {
    left: Cell<u64>,
}

impl PatternWork {
    /// A page of many tasks takes as much as the patterns of one task may be, and so does reading the answers of one save.
    pub fn of_a_page() -> Self {
        Self { left: Cell::new(MAX_PATTERN_WORK) }
    }

    /// As much as it takes: what one task asks for was bounded when it was pushed, and nothing of it goes unsaid.
    pub fn unbounded() -> Self {
        Self { left: Cell::new(u64::MAX) }
    }

    /// Takes so much of it; `false`: there is not so much left.
    pub(super) fn take(&self, work: u64) -> bool {
        let left = self.left.get().checked_sub(work);
        self.left.set(left.unwrap_or(self.left.get()));
        left.is_some()
    }
}

#[cfg(test)]
mod tests;
