//! The two tables as template.yaml describes them; a test holds the two against each other. But for their streams, of
//! which [`crate::streams`] tells.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::{
    Client,
    error::{BuildError, SdkError},
    operation::create_table::CreateTableError,
    types::{
        AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection, ProjectionType,
        ScalarAttributeType,
    },
};
use vestibule_cloud::index::{Index, OF_STATE, OF_TRAIL};

#[derive(Debug, thiserror::Error)]
pub enum TableError {
    #[error(transparent)]
    Build(#[from] BuildError),
    #[error("a table cannot be created")]
    Create(#[source] Box<SdkError<CreateTableError>>),
}

/// Creates both tables; those that exist stay as they are.
pub(crate) async fn create(dynamodb: &Client, state: &str, trail: &str) -> Result<(), TableError> {
    create_one(dynamodb, state, &OF_STATE).await?;
    create_one(dynamodb, trail, &OF_TRAIL).await
}

async fn create_one(dynamodb: &Client, name: &str, indexes: &[Index]) -> Result<(), TableError> {
    let mut table = dynamodb.create_table().table_name(name).billing_mode(BillingMode::PayPerRequest);
    let mut attributes = BTreeMap::from([("pk", ScalarAttributeType::S), ("sk", ScalarAttributeType::S)]);
    for Index { name, partition, sort, sort_is_number } in indexes {
        attributes.insert(partition, ScalarAttributeType::S);
        attributes.insert(sort, if *sort_is_number { ScalarAttributeType::N } else { ScalarAttributeType::S });
        let projection = Projection::builder().projection_type(ProjectionType::KeysOnly).build();
        let index = GlobalSecondaryIndex::builder().index_name(*name).projection(projection);
        table = table.global_secondary_indexes(index.set_key_schema(Some(keys(partition, sort)?)).build()?);
    }
    for (attribute, kind) in attributes {
        let definition = AttributeDefinition::builder().attribute_name(attribute).attribute_type(kind);
        table = table.attribute_definitions(definition.build()?);
    }
    match table.set_key_schema(Some(keys("pk", "sk")?)).send().await {
        Err(error) if !exists(&error) => Err(TableError::Create(Box::new(error))),
        _ => Ok(()),
    }
}

fn keys(pk: &str, sk: &str) -> Result<Vec<KeySchemaElement>, BuildError> {
    Ok(vec![
        KeySchemaElement::builder().attribute_name(pk).key_type(KeyType::Hash).build()?,
        KeySchemaElement::builder().attribute_name(sk).key_type(KeyType::Range).build()?,
    ])
}

fn exists(error: &SdkError<CreateTableError>) -> bool {
    error.as_service_error().is_some_and(CreateTableError::is_resource_in_use_exception)
}
