//! The functions as template.yaml deploys them: what they are told, what they may touch.

use serde_yaml_ng::Value;
use vestibule_local::{Names, Trigger};

use crate::failure::Failure;

const TEMPLATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../template.yaml");

/// Where guests find the functions.
pub(crate) const PORTAL: &str = "https://portal.example";

#[derive(Debug, Clone)]
pub(crate) struct Function {
    /// Its logical name: the folder in which `sam build` leaves it.
    pub(crate) id: String,
    pub(crate) binary: String,
    pub(crate) trigger: Trigger,
    pub(crate) environment: Vec<(String, String)>,
    /// Of AWS's services it calls DynamoDB and no other.
    pub(crate) dynamodb_only: bool,
}

pub(crate) fn functions() -> Result<Vec<Function>, Failure> {
    let template: Value = serde_yaml_ng::from_str(&std::fs::read_to_string(TEMPLATE)?)?;
    let resources = template["Resources"].as_mapping().ok_or("template.yaml has no resources")?;
    let listed = vestibule_local::functions();
    let globals = &template["Globals"]["Function"]["Environment"]["Variables"];
    let mut functions = Vec::new();
    for (id, resource) in resources {
        if resource["Type"] != "AWS::Serverless::Function" {
            continue;
        }
        let id = id.as_str().unwrap_or_default().to_owned();
        let properties = &resource["Properties"];
        let binary = resource["Metadata"]["BuildProperties"]["Binary"].as_str().unwrap_or_default().to_owned();
        let known = listed.iter().find(|function| function.name == binary);
        let own = &properties["Environment"]["Variables"];
        functions.push(Function {
            trigger: known.ok_or_else(|| format!("nothing is known of {id}"))?.trigger.clone(),
            binary,
            environment: [globals, own].into_iter().flat_map(|told| variables(told, &template["Parameters"])).collect(),
            dynamodb_only: own["KMS_KEY_ID"].is_null() && !reaches_further(&properties["Policies"]),
            id,
        });
    }
    if functions.is_empty() { Err("template.yaml has no functions".into()) } else { Ok(functions) }
}

/// Whether a role may call S3, SES or EventBridge. Streams and queues are Lambda's to call; a key says itself who may.
fn reaches_further(policies: &Value) -> bool {
    let policies = policies.as_sequence().into_iter().flatten();
    let statements = policies.filter_map(|policy| policy["Statement"].as_sequence()).flatten();
    let actions = statements.flat_map(|statement| match &statement["Action"] {
        Value::Sequence(several) => several.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect::<Vec<_>>(),
    });
    actions.into_iter().any(|action| ["s3:", "ses:", "events:"].iter().any(|service| action.starts_with(service)))
}

/// What stands for the deployment's resources here. A parameter has its default; what needs no particular value gets a name.
fn variables(variables: &Value, parameters: &Value) -> Vec<(String, String)> {
    let named = variables.as_mapping().into_iter().flatten().filter_map(|(name, value)| Some((name.as_str()?, value)));
    let value = |name: &str, value: &Value| match name {
        "STATE_TABLE" => Names::STATE.to_owned(),
        "TRAIL_TABLE" => Names::TRAIL.to_owned(),
        "QUARANTINE_BUCKET" => Names::QUARANTINE.to_owned(),
        "DOCUMENTS_BUCKET" => Names::DOCUMENTS.to_owned(),
        "KMS_KEY_ID" => Names::KMS_KEY.to_owned(),
        "EVENT_BUS" => Names::BUS.to_owned(),
        "MAIL_FROM" => "no-reply@vestibule.example".to_owned(),
        "PORTAL_ORIGIN" | "UPLOAD_ORIGINS" => PORTAL.to_owned(),
        "MALWARE_SCANNING" => "off".to_owned(),
        "UPLOAD_WINDOW_SECONDS" => "60".to_owned(),
        _ => {
            let default = value.as_str().and_then(|parameter| parameters[parameter]["Default"].as_str());
            default.or(value.as_str()).unwrap_or("bench").to_owned()
        }
    };
    named.map(|(name, given)| (name.to_owned(), value(name, given))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_function_is_known_and_is_told_what_the_template_gives_it() {
        let functions = functions().unwrap();
        assert_eq!(functions.len(), vestibule_local::functions().len());
        for function in &functions {
            assert!(function.environment.contains(&("STATE_TABLE".into(), Names::STATE.into())), "{}", function.id);
        }
        let create = functions.iter().find(|f| f.id == "CreateShare").unwrap();
        assert!(create.environment.contains(&("TOKEN_TYPE".into(), "any".into())), "a parameter has its default");
        let alone: Vec<_> = functions.iter().filter(|f| f.dynamodb_only).map(|f| f.id.as_str()).collect();
        assert_eq!(alone, ["Activity", "SweepExpired", "MailEvents"]);
    }
}
