//! The event that a function's package shows as an example of what its rule brings.

use serde_json::{Value, json};

use super::events::Invocation;
use crate::failure::Failure;
use vestibule_tests::house::House;

/// Stands in an example for the id of a share.
const ANY_SHARE: &str = "{share}";

fn read(function: &str) -> Result<Value, Failure> {
    let path = format!("{}/../../functions/{function}/example.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
    Ok(serde_json::from_str(&text)?)
}

/// About a share that there is, where the example names one.
pub(super) async fn brought(function: &str, house: &House) -> Result<Invocation, Failure> {
    let mut event = read(function)?;
    let what = event["detail-type"].as_str().unwrap_or_default().to_owned();
    let detail = event["detail"].to_string();
    if detail.contains(ANY_SHARE) {
        let share = house.staff("carla").share(|terms| terms["delivery"] = json!("email")).await;
        event["detail"] = serde_json::from_str(&detail.replace(ANY_SHARE, &share.id))?;
    }
    Ok(Invocation { what, event, status: None })
}

#[cfg(test)]
mod tests {
    use super::{
        super::template::{Trigger, functions},
        *,
    };

    #[test]
    fn every_function_that_a_rule_drives_shows_an_event_of_the_rule_s_source() {
        for function in functions().unwrap() {
            if let Trigger::Rule(source) = function.trigger {
                assert_eq!(read(&function.binary).unwrap()["source"], *source, "{}", function.binary);
            }
        }
    }
}
