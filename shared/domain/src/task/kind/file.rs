//! Files. They are no answers: each comes in by itself, and counts when it has been settled.

use serde::{Deserialize, Serialize};

use super::FieldType;
use crate::{
    task::{
        answer::{Answer, Flaw},
        description::{SpecFlaw, check_count},
    },
    value::is_extension,
};

/// Most files of a field that does not say.
pub const DEFAULT_MAX_FILES: u32 = 20;
/// Most files of one guest in one task that count or are on their way.
pub const MAX_TASK_FILES: u32 = 60;
/// The same, with those that were rejected or handed back: of these the oldest give way.
pub const MAX_GUEST_MARKS: usize = 120;
/// Files of one guest in one task that are announced and have not come.
pub const MAX_OPEN_UPLOADS: usize = 30;
/// Files and announcements of all guests together, in every stage: they stand in one row.
pub const MAX_TASK_MARKS: usize = 300;
/// From so many on, the places that are left are for guests with fewer than [`FEW_FILES`].
pub const MAX_SHARED_MARKS: usize = 200;
pub const FEW_FILES: usize = 10;

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
    fn description_flaws(&self, _: bool) -> Vec<SpecFlaw> {
        let most = self.max_files().min(MAX_TASK_FILES);
        let count = check_count(self.min, self.max, most).err();
        let extensions = self.extensions.iter().enumerate().filter(|(_, extension)| !is_extension(extension));
        count.into_iter().chain(extensions.map(|(at, _)| SpecFlaw::Extension { at })).collect()
    }

    fn fits(&self, _: &Answer) -> Result<(), Flaw> {
        Err(Flaw::WrongShape)
    }

    fn check(&self, _: &Answer, _: bool) -> Result<(), Flaw> {
        Err(Flaw::WrongShape)
    }
}

/// An extension as its host means it: `PDF`, `.pdf` and `*.pdf` are `pdf`.
pub fn extension(written: &str) -> String {
    let written = written.trim();
    let name = written.strip_prefix('*').unwrap_or(written);
    name.strip_prefix('.').unwrap_or(name).to_ascii_lowercase()
}
