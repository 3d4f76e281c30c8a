//! What all pages of the portal have in common: its texts, its style sheet and its scripts.

use std::sync::LazyLock;

use vestibule_domain::value::Locale;
use vestibule_pages::{
    assets::{AssetSource, Assets},
    frame::Frame,
    sources,
    texts::Catalogue,
};

macro_rules! scripts {
    ($($name:literal)*) => { [$(($name, include_str!(concat!("../../assets/", $name)))),*] };
}

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::read(&sources!("../../texts": "check" "ends" "invitation" "landing" "receipt" "words" "work"))
});

/// In the order of their imports: each may name those before it.
const SCRIPTS: [AssetSource; 18] = scripts! {
    "landing.js" "language.js" "password.js" "api.js" "storage.js" "reason.js" "drafts.js" "names.js" "sha256.js" "hashing.js" "sending.js"
    "file-row.js" "uploads.js" "lacking.js" "progress.js" "complete.js" "comments.js" "sent.js"
};

static ASSETS: LazyLock<Assets> = LazyLock::new(|| Assets::new("portal.css", &SCRIPTS));

pub(super) fn frame(locale: Locale) -> Frame {
    Frame { texts: CATALOGUE.in_language(locale), assets: &ASSETS }
}

/// The bytes and the media type of what `/assets/{name}` names. `None`: there is no such asset, or it has changed since.
pub fn asset(name: &str) -> Option<(&'static [u8], &'static str)> {
    ASSETS.find(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_import_only_scripts_that_are_there() {
        for (source, content) in ASSETS.contents() {
            for (at, _) in content.match_indices("from \"./") {
                let name = content[at + 8..].split('"').next().unwrap_or_default();
                assert!(asset(name).is_some(), "{source} imports {name}");
            }
        }
    }

    #[test]
    fn no_asset_fetches_anything_from_elsewhere() {
        for (source, content) in ASSETS.contents() {
            let content = content.replace("http://www.w3.org/2000/svg", "");
            for outside in ["http://", "https://", "@import", "eval(", "innerHTML"] {
                assert!(!content.contains(outside), "{source} has {outside}");
            }
        }
    }
}
