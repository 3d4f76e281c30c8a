//! The flow that the routes of steps start from.

use serde_json::{Value, json};

/// The decision of a guest.
pub(super) const RESPOND: &str = "POST /p/{share}/tasks/{task}/respond";
/// What is read in a step of a task before it: `papers`, before `verdict`.
pub(super) const REVIEWED: &str = "/reviewed/";

/// Where the route is of steps: the task is Rita's to do, or the guest's.
pub(super) fn of_step(route: &str, mut flow: Value) -> Value {
    let kind = if route.ends_with("/complete") { "work" } else { "review" };
    let assignee =
        if route == RESPOND { json!({ "guest": "ana@supplier.example" }) } else { json!({ "member": "rita" }) };
    let mut step = json!({ "kind": kind, "assignees": [assignee] });
    if route.contains(REVIEWED) {
        let guest = json!({ "guest": "ana@supplier.example" });
        let step = json!({ "kind": "review", "assignees": [assignee, guest], "reviews": ["papers"] });
        let verdict = json!({ "id": "verdict", "title": "Verdict", "after": ["papers"], "step": step });
        flow["tasks"].as_array_mut().unwrap().push(verdict);
        return flow;
    }
    if route.ends_with("/withdraw") {
        step["withdrawable"] = json!(true);
    }
    if route == RESPOND || route.contains("/v1/steps") || route.ends_with("/reassign") {
        flow["tasks"][0]["step"] = step;
    }
    flow
}
