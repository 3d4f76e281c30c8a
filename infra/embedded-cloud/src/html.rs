//! The frame of the pages that show what arrived: no script, no request to anywhere, light and dark.

use std::fmt::Write;

use axum::response::{Html, IntoResponse, Response};

const STYLE: &str = "\
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 20%, transparent) }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem }
nav a { margin-inline-end: 1rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: start; vertical-align: top; padding: .5rem .75rem .5rem 0;
  border-block-end: 1px solid var(--line); overflow-wrap: anywhere }
th { font-weight: 600 }
pre, iframe { border: 1px solid var(--line); border-radius: .25rem; box-sizing: border-box; width: 100% }
pre { padding: 1rem; white-space: pre-wrap; overflow-wrap: anywhere }
iframe { height: 36rem; resize: vertical; background: #fff }
time { white-space: nowrap }
";

/// Sandboxed frames and inline style are all these pages need.
const POLICY: &str = "script-src 'none'; object-src 'none'; form-action 'none'; base-uri 'none'; \
                      frame-ancestors 'none'; img-src data:; connect-src 'none'";

/// `body` is markup; the title is escaped here. Without the empty icon, browsers ask for one that the policy forbids.
pub(crate) fn page(title: &str, body: &str) -> Response {
    let title = escape(title);
    let html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <nav><a href=\"/inbox\">Inbox</a><a href=\"/events\">Events</a></nav>\n\
         <h1>{title}</h1>\n{body}\n</body>\n</html>\n"
    );
    let headers =
        [("content-security-policy", POLICY), ("referrer-policy", "no-referrer"), ("cache-control", "no-store")];
    (headers, Html(html)).into_response()
}

/// For text and for quoted attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// A table of escaped cells, or a sentence where there is nothing to show.
pub(crate) fn table<const N: usize>(
    headings: [&str; N],
    rows: impl Iterator<Item = [String; N]>,
    empty: &str,
) -> String {
    let mut html = String::from("<table>\n<thead><tr>");
    for heading in headings {
        write!(html, "<th scope=\"col\">{}</th>", escape(heading)).ok();
    }
    html.push_str("</tr></thead>\n<tbody>\n");
    let mut any = false;
    for row in rows {
        any = true;
        html.push_str("<tr>");
        for cell in row {
            write!(html, "<td>{cell}</td>").ok();
        }
        html.push_str("</tr>\n");
    }
    if !any {
        return format!("<p>{}</p>", escape(empty));
    }
    html.push_str("</tbody>\n</table>");
    html
}

pub(crate) fn time(at: jiff::Timestamp) -> String {
    format!("<time>{}</time>", at.strftime("%Y-%m-%d %H:%M:%S UTC"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_text_stays_text() {
        assert_eq!(escape(r#"<a href="x" title='y'>&"#), "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;");
    }
}
