//! The types of fields, one file each. A new one is a file, and here its module, its name, its line in `kinds!` and, if it
//! takes files, its arm in `as_files`.
#![deny(clippy::wildcard_enum_match_arm, reason = "a new type of field must be told apart here")]

mod checkbox;
mod checklist;
mod date;
mod email;
mod field_type;
mod file;
mod long_text;
mod multiple_choice;
mod number;
mod phone;
mod short_text;
mod single_choice;

use serde::{Deserialize, Serialize};

pub use checkbox::Checkbox;
pub use checklist::Checklist;
pub use date::DateField;
pub use email::EmailField;
pub use field_type::FieldType;
pub use file::{
    DEFAULT_MAX_FILES, FEW_FILES, FileField, MAX_GUEST_MARKS, MAX_OPEN_UPLOADS, MAX_SHARED_MARKS, MAX_TASK_FILES,
    MAX_TASK_MARKS, extension,
};
pub use long_text::LongText;
pub use multiple_choice::MultipleChoice;
pub use number::NumberField;
pub use phone::Phone;
pub use short_text::ShortText;
pub use single_choice::SingleChoice;

macro_rules! kinds {
    ($($variant:ident($type:ident)),* $(,)?) => {
        /// What a field takes. Lengths in characters, sizes in bytes.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "type", rename_all = "snake_case")]
        pub enum FieldKind {
            $($variant($type),)*
        }

        impl FieldKind {
            /// How many types there are.
            pub const COUNT: usize = [$(stringify!($variant)),*].len();

            /// What the type itself says.
            pub fn as_type(&self) -> &dyn FieldType {
                match self {
                    $(Self::$variant(field) => field,)*
                }
            }
        }
    };
}

kinds!(
    ShortText(ShortText),
    LongText(LongText),
    Number(NumberField),
    Date(DateField),
    Email(EmailField),
    Phone(Phone),
    SingleChoice(SingleChoice),
    MultipleChoice(MultipleChoice),
    Checkbox(Checkbox),
    Checklist(Checklist),
    File(FileField),
);

impl FieldKind {
    /// What files it takes, if it is answered by files.
    pub fn as_files(&self) -> Option<&FileField> {
        match self {
            Self::File(field) => Some(field),
            Self::ShortText(_)
            | Self::LongText(_)
            | Self::Number(_)
            | Self::Date(_)
            | Self::Email(_)
            | Self::Phone(_)
            | Self::SingleChoice(_)
            | Self::MultipleChoice(_)
            | Self::Checkbox(_)
            | Self::Checklist(_) => None,
        }
    }
}
