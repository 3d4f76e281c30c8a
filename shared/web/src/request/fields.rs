//! Reads the fields of a request one by one and keeps everything that is wrong with them.

use std::{fmt::Display, str::FromStr};

use vestibule_domain::value::is_blank;

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

    /// Parses an optional word that a program chooses, such as a time zone. One that is there is read, also where nobody
    /// would see anything of it.
    pub fn word<T: FromStr<Err: Display>>(&mut self, pointer: &str, text: Option<&str>) -> Option<T> {
        text.filter(|text| !text.is_empty()).and_then(|text| self.read(pointer, text))
    }

    /// Parses an optional text that people type. Blank counts as absent.
    pub fn maybe<T: FromStr<Err: Display>>(&mut self, pointer: &str, text: Option<&str>) -> Option<T> {
        text.filter(|t| !is_blank(t)).and_then(|t| self.read(pointer, t))
    }

    pub fn refuse(&mut self, pointer: &str, code: &str, detail: impl Into<String>) {
        self.errors.push(FieldError::new(pointer, code, detail));
    }

    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }

    /// One more that is known already.
    pub fn add(&mut self, error: FieldError) {
        self.errors.push(error);
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

    /// What a rule decides on `whole`, on a proof; or where not all of a request could be read, what is wrong with it, the
    /// rule's word on the rest included.
    pub fn held<A, P, T, R: Into<Problem>>(
        &self,
        (whole, proof): (Option<A>, P),
        decide: impl FnOnce(A, P) -> Result<T, R>,
        check: impl FnOnce(P) -> Result<(), R>,
    ) -> Result<T, Problem> {
        let decided = match whole {
            Some(whole) => decide(whole, proof).map(Some),
            None => check(proof).map(|()| None),
        };
        self.and(decided)?.ok_or_else(|| self.clone().into_problem())
    }

    /// All of it as one problem.
    pub fn into_problem(self) -> Problem {
        Problem::new(Kind::Unprocessable, "Some fields are missing or not right.").errors(self.errors)
    }
}
