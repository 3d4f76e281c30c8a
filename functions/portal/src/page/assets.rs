//! Style sheets and scripts, compiled in and named after their content, so that browsers may keep them.

use std::sync::LazyLock;

use vestibule_domain::audit::Digest;

macro_rules! sources {
    ($($name:literal)*) => { [$(($name, include_str!(concat!("../../assets/", $name)))),*] };
}

/// One request for the whole style.
macro_rules! style {
    ($($name:literal)*) => { concat!($(include_str!(concat!("../../assets/style/", $name, ".css")), "\n"),*) };
}

const STYLE: (&str, &str) =
    ("portal.css", style!("colours" "page" "facts" "task" "field" "button" "file" "comment" "problem" "print"));

/// In the order of their imports: each may name those before it.
const SOURCES: [(&str, &str); 15] = sources! {
    "mark.svg"
    "landing.js" "once.js" "print.js" "times.js"
    "words.js" "wire.js" "shelf.js" "answers.js" "flaws.js"
    "drafts.js" "sending.js" "uploads.js" "complete.js" "comments.js"
};

struct Asset {
    source: &'static str,
    /// `portal.4f2a1c0b93de.css`
    name: String,
    /// `/assets/portal.4f2a1c0b93de.css`
    href: String,
    content: String,
}

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let mut assets: Vec<Asset> = Vec::with_capacity(SOURCES.len() + 1);
    for (source, content) in std::iter::once(STYLE).chain(SOURCES) {
        let imports = assets.iter().fold(content.to_owned(), |content, earlier| {
            content.replace(&format!("\"./{}\"", earlier.source), &format!("\"./{}\"", earlier.name))
        });
        assets.push(Asset::new(source, imports));
    }
    assets
});

impl Asset {
    fn new(source: &'static str, content: String) -> Self {
        let digest = Digest::of(&content).to_string();
        let (stem, ending) = source.rsplit_once('.').unwrap_or((source, ""));
        let name = format!("{stem}.{}.{ending}", &digest[..12]);
        Self { source, href: format!("/assets/{name}"), name, content }
    }
}

/// The bytes and the media type of what `/assets/{name}` names; immutable, for the name holds its
/// hash. `None`: there is no such asset, or it has changed since.
pub fn asset(name: &str) -> Option<(&'static [u8], &'static str)> {
    let asset = ASSETS.iter().find(|a| a.name == name)?;
    let media_type = match asset.source.rsplit_once('.') {
        Some((_, "css")) => "text/css; charset=utf-8",
        Some((_, "js")) => "text/javascript; charset=utf-8",
        Some((_, "svg")) => "image/svg+xml",
        _ => "application/octet-stream",
    };
    Some((asset.content.as_bytes(), media_type))
}

/// The address of an asset, by the name it has in the source.
pub(super) fn href(source: &str) -> &'static str {
    ASSETS.iter().find(|a| a.source == source).map_or("", |a| &a.href)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_asset_is_found_under_its_hashed_name_only() {
        let name = href("portal.css").strip_prefix("/assets/").unwrap_or_default();
        assert!(name.starts_with("portal.") && name.len() == "portal.0123456789ab.css".len(), "{name}");
        assert_eq!(asset(name).map(|(_, media_type)| media_type), Some("text/css; charset=utf-8"));
        assert_eq!(asset("portal.css"), None);
        assert_eq!(asset("../Cargo.toml"), None);
    }

    #[test]
    fn scripts_import_only_scripts_that_are_there() {
        for found in ASSETS.iter() {
            for (at, _) in found.content.match_indices("from \"./") {
                let name = found.content[at + 8..].split('"').next().unwrap_or_default();
                assert!(asset(name).is_some(), "{} imports {name}", found.source);
            }
        }
    }

    #[test]
    fn no_asset_fetches_anything_from_elsewhere() {
        for found in ASSETS.iter() {
            let content = found.content.replace("http://www.w3.org/2000/svg", "");
            for outside in ["http://", "https://", "@import", "eval(", "innerHTML"] {
                assert!(!content.contains(outside), "{} has {outside}", found.source);
            }
        }
    }
}
