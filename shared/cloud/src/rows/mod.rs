//! Domain state as items: its serialised form, its key, its version, and what the indexes need.

mod share;

use aws_sdk_dynamodb::types::AttributeValue;
use serde::{Serialize, de::DeserializeOwned};
use vestibule_domain::{
    file::ReferenceFile,
    member::Member,
    org::{Org, Project},
    run::Run,
    share::Brief,
    task::Task,
};

use crate::{
    error::RowError,
    keys::{Item, Key, number},
};

/// One item to put, on condition that nobody else wrote it since it was read.
#[derive(Debug, Clone)]
pub struct Write {
    pub(crate) item: Item,
    /// The version that was read; 0: there must be none.
    pub(crate) expected: u64,
}

/// State that a store can hold. Sealed by its private method's type.
pub trait Stored {
    #[doc(hidden)]
    fn writes(&self) -> Result<Vec<Write>, RowError>;
}

/// State that is read back from one item.
pub(crate) trait Row: DeserializeOwned {
    fn set_version(&mut self, version: u64);
}

/// Writes a value as an item of the next version.
pub(crate) fn write(key: Key, version: u64, value: &impl Serialize) -> Result<Write, RowError> {
    let mut item: Item = serde_dynamo::to_item(value).map_err(|e| corrupt(&key, ".", &e))?;
    item.extend(key.item());
    item.insert("version".into(), number(version + 1));
    Ok(Write { item, expected: version })
}

/// Reads an item back, naming the attribute that does not parse.
pub(crate) fn read<T: Row>(item: Item) -> Result<T, RowError> {
    let part = |name: &str| item.get(name).and_then(|v| v.as_s().ok()).cloned().unwrap_or_default();
    let key = Key { pk: part("pk"), sk: part("sk") };
    let version = item
        .get("version")
        .and_then(|v| v.as_n().ok())
        .and_then(|n| n.parse().ok())
        .ok_or_else(|| corrupt(&key, "version", &"is not a version number"))?;
    let map = item.into_iter().map(|(name, value)| (name, value.into())).collect();
    let input = serde_dynamo::Deserializer::from_attribute_value(serde_dynamo::AttributeValue::M(map));
    let mut value: T =
        serde_path_to_error::deserialize(input).map_err(|e| corrupt(&key, &e.path().to_string(), e.inner()))?;
    value.set_version(version);
    Ok(value)
}

pub(crate) fn corrupt(key: &Key, attribute: &str, problem: &impl ToString) -> RowError {
    RowError { pk: key.pk.clone(), sk: key.sk.clone(), attribute: attribute.into(), problem: problem.to_string() }
}

macro_rules! rows {
    ($($type:ty, |$value:ident| $key:expr;)*) => {$(
        impl Stored for $type {
            fn writes(&self) -> Result<Vec<Write>, RowError> {
                let $value = self;
                Ok(vec![write($key, self.version, self)?])
            }
        }
        impl Row for $type {
            fn set_version(&mut self, version: u64) {
                self.version = version;
            }
        }
    )*};
}

rows! {
    Org, |org| Key::org(&org.slug);
    Project, |project| Key::project(&project.org, &project.slug);
    Member, |member| Key::member(&member.sub);
    Run, |run| Key::run(run.id);
    Task, |task| Key::task(task.run, &task.slug);
    ReferenceFile, |file| Key::file(file.id);
}

impl Stored for Brief {
    fn writes(&self) -> Result<Vec<Write>, RowError> {
        Ok(vec![write(Key::brief(self.share), 0, self)?])
    }
}
impl Row for Brief {
    fn set_version(&mut self, _: u64) {}
}

impl<A: Stored, B: Stored> Stored for (A, B) {
    fn writes(&self) -> Result<Vec<Write>, RowError> {
        let mut writes = self.0.writes()?;
        writes.extend(self.1.writes()?);
        Ok(writes)
    }
}

impl<T: Stored> Stored for Vec<T> {
    fn writes(&self) -> Result<Vec<Write>, RowError> {
        self.iter().map(Stored::writes).collect::<Result<Vec<_>, _>>().map(|w| w.concat())
    }
}

/// The attribute of an item as text.
pub(crate) fn attribute<'a>(item: &'a Item, name: &str) -> Option<&'a str> {
    item.get(name).and_then(|v: &AttributeValue| v.as_s().ok()).map(String::as_str)
}
