//! S3 as browsers and SDK clients speak it, on files: what was not verified never becomes an object.

mod backend;
mod checksums;
mod complete_multipart;
mod condition;
mod copy_object;
mod delete_object;
mod file_body;
mod get_object;
mod index;
mod layout;
mod list_objects;
mod multipart;
mod object_created;
mod objects;
mod open_uploads;
mod put_object;
mod recovery;
mod staging;
mod store;
mod temporary_folder;
mod unsigned_headers;
mod upload;
mod version;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use http::{HeaderName, HeaderValue, Method, StatusCode, header};
use s3s::HttpResponse;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use tower_http::cors::{AllowHeaders, CorsLayer};

pub use self::object_created::ObjectCreated;
pub use self::objects::Objects;
use self::temporary_folder::TemporaryFolder;
use crate::options::Clock;
use crate::start_error::StartError;

/// The one identity; presigned URLs are verified against it.
const ACCESS_KEY: &str = "test";
const SECRET_KEY: &str = "test";

/// What a page may read of an answer. Browsers know no wildcard such as `x-amz-*`.
const EXPOSED_HEADERS: [HeaderName; 7] = [
    header::ETAG,
    HeaderName::from_static("x-amz-checksum-crc32"),
    HeaderName::from_static("x-amz-checksum-crc64nvme"),
    HeaderName::from_static("x-amz-checksum-sha256"),
    HeaderName::from_static("x-amz-checksum-type"),
    HeaderName::from_static("x-amz-delete-marker"),
    HeaderName::from_static("x-amz-version-id"),
];

pub(crate) fn open(folder: Option<PathBuf>, buckets: &[String], clock: Clock) -> Result<Objects, StartError> {
    let (root, temporary) = if let Some(folder) = folder {
        (folder, None)
    } else {
        let temporary = TemporaryFolder::create_in(&std::env::temp_dir())?;
        (temporary.path().to_owned(), Some(temporary))
    };
    let layout = layout::Layout::new(&root);
    let store = store::Store::open(layout, buckets, clock, temporary)?;
    Ok(Objects { store: Arc::new(store) })
}

pub(crate) fn router(objects: &Objects, origins: &[String]) -> Result<Router, StartError> {
    let mut builder = S3ServiceBuilder::new(backend::Backend { store: Arc::clone(&objects.store) });
    builder.set_auth(SimpleAuth::from_single(ACCESS_KEY, SECRET_KEY));
    Ok(Router::new()
        .fallback(answer)
        .with_state(builder.build())
        .layer(middleware::from_fn(unsigned_headers::refuse))
        .layer(cors(origins)?))
}

async fn answer(State(service): State<S3Service>, request: Request) -> Response {
    let request = request.map(s3s::Body::http_body_unsync);
    match service.call(request).await {
        Ok(response) if response.status() == StatusCode::NOT_MODIFIED => bare(response),
        Ok(response) => response.map(Body::new),
        Err(error) => {
            tracing::error!(?error, "S3 could not answer");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// s3s gives a 304 the body of an error; clients wait for what its Content-Length announces.
fn bare(response: HttpResponse) -> Response {
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(header::CONTENT_TYPE);
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::empty())
}

fn cors(origins: &[String]) -> Result<CorsLayer, StartError> {
    let origins = origins.iter().map(|origin| {
        let value = HeaderValue::from_str(origin).ok();
        value
            .filter(|_| origin.starts_with("http://") || origin.starts_with("https://"))
            .ok_or_else(|| StartError::Origin { origin: origin.clone() })
    });
    Ok(CorsLayer::new()
        .allow_origin(origins.collect::<Result<Vec<_>, _>>()?)
        .allow_methods([Method::PUT, Method::GET, Method::HEAD])
        .allow_headers(AllowHeaders::mirror_request())
        .expose_headers(EXPOSED_HEADERS)
        .max_age(Duration::from_mins(50)))
}
