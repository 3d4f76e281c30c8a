//! Each type of problem as a schema of its own, so that an operation says which of them it answers.

use std::borrow::Cow;

use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        RefOr,
        schema::{AllOfBuilder, ObjectBuilder, OneOfBuilder, Ref, Schema, Type},
    },
};

use crate::problem::{Details, KINDS, Kind};

impl PartialSchema for Kind {
    fn schema() -> RefOr<Schema> {
        let types = KINDS.iter().map(Kind::to_string);
        ObjectBuilder::new().schema_type(Type::String).enum_values(Some(types)).into()
    }
}

impl ToSchema for Kind {
    fn name() -> Cow<'static, str> {
        "ProblemType".into()
    }
}

pub(super) fn name(kind: Kind) -> String {
    format!("Problem.{}", kind.slug())
}

/// A problem of this type and status, with what it always says.
pub(super) fn schema(kind: Kind) -> RefOr<Schema> {
    let status = kind.status().as_u16();
    let of_type = ObjectBuilder::new().schema_type(Type::String).enum_values(Some([kind.to_string()]));
    let of_status = ObjectBuilder::new().schema_type(Type::Integer).enum_values(Some([status]));
    let mut own = ObjectBuilder::new().property("type", of_type).property("status", of_status);
    for member in members(kind) {
        own = own.required(*member);
    }
    let problem = Ref::from_schema_name(Details::name());
    AllOfBuilder::new().item(problem).item(own).title(Some(kind.title())).description(Some(kind.meaning())).into()
}

/// One of these.
pub(super) fn any(kinds: &[Kind]) -> RefOr<Schema> {
    let reference = |kind: &Kind| Ref::from_schema_name(name(*kind));
    match kinds {
        [kind] => reference(kind).into(),
        kinds => kinds.iter().fold(OneOfBuilder::new(), |any, kind| any.item(reference(kind))).into(),
    }
}

/// What a problem of the type never lacks, beside what all have.
fn members(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Gone => &["reason"],
        Kind::Conflict => &["code"],
        Kind::Policy | Kind::Unprocessable => &["errors"],
        _ => &[],
    }
}
