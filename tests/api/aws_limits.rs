//! What API Gateway and Lambda take and what they do not, the gateway on a laptop takes or refuses alike.

use crate::house::{House, Reply};

#[tokio::test(flavor = "multi_thread")]
async fn headers_above_ten_kilobytes_reach_no_function() {
    let house = House::open().await;
    let with = |bytes: usize| Reply::of(house.request("GET", "/i").header("x-long", "x".repeat(bytes)));
    with(9_000).await.expect(200);
    let refused = with(10_240).await.expect(431);
    assert_eq!(refused.body["message"], "Request Header Fields Too Large");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_no_event_of_lambda_holds_reaches_no_function() {
    let house = House::open().await;
    let carla = house.staff("carla");
    // Quotes are written with a backslash each in the event.
    for (bytes, status) in [(4 << 20, 413), (2 << 20, 400), (11 << 20, 413)] {
        let request =
            carla.request("PUT", "/v1/projects/procurement/runs/kyc").header("content-type", "application/json");
        let refused = Reply::of(request.body("\"".repeat(bytes))).await.expect(status);
        assert_eq!(refused.body["message"] == "Request Entity Too Large", status == 413, "{}", refused.text);
    }
}
