//! docs/openapi.json against the routes of all functions: each is described, with who may call it, and no other. What an
//! operation takes and answers is held by the house, in each test that calls it.

use std::collections::BTreeSet;

use vestibule_api::openapi::{Caller, operations};
use vestibule_fixtures::lists;
use vestibule_web::door::Access;

#[test]
fn every_route_is_described_and_no_other() {
    let described: BTreeSet<_> = operations()
        .iter()
        .map(|operation| {
            let access = match operation.caller {
                Caller::Staff => Access::Staff,
                Caller::Anybody | Caller::Guest => Access::Guest,
            };
            format!("{access:?} {} {}", operation.verb.name(), operation.path)
        })
        .collect();
    let there: BTreeSet<_> =
        vestibule_local::routes().iter().map(|route| format!("{:?} {route}", route.access)).collect();
    assert_eq!(operations().len(), described.len(), "each once");
    lists::compare(described, there);
}
