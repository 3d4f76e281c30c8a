//! The notices, disclaimers and logos that this process has seen in the table, so that it need not read or write them again.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use vestibule_domain::value::Digest;

/// The texts that this process knows to be stored.
#[derive(Debug, Clone, Default)]
pub(crate) struct KnownTexts(Arc<Mutex<BTreeMap<Digest, Arc<str>>>>);

impl KnownTexts {
    pub(crate) fn get(&self, sha256: Digest) -> Option<Arc<str>> {
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
