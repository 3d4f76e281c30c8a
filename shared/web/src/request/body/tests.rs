use std::{collections::BTreeMap, error::Error};

use serde::Deserialize;
use serde_json::Value;
use vestibule_api::{
    problem::FieldError,
    staff::NewScope,
    task::{Answer, Field},
    unique_map,
};

use super::*;
use crate::request::gateway::event::Event;

type Tested = Result<(), Box<dyn Error>>;

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Draft {
    base: u64,
    #[serde(default, deserialize_with = "unique_map")]
    answers: BTreeMap<String, Value>,
    #[serde(default)]
    notes: Vec<Note>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Note {
    text: String,
}

async fn sent(content_type: &str, body: &[u8]) -> Result<Draft, Problem> {
    let request = http::Request::builder().header(header::CONTENT_TYPE, content_type);
    let request = request.body(axum::body::Body::from(body.to_vec()));
    let request = request.map_err(|e| Problem::new(Kind::Failure, e.to_string()))?;
    JsonBody::from_request(request, &()).await.map(|JsonBody(draft)| draft)
}

async fn refused(body: &[u8]) -> Result<(Kind, FieldError), Box<dyn Error>> {
    let parsed = || format!("it parsed: {}", String::from_utf8_lossy(&body[..body.len().min(80)]));
    let problem = sent(JSON, body).await.err().ok_or_else(parsed)?;
    let error = problem.field_errors().first().cloned().unwrap_or_else(|| FieldError::new("", "", problem.detail()));
    Ok((problem.kind(), error))
}

#[tokio::test]
async fn json_that_fits_is_read() {
    let expected = Draft { base: 3, answers: BTreeMap::new(), notes: vec![Note { text: "é".into() }] };
    let body = r#" {"base": 3, "notes": [{"text": "é"}]} "#.as_bytes();
    assert_eq!(sent("Application/JSON; charset=utf-8", body).await, Ok(expected));
}

#[tokio::test]
async fn bad_json_is_a_400_that_names_the_place() -> Tested {
    for (body, pointer, code, detail) in [
        (br#"{"base": "x"}"#.as_slice(), "/base", "invalid", "must be a whole number from 0 to 18446744073709551615"),
        (br#"{"base": -1}"#, "/base", "invalid", "must be a whole number from 0 to 18446744073709551615"),
        (br#"{"base": 1.5}"#, "/base", "invalid", "must be a whole number from 0 to 18446744073709551615"),
        (br#"{"base": 1e999}"#, "/base", "syntax", "number out of range"),
        (br#"{"base": 1, "notes": [{"text": "a"}, {"text": 7}]}"#, "/notes/1/text", "invalid", "must be a string"),
        (
            br#"{"base": 1, "extra": true}"#,
            "/extra",
            "invalid",
            "is not known here; known are `base`, `answers`, `notes`",
        ),
        (
            br#"{"base": 1, "notes": [{"text": "a", "x~/y": 1}]}"#,
            "/notes/0/x~0~1y",
            "invalid",
            "is not known here; known are `text`",
        ),
        (br#"{"notes": []}"#, "/base", "invalid", "is missing"),
        (br#"{"base": 1, "base": 2}"#, "/base", "invalid", "must be given once"),
        (br#"{"base": 1, "answers": {"a": 1, "a": 2}}"#, "/answers/a", "invalid", "must be given once"),
        (br#"{"base": NaN}"#, "/base", "syntax", "expected value"),
        (br#"{"base": Infinity}"#, "/base", "syntax", "expected value"),
        (br#"{"base": 1"#, "", "syntax", "EOF while parsing an object"),
        (br#"{"base": 1, "answers": {"a": "b"#, "/answers/a", "syntax", "EOF while parsing a string"),
        (b"", "", "syntax", "EOF while parsing a value"),
        (br#"{"base": 1} {}"#, "", "syntax", "trailing characters"),
        (b" []", "", "invalid", "must be an object"),
        (b"[3, {}, []]", "", "invalid", "must be an object"),
        (b"null", "", "invalid", "must be an object"),
        (b"{\"base\": 1, \"notes\": [{\"text\": \"\xff\"}]}", "/notes/0/text", "syntax", "invalid unicode code point"),
        (b"\xef\xbb\xbf\xef\xbb\xbf{\"base\": 1}", "", "syntax", "expected value"),
        (br#"{"base": 1, "notes": [{"text": "\ud800"}]}"#, "/notes/0/text", "syntax", ""),
    ] {
        let (kind, error) = refused(body).await?;
        let shown = String::from_utf8_lossy(&body[..body.len().min(80)]).into_owned();
        assert_eq!(kind, Kind::BadRequest, "{shown}");
        assert_eq!((error.pointer.as_str(), error.code.as_str()), (pointer, code), "{shown}: {error:?}");
        assert!(error.detail.starts_with(detail), "{shown}: {error:?}");
        let placed = error.code == "invalid" && error.detail.contains(" at line ");
        assert!(!placed, "{shown}: {error:?}");
    }
    Ok(())
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Sort {
    Asc,
    Desc,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Sorted {
    sort: Option<Sort>,
    scope: Option<NewScope>,
    #[serde(default)]
    answers: BTreeMap<String, Answer>,
    #[serde(default)]
    fields: Vec<Field>,
}

#[test]
fn values_of_every_kind_are_told_in_words_of_json() {
    for (body, pointer, detail) in [
        (r#"{"sort": 1}"#, "/sort", "must be a string"),
        (r#"{"sort": [true]}"#, "/sort", "must be a string"),
        (r#"{"sort": "up"}"#, "/sort", "must be `asc` or `desc`"),
        (r#"{"scope": 7}"#, "/scope", "must be an object"),
        (r#"{"scope": []}"#, "/scope", "must be an object"),
        (r#"{"scope": {"run": "r"}}"#, "/scope/type", "is missing"),
        (r#"{"scope": {"type": "tasks", "type": "tasks"}}"#, "/scope/type", "must be given once"),
        (r#"{"scope": {"type": ["tasks"]}}"#, "/scope/type", "must be a string"),
        (r#"{"scope": {"type": "files"}}"#, "/scope/type", "must be `tasks` or `document`"),
        (r#"{"scope": {"type": "tasks"}}"#, "/scope/run", "is missing"),
        (r#"{"scope": {"run": 7, "tasks": [], "type": "tasks"}}"#, "/scope/run", "must be a string"),
        (r#"{"scope": {"type": "tasks", "run": "r", "tasks": ["a", 7]}}"#, "/scope/tasks/1", "must be a string"),
        (r#"{"scope": {"type": "tasks", "run": "r", "tasks": null}}"#, "/scope/tasks", "must be an array"),
        (
            r#"{"scope": {"type": "tasks", "run": "r", "x/y": 1}}"#,
            "/scope/x~1y",
            "is not known here; known are `run` or `tasks`",
        ),
        (r#"{"answers": {"a": 1}}"#, "/answers/a", "must be a string, true or false, or an array of strings"),
        (r#"{"answers": {"a": {}}}"#, "/answers/a", "must be a string, true or false, or an array of strings"),
        (r#"{"answers": {"a": [1]}}"#, "/answers/a", "must be a string, true or false, or an array of strings"),
        (r#"{"answers": "none"}"#, "/answers", "must be an object"),
    ] {
        told(body, pointer, detail);
    }
}

fn told(body: &str, pointer: &str, detail: &str) {
    let problem = parse_json::<Sorted>(body.as_bytes()).expect_err(body);
    let error = &problem.field_errors()[0];
    let told = (error.pointer.as_str(), error.code.as_str(), error.detail.as_str());
    assert_eq!(told, (pointer, "invalid", detail), "{body}");
    assert!(!problem.detail().contains("does not parse"), "{body}");
}

#[test]
fn what_is_wrong_with_a_field_is_told_with_its_member() {
    let number = "must be a whole number from 0 to 4294967295";
    for (members, pointer, detail) in [
        (r#""type": "short_text", "max_length": "long""#, "/max_length", number),
        (r#""type": "short_text", "pattern": 7"#, "/pattern", "must be a string"),
        (r#""type": "short_text", "message": "  ""#, "/message", "must not be empty: nothing can be seen in it"),
        (r#""max_length": -1, "type": "long_text""#, "/max_length", number),
        (r#""type": "number", "min": "1""#, "/min", "must be a number"),
        (r#""type": "number", "min": 1, "max": 1e999"#, "/max", "must be a number of bearable size"),
        (r#""type": "date", "max": "soon""#, "/max", "must be a date such as 2026-11-22"),
        (r#""type": "date", "min": "2026-01-01", "min": "2026-01-01""#, "/min", "must be given once"),
        (r#""type": "email", "x~/y": 1"#, "/x~0~1y", "is not known here"),
        (r#""type": "single_choice""#, "/options", "is missing"),
        (r#""type": "single_choice", "options": 7"#, "/options", "must be an array"),
        (r#""type": "single_choice", "options": [{"value": "a", "label": 7}]"#, "/options/0/label", "must be a string"),
        (
            r#""type": "checklist", "items": [{"value": "a", "label": "A"}, {"value": "b"}]"#,
            "/items/1/label",
            "is missing",
        ),
        (
            r#""type": "checklist", "items": [{"value": "a", "label": "A", "hint": "no"}]"#,
            "/items/0/hint",
            "is not known here; known are `value` or `label`",
        ),
        (r#""type": "file", "extensions": ["pdf", null]"#, "/extensions/1", "must be a string"),
        (r#""type": "file", "max": 2.5"#, "/max", number),
        (r#""type": "email", "help": 7"#, "/help", "must be a string"),
        (r#""type": "email", "required": "yes""#, "/required", "must be true or false"),
        (r#""type": 7"#, "/type", "must be a string"),
        ("\"type\": \"date\", \"label\": \"B\"", "/label", "must be given once"),
        ("\"help\": \"H\"", "/type", "is missing"),
    ] {
        let body = format!(r#"{{"fields": [{{"id": "a", "label": "A", {members}}}]}}"#);
        told(&body, &format!("/fields/0{pointer}"), detail);
    }
}

#[tokio::test]
async fn json_that_nests_too_deeply_is_a_400() -> Tested {
    for depth in [129, 100_000] {
        let body = [br#"{"base":1,"answers":{"a":"#.to_vec(), vec![b'['; depth]].concat();
        let (kind, error) = refused(&body).await?;
        assert_eq!((kind, error.code.as_str()), (Kind::BadRequest, "syntax"));
        assert!(error.pointer.starts_with("/answers/a/0/0/0"), "{error:?}");
        assert!(error.detail.starts_with("recursion limit exceeded"), "{error:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_a_413() -> Tested {
    for size in [MAX_BODY_BYTES + 1, 1 << 20] {
        let (kind, _) = refused(&vec![b' '; size]).await?;
        assert_eq!(kind, Kind::TooLarge);
    }
    let mut body = br#"{"base": 1}"#.to_vec();
    body.resize(MAX_BODY_BYTES, b' ');
    assert!(sent(JSON, &body).await.is_ok());
    Ok(())
}

#[tokio::test]
async fn any_other_type_is_a_415() {
    for content_type in ["", "text/plain", FORM, "application/jsonp", "text/html; a=application/json"] {
        let kind = sent(content_type, br#"{"base": 1}"#).await.map_err(|p| p.kind());
        assert_eq!(kind, Err(Kind::UnsupportedMediaType), "{content_type}");
    }
}

#[tokio::test]
async fn a_body_that_says_it_is_no_utf_8_is_a_415_with_words() {
    let json = |parameters: &str| format!("application/json{parameters}");
    for utf_8 in ["; charset=utf-8", ";charset=\"UTF-8\"", "; charset=utf8", "; charset=US-ASCII", ";", "; a=b; q"] {
        assert!(sent(&json(utf_8), br#"{"base": 1}"#).await.is_ok(), "{utf_8}");
    }
    for other in [
        "; charset=utf-16",
        "; Charset=\"iso-8859-1\"",
        "; charset=",
        "; charset=utf-8; charset=utf-32",
        ";charset = x",
    ] {
        let refused = sent(&json(other), br#"{"base": 1}"#).await.map_err(|p| (p.kind(), p.to_string()));
        let words = "The body must be UTF-8: leave the charset out, or name that one.";
        let words = format!("unsupported_media_type: {words}");
        assert_eq!(refused, Err((Kind::UnsupportedMediaType, words)), "{other}");
    }
}

#[tokio::test]
async fn a_body_that_says_it_is_compressed_is_a_415_with_words() {
    for (coding, taken) in
        [("gzip", false), ("br, identity", false), ("identity", true), ("Identity", true), ("", true)]
    {
        let post = Event::new("POST", "/p").header("content-type", JSON).header("content-encoding", coding);
        let request = post.body(r#"{"base": 1}"#).request().unwrap();
        let read = JsonBody::<serde_json::Value>::from_request(request, &()).await.map_err(|problem| problem.kind());
        let expected = if taken { Ok(()) } else { Err(Kind::UnsupportedMediaType) };
        assert_eq!(read.map(drop), expected, "{coding}");
    }
}

#[tokio::test]
async fn scripts_and_forms_can_share_a_route() -> Tested {
    #[derive(Debug, PartialEq, Deserialize)]
    struct Comment {
        text: String,
    }
    let post = |content_type| Event::new("POST", "/p").header("content-type", content_type);
    let form = Either::<Comment>::from_request(post(FORM).body("text=ol%C3%A1+mundo").request()?, &()).await?;
    assert!(form.is_form());
    assert_eq!(form.into_inner().text, "olá mundo");
    let json = Either::<Comment>::from_request(post(JSON).body(r#"{"text": "olá"}"#).request()?, &()).await?;
    assert_eq!(json, Either::Json(Comment { text: "olá".into() }));
    let other = Either::<Comment>::from_request(post("multipart/form-data; boundary=x").request()?, &()).await;
    assert_eq!(other.map_err(|p| p.kind()), Err(Kind::UnsupportedMediaType));
    Ok(())
}

#[test]
fn a_form_of_more_values_than_a_page_has_is_a_413() {
    let form = http::HeaderValue::from_static(FORM);
    let read = |values: usize| JsonOrFields::<Draft>::read(Some(&form), "a&".repeat(values).as_bytes());
    assert_eq!(read(30_000).map(drop).map_err(|problem| problem.kind()), Err(Kind::TooLarge));
    assert!(read(29_999).is_ok());
}

#[tokio::test]
async fn a_body_that_the_gateway_encoded_is_read_decoded() -> Tested {
    let event = Event::new("POST", "/p").header("content-type", JSON).base64("eyJiYXNlIjogN30=");
    let JsonBody(draft) = JsonBody::<Draft>::from_request(event.request()?, &()).await?;
    assert_eq!(draft.base, 7);
    Ok(())
}
