//! A guest's first visit as a browser makes it that has kept nothing: what it asks for, and what comes back over the line.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read as _,
    sync::Arc,
};

use flate2::read::GzDecoder;
use http::header;
use vestibule_local::demo;
use vestibule_web::start::Clock;

use crate::house::{House, forms};

/// The goal: three pages, one style, one script.
pub const REQUESTS: usize = 5;
/// The goal, of all answers together.
pub const BYTES: usize = 40_000;

/// One request and the size of its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// Method and path, as in `GET /i`.
    pub what: String,
    pub status: u16,
    /// Of the answer as it is sent: the line with the status, the headers, the body.
    pub bytes: usize,
}

impl Fetched {
    /// Whether it has no content, and only leads on.
    pub fn leads_on(&self) -> bool {
        (300..400).contains(&self.status)
    }
}

/// The link of the demo's share.
pub async fn demo_link(house: &House) -> String {
    let now = house.now();
    demo::share(&house.system, &Clock::from_fn(Arc::new(move || now))).await.unwrap()
}

/// From the link in the mail to the page to work on. Whether the browser takes gzip is for comparison.
pub async fn first_visit(house: &House, link: &str, gzip: bool) -> Vec<Fetched> {
    let mut browser = Browser { house, gzip, cookies: BTreeMap::new(), kept: BTreeSet::new(), fetched: Vec::new() };
    let token = link.split_once('#').unwrap().1;
    let landing = browser.page("GET", "/i", None).await;
    let invitation = browser.submit(&landing, "token", &[("token", token)]).await;
    let work = browser.submit(&invitation, "notice", &[("consent", "yes")]).await;
    assert!(work.contains("data-csrf"), "this is not the page to work on: {work}");
    browser.fetched
}

struct Browser<'a> {
    house: &'a House,
    gzip: bool,
    cookies: BTreeMap<String, String>,
    /// Style and scripts are asked for once.
    kept: BTreeSet<String>,
    fetched: Vec<Fetched>,
}

impl Browser<'_> {
    /// A page with all that it asks for.
    async fn page(&mut self, method: &str, path: &str, form: Option<Vec<(String, String)>>) -> String {
        let page = self.fetch(method, path, form).await;
        for asset in page.split("/assets/").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            if self.kept.insert(asset.to_owned()) {
                self.fetch("GET", &format!("/assets/{asset}"), None).await;
            }
        }
        page
    }

    /// Sends the form that has a field of this name, with some of its fields filled in.
    async fn submit(&mut self, page: &str, with: &str, filled: &[(&str, &str)]) -> String {
        let form = forms(page).into_iter().find(|form| form.fields.iter().any(|(name, _)| name == with));
        let form = form.unwrap_or_else(|| panic!("no form has {with}: {page}"));
        let mut fields: BTreeMap<_, _> = form.fields.into_iter().collect();
        fields.extend(filled.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        Box::pin(self.page("POST", &form.action, Some(fields.into_iter().collect()))).await
    }

    /// Goes where it is led, and gives what it finds there.
    async fn fetch(&mut self, method: &str, path: &str, form: Option<Vec<(String, String)>>) -> String {
        let mut request = self.house.request(method, path).header("accept", "text/html,*/*;q=0.8");
        if self.gzip {
            request = request.header("accept-encoding", "gzip, deflate, br, zstd");
        }
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            request = request.header("cookie", cookies.join("; "));
        }
        if let Some(form) = form {
            request = request.header("origin", &self.house.system.origin).form(&form);
        }
        let answer = request.send().await.unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        for cookie in headers.get_all(header::SET_COOKIE) {
            let (name, value) = cookie.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let body = answer.bytes().await.unwrap();
        let line = format!("HTTP/1.1 {status}\r\n\r\n").len();
        let head: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
        let what = format!("{method} {path}");
        self.fetched.push(Fetched { what, status: status.as_u16(), bytes: line + head + body.len() });
        if status.is_redirection() {
            let place = headers[header::LOCATION].to_str().unwrap().to_owned();
            return Box::pin(self.page("GET", &place, None)).await;
        }
        let mut text = String::new();
        if headers.contains_key(header::CONTENT_ENCODING) {
            GzDecoder::new(&*body).read_to_string(&mut text).unwrap();
        } else {
            text = String::from_utf8_lossy(&body).into_owned();
        }
        text
    }
}
