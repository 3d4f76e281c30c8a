//! Notices and disclaimers, each stored once under its hash: what was consented to stays evident when the policy
//! changes. What a process has seen it need not read or write again.

use std::sync::Arc;

use vestibule_domain::value::Digest;

use crate::{
    error::StoreError,
    keys::{Item, Key, text},
    rows::{Write, attribute, corrupt},
    store::Store,
};

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
