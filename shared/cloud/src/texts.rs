//! Notices and disclaimers, each stored once under its hash: what was consented to stays evident, whatever the policy says
//! later. What a process has seen it need not read or write again.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use vestibule_domain::value::Digest;

use crate::{
    error::StoreError,
    keys::{Item, Key, text},
    rows::{Write, attribute, corrupt},
    store::Store,
};

/// The texts that this process knows to be stored.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known(Arc<Mutex<BTreeMap<Digest, Arc<str>>>>);

impl Known {
    fn get(&self, sha256: Digest) -> Option<Arc<str>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&sha256).cloned()
    }

    /// Those that may not be stored yet.
    pub(crate) fn missing<'a>(&self, texts: &[&'a str]) -> Vec<&'a str> {
        texts.iter().filter(|text| self.get(Digest::of(text)).is_none()).copied().collect()
    }

    pub(crate) fn stored(&self, texts: &[&str]) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.extend(texts.iter().map(|text| (Digest::of(text), Arc::from(*text))));
    }
}

/// Writing a text twice is harmless: its key is its hash.
pub(crate) fn row(content: &str) -> Write {
    Write::Put { key: Key::text(Digest::of(content)), item: Item::from([("text".into(), text(content))]) }
}

impl Store {
    /// The text of a hash: from memory, or by one read.
    pub async fn text(&self, sha256: Digest) -> Result<Arc<str>, StoreError> {
        if let Some(known) = self.texts.get(sha256) {
            return Ok(known);
        }
        let key = Key::text(sha256);
        let item = self.get(&key).await?;
        let content = item.as_ref().and_then(|item| attribute(item, "text"));
        let content = content.filter(|content| Digest::of(content) == sha256);
        let content = content.ok_or_else(|| corrupt(&key, "text", &"is missing or not what its key says"))?;
        self.texts.stored(&[content]);
        Ok(Arc::from(content))
    }
}
