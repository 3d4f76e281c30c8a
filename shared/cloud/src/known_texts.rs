//! The notices, disclaimers and logos that this process has seen in the table, so that it need not read or write them again.

use std::{
    collections::{BTreeMap, BTreeSet},
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

    /// Those that may not be stored yet, each once: the same words may be those of two languages.
    pub(crate) fn missing<'a>(&self, texts: &[&'a str]) -> BTreeSet<&'a str> {
        texts.iter().filter(|text| self.get(Digest::of(text)).is_none()).copied().collect()
    }

    pub(crate) fn stored<'a>(&self, texts: impl IntoIterator<Item = &'a str>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.extend(texts.into_iter().map(|text| (Digest::of(text), Arc::from(text))));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_two_languages_share_is_written_once_and_then_no_more() {
        let known = KnownTexts::default();
        assert_eq!(Vec::from_iter(known.missing(&["Obrigado", "Ours", "Obrigado"])), ["Obrigado", "Ours"]);
        known.stored(["Obrigado"]);
        assert_eq!(Vec::from_iter(known.missing(&["Obrigado", "Ours"])), ["Ours"]);
    }
}
