//! What all pages of the portal have in common: its texts, its style sheet and its scripts.

use std::sync::LazyLock;

use vestibule_domain::{policy::Branding, share::Terms, value::Locale};
use vestibule_pages::{
    assets::{Asset, Assets},
    frame::Frame,
    sources,
    texts::Catalogue,
};

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::read(
        &sources!("../../texts": "check" "document" "ends" "invitation" "landing" "receipt" "reviewed" "words" "work"),
    )
});

/// `build.rs` makes them of the files in `assets`, here and in `shared/pages`.
static ASSETS: Assets = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

pub(super) fn frame(locale: Locale) -> Frame {
    Frame { texts: CATALOGUE.in_language(locale), assets: &ASSETS, branding: Branding::default() }
}

/// In the language of the recipient, and as the org looks.
pub(super) fn frame_of(terms: &Terms) -> Frame {
    frame_in(terms, terms.recipient.locale)
}

/// The same in another language.
pub(super) fn frame_in(terms: &Terms, locale: Locale) -> Frame {
    Frame { branding: terms.branding, ..frame(locale) }
}

/// What `/assets/{name}` names. `None`: there is no such asset, or it has changed since.
pub fn asset(name: &str) -> Option<&'static Asset> {
    ASSETS.find(name)
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, error::Error, fs, io::Read as _, path::Path};

    use flate2::read::GzDecoder;

    use super::*;

    /// The scripts that a page names.
    fn named(template: &str) -> Vec<&str> {
        let block = template.split("{% block scripts %}").nth(1).and_then(|rest| rest.split("{% endblock %}").next());
        block.unwrap_or_default().split_whitespace().collect()
    }

    #[test]
    fn pages_name_scripts_that_are_there_and_load_none_by_themselves() -> Result<(), Box<dyn Error>> {
        let mut all = BTreeSet::new();
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("templates"))? {
            let template = fs::read_to_string(entry?.path())?;
            let own = template.replace("<script>{{ arrive|safe }}</script>", "");
            assert!(!own.contains("<script"), "the frame loads the one script: name it in the block `scripts`");
            for script in named(&template) {
                assert!(ASSETS.script.plain.contains(&format!("\"{script}\": () => {{")), "{script}");
                all.insert(script.to_owned());
            }
        }
        assert!(all.contains("landing.js"), "{all:?}");
        Ok(())
    }

    #[test]
    fn no_asset_fetches_anything_from_elsewhere() {
        for asset in [&ASSETS.style, &ASSETS.script] {
            for outside in ["http://", "https://", "@import", "eval(", "innerHTML"] {
                assert!(!asset.plain.contains(outside), "{} has {outside}", asset.address);
            }
        }
        assert!(ASSETS.mark.starts_with("data:image/svg+xml,") && !ASSETS.mark.contains("//"), "{}", ASSETS.mark);
    }

    #[test]
    fn what_is_compressed_is_the_same() -> Result<(), Box<dyn Error>> {
        for asset in [&ASSETS.style, &ASSETS.script] {
            let mut text = String::new();
            GzDecoder::new(asset.gzip).read_to_string(&mut text)?;
            assert_eq!(text, asset.plain);
            assert!(asset.gzip.len() * 2 < asset.plain.len(), "{}: {}", asset.address, asset.gzip.len());
        }
        Ok(())
    }
}
