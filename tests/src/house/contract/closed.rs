//! The document as it is for tests: an answer has no member that is not described. For clients answers may get new ones,
//! so the document itself does not say so.

use serde_json::{Map, Value, json};

/// The document, closed wherever a schema describes members.
pub(super) fn closed(document: &Value) -> Value {
    let mut document = document.clone();
    let schemas = document["components"]["schemas"].as_object_mut().unwrap();
    schemas.values_mut().for_each(inside);
    for operation in document["paths"].as_object_mut().unwrap().values_mut().flat_map(members) {
        for response in members(&mut operation["responses"]) {
            members(&mut response["content"]).filter_map(|content| content.get_mut("schema")).for_each(used);
        }
    }
    document
}

/// A schema of a whole value. Of several that describe one value together, only this one can be closed.
fn used(schema: &mut Value) {
    inside(schema);
    let describes = ["$ref", "allOf", "oneOf", "properties"].iter().any(|keyword| schema.get(keyword).is_some());
    if describes {
        schema["unevaluatedProperties"] = json!(false);
    }
}

/// The schemas of the values inside.
fn inside(schema: &mut Value) {
    if let Some(properties) = schema.get_mut("properties") {
        members(properties).for_each(used);
    }
    for keyword in ["items", "additionalProperties"] {
        if let Some(schema) = schema.get_mut(keyword).filter(|schema| schema.is_object()) {
            used(schema);
        }
    }
    for keyword in ["allOf", "oneOf"] {
        schema.get_mut(keyword).and_then(Value::as_array_mut).into_iter().flatten().for_each(inside);
    }
}

fn members(of: &mut Value) -> impl Iterator<Item = &mut Value> {
    of.as_object_mut().into_iter().flat_map(Map::values_mut)
}
