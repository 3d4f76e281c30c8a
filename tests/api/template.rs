//! The deployment template against the code: the same routes, functions and tables.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use serde_yaml_ng::Value;
use vestibule_local::{Names, function_routes};
use vestibule_web::door::Access;

use crate::house::House;

pub(crate) fn template() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../template.yaml");
    serde_yaml_ng::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The functions with their logical ids.
pub(crate) fn functions() -> Vec<(String, Value)> {
    let template = template();
    let resources = template["Resources"].as_mapping().unwrap().iter();
    let functions = resources.filter(|(_, resource)| resource["Type"] == "AWS::Serverless::Function");
    functions.map(|(id, function)| (text(id), function.clone())).collect()
}

/// How long a way in for a file stays open.
pub(crate) fn upload_window() -> SignedDuration {
    let seconds = template()["Parameters"]["UploadWindowSeconds"]["Default"].as_i64();
    SignedDuration::from_secs(seconds.unwrap())
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

#[test]
fn every_route_of_the_template_is_a_route_of_its_function_and_the_reverse() {
    let mut deployed = BTreeSet::new();
    for (_, function) in functions() {
        let name = text(&function["Metadata"]["BuildProperties"]["Binary"]);
        for (_, event) in function["Properties"]["Events"].as_mapping().into_iter().flatten() {
            if event["Type"] != "HttpApi" {
                continue;
            }
            let properties = &event["Properties"];
            let open = properties["Auth"]["Authorizer"] == "NONE";
            deployed.insert(format!("{name} {} {} {open}", text(&properties["Method"]), text(&properties["Path"])));
        }
    }
    let coded: BTreeSet<_> = function_routes()
        .into_iter()
        .flat_map(|(name, routes)| {
            routes.into_iter().map(move |r| format!("{name} {} {} {}", r.method, r.path, r.access == Access::Guest))
        })
        .collect();
    assert_eq!(deployed, coded);
}

#[test]
fn every_function_of_the_workspace_is_deployed() {
    let functions = functions();
    let deployed: BTreeSet<_> =
        functions.iter().map(|(_, f)| text(&f["Metadata"]["BuildProperties"]["Binary"])).collect();
    let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../functions")).unwrap();
    let built: BTreeSet<_> = folder.map(|f| f.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(deployed, built);
}

/// `name: hash range projection` of a table's keys and indexes.
fn index(name: &str, keys: [&str; 2], projection: &str) -> String {
    format!("{name}: {} {} {projection}", keys[0], keys[1])
}

fn deployed_table(properties: &Value) -> BTreeSet<String> {
    let keys = |schema: &Value| [text(&schema[0]["AttributeName"]), text(&schema[1]["AttributeName"])];
    let row = |name: &str, schema: &Value, projection: &str| {
        let [hash, range] = keys(schema);
        index(name, [&hash, &range], projection)
    };
    let mut rows = BTreeSet::from([row("table", &properties["KeySchema"], "ALL")]);
    for each in properties["GlobalSecondaryIndexes"].as_sequence().into_iter().flatten() {
        let projection = text(&each["Projection"]["ProjectionType"]);
        rows.insert(row(each["IndexName"].as_str().unwrap(), &each["KeySchema"], &projection));
    }
    rows
}

async fn local_table(house: &House, name: &str) -> BTreeSet<String> {
    let table = house.dynamodb().describe_table().table_name(name).send().await.unwrap().table.unwrap();
    let keys = |schema: &[aws_sdk_dynamodb::types::KeySchemaElement]| {
        [schema[0].attribute_name.clone(), schema[1].attribute_name.clone()]
    };
    let row = |name: &str, schema: &[_], projection: &str| {
        let [hash, range] = keys(schema);
        index(name, [&hash, &range], projection)
    };
    let mut rows = BTreeSet::from([row("table", table.key_schema(), "ALL")]);
    for each in table.global_secondary_indexes() {
        let projection = each.projection().and_then(|p| p.projection_type()).unwrap().as_str().to_owned();
        rows.insert(row(each.index_name().unwrap(), each.key_schema(), &projection));
    }
    rows
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tables_are_the_same_here_and_there() {
    let house = House::open().await;
    let template = template();
    let state = deployed_table(&template["Resources"]["StateTable"]["Properties"]);
    let trail = deployed_table(&template["Resources"]["TrailTable"]["Properties"]);
    assert_eq!(state, local_table(&house, Names::STATE).await);
    assert_eq!(trail, local_table(&house, Names::TRAIL).await);
    assert_eq!(state.len(), 4);
}
