//! The schemas that operations refer to, each under its name.

use std::collections::BTreeMap;

use utoipa::{
    ToSchema,
    openapi::{
        RefOr,
        schema::{AdditionalProperties, ObjectBuilder, OneOfBuilder, Ref, Schema, Type},
    },
};

use crate::{
    staff::Role,
    task::{Answer, PhoneNumber},
};

/// Named schemas, each with those that it refers to.
#[derive(Clone, Default)]
pub(super) struct Schemas(BTreeMap<String, RefOr<Schema>>);

impl Schemas {
    /// The reference by which a type's schema is named.
    pub(super) fn add<T: ToSchema>(&mut self) -> Ref {
        let mut more = Vec::new();
        T::schemas(&mut more);
        for (name, schema) in more {
            self.insert(name, schema);
        }
        self.insert(T::name().into_owned(), T::schema());
        Ref::from_schema_name(T::name())
    }

    /// # Panics
    /// If two types are called the same, when the description is printed.
    pub(super) fn insert(&mut self, name: String, schema: RefOr<Schema>) {
        if let Some(other) = self.0.insert(name.clone(), schema.clone()) {
            assert!(other == schema, "two types are called {name}");
        }
    }

    pub(super) fn extend(&mut self, Self(more): Self) {
        for (name, schema) in more {
            self.insert(name, schema);
        }
    }

    pub(super) fn into_map(self) -> BTreeMap<String, RefOr<Schema>> {
        self.0
    }
}

/// Answers by field. Derived schemas have no keys of our own types.
pub(crate) fn answers() -> RefOr<Schema> {
    by_field(Ref::from_schema_name(Answer::name()))
}

/// The same, where `null` stands for none.
pub(crate) fn answers_or_null() -> RefOr<Schema> {
    let null = ObjectBuilder::new().schema_type(Type::Null);
    by_field(Schema::from(OneOfBuilder::new().item(Ref::from_schema_name(Answer::name())).item(null).build()))
}

/// What somebody is to be in projects; `null`: nothing any more.
pub(crate) fn roles_or_null() -> RefOr<Schema> {
    let null = ObjectBuilder::new().schema_type(Type::Null);
    by_field(Schema::from(OneOfBuilder::new().item(Ref::from_schema_name(Role::name())).item(null).build()))
}

/// Something said of each of some fields.
pub(crate) fn words_by_field() -> RefOr<Schema> {
    by_field(Schema::from(ObjectBuilder::new().schema_type(Type::String).build()))
}

/// Phone numbers by field.
pub(crate) fn phones() -> RefOr<Schema> {
    by_field(Ref::from_schema_name(PhoneNumber::name()))
}

fn by_field(answer: impl Into<AdditionalProperties<Schema>>) -> RefOr<Schema> {
    let names = Schema::from(ObjectBuilder::new().schema_type(Type::String).build());
    let object = ObjectBuilder::new().schema_type(Type::Object).property_names(Some(names));
    object.additional_properties(Some(answer)).into()
}
