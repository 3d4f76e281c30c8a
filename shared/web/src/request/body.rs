//! Request bodies, read strictly: what does not parse is told with its place and never fails the function.

use axum::{
    body::{Bytes, to_bytes},
    extract::{FromRequest, Request},
};
use http::{HeaderValue, header};
use http_body_util::LengthLimitError;
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use crate::{
    answer::problem::{Kind, Problem},
    request::{
        flaw,
        form::{self, FormFields},
    },
};

/// Longest body, after the gateway's base64 is undone. Files do not come this way.
pub(crate) const MAX_BODY_BYTES: usize = 256 * 1024;

/// Longest body of a push, which describes up to 500 tasks. Lambda takes 6 MB, of which base64 leaves three quarters.
pub const MAX_PUSH_BYTES: usize = 4 * 1024 * 1024;

/// The media type of JSON (RFC 8259).
pub(crate) const JSON: &str = "application/json";

/// The media type of HTML forms (WHATWG URL §5).
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

/// A JSON body. Refuses with 400, 413 or 415.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JsonBody<T>(pub T);

/// A body that scripts send as JSON and browsers as a form, and which of them it was. Refuses with 400, 413 or 415.
///
/// A field of a form that was left empty is `None` for an `Option`; one that came several times is a `Vec`, and an
/// error where one value was expected. Numbers and `true`/`false` parse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Either<T> {
    Json(T),
    Form(T),
}

/// A body that scripts send as JSON and browsers as a form whose fields are not known beforehand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JsonOrFields<T> {
    Json(T),
    /// Names with their values; a name stands as often as it was sent.
    Fields(Vec<(String, String)>),
}

impl<T> Either<T> {
    pub fn into_inner(self) -> T {
        match self {
            Self::Json(value) | Self::Form(value) => value,
        }
    }

    pub fn inner(&self) -> &T {
        match self {
            Self::Json(value) | Self::Form(value) => value,
        }
    }
}

impl<T: DeserializeOwned, S: Sync> FromRequest<S> for JsonBody<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        require_json(request.headers().get(header::CONTENT_TYPE))?;
        parse_json(&bytes(request, MAX_BODY_BYTES).await?).map(Self)
    }
}

impl<T: DeserializeOwned, S: Sync> FromRequest<S> for Either<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        if expect(request.headers().get(header::CONTENT_TYPE), &[JSON, FORM])? == FORM {
            form::parse("form", &bytes(request, MAX_BODY_BYTES).await?).map(Self::Form)
        } else {
            parse_json(&bytes(request, MAX_BODY_BYTES).await?).map(Self::Json)
        }
    }
}

/// What a guest sends when they act. A form brings the token of its session along, in a field `csrf`.
pub trait Submission: Sized {
    /// How long a form may be.
    const MAX_FORM_BYTES: usize = MAX_BODY_BYTES;

    /// The body and that field. Refuses with 400 or 415.
    fn read(content_type: Option<&HeaderValue>, bytes: &[u8]) -> Result<(Self, Option<String>), Problem>;

    /// Whether a browser without script sent it, which shows the answer as the next page.
    fn is_form(&self) -> bool {
        false
    }
}

/// Nothing is sent; what comes all the same is not read.
impl Submission for () {
    fn read(_: Option<&HeaderValue>, _: &[u8]) -> Result<(Self, Option<String>), Problem> {
        Ok(((), None))
    }
}

impl<T: DeserializeOwned> Submission for JsonBody<T> {
    fn read(content_type: Option<&HeaderValue>, bytes: &[u8]) -> Result<(Self, Option<String>), Problem> {
        require_json(content_type)?;
        Ok((Self(parse_json(bytes)?), None))
    }
}

impl<T: DeserializeOwned> Submission for Either<T> {
    fn read(content_type: Option<&HeaderValue>, bytes: &[u8]) -> Result<(Self, Option<String>), Problem> {
        if expect(content_type, &[JSON, FORM])? == JSON {
            return Ok((Self::Json(parse_json(bytes)?), None));
        }
        let (fields, csrf) = form_of_ours(bytes)?;
        Ok((Self::Form(form::parse_fields("form", fields)?), csrf))
    }

    fn is_form(&self) -> bool {
        matches!(self, Self::Form(_))
    }
}

impl<T: DeserializeOwned> Submission for JsonOrFields<T> {
    /// Longest form: all answers of a page come along, and each of their bytes can take three.
    const MAX_FORM_BYTES: usize = MAX_PUSH_BYTES;

    fn read(content_type: Option<&HeaderValue>, bytes: &[u8]) -> Result<(Self, Option<String>), Problem> {
        if expect(content_type, &[JSON, FORM])? == JSON {
            return Ok((Self::Json(parse_json(bytes)?), None));
        }
        let (fields, csrf) = form_of_ours(bytes)?;
        let pairs = fields.into_iter().flat_map(|(name, values)| values.into_iter().map(move |v| (name.clone(), v)));
        Ok((Self::Fields(pairs.collect()), csrf))
    }

    fn is_form(&self) -> bool {
        matches!(self, Self::Fields(_))
    }
}

/// How long a guest's body of this type may be.
pub(crate) fn max_bytes<B: Submission>(content_type: Option<&HeaderValue>) -> usize {
    if expect(content_type, &[FORM]).is_ok() { B::MAX_FORM_BYTES } else { MAX_BODY_BYTES }
}

