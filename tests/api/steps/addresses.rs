//! An address tells who of the org has it to those alone who may know.

use serde_json::json;
use vestibule_domain::staff::Role;

use super::{Drafted, MONDAY, RUN, drafted, flow, review};
use crate::house::House;

/// With Sal, who works in another project alone.
async fn with_sal() -> (House, Drafted) {
    let house = House::at(MONDAY).await;
    house.add_member("sal", "acme", None, &[("tower", Role::Reviewer)]).await;
    let drafted = drafted(&house, &review(|_| {})).await;
    (house, drafted)
}

fn address_of(sub: &str) -> String {
    let domain = match sub {
        "sal" => "people",
        "rita" => "certifier",
        _ => "acme",
    };
    format!("{sub}@{domain}.example")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_goes_by_an_address_to_those_of_the_project_and_to_responders_alone() {
    let (house, Drafted { step, .. }) = with_sal().await;
    let (carla, vera, olivia) = (house.staff("carla"), house.staff("vera"), house.staff("olivia"));
    let sal = address_of("sal");
    let to = |email: &str| json!({ "from": { "member": "ivo" }, "to": { "email": email } });
    let reassign = format!("{RUN}/tasks/review/reassign");
    let answers = [sal.clone(), address_of("olivia"), "nobody@nowhere.example".to_owned()];
    for email in &answers {
        let refused = carla.post(&reassign, &to(email)).await.expect(422);
        assert_eq!(refused.errors(), ["/to unknown_member"], "{email}");
        let delegate = json!({ "to": { "email": email } });
        let refused = vera.post(&format!("/v1/steps/{step}/delegate"), &delegate).await.expect(422);
        assert_eq!(refused.errors(), ["/to unknown_member"], "{email}");
    }
    carla.post(&reassign, &to("rita@certifier.example")).await.expect(200);
    let given = json!({ "from": { "member": "vera" }, "to": { "email": sal } });
    let now = olivia.post(&reassign, &given).await.expect(200).body;
    assert_eq!(now["assignees"], json!([{ "member": "sal" }, { "member": "rita" }]), "an org admin knows everybody");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_push_tells_of_nobody_elsewhere_whether_an_address_is_theirs() {
    let (house, _) = with_sal().await;
    let carla = house.staff("carla");
    let named =
        |sub: &str, email: &str| review(|step| step["assignees"] = json!([{ "member": sub }, { "guest": email }]));
    for (sub, told) in [("sal", false), ("olivia", false), ("vera", true), ("rita", true)] {
        let run = format!("/v1/projects/procurement/runs/of-{sub}");
        let push = flow(&named(sub, &address_of(sub)));
        let pushed = carla.put(&run, &push).await.expect(if told { 422 } else { 201 });
        assert_eq!(
            pushed.errors(),
            if told { vec!["/tasks/1/step/assignees/1 same_assignee"] } else { vec![] },
            "{sub}"
        );
    }
    assert_eq!(
        house
            .staff("olivia")
            .put("/v1/projects/procurement/runs/all", &flow(&named("sal", &address_of("sal"))))
            .await
            .expect(422)
            .errors(),
        ["/tasks/1/step/assignees/1 same_assignee"]
    );
}
