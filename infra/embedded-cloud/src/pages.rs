//! The web inbox and the list of events: what a developer reads instead of real mail.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde_json::Value;

use crate::events::PutEvent;
use crate::html::{escape, page, table, time};
use crate::inbox::Message;
use crate::services::Services;

/// Links open the page they name instead of the frame; scripts and forms stay dead.
const SANDBOX: &str = "allow-popups allow-popups-to-escape-sandbox \
                       allow-top-navigation-by-user-activation";

pub(crate) async fn inbox(State(services): State<Services>) -> Response {
    let messages = services.inbox.messages();
    let rows = messages.iter().rev().map(|message| {
        let Message { id, subject, .. } = message;
        [
            escape(&message.to.join(", ")),
            format!("<a href=\"/inbox/{}\">{}</a>", escape(id), escape(subject)),
            time(message.at),
        ]
    });
    let table = table(["To", "Subject", "Time"], rows, "No message has been sent yet.");
    page("Inbox", &table)
}

/// Newest first, like the page.
pub(crate) async fn inbox_json(State(services): State<Services>) -> Json<Vec<Message>> {
    let mut messages = services.inbox.messages();
    messages.reverse();
    Json(messages)
}

pub(crate) async fn message(State(services): State<Services>, Path(id): Path<String>) -> Response {
    let (id, json) = match id.strip_suffix(".json") {
        Some(id) => (id, true),
        None => (id.as_str(), false),
    };
    let messages = services.inbox.messages();
    match messages.into_iter().find(|message| message.id == id) {
        None => {
            let body = page("No such message", "<p>It is not in this inbox.</p>");
            (StatusCode::NOT_FOUND, body).into_response()
        }
        Some(message) if json => Json(message).into_response(),
        Some(message) => page(&message.subject, &shown(&message)),
    }
}

pub(crate) async fn events(State(services): State<Services>) -> Response {
    let events = services.bus.events();
    let rows = events.iter().rev().map(|event| {
        let detail = serde_json::to_string_pretty(&event.detail).unwrap_or_default();
        [
            time(event.at),
            escape(&event.detail_type),
            format!("{}<br>{}", escape(&event.source), escape(&event.bus)),
            format!("<pre>{}</pre>", escape(&detail)),
        ]
    });
    let headings = ["Time", "Type", "Source and bus", "Detail"];
    page("Events", &table(headings, rows, "No event has been put yet."))
}

/// Newest first, like the page.
pub(crate) async fn events_json(State(services): State<Services>) -> Json<Vec<PutEvent>> {
    let mut events = services.bus.events();
    events.reverse();
    Json(events)
}

fn shown(message: &Message) -> String {
    let headers = table(
        ["Header", "Value"],
        headers(message).into_iter().map(|(name, value)| [escape(&name), escape(&value)]),
        "",
    );
    let text = message
        .text
        .as_ref()
        .map_or_else(|| "<p>There is none.</p>".to_owned(), |text| format!("<pre>\n{}</pre>", escape(text)));
    let html = message.html.as_ref().map_or_else(
        || "<p>There is none.</p>".to_owned(),
        |html| {
            let document = escape(&format!("<base target=\"_top\">{html}"));
            format!("<iframe title=\"HTML part\" sandbox=\"{SANDBOX}\" srcdoc=\"{document}\"></iframe>")
        },
    );
    format!(
        "{headers}\n<h2>HTML part</h2>\n{html}\n<h2>Text part</h2>\n{text}\n\
         <p><a href=\"/inbox/{}.json\">As JSON</a></p>",
        escape(&message.id)
    )
}

fn headers(message: &Message) -> Vec<(String, String)> {
    let raw = &message.raw;
    let addresses = |pointer: &str| {
        let all = raw.pointer(pointer).and_then(Value::as_array);
        let all = all.into_iter().flatten().filter_map(Value::as_str);
        all.collect::<Vec<_>>().join(", ")
    };
    let mut headers = vec![
        ("Date".to_owned(), message.at.to_string()),
        ("From".to_owned(), message.from.clone()),
        ("To".to_owned(), message.to.join(", ")),
        ("Cc".to_owned(), addresses("/Destination/CcAddresses")),
        ("Bcc".to_owned(), addresses("/Destination/BccAddresses")),
        ("Reply-To".to_owned(), addresses("/ReplyToAddresses")),
        ("Subject".to_owned(), message.subject.clone()),
        ("Message-ID".to_owned(), message.id.clone()),
    ];
    let further = raw.pointer("/Content/Simple/Headers").and_then(Value::as_array);
    for header in further.into_iter().flatten() {
        let text = |field: &str| header.get(field).and_then(Value::as_str).unwrap_or_default();
        headers.push((text("Name").to_owned(), text("Value").to_owned()));
    }
    if let Some(set) = raw.get("ConfigurationSetName").and_then(Value::as_str) {
        headers.push(("Configuration set".to_owned(), set.to_owned()));
    }
    let tags = message.tags.iter();
    headers.extend(tags.map(|(name, value)| (format!("Tag {name}"), value.clone())));
    headers.retain(|(_, value)| !value.is_empty());
    headers
}
