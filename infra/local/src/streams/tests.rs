//! A row of the trail is brought until it is published.

use vestibule_web::start::{Clock, Random};

use crate::{System, SystemOptions, demo};

/// The ids of the events on the bus.
fn events(system: &System) -> Vec<String> {
    let events = system.cloud.bus().events().into_iter();
    events.map(|event| event.detail["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_committed_row_is_brought_until_it_is_published_and_then_no_more() {
    let (clock, random) = (Clock::system(), Random::system());
    let system = System::start(SystemOptions::in_memory(clock.clone())).await.unwrap();
    let found = async || demo::found(system.store(), clock.now(), || random.bits()).await.unwrap();
    found().await;
    let rows = vec![("org/acme".to_owned(), 1), ("org/globex".to_owned(), 1)];
    system.cloud.bus().refuse(true);
    for _ in 0..2 {
        assert_eq!(system.deliver().await.unwrap(), 1, "the first; the other waits behind it");
        assert_eq!((system.waiting_rows().await.unwrap(), events(&system)), (rows.clone(), vec![]));
    }
    system.cloud.bus().refuse(false);
    assert_eq!(system.deliver().await.unwrap(), 0);
    let told = events(&system);
    assert_eq!((told[0].as_str(), told.last().unwrap().as_str(), told.len()), ("org/acme/1", "org/globex/4", 14));

    // What is refused is not there.
    found().await;
    assert_eq!(system.deliver().await.unwrap(), 0);
    assert_eq!(events(&system), told);
}
