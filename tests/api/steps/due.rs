//! When a step is due, as hosts write it.

use serde_json::json;

use super::{MONDAY, RUN, flow, review};
use crate::house::House;

#[tokio::test(flavor = "multi_thread")]
async fn a_step_is_due_at_an_instant_at_a_local_time_or_at_the_end_of_a_day() {
    let house = House::at(MONDAY).await;
    let due = |at: &str| flow(&review(|step| step["due"] = json!({ "at": at, "zone": "America/Sao_Paulo" })));
    let carla = house.staff("carla");
    let mut status = 201;
    for (at, told) in [
        ("2026-12-01T18:00:00Z", "2026-12-01T18:00:00Z"),
        ("2026-12-01T18:00", "2026-12-01T21:00:00Z"),
        ("2026-12-01", "2026-12-02T02:59:59Z"),
    ] {
        let run = carla.put(RUN, &due(at)).await.expect(status).body;
        assert_eq!(run["tasks"][1]["step"]["due"], json!({ "at": told, "zone": "America/Sao_Paulo" }), "{at}");
        status = 200;
    }
    for wrong in ["yesterday", "2026-13-01T18:00", "18:00", ""] {
        let refused = carla.put(RUN, &due(wrong)).await.expect(422);
        assert_eq!(refused.errors(), ["/tasks/1/step/due/at invalid"], "{wrong}");
        assert!(refused.text.contains("must be an instant such as"), "{}", refused.text);
    }
}
