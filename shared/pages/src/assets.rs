//! Style and script of a function's pages, as its build joined and compressed them, named after their content, so that
//! browsers may keep them.

/// All that the pages of one function ask for. `vestibule_bundle` writes it.
pub struct Assets {
    /// Every style sheet in one.
    pub style: Asset,
    /// Every script in one; each runs only on the pages that name it.
    pub script: Asset,
    /// The mark as an address that costs no request.
    pub mark: &'static str,
}

pub struct Asset {
    /// `/assets/portal.4f2a1c0b93de.css`
    pub address: &'static str,
    pub media_type: &'static str,
    pub plain: &'static str,
    /// The same, compressed (RFC 1952).
    pub gzip: &'static [u8],
}

impl Assets {
    /// What `/assets/{name}` names; immutable, because the name holds its hash. `None`: there is no such asset, or it has
    /// changed since.
    pub fn find(&self, name: &str) -> Option<&Asset> {
        [&self.style, &self.script].into_iter().find(|asset| asset.address.strip_prefix("/assets/") == Some(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASSETS: Assets = Assets {
        style: Asset { address: "/assets/a.012345678901.css", media_type: "text/css", plain: "a {}", gzip: b"" },
        script: Asset { address: "/assets/a.109876543210.js", media_type: "text/javascript", plain: "a()", gzip: b"" },
        mark: "",
    };

    #[test]
    fn an_asset_is_found_under_its_hashed_name_only() {
        assert_eq!(ASSETS.find("a.012345678901.css").map(|asset| asset.plain), Some("a {}"));
        assert_eq!(ASSETS.find("a.109876543210.js").map(|asset| asset.plain), Some("a()"));
        for other in ["a.css", "a.js", "", "/assets/a.012345678901.css", "../Cargo.toml"] {
            assert!(ASSETS.find(other).is_none(), "{other}");
        }
    }
}
