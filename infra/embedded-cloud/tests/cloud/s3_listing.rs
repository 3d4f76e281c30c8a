//! ListObjectsV2: in order, page by page, folded at a delimiter.

use aws_sdk_s3::types::{CommonPrefix, Object};

use crate::clients::{self, BUCKET, cloud};
use crate::s3_uploads::put;

#[tokio::test]
async fn all_pages_together_list_each_key_once() {
    let cloud = cloud().await;
    let client = clients::s3(&cloud);
    for key in ["b", "a/2", "c", "a/1", "a"] {
        put(&client, key, b"x").await;
    }
    client.delete_object().bucket(BUCKET).key("c").send().await.unwrap();
    let list = client.list_objects_v2().bucket(BUCKET).max_keys(2);
    let mut pages = list.into_paginator().send();
    let mut sizes = Vec::new();
    let mut listed = Vec::new();
    while let Some(page) = pages.next().await {
        let page = page.unwrap();
        sizes.push(page.contents().len());
        listed.extend(keys(page.contents()));
    }
    assert_eq!(listed, ["a", "a/1", "a/2", "b"]);
    assert_eq!(sizes, [2, 2]);
}

#[tokio::test]
async fn a_delimiter_folds_what_follows_it() {
    let cloud = cloud().await;
    let client = clients::s3(&cloud);
    for key in ["in/a", "in/x/1", "in/x/2", "in/y/1", "out/z"] {
        put(&client, key, b"x").await;
    }
    let list = client.list_objects_v2().bucket(BUCKET).prefix("in/").delimiter("/");
    let mut pages = list.max_keys(1).into_paginator().send();
    let (mut objects, mut folders) = (Vec::new(), Vec::new());
    while let Some(page) = pages.next().await {
        let page = page.unwrap();
        objects.extend(keys(page.contents()));
        folders.extend(page.common_prefixes().iter().filter_map(CommonPrefix::prefix).map(str::to_owned));
    }
    assert_eq!(objects, ["in/a"]);
    assert_eq!(folders, ["in/x/", "in/y/"]);
}

fn keys(objects: &[Object]) -> Vec<String> {
    objects.iter().filter_map(Object::key).map(str::to_owned).collect()
}
