//! Settings as they are typed: `max_expiry_days=30`, `logo=logo.png`, `notice.pt-BR=aviso.txt`, `accent=` for nothing.

use std::{fs::File, io::Read as _};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::{Map, Value, json};
use vestibule_api::staff::ChangePolicy;
use vestibule_web::request::{AskedPolicy, in_plain_words};

use crate::arguments::Arguments;

/// What a setting is called on the command line, in messages.
pub(super) const SETTING: &str = "NAME=VALUE";

/// What can be read of them.
pub(super) fn read(arguments: &mut Arguments, settings: &[String]) -> AskedPolicy {
    let mut change = Map::new();
    for setting in settings {
        match one(setting) {
            Ok((name, Some(locale), value)) => {
                let texts = change.entry(name).or_insert_with(|| json!({}));
                texts[locale] = value;
            }
            Ok((name, None, value)) => {
                change.insert(name, value);
            }
            Err(problem) => arguments.object(SETTING, setting, &problem),
        }
    }
    // One after the other, so that the name of what does not fit is told.
    let mut fits = Map::new();
    for (name, value) in change {
        let alone = Map::from_iter([(name.clone(), value.clone())]);
        match serde_json::from_value::<ChangePolicy>(Value::Object(alone)) {
            Ok(_) => {
                fits.insert(name, value);
            }
            Err(error) => arguments.object(SETTING, &name, &in_plain_words(&error)),
        }
    }
    let change = serde_json::from_value(Value::Object(fits)).unwrap_or_default();
    AskedPolicy::of(&change, vestibule_logo::of_base64)
}

/// Its name, the language of a text, and its value; `null` where nothing stands behind the sign.
fn one(setting: &str) -> Result<(String, Option<String>, Value), String> {
    let (name, value) = setting.split_once('=').ok_or("has no = in it")?;
    let text = name.strip_prefix("notice.").map(|locale| ("notice", locale));
    let text = text.or_else(|| name.strip_prefix("disclaimer.").map(|locale| ("disclaimer", locale)));
    if let Some((name, locale)) = text {
        let words = if value.is_empty() {
            Value::Null
        } else {
            Value::String(String::from_utf8(file(value)?).map_err(|_| "is not written in UTF-8".to_owned())?)
        };
        return Ok((name.to_owned(), Some(locale.to_owned()), words));
    }
    let value = match name {
        _ if value.is_empty() => Value::Null,
        "logo" => Value::String(BASE64_STANDARD.encode(file(value)?)),
        "upload_extensions" => value.split([',', ' ']).filter(|extension| !extension.is_empty()).collect(),
        _ => serde_json::from_str(value).unwrap_or_else(|_| Value::String(value.to_owned())),
    };
    Ok((name.to_owned(), None, value))
}

/// The bytes of a file, up to one more than a picture may have: what is no regular file may have no end.
fn file(path: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let most = vestibule_logo::MAX_FILE as u64 + 1;
    let read = File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes));
    read.map(|_| bytes).map_err(|error| format!("cannot be read: {error}"))
}
