//! The statements of each function's role in the template, spelt out: one line for each action, resource and
//! leading key.

use std::collections::BTreeSet;

use serde_yaml_ng::Value;

use crate::template;

/// What the template calls a function.
pub(super) fn logical_id(name: &str) -> String {
    let functions = template::functions();
    functions.into_iter().find(|(_, function)| binary(function) == name).unwrap().0
}

/// Everything that all roles allow, but for following the stream, which Lambda does in notify's name, and for
/// reporting to the queues of failures.
pub(super) fn everything() -> BTreeSet<String> {
    let mut granted = BTreeSet::new();
    for (name, function) in template::functions() {
        for statement in list(&function["Properties"]["Policies"][0]["Statement"]) {
            for action in list(&statement["Action"]).iter().map(text) {
                for resource in list(&statement["Resource"]).iter().map(resource) {
                    if resource.ends_with(".StreamArn") || action.starts_with("sqs:") {
                        continue;
                    }
                    let line = format!("{name} {action} {resource}");
                    let keys = if resource.contains("/index/") { Vec::new() } else { leading_keys(&statement) };
                    granted.extend(keys.iter().map(|key| format!("{line} {key}")));
                    granted.extend(keys.is_empty().then_some(line));
                }
            }
        }
    }
    granted.extend(derivers().iter().map(|function| format!("{function} kms:GenerateMac LinkKey")));
    granted
}

/// The functions whose roles the key's own policy names; IAM alone lets nobody use it.
fn derivers() -> Vec<String> {
    let template = template::template();
    let statements = list(&template["Resources"]["LinkKey"]["Properties"]["KeyPolicy"]["Statement"]);
    let derive = statements.iter().find(|statement| statement["Action"] == "kms:GenerateMac").unwrap();
    let roles = list(&derive["Principal"]["AWS"]);
    roles.iter().map(|role| text(role).strip_suffix("Role.Arn").unwrap().to_owned()).collect()
}

fn binary(function: &Value) -> String {
    text(&function["Metadata"]["BuildProperties"]["Binary"])
}

/// The logical id of a resource, with its index or its stream.
fn resource(arn: &Value) -> String {
    let arn = text(arn);
    if let Some((_, ses)) = arn.split_once(":ses:") {
        let kind = ses.rsplit_once('/').unwrap().0;
        return kind.rsplit_once(':').unwrap().1.to_owned();
    }
    let plain = arn.replace("${", "").replace('}', "");
    plain.replace(".Arn", "")
}

fn leading_keys(statement: &Value) -> Vec<String> {
    list(&statement["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]).iter().map(text).collect()
}

/// What stands there, whether one or several.
fn list(value: &Value) -> Vec<Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Sequence(several) => several.clone(),
        one => vec![one.clone()],
    }
}

/// A string, or what an intrinsic function such as `!Sub` is given.
fn text(value: &Value) -> String {
    match value {
        Value::Tagged(tagged) => text(&tagged.value),
        plain => plain.as_str().unwrap().to_owned(),
    }
}
