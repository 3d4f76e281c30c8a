//! The types of fields, one file each. A new one is a file and a line here.

mod checkbox;
mod checklist;
mod date;
mod email;
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
pub use file::FileField;
pub use long_text::LongText;
pub use multiple_choice::MultipleChoice;
pub use number::{Bound, NumberField};
pub use phone::Phone;
pub use short_text::ShortText;
pub use single_choice::SingleChoice;

use super::{
    answer::{Answer, Flaw},
    field::SpecFlaw,
};

/// What every type of field can say of its description and of an answer.
pub trait FieldType {
    /// The names of its parameters, as descriptions spell them.
    fn parameters(&self) -> &'static [&'static str];

    /// What is wrong with the description.
    fn check_description(&self) -> Result<(), SpecFlaw> {
        Ok(())
    }

    /// Whether an answer can be kept as a draft: the right shape and a bearable size, valid or not.
    fn fits(&self, answer: &Answer) -> Result<(), Flaw>;

    /// Whether an answer that fits and is not blank answers the field.
    fn check(&self, answer: &Answer, required: bool) -> Result<(), Flaw>;

    /// What a required field lacks that is blank.
    fn missing(&self) -> Flaw {
        Flaw::Required
    }
}

macro_rules! kinds {
    ($($variant:ident($type:ident)),* $(,)?) => {
        /// What a field takes. Lengths in characters, sizes in bytes.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "type", rename_all = "snake_case")]
        pub enum FieldKind {
            $($variant($type),)*
        }

        impl FieldKind {
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
