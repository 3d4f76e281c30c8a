//! `answers.csv`: one line for each field (RFC 4180), as spreadsheets open it.

use std::collections::BTreeMap;

use vestibule_api::{
    staff::Task,
    task::{Answer, Field, Turn},
};
use vestibule_domain::value::UploadId;

/// What was answered, and where in the zip the files are.
pub(crate) struct Answered<'a> {
    pub(crate) tasks: &'a [Task],
    pub(crate) files: &'a BTreeMap<UploadId, &'a str>,
}

const COLUMNS: [&str; 11] = [
    "task",
    "task_title",
    "state",
    "round",
    "completed_at",
    "completed_by",
    "field",
    "label",
    "type",
    "answer",
    "review",
];

/// By which spreadsheets know UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// With what a cell must not begin, because a spreadsheet would take it for a formula (OWASP, "CSV Injection"), in the
/// wide letters of East Asia, too.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

pub(crate) fn csv(Answered { tasks, files }: &Answered<'_>) -> Vec<u8> {
    let mut text = BYTE_ORDER_MARK.to_owned();
    line(&mut text, COLUMNS);
    for task in *tasks {
        let (state, at) = match &task.turn {
            Turn::Waiting { .. } => ("waiting", String::new()),
            Turn::Open => ("open", String::new()),
            Turn::Completed { at } => ("completed", at.to_string()),
        };
        let round = task.round.to_string();
        let by = task.completion.as_ref().map_or("", |completion| completion.by.as_str());
        for field in &task.fields {
            let (kind, answer) = (word(field), answer(task, field, files));
            let (title, label) = (task.title.as_str(), field.label.as_str());
            let (id, field, review) = (task.id.as_str(), field.id.as_str(), review(task, field));
            line(&mut text, [id, title, state, &round, &at, by, field, label, &kind, &answer, review]);
        }
    }
    text.into_bytes()
}

/// What was answered. Of files, where each is in the zip.
fn answer(task: &Task, field: &Field, files: &BTreeMap<UploadId, &str>) -> String {
    let sent = task.files.iter().filter(|file| file.field == field.id);
    let sent: Vec<_> = sent.filter_map(|file| files.get(&file.id).copied()).collect();
    match task.answers.get(&field.id) {
        _ if !sent.is_empty() => sent.join("; "),
        Some(Answer::Ticked(ticked)) => ticked.to_string(),
        Some(Answer::Text(text)) => text.clone(),
        Some(Answer::Picked(picked)) => picked.iter().map(String::as_str).collect::<Vec<_>>().join("; "),
        None => String::new(),
    }
}

/// What staff have said of it: accepted for good, or handed back and not sent again yet.
fn review(task: &Task, field: &Field) -> &'static str {
    match task.round {
        _ if task.accepted.fields.contains(&field.id) => "accepted",
        2.. if task.open.contains(&field.id) => "handed_back",
        _ => "",
    }
}

/// Of its type, as the API spells it.
fn word(field: &Field) -> String {
    let json = serde_json::to_value(&field.kind).unwrap_or_default();
    json["type"].as_str().unwrap_or_default().to_owned()
}

fn line(text: &mut String, cells: [&str; COLUMNS.len()]) {
    text.push_str(&cells.map(cell).join(","));
    text.push_str("\r\n");
}

/// In quotes, with an apostrophe before what a spreadsheet would compute. A number stays one. Programs that part cells
/// at other signs than a comma heed no quotes within, so a cell can begin behind each of these signs, in quotes of its own.
fn cell(value: &str) -> String {
    let mut written = String::with_capacity(value.len() + 2);
    for part in value.split_inclusive([';', '\t', '\r', '\n', '|']) {
        let begins = part.trim_start_matches(|c: char| c.is_whitespace() || c == '"');
        if begins.starts_with(FORMULA) && !is_number(value) {
            written.push('\'');
        }
        written.push_str(part);
    }
    format!("\"{}\"", written.replace('"', "\"\""))
}

fn is_number(value: &str) -> bool {
    let digits = value.strip_prefix(['-', '+']).unwrap_or(value);
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match digits.split_once('.') {
        Some((whole, rest)) => plain(whole) && plain(rest),
        None => plain(digits),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_guest_typed_is_computed() {
        for (typed, expected) in [
            ("Souza", "\"Souza\""),
            ("say \"no\",\r\nplease", "\"say \"\"no\"\",\r\nplease\""),
            ("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\""),
            ("+55 11 98765", "\"'+55 11 98765\""),
            ("-2+3+cmd|' /C calc'!A0", "\"'-2+3+cmd|' /C calc'!A0\""),
            ("@SUM(1)", "\"'@SUM(1)\""),
            ("\t=1", "\"\t'=1\""),
            ("＝1", "\"'＝1\""),
            ("x;\"=cmd|'/C calc'!A0&\";y", "\"x;'\"\"=cmd|'/C calc'!A0&\"\";y\""),
            ("x\n\"=1+2&\"", "\"x\n'\"\"=1+2&\"\"\""),
            ("x;=HYPERLINK(A1);ok", "\"x;'=HYPERLINK(A1);ok\""),
            ("Dear all,\n=cmd\n @SUM(1)", "\"Dear all,\n'=cmd\n' @SUM(1)\""),
            ("-12.50", "\"-12.50\""),
            ("+3", "\"+3\""),
            ("-", "\"'-\""),
            ("", "\"\""),
        ] {
            assert_eq!(cell(typed), expected, "{typed:?}");
        }
    }
}
