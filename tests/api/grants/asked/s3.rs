//! Naming a version is a permission of its own, and a copy is a read and a write.

use aws_sdk_s3::operation::{
    copy_object::CopyObjectInput, get_object::GetObjectInput, head_object::HeadObjectInput, put_object::PutObjectInput,
};
use aws_smithy_runtime_api::client::interceptors::context::Input;
use vestibule_local::Names;

pub(super) fn permissions(input: &Input) -> Vec<String> {
    if let Some(head) = input.downcast_ref::<HeadObjectInput>() {
        vec![read(&object(head.bucket(), head.key()), head.version_id().is_some())]
    } else if let Some(get) = input.downcast_ref::<GetObjectInput>() {
        vec![read(&object(get.bucket(), get.key()), get.version_id().is_some())]
    } else if let Some(put) = input.downcast_ref::<PutObjectInput>() {
        vec![write(&object(put.bucket(), put.key()))]
    } else if let Some(copy) = input.downcast_ref::<CopyObjectInput>() {
        let (from, key) = copy.copy_source().unwrap().split_once('/').unwrap();
        let source = read(&object(Some(from), Some(key)), key.contains("?versionId="));
        vec![source, write(&object(copy.bucket(), copy.key()))]
    } else {
        panic!("{input:?} is a call whose permissions are not known here")
    }
}

fn read(object: &str, of_a_version: bool) -> String {
    format!("s3:GetObject{} {object}", if of_a_version { "Version" } else { "" })
}

fn write(object: &str) -> String {
    format!("s3:PutObject {object}")
}

/// The bucket, and the first part of the key.
fn object(bucket: Option<&str>, key: Option<&str>) -> String {
    let bucket = match bucket.unwrap() {
        Names::QUARANTINE => "QuarantineBucket",
        Names::DOCUMENTS => "DocumentsBucket",
        other => panic!("{other} is no bucket"),
    };
    let (place, _) = key.unwrap().split_once('/').unwrap();
    format!("{bucket}/{place}/*")
}
