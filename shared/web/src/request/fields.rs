//! Reads the fields of a request one by one and keeps everything that is wrong with them.

use std::{fmt::Display, str::FromStr};

use crate::answer::problem::{FieldError, Kind, Problem};

/// The field errors found so far.
#[derive(Debug, Clone, Default)]
pub struct Fields {
    errors: Vec<FieldError>,
}

impl Fields {
    /// Parses one value; what is wrong with it is kept under its JSON pointer.
    pub fn read<T: FromStr<Err: Display>>(&mut self, pointer: &str, text: &str) -> Option<T> {
        match text.parse() {
            Ok(value) => Some(value),
            Err(reason) => {
                self.refuse(pointer, "invalid", reason.to_string());
                None
            }
        }
    }

    /// Parses an optional value. Blank counts as absent.
    pub fn maybe<T: FromStr<Err: Display>>(&mut self, pointer: &str, text: Option<&str>) -> Option<T> {
        text.filter(|t| !t.trim().is_empty()).and_then(|t| self.read(pointer, t))
    }

    pub fn refuse(&mut self, pointer: &str, code: &str, detail: impl Into<String>) {
        self.errors.push(FieldError::new(pointer, code, detail));
    }

    pub fn is_empty(&self) -> bool {
        self.errors.is_empty()
    }

    /// What a rule decided on what could be read. What the rule refuses is told together with what could not be read;
    /// but who may not do it at all is told nothing more.
    pub fn and<T>(&self, decided: Result<T, impl Into<Problem>>) -> Result<T, Problem> {
        match decided.map_err(Into::into) {
            Ok(decided) if self.is_empty() => Ok(decided),
            Ok(_) => Err(self.clone().into_problem()),
            Err(problem) if matches!(problem.kind(), Kind::Unprocessable | Kind::Policy) => {
                Err(problem.errors(self.errors.iter().cloned()))
            }
            Err(problem) => Err(problem),
        }
    }

    /// All of it as one problem.
    pub fn into_problem(self) -> Problem {
        Problem::new(Kind::Unprocessable, "Some fields are missing or not right.").errors(self.errors)
    }
}
