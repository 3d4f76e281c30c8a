//! Arguments are read to the last, so that everything that is wrong with them is told at once.

use std::{fmt, str::FromStr};

use crate::{failure::Failure, flaw::Flaw};

/// The flaws found so far.
#[derive(Debug, Default)]
pub(crate) struct Arguments {
    flaws: Vec<Flaw>,
}

impl Arguments {
    /// The value of a flag; `None` where it does not parse.
    pub(crate) fn read<T>(&mut self, flag: &'static str, value: &str) -> Option<T>
    where
        T: FromStr<Err: fmt::Display>,
    {
        value.parse().map_err(|error| self.object(flag, value, &error)).ok()
    }

    /// Both sides of `left=right`.
    pub(crate) fn pair<A, B>(&mut self, flag: &'static str, value: &str) -> Option<(A, B)>
    where
        A: FromStr<Err: fmt::Display>,
        B: FromStr<Err: fmt::Display>,
    {
        let Some((left, right)) = value.split_once('=') else {
            self.object(flag, value, &"has no = in it");
            return None;
        };
        let (left, right) = (self.read(flag, left), self.read(flag, right));
        left.zip(right)
    }

    pub(crate) fn object(&mut self, flag: &'static str, value: &str, problem: &impl ToString) {
        self.flaws.push(Flaw { flag, value: value.to_owned(), problem: problem.to_string() });
    }

    /// What was read, unless something was wrong. `None` means that a flaw was noted.
    pub(crate) fn done<T>(self, read: Option<T>) -> Result<T, Failure> {
        match read {
            Some(read) if self.flaws.is_empty() => Ok(read),
            _ => Err(Failure::Arguments(self.flaws)),
        }
    }
}

#[cfg(test)]
mod tests {
    use vestibule_domain::value::{OrgSlug, PersonName, ProjectSlug, Zone};

    use super::*;

    #[test]
    fn everything_that_is_wrong_is_told_and_names_its_flag_and_value() {
        let mut arguments = Arguments::default();
        let org = arguments.read::<OrgSlug>("--org", "acme");
        assert_eq!(arguments.read::<Zone>("--zone", "Mars/Olympus"), None);
        assert_eq!(arguments.pair::<ProjectSlug, PersonName>("--project", "a b="), None);
        assert_eq!(arguments.pair::<ProjectSlug, PersonName>("--project", "plain"), None);
        let lines = arguments.done(org).map_err(|failure| failure.lines()).unwrap_err();
        assert_eq!(
            lines,
            [
                "--zone \"Mars/Olympus\" is not a time zone of the IANA database, such as America/Sao_Paulo",
                "--project \"a b\" must be 1 to 64 characters of a-z, A-Z, 0-9, '.', '_' or '-', starting with a letter \
                 or digit",
                "--project \"\" must not be empty: nothing can be seen in it",
                "--project \"plain\" has no = in it",
            ]
        );
    }

    #[test]
    fn a_value_may_hold_further_signs_of_equality() {
        let mut arguments = Arguments::default();
        let read = arguments.pair::<ProjectSlug, PersonName>("--project", "a=B = C");
        let (slug, name) = arguments.done(read).unwrap();
        assert_eq!((slug.as_str(), name.as_str()), ("a", "B = C"));
    }
}