/// Most values of a form. The page of the work has one for each field and some more, and is never longer than 4 MB.
const MAX_FORM_VALUES: usize = 30_000;

/// A form without its field `csrf`, and that field where it came once.
fn form_of_ours(bytes: &[u8]) -> Result<(FormFields, Option<String>), Problem> {
    if bytes.split(|byte| *byte == b'&').nth(MAX_FORM_VALUES).is_some() {
        return Err(Problem::new(Kind::TooLarge, "The form has too many fields."));
    }
    let mut fields = form::fields("form", bytes)?;
    let csrf = fields.remove("csrf").and_then(|values| <[String; 1]>::try_from(values).ok());
    Ok((fields, csrf.map(|[token]| token)))
}

/// Refuses a `Content-Type` other than JSON with 415.
pub(crate) fn require_json(content_type: Option<&HeaderValue>) -> Result<(), Problem> {
    expect(content_type, &[JSON]).map(drop)
}

/// Which of the types the body claims to be. Both are UTF-8 and nothing else (RFC 8259 §8.1, WHATWG URL §5), so another
/// `charset` is refused rather than misread. Refuses with 415.
fn expect(content_type: Option<&HeaderValue>, types: &[&'static str]) -> Result<&'static str, Problem> {
    let refused = |detail| Err(Problem::new(Kind::UnsupportedMediaType, detail));
    let value = content_type.and_then(|v| v.to_str().ok()).unwrap_or_default();
    let mut parts = value.split(';');
    let essence = parts.next().unwrap_or_default().trim();
    let Some(expected) = types.iter().find(|t| t.eq_ignore_ascii_case(essence)) else {
        return refused(format!("The body must be of the type {}.", types.join(" or ")));
    };
    if !parts.all(is_utf_8) {
        return refused("The body must be UTF-8: leave the charset out, or name that one.".to_owned());
    }
    Ok(expected)
}

/// Whether a parameter of a media type leaves the body what it is. ASCII is UTF-8, too.
fn is_utf_8(parameter: &str) -> bool {
    let Some((name, value)) = parameter.split_once('=') else { return true };
    let value = value.trim().trim_matches('"');
    !name.trim().eq_ignore_ascii_case("charset") || UTF_8.iter().any(|charset| charset.eq_ignore_ascii_case(value))
}

/// Names of UTF-8, and of its part that is ASCII.
const UTF_8: [&str; 3] = ["utf-8", "utf8", "us-ascii"];

/// The whole body, if it is at most this many bytes long and as it was written (RFC 9110 §8.4).
pub(crate) async fn bytes(request: Request, max: usize) -> Result<Bytes, Problem> {
    let coding = request.headers().get(header::CONTENT_ENCODING).map_or(&b""[..], HeaderValue::as_bytes);
    if !coding.is_empty() && !coding.eq_ignore_ascii_case(b"identity") {
        let detail = "The body must not be compressed: leave Content-Encoding out.";
        return Err(Problem::new(Kind::UnsupportedMediaType, detail));
    }
    let error = match to_bytes(request.into_body(), max).await {
        Ok(bytes) => return Ok(bytes),
        Err(error) => error.into_inner(),
    };
    if error.is::<LengthLimitError>() {
        let detail = format!("The body must be at most {max} bytes long.");
        Err(Problem::new(Kind::TooLarge, detail))
    } else {
        Err(flaw::whole("body", "syntax", "it ended before it was complete"))
    }
}

/// Refuses with a 400 that names the place, also what nests deeper than 128 levels.
pub(crate) fn parse_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    // A byte order mark says nothing here, and Windows' tools write one (RFC 8259 §8.1 lets readers ignore it).
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // serde would take a struct's values by their order, and `[]` for a struct that has none.
    if bytes.trim_ascii_start().starts_with(b"[") {
        return Err(flaw::whole("JSON", "invalid", "must be an object"));
    }
    let mut parser = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut parser).map_err(|error| match error.inner().classify() {
        Category::Data => data_flaw(&error),
        Category::Syntax | Category::Eof | Category::Io => {
            misread::<T>(bytes).unwrap_or_else(|| flaw::problem("JSON", error.path(), &error.inner().to_string()))
        }
    })?;
    parser.end().map_err(|e| flaw::whole("JSON", "syntax", &e.to_string()))?;
    Ok(value)
}

/// A value that is another than was expected.
fn data_flaw(error: &serde_path_to_error::Error<serde_json::Error>) -> Problem {
    let inner = error.inner();
    // The pointer says the place; line and column only help where there is no tree yet.
    let position = format!(" at line {} column {}", inner.line(), inner.column());
    let said = inner.to_string();
    flaw::value("JSON", error.path(), said.strip_suffix(&position).unwrap_or(&said))
}

/// Where a word is expected, the parser takes any other value for an error of syntax. `None`: it is one.
fn misread<T: DeserializeOwned>(bytes: &[u8]) -> Option<Problem> {
    let value: serde_json::Value = serde_json::from_slice(bytes).ok()?;
    serde_path_to_error::deserialize::<_, T>(value).err().map(|error| data_flaw(&error))
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
