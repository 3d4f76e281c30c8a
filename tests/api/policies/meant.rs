//! Settings are taken as they are meant, and what is wrong in them is named.

use serde_json::json;
use vestibule_domain::value::Digest;

use super::ORG;
use crate::house::House;

#[tokio::test(flavor = "multi_thread")]
async fn the_same_words_may_be_those_of_two_languages_and_of_both_texts() {
    let house = House::open().await;
    let olivia = house.staff("olivia");
    let same = json!({ "en": "ACME", "pt-BR": "ACME" });
    let changed = olivia.patch(ORG, &json!({ "notice": same, "disclaimer": same })).await.expect(200).body;
    assert_eq!(
        (&changed["notice"]["en"]["text"], &changed["notice"]["pt-BR"]["text"]),
        (&json!("ACME"), &json!("ACME"))
    );
    let acme = Digest::of("ACME");
    let elsewhere = house.system.store().texts_of(&[acme, acme]).await.unwrap();
    assert_eq!(elsewhere[&acme].as_ref(), "ACME", "by a process that has not seen it");
}

#[tokio::test(flavor = "multi_thread")]
async fn endings_of_file_names_are_taken_as_they_are_meant_and_the_wrong_one_is_named() {
    let house = House::open().await;
    let olivia = house.staff("olivia");
    let meant = json!({ "upload_extensions": [".PDF", "Docx", "*.png", "pdf"] });
    let changed = olivia.patch(ORG, &meant).await.expect(200).body;
    assert_eq!(changed["own"]["upload_extensions"], json!(["pdf", "docx", "png"]));
    let wrong = olivia.patch(ORG, &json!({ "upload_extensions": ["pdf", "tar.gz", ""] })).await.expect(422);
    assert_eq!(wrong.errors(), ["/upload_extensions/1 extensions", "/upload_extensions/2 extensions"]);
    assert!(wrong.text.contains("\\\"tar.gz\\\" is no ending of a file's name, such as pdf"), "{}", wrong.text);
}
