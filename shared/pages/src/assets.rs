//! Style sheets and scripts, compiled in and named after their content, so that browsers may keep them.

use vestibule_domain::value::Digest;

/// The content of an asset by the name that it has in the source.
pub type AssetSource = (&'static str, &'static str);

macro_rules! sources {
    ($($name:literal)*) => { [$(($name, include_str!(concat!("../assets/", $name)))),*] };
}

/// One request for the whole style.
macro_rules! style {
    ($($name:literal)*) => { concat!($(include_str!(concat!("../assets/style/", $name, ".css")), "\n"),*) };
}

const STYLE: &str = style!("colours" "page" "facts" "task" "field" "button" "file" "comment" "problem" "print");

/// What every function with pages serves, in the order of the imports: each script may name those before it.
const SHARED: [AssetSource; 8] =
    sources! { "mark.svg" "once.js" "print.js" "times.js" "words.js" "answers.js" "flaws.js" "counters.js" };

/// The style sheet and the scripts of one function. Keep it in a `LazyLock`.
pub struct Assets {
    /// The style sheet first.
    assets: Vec<Asset>,
}

struct Asset {
    source: &'static str,
    /// `portal.4f2a1c0b93de.css`
    name: String,
    /// `/assets/portal.4f2a1c0b93de.css`
    href: String,
    content: String,
}

impl Assets {
    /// `style` is the name of the style sheet, such as `portal.css`. `own` scripts come in the order of their imports
    /// and may name the shared ones.
    pub fn new(style: &'static str, own: &[AssetSource]) -> Self {
        let mut assets: Vec<Asset> = Vec::with_capacity(1 + SHARED.len() + own.len());
        for (source, content) in std::iter::once(&(style, STYLE)).chain(&SHARED).chain(own) {
            let content = assets.iter().fold((*content).to_owned(), |content, earlier| {
                content.replace(&format!("\"./{}\"", earlier.source), &format!("\"./{}\"", earlier.name))
            });
            assets.push(Asset::new(source, content));
        }
        Self { assets }
    }

    /// The bytes and the media type of what `/assets/{name}` names; immutable, because the name holds its
    /// hash. `None`: there is no such asset, or it has changed since.
    pub fn find(&self, name: &str) -> Option<(&[u8], &'static str)> {
        let asset = self.assets.iter().find(|a| a.name == name)?;
        let media_type = match asset.source.rsplit_once('.') {
            Some((_, "css")) => "text/css; charset=utf-8",
            Some((_, "js")) => "text/javascript; charset=utf-8",
            Some((_, "svg")) => "image/svg+xml",
            _ => "application/octet-stream",
        };
        Some((asset.content.as_bytes(), media_type))
    }

    /// Every asset as it is served, by the name it has in the source.
    pub fn contents(&self) -> impl Iterator<Item = (&str, &str)> {
        self.assets.iter().map(|a| (a.source, a.content.as_str()))
    }

    /// The address of an asset, by the name it has in the source.
    pub fn href(&self, source: &str) -> &str {
        self.assets.iter().find(|a| a.source == source).map_or("", |a| &a.href)
    }

    /// The address of the style sheet.
    pub fn style(&self) -> &str {
        self.assets.first().map_or("", |a| &a.href)
    }
}

impl Asset {
    fn new(source: &'static str, content: String) -> Self {
        let digest = Digest::of(&content).to_string();
        let (stem, ending) = source.rsplit_once('.').unwrap_or((source, ""));
        let name = format!("{stem}.{}.{ending}", &digest[..12]);
        Self { source, href: format!("/assets/{name}"), name, content }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_asset_is_found_under_its_hashed_name_only() {
        let assets = Assets::new("console.css", &[]);
        let name = assets.style().strip_prefix("/assets/").unwrap_or_default();
        assert!(name.starts_with("console.") && name.len() == "console.0123456789ab.css".len(), "{name}");
        assert_eq!(assets.find(name).map(|(_, media_type)| media_type), Some("text/css; charset=utf-8"));
        assert_eq!(assets.find("console.css"), None);
        assert_eq!(assets.find("../Cargo.toml"), None);
    }

    #[test]
    fn an_import_names_the_script_as_it_is_served() {
        let assets = Assets::new("console.css", &[("own.js", "import { say } from \"./words.js\";")]);
        let words = assets.href("words.js").strip_prefix("/assets/").unwrap_or_default().to_owned();
        let own = assets.contents().find(|(source, _)| *source == "own.js").map(|(_, content)| content);
        assert_eq!(own, Some(format!("import {{ say }} from \"./{words}\";").as_str()));
    }
}
