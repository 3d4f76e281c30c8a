//! Where this deployment lives, and how its staff sign in.

use http::Uri;

use crate::start::settings::{SettingError, Settings};

/// The origins of one deployment, each `https://host[:port]` without a slash at the end, and its tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Where guests open their links.
    pub portal_origin: String,
    /// Where browsers PUT files, and where download forms lead: the S3 origin of the buckets.
    pub upload_origins: Vec<String>,
    pub token_type: TokenType,
}

/// What the header of a staff member's token says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenType {
    /// Anything: the issuer does not mark its access tokens.
    Any,
    /// `at+jwt`, as RFC 9068 §2.1 has it.
    AtJwt,
}

impl Site {
    /// Reads `PORTAL_ORIGIN`, `UPLOAD_ORIGINS` (between spaces or commas) and `TOKEN_TYPE`, which staff's functions have.
    pub fn from_settings(settings: &Settings) -> Result<Self, SettingError> {
        let site = Self {
            portal_origin: settings.required("PORTAL_ORIGIN")?,
            upload_origins: settings.list("UPLOAD_ORIGINS"),
            token_type: match settings.optional("TOKEN_TYPE").as_deref() {
                None | Some("any") => TokenType::Any,
                Some("at+jwt") => TokenType::AtJwt,
                Some(_) => return Err(SettingError::new("TOKEN_TYPE", "must be any or at+jwt")),
            },
        };
        let flaw = "must be an origin such as https://portal.example.com";
        if !is_origin(&site.portal_origin) {
            return Err(SettingError::new("PORTAL_ORIGIN", flaw));
        }
        if !site.upload_origins.iter().all(|o| is_origin(o)) {
            return Err(SettingError::new("UPLOAD_ORIGINS", format!("{flaw}, or several of them")));
        }
        Ok(site)
    }
}

/// Whether a text is an http(s) origin as browsers write it (RFC 6454 §6.2), and thus safe in a
/// Content-Security-Policy.
fn is_origin(text: &str) -> bool {
    let Ok(uri) = text.parse::<Uri>() else {
        return false;
    };
    let host = uri.host().unwrap_or_default();
    let port = uri.port().map(|p| format!(":{p}")).unwrap_or_default();
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-.[]:".contains(&b);
    matches!(uri.scheme_str(), Some("https" | "http"))
        && !host.is_empty()
        && host.bytes().all(plain)
        && text == format!("{}://{host}{port}", uri.scheme_str().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(portal: &'static str, uploads: &'static str) -> Result<Site, String> {
        let settings = Settings::from_fn(move |name| match name {
            "PORTAL_ORIGIN" => Some(portal.into()),
            "UPLOAD_ORIGINS" => Some(uploads.into()),
            _ => None,
        });
        Site::from_settings(&settings).map_err(|e| e.to_string())
    }

    #[test]
    fn origins_are_read_from_the_environment() {
        let read = site("http://127.0.0.1:8080", "https://vst-q.s3.sa-east-1.amazonaws.com, http://[::1]:9000");
        let expected = Site {
            portal_origin: "http://127.0.0.1:8080".into(),
            upload_origins: vec!["https://vst-q.s3.sa-east-1.amazonaws.com".into(), "http://[::1]:9000".into()],
            token_type: TokenType::Any,
        };
        assert_eq!(read, Ok(expected));
    }

    #[test]
    fn what_is_no_origin_is_refused_by_the_name_of_its_variable() {
        for bad in [
            "portal.example",
            "https://",
            "https://portal.example/",
            "https://portal.example/i",
            "https://user@portal.example",
            "https://Portal.example",
            "https://a;script-src *",
            "https://a.example;b",
            "https://*",
            "ftp://portal.example",
        ] {
            let refused = site(bad, "");
            assert!(
                refused.as_ref().is_err_and(|e| e.contains("PORTAL_ORIGIN must be an origin")),
                "{bad} {refused:?}"
            );
            let refused = site("https://portal.example", bad);
            assert!(refused.as_ref().is_err_and(|e| e.contains("UPLOAD_ORIGINS")), "{bad} {refused:?}");
        }
    }
}
