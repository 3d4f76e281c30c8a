//! How a field is read. serde keeps the members of a type that it does not know yet as floats, so a field is read twice:
//! once as it is described, and once for the text of its bounds.

use serde::{Deserialize, Deserializer, de::Error as _};
use serde_json::value::RawValue;
use serde_path_to_error::Segment;
use vestibule_domain::value::{FieldSlug, Line};

use super::{
    field::{Field, FieldKind},
    number::OutOfRange,
};

/// As serde reads it.
#[derive(Deserialize)]
struct Described {
    id: FieldSlug,
    label: Line<200>,
    #[serde(default)]
    help: Option<Line<500>>,
    #[serde(default)]
    required: bool,
    #[serde(flatten)]
    kind: FieldKind,
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Box::<RawValue>::deserialize(deserializer)?;
        let described = serde_path_to_error::deserialize(&mut serde_json::Deserializer::from_str(text.get()));
        let Described { id, label, help, required, kind } = described.map_err(|e| D::Error::custom(placed(&e)))?;
        let written = serde_json::from_str(text.get()).map_err(|e| D::Error::custom(said(&e)))?;
        let out_of_range = |OutOfRange(end)| D::Error::custom(format_args!("{end} must be a number of bearable size"));
        let kind = kind.exactly(&written).map_err(out_of_range)?;
        Ok(Self { id, label, help, required, kind })
    }
}

/// What is wrong, and in which member if one of its own is. Which members of a type are wrong, serde does not say.
fn placed(error: &serde_path_to_error::Error<serde_json::Error>) -> String {
    let said = said(error.inner());
    match error.path().iter().next() {
        Some(Segment::Map { key }) => format!("in `{key}`: {said}"),
        _ => said,
    }
}

/// What is wrong, without line and column: they count from the beginning of the field.
fn said(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    text.strip_suffix(&place).unwrap_or(&text).to_owned()
}
