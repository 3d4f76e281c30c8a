//! Naming a version is a permission of its own, a copy is a read and a write, and so is each step of an upload in parts
//! a write.

use aws_sdk_s3::operation::{
    complete_multipart_upload::CompleteMultipartUploadInput, copy_object::CopyObjectInput,
    create_multipart_upload::CreateMultipartUploadInput, get_object::GetObjectInput, head_object::HeadObjectInput,
    list_parts::ListPartsInput, put_object::PutObjectInput, upload_part::UploadPartInput,
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
    } else if let Some(create) = input.downcast_ref::<CreateMultipartUploadInput>() {
        vec![write(&object(create.bucket(), create.key()))]
    } else if let Some(part) = input.downcast_ref::<UploadPartInput>() {
        vec![write(&object(part.bucket(), part.key()))]
    } else if let Some(complete) = input.downcast_ref::<CompleteMultipartUploadInput>() {
        vec![write(&object(complete.bucket(), complete.key()))]
    } else if let Some(list) = input.downcast_ref::<ListPartsInput>() {
        vec![format!("s3:ListMultipartUploadParts {}", object(list.bucket(), list.key()))]
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
