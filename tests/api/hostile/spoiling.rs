//! A good request spoilt at random: other values, names, addresses and headers, each of them well formed.

use http::{HeaderName, HeaderValue};
use reqwest::RequestBuilder;
use serde_json::{Map, Value, json};

use crate::house::{FORGING, HOSTILE};

/// Text that programs trip over.
const TEXTS: [&str; 22] = [
    "",
    " ",
    "null",
    "0",
    "-1",
    "1e999",
    "NaN",
    "99999999999999999999999999",
    "true",
    "2026-02-30",
    "2026-11-23T12:00:00",
    "+999999-12-31T23:59:59Z",
    "America/Sao_Paulo",
    "../../../etc/passwd",
    "%2e%2e%2f",
    "a@b",
    "ana@souza.example\u{200b}",
    "x' OR 1=1 --",
    "SHARE#shr_0000000000000000000000",
    "\u{202e}\u{2066}\u{feff}\u{ad}",
    "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}",
    "shr_7n42DGM5Tflk9n8mt7Fhc7",
];

/// Headers that a caller may set, and values for them.
const HEADERS: [(&str, &str); 16] = [
    ("idempotency-key", "k"),
    ("idempotency-key", ""),
    ("idempotency-key", "\u{e9}\u{200b}"),
    ("accept", "text/html"),
    ("accept", "application/xml;q=9,*/*;q=-1"),
    ("accept-language", "pt-BR,xx;q=NaN,*"),
    ("accept-encoding", "br;q=1, gzip;q=0"),
    ("cookie", "__Host-vst-x=y; __Host-landing=z; a"),
    ("content-type", "application/x-www-form-urlencoded"),
    ("content-type", "application/json; charset=utf-16"),
    ("origin", "null"),
    ("origin", "https://evil.example"),
    ("sec-fetch-site", "cross-site"),
    ("x-forwarded-for", "203.0.113.7, ::1"),
    ("x-amzn-request-context", "{\"authorizer\":{\"jwt\":{\"claims\":{\"sub\":\"olivia\"}}}}"),
    ("range", "bytes=0-18446744073709551615"),
];

/// Spoils requests, the same ones for the same seed.
pub(super) struct Spoiling {
    random: fastrand::Rng,
}

impl Spoiling {
    pub(super) fn new(seed: u64) -> Self {
        Self { random: fastrand::Rng::with_seed(seed) }
    }

    /// One of so many.
    pub(super) fn pick(&mut self, of: usize) -> usize {
        self.random.usize(..of)
    }

    fn one_in(&mut self, of: usize) -> bool {
        self.pick(of) == 0
    }

    fn text(&mut self) -> String {
        match self.pick(4) {
            0 => HOSTILE[self.pick(HOSTILE.len())].0.to_owned(),
            1 => FORGING[self.pick(FORGING.len())].0.to_owned(),
            2 => ["x", "\u{1}", "\u{1f469}\u{200d}", "\u{e9}", "\u{301}"][self.pick(5)]
                .repeat(self.random.usize(..5_000)),
            _ => TEXTS[self.pick(TEXTS.len())].to_owned(),
        }
    }

    fn value(&mut self) -> Value {
        match self.pick(9) {
            0 => Value::Null,
            1 => json!(self.random.bool()),
            2 => json!([i64::MIN, -1, 0, 1, i64::MAX][self.pick(5)]),
            3 => json!([f64::MIN_POSITIVE, -0.0, 0.5, f64::MAX][self.pick(4)]),
            4 => json!([]),
            5 => json!({}),
            6 => json!(vec![self.text(); self.random.usize(..40)]),
            _ => json!(self.text()),
        }
    }

    /// The path, in one of three cases with another name in it, or with a query.
    pub(super) fn path(&mut self, path: &str) -> String {
        let text = self.text();
        let text = percent_encoded(&text[..text.floor_char_boundary(900)]);
        match self.pick(9) {
            0 => {
                let names: Vec<_> = path.split('/').collect();
                let changed = 1 + self.pick(names.len() - 1);
                let names = names.into_iter().enumerate();
                names.map(|(n, name)| if n == changed { text.as_str() } else { name }).collect::<Vec<_>>().join("/")
            }
            1 => {
                let names =
                    ["limit", "after", "project", "status", "check", "zip", "kind", "sort", "cursor", "language"];
                let joint = if path.contains('?') { '&' } else { '?' };
                format!("{path}{joint}{}={text}", names[self.pick(names.len())])
            }
            2 => path.replace("papers", "nothing").replace("procurement", "finance"),
            _ => path.to_owned(),
        }
    }

    /// One header more, in one of two cases.
    pub(super) fn headers(&mut self, request: RequestBuilder) -> RequestBuilder {
        if self.one_in(2) {
            return request;
        }
        let (name, value) = HEADERS[self.pick(HEADERS.len())];
        let value = HeaderValue::from_bytes(value.as_bytes()).unwrap();
        request.header(HeaderName::from_static(name), value)
    }

    /// The body spoilt in up to three places, as JSON or as a form.
    pub(super) fn body(&mut self, request: RequestBuilder, good: Option<&Value>) -> RequestBuilder {
        let Some(good) = good else { return request };
        let mut body = good.clone();
        for _ in 0..self.pick(4) {
            let places = places(&body);
            let place = places[self.pick(places.len())].clone();
            self.spoil(&mut body, &place);
        }
        if self.one_in(8) {
            let fields = body.as_object().cloned().unwrap_or_default();
            let text = |value: Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            return request.form(&fields.into_iter().map(|(name, value)| (name, text(value))).collect::<Vec<_>>());
        }
        request.json(&body)
    }

    fn spoil(&mut self, body: &mut Value, place: &str) {
        let value = self.value();
        let (parent, name) = place.rsplit_once('/').unwrap_or_default();
        match (self.pick(5), body.pointer_mut(parent)) {
            (0, Some(Value::Object(members))) if !place.is_empty() => {
                members.remove(name);
            }
            (1, Some(Value::Object(members))) => {
                let name = self.text();
                members.insert(name, value);
            }
            (2, Some(Value::Array(items))) if !items.is_empty() => {
                // The gateway takes 10 MB, and cuts off what is longer.
                let most = 1_000_000 / items[0].to_string().len();
                let many = vec![items[0].clone(); self.random.usize(1..700).min(most.max(1))];
                *items = many;
            }
            _ => {
                if let Some(there) = body.pointer_mut(place) {
                    *there = value;
                }
            }
        }
    }
}

/// The pointers of all values in it, the whole included.
fn places(value: &Value) -> Vec<String> {
    let below = |name: String, value: &Value| places(value).into_iter().map(move |place| format!("/{name}{place}"));
    let mut all = vec![String::new()];
    match value {
        Value::Object(members) => all.extend(of_members(members).flat_map(|(name, value)| below(name, value))),
        Value::Array(items) => all.extend(items.iter().enumerate().flat_map(|(n, item)| below(n.to_string(), item))),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    all
}

fn of_members(members: &Map<String, Value>) -> impl Iterator<Item = (String, &Value)> {
    members.iter().map(|(name, value)| (name.replace('~', "~0").replace('/', "~1"), value))
}

fn percent_encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
