//! What a folder keeps across a restart, and what it clears away.

use aws_sdk_s3::primitives::ByteStream;
use embedded_cloud::EmbeddedCloud;

use crate::clients::{self, BUCKET, in_folder};
use crate::s3_uploads::put;

#[tokio::test]
async fn a_restart_finds_versions_deletions_and_uploads() {
    let folder = tempfile::tempdir().unwrap();
    let cloud = EmbeddedCloud::start(in_folder(folder.path())).await.unwrap();
    let client = clients::s3(&cloud);
    let one = put(&client, "kept", b"one").await;
    let two = put(&client, "kept", b"two").await;
    put(&client, "deleted", b"x").await;
    client.delete_object().bucket(BUCKET).key("deleted").send().await.unwrap();
    let create = client.create_multipart_upload().bucket(BUCKET).key("large");
    let upload = create.send().await.unwrap().upload_id.unwrap();
    let part = client.upload_part().bucket(BUCKET).key("large").upload_id(&upload);
    let part = part.part_number(1).body(ByteStream::from_static(b"part"));
    part.send().await.unwrap();
    cloud.stop().await;

    let leftover = folder.path().join("s3/incoming/leftover");
    std::fs::write(&leftover, "received by half").unwrap();
    let cloud = EmbeddedCloud::start(in_folder(folder.path())).await.unwrap();
    let client = clients::s3(&cloud);
    assert!(!leftover.exists());
    assert_eq!(cloud.objects().keys(BUCKET), ["kept"]);
    assert_eq!(cloud.objects().read(BUCKET, "kept").unwrap(), b"two");
    assert_eq!(cloud.objects().read_version(BUCKET, "kept", &one).unwrap(), b"one");
    let list = client.list_parts().bucket(BUCKET).key("large").upload_id(&upload);
    assert_eq!(list.send().await.unwrap().parts().len(), 1);

    // Newer than all that was before.
    let three = put(&client, "kept", b"three").await;
    assert!(three != one && three != two);
    assert_eq!(cloud.objects().read(BUCKET, "kept").unwrap(), b"three");
}

#[tokio::test]
async fn bytes_that_never_became_a_version_are_cleared_away() {
    let folder = tempfile::tempdir().unwrap();
    let cloud = EmbeddedCloud::start(in_folder(folder.path())).await.unwrap();
    put(&clients::s3(&cloud), "a", b"whole").await;
    cloud.stop().await;
    let orphan = folder.path().join("s3/buckets/quarantine/a/@0123.data");
    std::fs::write(&orphan, "its record was never written").unwrap();

    let cloud = EmbeddedCloud::start(in_folder(folder.path())).await.unwrap();
    assert!(!orphan.exists());
    assert_eq!(cloud.objects().read(BUCKET, "a").unwrap(), b"whole");
}

#[tokio::test]
async fn memory_leaves_nothing_behind() {
    let before = temporary();
    let cloud = clients::cloud().await;
    put(&clients::s3(&cloud), "a", b"x").await;
    let during: Vec<_> = temporary().into_iter().filter(|name| !before.contains(name)).collect();
    assert!(!during.is_empty());
    cloud.stop().await;
    // Other tests come and go; of what appeared meanwhile, some is ours and must be gone.
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    let after = temporary();
    assert!(during.iter().any(|name| !after.contains(name)));
}

fn temporary() -> Vec<String> {
    let all = std::fs::read_dir(std::env::temp_dir()).unwrap();
    all.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with("embedded-s3-"))
        .collect()
}
