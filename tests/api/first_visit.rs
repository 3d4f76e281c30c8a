//! What a guest's first visit takes of their line: few requests, few bytes, and the same pages for old programs.

use std::io::Read as _;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use flate2::read::GzDecoder;
use vestibule_domain::policy::MAX_LOGO_BYTES;
use vestibule_tests::first_visit::{BYTES, REQUESTS, demo_link, first_visit};

use crate::house::House;

#[tokio::test(flavor = "multi_thread")]
async fn a_first_visit_takes_five_requests_and_forty_kilobytes() {
    let house = House::at("2026-11-23T12:00:00Z").await;
    let link = demo_link(&house).await;
    let fetched = first_visit(&house, &link, true).await;
    let (redirects, answers): (Vec<_>, Vec<_>) = fetched.iter().partition(|fetched| fetched.leads_on());
    assert!(answers.iter().all(|fetched| fetched.status == 200), "{fetched:#?}");
    assert!(answers.len() <= REQUESTS, "{answers:#?}");
    assert!(redirects.len() <= 2, "a form is answered by the way to a page: {redirects:#?}");
    let bytes: usize = fetched.iter().map(|fetched| fetched.bytes).sum();
    assert!(bytes <= BYTES, "{bytes}: {fetched:#?}");

    let plain: usize = first_visit(&house, &link, false).await.iter().map(|fetched| fetched.bytes).sum();
    assert!(plain > 2 * bytes, "{plain} bytes uncompressed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_logo_takes_one_request_more_and_no_more_than_forty_kilobytes_in_all() {
    let house = House::at("2026-11-23T12:00:00Z").await;
    // As large as a logo may be. Nobody looks at its pixels here.
    let png =
        b"\x89PNG\r\n\x1a\n".iter().copied().chain((0..).map(|n: u32| n.wrapping_mul(0x9e37_79b9).to_be_bytes()[0]));
    let logo = BASE64_STANDARD.encode(png.take(MAX_LOGO_BYTES).collect::<Vec<_>>());
    house.brand(&logo, "#7a1f5c").await;
    let link = demo_link(&house).await;
    let fetched = first_visit(&house, &link, true).await;
    let answers: Vec<_> = fetched.iter().filter(|fetched| !fetched.leads_on()).collect();
    assert_eq!(answers.iter().filter(|fetched| fetched.what.contains("/logo-")).count(), 1, "{answers:#?}");
    assert!(answers.len() <= REQUESTS + 1, "{answers:#?}");
    let bytes: usize = fetched.iter().map(|fetched| fetched.bytes).sum();
    assert!(bytes <= BYTES, "{bytes}: {fetched:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_compressed_is_the_same_for_who_cannot_read_it() {
    let house = House::at("2026-11-23T12:00:00Z").await;
    let landing = house.request("GET", "/i").send().await.unwrap().text().await.unwrap();
    let asset = |ending: &str| {
        let mut names = landing.split('"').filter(|name| name.starts_with("/assets/"));
        names.rfind(|name| name.ends_with(ending)).unwrap().to_owned()
    };
    for path in ["/i", &asset(".css"), &asset(".js")] {
        let plain = house.request("GET", path).send().await.unwrap();
        assert!(!plain.headers().contains_key("content-encoding"), "{path}");
        assert_eq!(plain.headers()["vary"], "accept-encoding", "{path}");
        let refused = house.request("GET", path).header("accept-encoding", "br, gzip;q=0").send().await.unwrap();
        assert!(!refused.headers().contains_key("content-encoding"), "{path}");

        let packed = house.request("GET", path).header("accept-encoding", "gzip").send().await.unwrap();
        assert_eq!(packed.headers()["content-encoding"], "gzip", "{path}");
        assert_eq!(packed.headers()["vary"], "accept-encoding", "{path}");
        assert_eq!(packed.headers()["content-type"], plain.headers()["content-type"], "{path}");
        assert_eq!(packed.headers()["cache-control"], plain.headers()["cache-control"], "{path}");
        let (plain, packed) = (plain.text().await.unwrap(), packed.bytes().await.unwrap());
        let mut text = String::new();
        GzDecoder::new(&*packed).read_to_string(&mut text).unwrap();
        assert_eq!(text, plain, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_get_json_as_it_is() {
    let house = House::open().await;
    let share = house.staff("carla").share(|_| {}).await;
    let json = house.guest().peek(&share).await.expect(200);
    assert_eq!((json.header("content-encoding"), json.header("vary")), ("", ""));
}
