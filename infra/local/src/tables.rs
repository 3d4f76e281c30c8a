//! The two tables as template.yaml describes them; a test holds the two against each other.

use aws_sdk_dynamodb::{
    Client,
    error::{BuildError, SdkError},
    operation::create_table::CreateTableError,
    types::{
        AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection, ProjectionType,
        ScalarAttributeType,
    },
};

/// Name, partition key, sort key and projection of each index of the state table.
pub(crate) const INDEXES: [(&str, &str, &str, ProjectionType); 3] = [
    ("active-by-expiry", "active", "active_expiry", ProjectionType::All),
    ("active-by-accesses", "active", "active_accesses", ProjectionType::All),
    ("due", "due", "due_at", ProjectionType::KeysOnly),
];

#[derive(Debug, thiserror::Error)]
pub enum TableError {
    #[error(transparent)]
    Build(#[from] BuildError),
    #[error("a table cannot be created")]
    Create(#[source] Box<SdkError<CreateTableError>>),
}

/// Creates both tables; those that exist stay as they are.
pub(crate) async fn create(dynamodb: &Client, state: &str, trail: &str) -> Result<(), TableError> {
    create_one(dynamodb, state, &INDEXES).await?;
    create_one(dynamodb, trail, &[]).await
}

async fn create_one(
    dynamodb: &Client,
    name: &str,
    indexes: &[(&str, &str, &str, ProjectionType)],
) -> Result<(), TableError> {
    let mut table = dynamodb.create_table().table_name(name).billing_mode(BillingMode::PayPerRequest);
    let mut attributes = vec!["pk", "sk"];
    for (index, pk, sk, projection) in indexes {
        attributes.extend([*pk, *sk]);
        let projection = Projection::builder().projection_type(projection.clone()).build();
        let index = GlobalSecondaryIndex::builder().index_name(*index).projection(projection);
        table = table.global_secondary_indexes(index.set_key_schema(Some(keys(pk, sk)?)).build()?);
    }
    attributes.sort_unstable();
    attributes.dedup();
    for attribute in attributes {
        let definition = AttributeDefinition::builder().attribute_name(attribute);
        table = table.attribute_definitions(definition.attribute_type(ScalarAttributeType::S).build()?);
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
