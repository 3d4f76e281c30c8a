//! An operation in OpenAPI's own words.

use std::collections::BTreeMap;

use http::StatusCode;
use utoipa::{
    PartialSchema as _, ToSchema as _,
    openapi::{
        ContentBuilder, RefOr, Required, ResponseBuilder,
        path::{self, OperationBuilder, Parameter, ParameterBuilder, ParameterIn},
        request_body::{RequestBody, RequestBodyBuilder},
        schema::{ObjectBuilder, Ref, Schema, Type},
        security::SecurityRequirement,
    },
};
use vestibule_domain::value::{
    ExportId, InvitationId, Line, OrgSlug, ProjectSlug, RevisionId, RunSlug, ShareId, TaskSlug, UploadId,
};

use super::{
    operation::{Answer, Caller, Operation, Verb},
    problems,
};
use crate::problem::{Kind, MEDIA_TYPE, Message};

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";
const HTML: &str = "text/html";

/// Where API Gateway answers by itself, beside what we answer: docs/API.md, "In common".
const BY_GATEWAY: [StatusCode; 6] = [
    StatusCode::BAD_REQUEST,
    StatusCode::UNAUTHORIZED,
    StatusCode::NOT_FOUND,
    StatusCode::PAYLOAD_TOO_LARGE,
    StatusCode::INTERNAL_SERVER_ERROR,
    StatusCode::SERVICE_UNAVAILABLE,
];

impl Operation {
    pub(super) fn described(&self) -> path::Operation {
        let tag = if self.caller == Caller::Staff { "staff" } else { "guests" };
        let mut operation = OperationBuilder::new().operation_id(Some(self.id)).tag(tag).summary(Some(self.summary));
        for parameter in self.parameters() {
            operation = operation.parameter(parameter);
        }
        operation = operation.request_body(self.request_body());
        for (status, response) in self.responses() {
            operation = operation.response(status.as_str(), response);
        }
        operation = operation.response("default", by_gateway());
        match (self.caller, self.verb) {
            (Caller::Staff, _) => operation.security(requirement("staff")),
            (Caller::Guest, verb) if verb != Verb::Get => operation.security(requirement("guest")),
            _ => operation,
        }
        .build()
    }

    fn parameters(&self) -> Vec<Parameter> {
        let names = self.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
        let in_path = |name| {
            let schema = parameter_schema(name);
            let parameter = ParameterBuilder::new().name(name).parameter_in(ParameterIn::Path);
            parameter.required(Required::True).schema(Some(schema)).build()
        };
        let key = self.is_repeatable.then(idempotency_key);
        let org = (self.caller == Caller::Staff).then(org);
        names.map(in_path).chain(self.query.clone()).chain(org).chain(key).collect()
    }

    fn request_body(&self) -> Option<RequestBody> {
        let content = || ContentBuilder::new().schema(self.body.clone()).build();
        self.body.as_ref()?;
        let body = RequestBodyBuilder::new().content(JSON, content());
        let body = if self.is_form { body.content(FORM, content()) } else { body };
        let required = if self.may_be_empty { Required::False } else { Required::True };
        Some(body.required(Some(required)).build())
    }

    fn responses(&self) -> BTreeMap<StatusCode, ResponseBuilder> {
        let mut by_status = BTreeMap::<_, (Vec<&Answer>, Vec<Kind>)>::new();
        for answer in &self.answers {
            by_status.entry(answer.status).or_default().0.push(answer);
        }
        for kind in &self.problems {
            by_status.entry(kind.status()).or_default().1.push(*kind);
        }
        by_status.into_iter().map(|(status, found)| (status, self.response(status, &found))).collect()
    }

    fn response(&self, status: StatusCode, (answers, kinds): &(Vec<&Answer>, Vec<Kind>)) -> ResponseBuilder {
        let said: Vec<_> = answers.iter().map(|answer| answer.description.to_owned()).collect();
        let refused: Vec<_> = kinds.iter().map(|kind| format!("{}.", kind.title())).collect();
        let mut response = ResponseBuilder::new().description([said, refused].concat().join(" "));
        for answer in answers {
            if let Some(json) = &answer.json {
                response = response.content(JSON, content(json.clone()));
            }
            if let Some(media_type) = answer.media_type {
                response = response.content(media_type, ContentBuilder::new().build());
            }
        }
        if !kinds.is_empty() {
            response = response.content(MEDIA_TYPE, content(problems::any(kinds)));
            if BY_GATEWAY.contains(&status) {
                response = response.content(JSON, content(Ref::from_schema_name(Message::name())));
            }
        }
        let is_page = self.has_pages && (!kinds.is_empty() || answers.iter().any(|answer| answer.json.is_some()));
        if is_page { response.content(HTML, ContentBuilder::new().build()) } else { response }
    }
}

fn content(schema: impl Into<RefOr<Schema>>) -> utoipa::openapi::Content {
    ContentBuilder::new().schema(Some(schema)).build()
}

/// What API Gateway answers by itself, under any other status.
fn by_gateway() -> ResponseBuilder {
    let message = content(Ref::from_schema_name(Message::name()));
    ResponseBuilder::new().description("An answer of API Gateway.").content(JSON, message)
}

fn requirement(scheme: &str) -> SecurityRequirement {
    SecurityRequirement::new::<_, [&str; 0], &str>(scheme, [])
}

/// A parameter of a path. A file is a reference file, an upload or an asset.
fn parameter_schema(name: &str) -> RefOr<Schema> {
    match name {
        "project" => ProjectSlug::schema(),
        "run" => RunSlug::schema(),
        "share" => ShareId::schema(),
        "task" => TaskSlug::schema(),
        "export" => ExportId::schema(),
        // Of what has another number than the rule for names takes: its id.
        "document" | "work_package" => Line::<64>::schema(),
        "revision" => RevisionId::schema(),
        "invitation" => InvitationId::schema(),
        "upload" => UploadId::schema(),
        _ => ObjectBuilder::new().schema_type(Type::String).into(),
    }
}

/// In which org somebody acts who belongs to several.
fn org() -> Parameter {
    let description = "The org in which the request is. Who belongs to one only may leave it out.";
    ParameterBuilder::new()
        .name("vestibule-org")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(description))
        .schema(Some(OrgSlug::schema()))
        .build()
}

fn idempotency_key() -> Parameter {
    let key = ObjectBuilder::new().schema_type(Type::String).min_length(Some(1)).max_length(Some(255));
    let description =
        "Visible ASCII characters. For 24 hours the same request under the same key is answered the same.";
    ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(description))
        .schema(Some(key))
        .build()
}
