//! What a deployment configures, read from environment variables, each fault told in one line that names it.

use std::{
    fmt,
    str::FromStr,
    sync::{Mutex, PoisonError},
};

type Read = dyn Fn(&str) -> Option<String> + Send + Sync;

/// The variables of one process. One that is set to nothing counts as not set, for templates cannot
/// leave one out; so does one that is not UTF-8.
pub struct Settings {
    read: Box<Read>,
    /// Those that were asked for in vain, so that a start that fails can name all of them at once.
    missing: Mutex<Vec<String>>,
}

/// A variable is missing or unusable. Prints its name and what is wrong, never its value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("environment variable {name} {flaw}")]
pub struct SettingError {
    pub name: String,
    flaw: String,
}

const MISSING: &str = "is not set";

impl SettingError {
    /// `flaw` completes the sentence "environment variable NAME …".
    pub fn new(name: impl Into<String>, flaw: impl Into<String>) -> Self {
        Self { name: name.into(), flaw: flaw.into() }
    }

    pub fn is_missing(&self) -> bool {
        self.flaw == MISSING
    }
}

impl Settings {
    /// Those of this process.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    pub fn from_env() -> Self {
        Self::from_fn(|name| std::env::var(name).ok())
    }

    /// Those of several functions in one process, or of a test.
    pub fn from_fn(read: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Self {
        Self { read: Box::new(read), missing: Mutex::default() }
    }

    pub fn optional(&self, name: &str) -> Option<String> {
        (self.read)(name).filter(|value| !value.is_empty())
    }

    pub fn required(&self, name: &str) -> Result<String, SettingError> {
        self.optional(name).ok_or_else(|| {
            let mut missing = self.missing.lock().unwrap_or_else(PoisonError::into_inner);
            if !missing.iter().any(|known| known == name) {
                missing.push(name.to_owned());
            }
            SettingError::new(name, MISSING)
        })
    }

    /// The variables that were required so far and are not set.
    pub fn missing(&self) -> Vec<String> {
        self.missing.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Fails with the first of them.
    pub fn nothing_missing(&self) -> Result<(), SettingError> {
        self.missing().into_iter().next().map_or(Ok(()), |name| Err(SettingError::new(name, MISSING)))
    }

    /// A variable that must be set and parse.
    pub fn parsed<T>(&self, name: &str) -> Result<T, SettingError>
    where
        T: FromStr<Err: fmt::Display>,
    {
        parse(name, &self.required(name)?)
    }

    /// A variable that must parse if it is set.
    pub fn parsed_or<T>(&self, name: &str, default: T) -> Result<T, SettingError>
    where
        T: FromStr<Err: fmt::Display>,
    {
        self.optional(name).map_or(Ok(default), |text| parse(name, &text))
    }

    /// The parts of a variable between spaces or commas; none if it is not set.
    pub fn list(&self, name: &str) -> Vec<String> {
        let text = self.optional(name).unwrap_or_default();
        let parts = text.split([',', ' ', '\t', '\n']);
        parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }
}

fn parse<T>(name: &str, text: &str) -> Result<T, SettingError>
where
    T: FromStr<Err: fmt::Display>,
{
    text.parse().map_err(|e| SettingError::new(name, format!("does not parse: {e}")))
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Settings")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> Settings {
        Settings::from_fn(|name| match name {
            "TABLE" => Some("vst-state".into()),
            "EMPTY" => Some(String::new()),
            "BATCH" => Some("hunter2".into()),
            "ORIGINS" => Some(" https://a.example, https://b.example ,".into()),
            _ => None,
        })
    }

    #[test]
    fn a_missing_variable_is_named_in_one_line() {
        for name in ["NOWHERE", "EMPTY"] {
            let error = settings().required(name).map_err(|e| e.to_string());
            assert_eq!(error, Err(format!("environment variable {name} is not set")));
        }
    }

    #[test]
    fn what_was_asked_for_in_vain_is_remembered_once() {
        let settings = settings();
        assert_eq!(settings.nothing_missing(), Ok(()));
        for name in ["NOWHERE", "TABLE", "EMPTY", "NOWHERE"] {
            settings.required(name).ok();
        }
        assert_eq!(settings.optional("MAYBE"), None);
        assert_eq!(settings.missing(), ["NOWHERE", "EMPTY"]);
        let error = settings.nothing_missing().map_err(|e| e.to_string());
        assert_eq!(error, Err("environment variable NOWHERE is not set".into()));
    }

    #[test]
    fn a_wrong_variable_is_named_and_its_value_is_not() {
        let error = settings().parsed::<u32>("BATCH").map_err(|e| e.to_string());
        assert_eq!(error, Err("environment variable BATCH does not parse: invalid digit found in string".into()));
    }

    #[test]
    fn what_is_set_is_read_and_what_is_not_has_its_default() -> Result<(), SettingError> {
        assert_eq!(settings().required("TABLE")?, "vst-state");
        assert_eq!(settings().optional("NOWHERE"), None);
        assert_eq!(settings().parsed_or("NOWHERE", 25_u32)?, 25);
        assert!(settings().parsed_or("BATCH", 25_u32).is_err());
        assert_eq!(settings().list("ORIGINS"), ["https://a.example", "https://b.example"]);
        assert!(settings().list("NOWHERE").is_empty());
        Ok(())
    }
}
