use std::{collections::BTreeMap, error::Error};

use serde::Deserialize;
use serde_json::Value;
use vestibule_api::{problem::FieldError, unique_map};

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
        (br#"{"base": "x"}"#.as_slice(), "/base", "invalid", "invalid type: string \"x\", expected u64"),
        (br#"{"base": -1}"#, "/base", "invalid", "invalid value: integer `-1`, expected u64"),
        (br#"{"base": 1.5}"#, "/base", "invalid", "invalid type: floating point `1.5`, expected u64"),
        (br#"{"base": 1e999}"#, "/base", "syntax", "number out of range"),
        (br#"{"base": 1, "notes": [{"text": "a"}, {"text": 7}]}"#, "/notes/1/text", "invalid", "invalid type: integer"),
        (br#"{"base": 1, "extra": true}"#, "/extra", "invalid", "unknown field `extra`"),
        (br#"{"base": 1, "notes": [{"text": "a", "x~/y": 1}]}"#, "/notes/0/x~0~1y", "invalid", "unknown field"),
        (br#"{"notes": []}"#, "", "invalid", "missing field `base`"),
        (br#"{"base": 1, "base": 2}"#, "", "invalid", "duplicate field `base`"),
        (br#"{"base": 1, "answers": {"a": 1, "a": 2}}"#, "/answers", "invalid", "duplicate key `a`"),
        (br#"{"base": NaN}"#, "/base", "syntax", "expected value"),
        (br#"{"base": Infinity}"#, "/base", "syntax", "expected value"),
        (br#"{"base": 1"#, "", "syntax", "EOF while parsing an object"),
        (br#"{"base": 1, "answers": {"a": "b"#, "/answers/a", "syntax", "EOF while parsing a string"),
        (b"", "", "syntax", "EOF while parsing a value"),
        (br#"{"base": 1} {}"#, "", "syntax", "trailing characters"),
        (b" []", "", "invalid", "must be an object"),
        (b"[3, {}, []]", "", "invalid", "must be an object"),
        (b"null", "", "invalid", "invalid type: null"),
        (b"{\"base\": 1, \"notes\": [{\"text\": \"\xff\"}]}", "/notes/0/text", "syntax", "invalid unicode code point"),
        (b"\xef\xbb\xbf{\"base\": 1}", "", "syntax", "expected value"),
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

#[tokio::test]
async fn a_body_that_the_gateway_encoded_is_read_decoded() -> Tested {
    let event = Event::new("POST", "/p").header("content-type", JSON).base64("eyJiYXNlIjogN30=");
    let JsonBody(draft) = JsonBody::<Draft>::from_request(event.request()?, &()).await?;
    assert_eq!(draft.base, 7);
    Ok(())
}
