//! The pattern of an answer: a regular expression that the whole of it matches, and how much work that may be.
//!
//! Each character of an answer is held against every part of the compiled pattern at worst, so its size times the
//! answer's length bounds the work. What a task asks for altogether is bounded when it is pushed.

use std::cell::Cell;

use regex_lite::{Regex, RegexBuilder};

/// Longest pattern, in bytes.
const MAX_PATTERN_LENGTH: usize = 200;
/// How large a pattern is once compiled, in bytes, told in these steps.
const SIZES: [usize; 7] = [256, 512, 1 << 10, 1 << 11, 1 << 12, 1 << 13, 1 << 14];
/// To compile a pattern is about as much work as to match so many characters with it.
const COMPILING: usize = 100;
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
    pub(super) fn described(pattern: &str) -> Result<Self, PatternFlaw> {
        if pattern.len() > MAX_PATTERN_LENGTH {
            return Err(PatternFlaw::Unreadable);
        }
        compiled(pattern)?;
        Self::of(pattern)
    }

    /// As HTML's `pattern` does: it has to match a whole answer.
    pub(super) fn of(pattern: &str) -> Result<Self, PatternFlaw> {
        let (regex, size) = compiled(&format!("^(?:{pattern})$"))?;
        Ok(Self { regex, size })
    }

    /// The most that it may be to compile it and to match an answer of so many characters.
    pub(super) fn work(&self, characters: usize) -> u64 {
        u64::try_from(self.size.saturating_mul(characters.saturating_add(COMPILING))).unwrap_or(u64::MAX)
    }

    pub(super) fn matches(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }
}

/// With the first of the sizes that is enough.
fn compiled(pattern: &str) -> Result<(Regex, usize), PatternFlaw> {
    for size in SIZES {
        match RegexBuilder::new(pattern).size_limit(size).build() {
            Ok(regex) => return Ok((regex, size)),
            // The crate has no other way to tell it: tests hold its words.
            Err(error) if error.to_string().contains("size limit") => {}
            Err(_) => return Err(PatternFlaw::Unreadable),
        }
    }
    Err(PatternFlaw::TooLarge)
}

/// The work that may still go into patterns, of the answers of a task or of a page.
#[derive(Debug)]
pub struct PatternWork {
    left: Cell<u64>,
}

impl Default for PatternWork {
    /// As much as all patterns of one task may be.
    fn default() -> Self {
        Self { left: Cell::new(MAX_PATTERN_WORK) }
    }
}

impl PatternWork {
    /// As much as it takes: what one task asks for was bounded when it was pushed, and nothing of it goes unsaid.
    pub fn of_one_task() -> Self {
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
