//! docs/openapi.json is what the types and the list of operations say.

use std::{collections::BTreeSet, error::Error};

use serde_json::Value;
use vestibule_api::{
    openapi::{document, operations},
    problem::{KINDS, Kind},
};
use vestibule_fixtures::printed::compare_or_print;

type Tested = Result<(), Box<dyn Error>>;

fn text() -> Result<String, Box<dyn Error>> {
    Ok(document().to_pretty_json()? + "\n")
}

#[test]
fn the_document_is_printed_from_the_code() -> Tested {
    compare_or_print("docs/openapi.json", &text()?);
    Ok(())
}

/// Every value under a key of this name.
fn values<'a>(of: &'a Value, name: &str, found: &mut Vec<&'a Value>) {
    match of {
        Value::Object(members) => {
            found.extend(members.get(name));
            members.values().for_each(|member| values(member, name, found));
        }
        Value::Array(items) => items.iter().for_each(|item| values(item, name, found)),
        _ => {}
    }
}

#[test]
fn every_reference_leads_somewhere_and_every_schema_is_referred_to() -> Tested {
    let document: Value = serde_json::from_str(&text()?)?;
    let mut references = Vec::new();
    values(&document, "$ref", &mut references);
    let referred: BTreeSet<_> = references.iter().filter_map(|reference| reference.as_str()).collect();
    let schemas = document["components"]["schemas"].as_object().ok_or("no schemas")?;
    let named: BTreeSet<_> = schemas.keys().map(|name| format!("#/components/schemas/{name}")).collect();
    for reference in &referred {
        assert!(named.contains(*reference), "{reference} leads nowhere");
    }
    // One is for the bus; the other tells of a method that no operation has.
    let unused: Vec<_> = named.iter().filter(|name| !referred.contains(name.as_str())).collect();
    assert_eq!(unused, ["#/components/schemas/CloudEvent", "#/components/schemas/Problem.method_not_allowed"]);
    Ok(())
}

#[test]
fn every_operation_has_a_name_of_its_own() -> Tested {
    let document: Value = serde_json::from_str(&text()?)?;
    let mut names = Vec::new();
    values(&document, "operationId", &mut names);
    assert_eq!(names.len(), operations().len());
    let names: BTreeSet<_> = names.iter().map(ToString::to_string).collect();
    assert_eq!(names.len(), operations().len());
    Ok(())
}

#[test]
fn every_type_of_problem_is_answered_by_some_operation() -> Tested {
    let text = text()?;
    for kind in KINDS.iter().filter(|kind| **kind != Kind::MethodNotAllowed) {
        assert!(text.contains(&format!("#/components/schemas/Problem.{}\"", kind.slug())), "{kind:?}");
    }
    Ok(())
}
