//! What answers at `/` and `/v1` of `cargo dev`, where no function does: where everything is, for those who click on the
//! addresses that it printed. Not a part of the product; nothing of it is deployed.

use std::sync::{Arc, OnceLock};

use axum::{
    Json,
    extract::{Request, State},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use http::{HeaderMap, Method, header};
use serde_json::json;

/// Style of its own is all that the page needs.
const POLICY: &str = "script-src 'none'; object-src 'none'; img-src 'none'; connect-src 'none'; form-action 'none'; \
                      base-uri 'none'; frame-ancestors 'none'";

const STYLE: &str = "\
:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 0 auto; padding: 1rem }
pre { padding: 1rem; overflow-x: auto; border: 1px solid color-mix(in srgb, currentColor 20%, transparent) }
";

/// What there is to click on.
#[derive(Debug, Clone)]
pub struct FrontPage {
    /// The address of the portal and the API, without a slash at the end.
    pub origin: String,
    /// The address of the inbox and the events, likewise.
    pub services: String,
    /// The demo share's link.
    pub link: String,
    /// The line that loads the demo people's tokens into a shell.
    pub load: String,
}

/// Shown once it is known; until then, and in tests, every address is the gateway's.
pub(crate) type Front = Arc<OnceLock<FrontPage>>;

pub(crate) async fn layer(State(front): State<Front>, request: Request, next: Next) -> Response {
    let looks = matches!(*request.method(), Method::GET | Method::HEAD) && local(request.headers());
    match (front.get().filter(|_| looks), request.uri().path()) {
        (Some(page), "/") => page.html(),
        (Some(page), "/v1") => page.api(),
        _ => next.run(request).await,
    }
}

/// A name that some other site resolves to this machine must not show the link to that site's pages.
fn local(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    matches!(host.rsplit_once(':').map_or(host, |(name, _)| name), "localhost" | "127.0.0.1")
}

impl FrontPage {
    fn html(&self) -> Response {
        let Self { services, link, .. } = self;
        let try_it = escaped(&format!("{}\n{}", self.load, self.example()));
        let page = format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>Vestibule on this machine</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
             <h1>Vestibule is running on this machine</h1>\n<ul>\n\
             <li><a href=\"{link}\">A demo share, as its guest Ana Souza</a></li>\n\
             <li><a href=\"{services}/inbox\">All mail that was sent</a></li>\n\
             <li><a href=\"{services}/events\">All events on the bus</a></li>\n</ul>\n\
             <p>The API is below <code>/v1</code>. In the folder where <code>cargo dev</code> was started:</p>\n\
             <pre><code>{try_it}</code></pre>\n\
             <p><code>README.md</code> has a tour, and <code>docs/API.md</code> every route.</p>\n\
             </main>\n</body>\n</html>\n"
        );
        let headers = [
            (header::CONTENT_SECURITY_POLICY, POLICY),
            (header::REFERRER_POLICY, "no-referrer"),
            (header::CACHE_CONTROL, "no-store"),
        ];
        (headers, Html(page)).into_response()
    }

    fn api(&self) -> Response {
        let answer = json!({
            "title": "Vestibule's API",
            "detail": "Staff call it with a token. Load the demo people's, then try the example.",
            "load": self.load,
            "example": self.example(),
            "documentation": "docs/API.md",
            "openapi": "docs/openapi.json",
        });
        ([(header::CACHE_CONTROL, "no-store")], Json(answer)).into_response()
    }

    /// A call that works once the tokens are loaded.
    pub fn example(&self) -> String {
        format!("curl -s -H \"Authorization: Bearer $CARLA\" '{}/v1/shares?project=procurement'", self.origin)
    }
}

/// For text.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
