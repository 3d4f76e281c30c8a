//! Starting, stopping, and why a start is refused.

use std::time::{Duration, Instant};

use embedded_cloud::{EmbeddedCloud, Listener, Options, Ports, StartError, Storage};

use crate::clients::{cloud, in_folder, options};

#[tokio::test]
async fn many_run_in_one_process_and_share_nothing() {
    let (one, two) = (cloud().await, cloud().await);
    assert_ne!(one.endpoints(), two.endpoints());
    assert!(one.endpoints().dynamodb.starts_with("http://127.0.0.1:"));
    assert!(one.endpoints().s3.starts_with("http://localhost:"));
    assert!(one.endpoints().services.starts_with("http://localhost:"));
}

#[tokio::test]
async fn a_start_takes_milliseconds() {
    let mut fastest = Duration::MAX;
    for _ in 0..5 {
        let start = Instant::now();
        let cloud = cloud().await;
        fastest = fastest.min(start.elapsed());
        cloud.stop().await;
    }
    assert!(fastest < Duration::from_millis(50), "{fastest:?}");
}

#[tokio::test]
async fn a_taken_port_is_named_with_its_service() {
    let first = cloud().await;
    let port = first.endpoints().s3.rsplit_once(':').unwrap().1;
    let port = port.parse().unwrap();
    let second = EmbeddedCloud::start(Options { ports: Ports { s3: port, ..Ports::default() }, ..options() });
    let error = second.await.err().unwrap();
    assert!(matches!(error, StartError::PortInUse { listener: Listener::S3, port: taken } if taken == port));
    assert_eq!(error.to_string(), format!("port {port}, wanted for S3, is already in use"));
}

#[tokio::test]
async fn a_folder_serves_one_cloud_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let first = EmbeddedCloud::start(in_folder(folder.path())).await.unwrap();
    let second = EmbeddedCloud::start(in_folder(folder.path())).await;
    assert!(matches!(second, Err(StartError::FolderInUse { .. })));
    first.stop().await;
    EmbeddedCloud::start(in_folder(folder.path())).await.unwrap();
}

#[tokio::test]
async fn a_fresh_start_forgets_all_that_the_one_before_left() {
    let folder = tempfile::tempdir().unwrap();
    EmbeddedCloud::start(in_folder(folder.path())).await.unwrap().stop().await;
    let kept = || std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
    for path in kept().filter(|path| path.file_name().unwrap() != "lock") {
        std::fs::write(if path.is_dir() { path.join("left") } else { path }, "left").unwrap();
    }
    let fresh = Options { storage: Storage::Fresh(folder.path().to_owned()), ..options() };
    EmbeddedCloud::start(fresh).await.unwrap().stop().await;
    for path in kept() {
        assert!(!path.join("left").exists(), "{}", path.display());
        assert!(path.is_dir() || std::fs::read(&path).unwrap() != b"left", "{}", path.display());
    }
}

#[tokio::test]
async fn a_folder_of_something_else_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("notes.txt"), "mine").unwrap();
    for storage in [Storage::Folder, Storage::Fresh] {
        let refused = EmbeddedCloud::start(Options { storage: storage(folder.path().to_owned()), ..options() }).await;
        assert!(matches!(refused, Err(StartError::ForeignFolder { .. })));
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[tokio::test]
async fn a_damaged_key_is_named_and_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    EmbeddedCloud::start(in_folder(folder.path())).await.unwrap().stop().await;
    let path = folder.path().join("kms.key");
    std::fs::write(&path, "short").unwrap();
    let error = EmbeddedCloud::start(in_folder(folder.path())).await.err().unwrap();
    assert!(matches!(&error, StartError::Damaged { path: damaged, .. } if *damaged == path));
    assert_eq!(std::fs::read(&path).unwrap(), b"short");
}

#[tokio::test]
async fn settings_that_make_no_sense_are_refused() {
    let mut bucket = options();
    bucket.buckets.push("../escape".into());
    let refused = EmbeddedCloud::start(bucket).await;
    assert!(matches!(refused, Err(StartError::BucketName { name }) if name == "../escape"));

    let mut origin = options();
    origin.allowed_origins.push("*".into());
    let refused = EmbeddedCloud::start(origin).await;
    assert!(matches!(refused, Err(StartError::Origin { origin }) if origin == "*"));
}

#[tokio::test]
async fn a_stopped_cloud_answers_no_more_and_frees_its_ports() {
    let cloud = cloud().await;
    let endpoints = cloud.endpoints().clone();
    let inbox = format!("{}/inbox", endpoints.services);
    assert!(reqwest::get(&inbox).await.unwrap().status().is_success());
    cloud.stop().await;
    assert!(reqwest::get(&inbox).await.is_err());

    let services = endpoints.services.rsplit_once(':').unwrap().1.parse().unwrap();
    let ports = Ports { services, ..Ports::default() };
    let again = EmbeddedCloud::start(Options { ports, ..options() }).await.unwrap();
    assert_eq!(again.endpoints().services, endpoints.services);
}

#[tokio::test]
async fn a_dropped_cloud_answers_no_more() {
    let cloud = cloud().await;
    let client = reqwest::Client::new();
    let inbox = format!("{}/inbox", cloud.endpoints().services);
    assert!(client.get(&inbox).send().await.unwrap().status().is_success());
    drop(cloud);
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(client.get(&inbox).send().await.is_err());
}
