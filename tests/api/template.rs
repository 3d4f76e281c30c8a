//! The deployment template against the code: the same routes, functions and tables.

use std::collections::{BTreeMap, BTreeSet};

use aws_sdk_dynamodb::types::KeySchemaElement;
use jiff::SignedDuration;
use serde_yaml_ng::Value;
use vestibule_cloud::index::{OF_STATE, OF_TRAIL};
use vestibule_fixtures::lists;
use vestibule_local::{Function, Names, Trigger};
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

/// What template.yaml says of a function, as the list has it.
fn deployed(template: &Value, id: &str, function: &Value) -> (String, BTreeSet<String>, u64) {
    let properties = &function["Properties"];
    let mappings = template["Resources"].as_mapping().unwrap().values();
    let mut mappings = mappings.filter(|resource| resource["Type"] == "AWS::Lambda::EventSourceMapping");
    let streamed = mappings.any(|mapping| reference(&mapping["Properties"]["FunctionName"]) == id);
    let events = properties["Events"].as_mapping().into_iter().flatten();
    let mut triggers: BTreeSet<_> = events.map(|(_, event)| trigger(event)).collect();
    triggers.extend(streamed.then(|| "stream".to_owned()));
    let timeouts = [&properties["Timeout"], &template["Globals"]["Function"]["Timeout"]];
    let timeout = timeouts.into_iter().find_map(Value::as_u64).unwrap();
    (text(&function["Metadata"]["BuildProperties"]["Binary"]), triggers, timeout)
}

fn trigger(event: &Value) -> String {
    let properties = &event["Properties"];
    match event["Type"].as_str().unwrap() {
        "HttpApi" => {
            let access = if properties["Auth"]["Authorizer"] == "NONE" { Access::Guest } else { Access::Staff };
            if properties["Path"] == "$default" {
                return format!("{access:?} $default");
            }
            format!("{access:?} {} {}", text(&properties["Method"]), text(&properties["Path"]))
        }
        "ScheduleV2" => "schedule".to_owned(),
        "EventBridgeRule" => format!("rule {}", text(&properties["Pattern"]["source"][0])),
        other => panic!("nothing is known of {other}"),
    }
}

/// The name in `!Ref Name`.
fn reference(value: &Value) -> &str {
    match value {
        Value::Tagged(tagged) => tagged.value.as_str().unwrap(),
        plain => plain.as_str().unwrap(),
    }
}

fn listed(function: Function) -> (String, BTreeSet<String>, u64) {
    let triggers = match function.trigger {
        Trigger::Http { routes, is_catch_all } => {
            let routes = routes.into_iter().map(|route| format!("{:?} {route}", route.access));
            routes.chain(is_catch_all.then(|| "Guest $default".to_owned())).collect()
        }
        Trigger::Stream => BTreeSet::from(["stream".to_owned()]),
        Trigger::Schedule => BTreeSet::from(["schedule".to_owned()]),
        Trigger::Rule(source) => BTreeSet::from([format!("rule {source}")]),
    };
    (function.name.to_owned(), triggers, function.timeout.as_secs())
}

#[test]
fn the_list_of_functions_is_what_is_deployed_with_triggers_and_timeouts() {
    let template = template();
    let mut deployed: Vec<_> = functions().iter().map(|(id, f)| deployed(&template, id, f)).collect();
    let mut listed: Vec<_> = vestibule_local::functions().into_iter().map(listed).collect();
    deployed.sort();
    listed.sort();
    lists::compare(listed, deployed);
}

#[test]
fn every_package_of_a_function_is_in_the_list() {
    let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../functions")).unwrap();
    let packages: BTreeSet<_> = folder.map(|f| f.unwrap().file_name().into_string().unwrap()).collect();
    let listed: BTreeSet<_> = vestibule_local::functions().iter().map(|f| f.name.to_owned()).collect();
    lists::compare(listed, packages);
}

/// `name: hash S, range N, projection` of a table's keys and indexes.
fn index(name: &str, keys: &[String], types: &BTreeMap<String, String>, projection: &str) -> String {
    let keys: Vec<_> = keys.iter().map(|key| format!("{key} {}", types[key])).collect();
    format!("{name}: {}, {projection}", keys.join(", "))
}

fn deployed_table(properties: &Value) -> BTreeSet<String> {
    let list = |value: &Value| value.as_sequence().cloned().unwrap_or_default();
    let definitions = list(&properties["AttributeDefinitions"]);
    let types: BTreeMap<_, _> =
        definitions.iter().map(|each| (text(&each["AttributeName"]), text(&each["AttributeType"]))).collect();
    let keys = |schema: &Value| list(schema).iter().map(|key| text(&key["AttributeName"])).collect::<Vec<_>>();
    let mut rows = BTreeSet::from([index("table", &keys(&properties["KeySchema"]), &types, "ALL")]);
    for each in list(&properties["GlobalSecondaryIndexes"]) {
        let (name, projection) = (text(&each["IndexName"]), text(&each["Projection"]["ProjectionType"]));
        rows.insert(index(&name, &keys(&each["KeySchema"]), &types, &projection));
    }
    rows
}

async fn local_table(house: &House, name: &str) -> BTreeSet<String> {
    let table = house.dynamodb().describe_table().table_name(name).send().await.unwrap().table.unwrap();
    let definitions = table.attribute_definitions().iter();
    let types: BTreeMap<_, _> =
        definitions.map(|each| (each.attribute_name().to_owned(), each.attribute_type().as_str().to_owned())).collect();
    let keys = |schema: &[KeySchemaElement]| schema.iter().map(|key| key.attribute_name.clone()).collect::<Vec<_>>();
    let mut rows = BTreeSet::from([index("table", &keys(table.key_schema()), &types, "ALL")]);
    for each in table.global_secondary_indexes() {
        let projection = each.projection().and_then(|p| p.projection_type()).unwrap().as_str();
        rows.insert(index(each.index_name().unwrap(), &keys(each.key_schema()), &types, projection));
    }
    rows
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tables_are_the_same_here_and_there() {
    let house = House::open().await;
    let template = template();
    let state = deployed_table(&template["Resources"]["StateTable"]["Properties"]);
    let trail = deployed_table(&template["Resources"]["TrailTable"]["Properties"]);
    assert_eq!((state.len(), trail.len()), (1 + OF_STATE.len(), 1 + OF_TRAIL.len()));
    lists::compare(local_table(&house, Names::STATE).await, state);
    lists::compare(local_table(&house, Names::TRAIL).await, trail);
}
