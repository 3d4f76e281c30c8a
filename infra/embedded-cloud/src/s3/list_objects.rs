//! ListObjectsV2: the current keys of a bucket, in order, page by page.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use s3s::dto::{CommonPrefix, ListObjectsV2Input, ListObjectsV2Output, Object};
use s3s::{S3Request, S3Response, S3Result, s3_error};

use super::store::Store;
use super::version::{Content, Version, s3_time};

const MAX_KEYS_PER_PAGE: i32 = 1000;

pub(super) fn list_objects_v2(
    store: &Store,
    request: S3Request<ListObjectsV2Input>,
) -> S3Result<S3Response<ListObjectsV2Output>> {
    let input = request.input;
    let prefix = input.prefix.clone().unwrap_or_default();
    let after = match &input.continuation_token {
        Some(token) => Some(decode(token)?),
        None => input.start_after.clone(),
    };
    let limit = input.max_keys.unwrap_or(MAX_KEYS_PER_PAGE).clamp(0, MAX_KEYS_PER_PAGE);
    let room = usize::try_from(limit).unwrap_or_default();

    let mut page = Page::default();
    for (version, content) in store.current(&input.bucket)? {
        let key = version.key.clone();
        if !key.starts_with(&prefix) || after.as_ref().is_some_and(|after| key <= *after) {
            continue;
        }
        let group = group(&key, &prefix, input.delimiter.as_deref());
        if let Some(group) = &group
            && (page.groups.last() == Some(group) || after.as_ref().is_some_and(|after| after.starts_with(group)))
        {
            page.last = Some(key);
            continue;
        }
        if page.objects.len() + page.groups.len() == room {
            page.truncated = true;
            break;
        }
        match group {
            Some(group) => page.groups.push(group),
            None => page.objects.push(object(&version, &content)),
        }
        page.last = Some(key);
    }
    Ok(S3Response::new(page.answer(input, prefix, limit)))
}

#[derive(Default)]
struct Page {
    objects: Vec<Object>,
    groups: Vec<String>,
    last: Option<String>,
    truncated: bool,
}

impl Page {
    fn answer(self, input: ListObjectsV2Input, prefix: String, limit: i32) -> ListObjectsV2Output {
        let count = self.objects.len() + self.groups.len();
        let next = self.last.filter(|_| self.truncated);
        let groups = self.groups.into_iter().map(|group| CommonPrefix { prefix: Some(group) });
        ListObjectsV2Output {
            name: Some(input.bucket),
            prefix: Some(prefix),
            delimiter: input.delimiter,
            start_after: input.start_after,
            max_keys: Some(limit),
            key_count: i32::try_from(count).ok(),
            is_truncated: Some(self.truncated),
            continuation_token: input.continuation_token,
            next_continuation_token: next.map(|key| BASE64_URL_SAFE_NO_PAD.encode(key)),
            contents: Some(self.objects),
            common_prefixes: Some(groups.collect()),
            ..ListObjectsV2Output::default()
        }
    }
}

fn object(version: &Version, content: &Content) -> Object {
    Object {
        key: Some(version.key.clone()),
        e_tag: Some(content.etag()),
        size: Some(content.length()),
        last_modified: Some(s3_time(version.at)),
        ..Object::default()
    }
}

/// What a delimiter folds the key into.
fn group(key: &str, prefix: &str, delimiter: Option<&str>) -> Option<String> {
    let delimiter = delimiter.filter(|delimiter| !delimiter.is_empty())?;
    let (folded, _) = key[prefix.len()..].split_once(delimiter)?;
    Some(format!("{prefix}{folded}{delimiter}"))
}

fn decode(token: &str) -> S3Result<String> {
    BASE64_URL_SAFE_NO_PAD
        .decode(token)
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .ok_or_else(|| s3_error!(InvalidArgument, "The continuation token is not ours"))
}
