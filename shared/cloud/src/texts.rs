//! Notices, disclaimers and logos, each stored once under its hash: what was consented to stays evident when the policy
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
    /// The text of a hash that a row names: from memory, or by one read.
    pub async fn text(&self, sha256: Digest) -> Result<Arc<str>, StoreError> {
        let text = self.known_text(sha256).await?;
        Ok(text.ok_or_else(|| corrupt(&Key::text(sha256), "text", &"is missing"))?)
    }

    /// The text of a hash that anybody names. `None`: there is none.
    pub async fn known_text(&self, sha256: Digest) -> Result<Option<Arc<str>>, StoreError> {
        if let Some(known) = self.texts.get(sha256) {
            return Ok(Some(known));
        }
        let key = Key::text(sha256);
        let Some(item) = self.get(&key).await? else { return Ok(None) };
        let content = attribute(&item, "text").filter(|content| Digest::of(content) == sha256);
        let content = content.ok_or_else(|| corrupt(&key, "text", &"is missing or not what its key says"))?;
        self.texts.stored(&[content]);
        Ok(Some(Arc::from(content)))
    }
}
