//! The API described as OpenAPI 3.1, made of the types and of one list of operations. A test prints it to
//! docs/openapi.json, and another holds the list against the routes of all functions.

mod described;
mod documents;
mod guests;
mod operation;
mod problems;
mod schemas;
mod staff;
mod steps;

use utoipa::openapi::{
    Components, Info, OpenApi, OpenApiBuilder, PathItem, Paths,
    security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme},
};

pub use operation::{Caller, Operation};
pub(crate) use schemas::{answers, answers_or_null, phones, roles_or_null, words_by_field};

use self::schemas::Schemas;
use crate::{
    event::CloudEvent,
    problem::KINDS,
    task::{Answer, PhoneNumber},
};

const DESCRIPTION: &str = "docs/API.md says the same in prose, and docs/EVENTS.md which records and events there are. \
    Every answer carries a `trace-id`. Requests are read strictly: a member that is not known is refused. Answers may \
    get new members.";

/// Every operation, of staff and of guests.
pub fn operations() -> Vec<Operation> {
    [staff::operations(), documents::operations(), steps::operations(), guests::operations()].concat()
}

/// The whole description.
pub fn document() -> OpenApi {
    let (mut paths, mut schemas) = (Paths::new(), Schemas::default());
    for operation in operations() {
        let path = operation.path.to_owned();
        let item = PathItem::new(operation.verb.method(), operation.described());
        paths.paths.entry(path).or_default().merge_operations(item);
        schemas.extend(operation.schemas);
    }
    for kind in KINDS {
        schemas.insert(problems::name(*kind), problems::schema(*kind));
    }
    schemas.add::<Answer>();
    schemas.add::<PhoneNumber>();
    schemas.add::<CloudEvent>();
    let mut components = Components::new();
    components.schemas = schemas.into_map();
    components.add_security_scheme("staff", token());
    components.add_security_scheme("guest", csrf());
    let info = Info::builder().title("Vestibule").version("1").description(Some(DESCRIPTION)).build();
    OpenApiBuilder::new().info(info).paths(paths).components(Some(components)).build()
}

fn token() -> SecurityScheme {
    let description = "An RS256 token of the configured issuer and audience.";
    let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT");
    SecurityScheme::Http(scheme.description(Some(description)).build())
}

/// The cookie is named after its share, which OpenAPI cannot say.
fn csrf() -> SecurityScheme {
    let description = "`csrf` of the opening, beside the cookie `__Host-vst-{share}` that came with it.";
    SecurityScheme::ApiKey(ApiKey::Header(ApiKeyValue::with_description("vestibule-csrf", description)))
}
