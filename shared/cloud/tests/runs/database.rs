//! A database of its own for each test, behind the real client.

use std::sync::Arc;

use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType::S as Text,
};
use embedded_cloud::{EmbeddedCloud, Options};
use vestibule_cloud::{
    Store,
    account::{Account, Endpoints},
};
use vestibule_fixtures::{SATURDAY, at};

pub(crate) struct Database {
    pub(crate) store: Store,
    _cloud: EmbeddedCloud,
}

impl Database {
    pub(crate) async fn open() -> Self {
        let cloud = EmbeddedCloud::start(Options::in_memory(Arc::new(|| at(SATURDAY)))).await.unwrap();
        let endpoints = Endpoints { dynamodb: Some(cloud.endpoints().dynamodb.clone()), ..Endpoints::default() };
        let dynamodb =
            Account::new("us-east-1".into(), Account::credentials("test", "test", None), endpoints).dynamodb();
        for name in ["state", "trail"] {
            let mut table = dynamodb.create_table().table_name(name).billing_mode(BillingMode::PayPerRequest);
            for (attribute, kind) in [("pk", KeyType::Hash), ("sk", KeyType::Range)] {
                let definition = AttributeDefinition::builder().attribute_name(attribute).attribute_type(Text);
                let key = KeySchemaElement::builder().attribute_name(attribute).key_type(kind);
                table = table.attribute_definitions(definition.build().unwrap()).key_schema(key.build().unwrap());
            }
            table.send().await.unwrap();
        }
        Self { store: Store::new(dynamodb, "state".into(), "trail".into()), _cloud: cloud }
    }
}
