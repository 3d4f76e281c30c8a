//! DynamoDB through its SDK client: what the product relies on, and that a folder keeps it.

use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType, Put, ScalarAttributeType,
    TransactWriteItem,
};
use embedded_cloud::EmbeddedCloud;

use crate::clients::{self, cloud, in_folder};

#[tokio::test]
async fn a_transaction_is_cancelled_as_a_whole_and_says_why() {
    let cloud = cloud().await;
    let client = clients::dynamodb(&cloud);
    create(&client).await;
    let put = |id: &str| {
        let put = Put::builder()
            .table_name("state")
            .item("pk", AttributeValue::S(id.into()))
            .condition_expression("attribute_not_exists(pk)");
        TransactWriteItem::builder().put(put.build().unwrap()).build()
    };
    let first = client.transact_write_items().transact_items(put("a"));
    first.send().await.unwrap();

    let second = client.transact_write_items().transact_items(put("b")).transact_items(put("a"));
    let error = second.send().await.unwrap_err().into_service_error();
    assert_eq!(error.code(), Some("TransactionCanceledException"));
    assert!(!exists(&client, "b").await);
}

#[tokio::test]
async fn a_restart_finds_the_items_again() {
    let folder = tempfile::tempdir().unwrap();
    let cloud = EmbeddedCloud::start(in_folder(folder.path())).await.unwrap();
    let client = clients::dynamodb(&cloud);
    create(&client).await;
    let put = client.put_item().table_name("state");
    put.item("pk", AttributeValue::S("a".into())).send().await.unwrap();
    cloud.stop().await;

    let cloud = EmbeddedCloud::start(in_folder(folder.path())).await.unwrap();
    assert!(exists(&clients::dynamodb(&cloud), "a").await);
}

async fn create(client: &aws_sdk_dynamodb::Client) {
    let attribute = AttributeDefinition::builder().attribute_name("pk").attribute_type(ScalarAttributeType::S);
    let key = KeySchemaElement::builder().attribute_name("pk").key_type(KeyType::Hash);
    client
        .create_table()
        .table_name("state")
        .billing_mode(BillingMode::PayPerRequest)
        .attribute_definitions(attribute.build().unwrap())
        .key_schema(key.build().unwrap())
        .send()
        .await
        .unwrap();
}

async fn exists(client: &aws_sdk_dynamodb::Client, id: &str) -> bool {
    let get = client.get_item().table_name("state");
    let got = get.key("pk", AttributeValue::S(id.into())).send().await.unwrap();
    got.item.is_some()
}
