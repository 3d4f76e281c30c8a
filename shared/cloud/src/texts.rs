//! Notices, disclaimers and logos, each stored once under its hash: what was consented to stays evident when the policy
//! changes. What a process has seen it need not read or write again.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

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

    /// The texts of hashes that rows name: from memory, or all the others by one read.
    pub async fn texts_of(&self, hashes: &[Digest]) -> Result<BTreeMap<Digest, Arc<str>>, StoreError> {
        let mut known: BTreeMap<_, _> =
            hashes.iter().filter_map(|sha256| Some((*sha256, self.texts.get(*sha256)?))).collect();
        // Each once: no batched read takes a key twice.
        let unknown: BTreeSet<_> = hashes.iter().filter(|sha256| !known.contains_key(sha256)).copied().collect();
        let found = self.batch(&unknown.iter().map(|sha256| Key::text(*sha256)).collect::<Vec<_>>()).await?;
        for sha256 in unknown {
            let key = Key::text(sha256);
            let content = found.get(&key).ok_or_else(|| corrupt(&key, "text", &"is missing"))?;
            known.insert(sha256, self.read_text(&key, content)?);
        }
        Ok(known)
    }

    /// The text of a hash that anybody names. `None`: there is none.
    pub async fn known_text(&self, sha256: Digest) -> Result<Option<Arc<str>>, StoreError> {
        if let Some(known) = self.texts.get(sha256) {
            return Ok(Some(known));
        }
        let key = Key::text(sha256);
        let Some(item) = self.get(&key).await? else { return Ok(None) };
        self.read_text(&key, &item).map(Some)
    }

    fn read_text(&self, key: &Key, item: &Item) -> Result<Arc<str>, StoreError> {
        let content = attribute(item, "text").filter(|content| Key::text(Digest::of(content)) == *key);
        let content = content.ok_or_else(|| corrupt(key, "text", &"is missing or not what its key says"))?;
        self.texts.stored([content]);
        Ok(Arc::from(content))
    }
}
