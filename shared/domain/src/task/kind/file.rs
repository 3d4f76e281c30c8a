//! Files. They are no answers: each comes in by itself, and counts when it has been settled.

use serde::{Deserialize, Serialize};

use super::FieldType;
use crate::task::{
    answer::{Answer, Flaw},
    description::{SpecFlaw, check_order},
};

/// Most files of a field that does not say.
const DEFAULT_MAX_FILES: u32 = 20;

/// Files, within bounds of how many.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileField {
    /// File name extensions, lower case, without the dot; empty: what the policy allows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extensions: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
}

impl FileField {
    /// How many files it takes.
    pub fn max_files(&self) -> u32 {
        self.max.unwrap_or(DEFAULT_MAX_FILES)
    }

    /// Whether so many files that count answer the field.
    pub fn check_count(&self, count: u32, required: bool) -> Result<(), Flaw> {
        match (self.min, self.max) {
            _ if required && count == 0 => Err(Flaw::FileRequired),
            (Some(min), _) if count < min && (required || count > 0) => Err(Flaw::TooFewFiles { min }),
            (_, Some(max)) if count > max => Err(Flaw::TooManyFiles { max }),
            _ => Ok(()),
        }
    }
}

impl FieldType for FileField {
    fn check_description(&self) -> Result<(), SpecFlaw> {
        check_order(self.min, self.max)
    }

    fn fits(&self, _: &Answer) -> Result<(), Flaw> {
        Err(Flaw::WrongShape)
    }

    fn check(&self, _: &Answer, _: bool) -> Result<(), Flaw> {
        Err(Flaw::WrongShape)
    }
}
