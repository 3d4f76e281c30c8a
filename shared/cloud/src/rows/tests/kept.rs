//! What a row says of an attribute that is not right, and what a write leaves of those that are there.

use super::*;

#[test]
fn a_corrupt_attribute_is_told_by_its_place() {
    let gate = House::new().share().created().gate;
    let mut broken = item(Key::gate(gate.share), &gate);
    broken.insert("exp".into(), s("soon"));
    let error = read::<Gate>(broken).unwrap_err();
    assert_eq!((error.sk.as_str(), error.attribute.as_str()), ("GATE", "exp"));
    let mut half = item(Key::gate(gate.share), &gate);
    half.insert("revoked".into(), number(1));
    assert_eq!(read::<Gate>(half).unwrap_err().attribute, "by");
}

#[test]
fn an_update_sets_what_is_there_removes_what_was_and_leaves_alone_what_it_does_not_know() {
    let gate = Gate { version: 7, ..House::new().share().created().gate };
    let Write::Next { set, gone, version, .. } = next(Key::gate(gate.share), gate.version, &gate).unwrap() else {
        panic!("it is there already")
    };
    assert_eq!(version, 7);
    assert_eq!(set.get("v"), Some(&number(8)));
    assert!(set.contains_key("exp") && !set.contains_key("pk"));
    assert!(gone.contains(&"revoked") && gone.contains(&"le") && !gone.contains(&"exp"), "{gone:?}");
}
