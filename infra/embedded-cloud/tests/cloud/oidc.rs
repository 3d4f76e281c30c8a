//! The issuer as an authoriser uses it: discovery, keys, and tokens that verify.

use embedded_cloud::EmbeddedCloud;
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde_json::{Value, json};

use crate::clients::{cloud, in_folder};

fn verify(token: &str, keys: &Value, issuer: &str) -> Result<Value, jsonwebtoken::errors::Error> {
    let keys: JwkSet = serde_json::from_value(keys.clone()).unwrap();
    let id = jsonwebtoken::decode_header(token)?.kid.unwrap();
    let key = DecodingKey::from_jwk(keys.find(&id).unwrap())?;
    let mut validation = Validation::new(Algorithm::RS256);
    validation.set_issuer(&[issuer]);
    validation.set_audience(&["vestibule"]);
    // The tests' clock stands still.
    validation.validate_exp = false;
    Ok(jsonwebtoken::decode::<Value>(token, &key, &validation)?.claims)
}

async fn get(url: &str) -> Value {
    reqwest::get(url).await.unwrap().json().await.unwrap()
}

#[tokio::test]
async fn a_token_verifies_against_the_published_keys() {
    let cloud = cloud().await;
    let issuer = cloud.issuer().url();
    assert_eq!(issuer, format!("{}/oidc", cloud.endpoints().services));
    let discovery = get(&format!("{issuer}/.well-known/openid-configuration")).await;
    assert_eq!(discovery["issuer"], issuer);
    let keys = get(discovery["jwks_uri"].as_str().unwrap()).await;
    assert_eq!(keys, cloud.issuer().jwks().unwrap());

    let form = [("grant_type", "client_credentials"), ("sub", "dora")];
    let post = reqwest::Client::new().post(discovery["token_endpoint"].as_str().unwrap());
    let answer: Value = post.form(&form).send().await.unwrap().json().await.unwrap();
    assert_eq!(answer["token_type"], "Bearer");
    assert_eq!(answer["expires_in"], 43200);
    let claims = verify(answer["access_token"].as_str().unwrap(), &keys, issuer).unwrap();
    assert_eq!(
        claims,
        json!({
            "iss": issuer,
            "sub": "dora",
            "aud": "vestibule",
            "iat": 1_795_348_800,
            "nbf": 1_795_348_800,
            "exp": 1_795_348_800 + 43200,
            "name": "Dora Controller",
            "email": "dora@example.com",
            "token_use": "access",
        })
    );
}

#[tokio::test]
async fn somebody_new_says_who_they_are_and_nobody_can_say_that_they_are_somebody_known() {
    let cloud = cloud().await;
    let (issuer, client) = (cloud.issuer(), reqwest::Client::new());
    let keys = issuer.jwks().unwrap();
    for (form, (sub, name, email)) in [
        (
            &[("email", "nina@lab.example"), ("name", "Nina Reis")][..],
            ("nina@lab.example", "Nina Reis", "nina@lab.example"),
        ),
        (&[("sub", "nina"), ("email", "nina@lab.example")], ("nina", "nina", "nina@lab.example")),
        (&[("sub", "dora"), ("email", "nina@lab.example")], ("dora", "Dora Controller", "dora@example.com")),
    ] {
        let answer = client.post(format!("{}/token", issuer.url())).form(form).send().await.unwrap();
        let token = answer.json::<Value>().await.unwrap()["access_token"].as_str().unwrap().to_owned();
        let claims = verify(&token, &keys, issuer.url()).unwrap();
        assert_eq!((&claims["sub"], &claims["name"], &claims["email"]), (&json!(sub), &json!(name), &json!(email)));
    }
}

#[tokio::test]
async fn nobody_else_gets_a_token_and_nobody_by_get() {
    let cloud = cloud().await;
    assert!(cloud.issuer().token("mallory").is_err());
    let url = format!("{}/token", cloud.issuer().url());
    let post = reqwest::Client::new().post(&url).form(&[("sub", "mallory")]);
    let answer = post.send().await.unwrap();
    assert_eq!(answer.status(), 400);
    assert_eq!(answer.json::<Value>().await.unwrap()["error"], "invalid_grant");
    let by_get = reqwest::get(format!("{url}?sub=dora")).await.unwrap();
    assert_eq!(by_get.status(), 405);
}

#[tokio::test]
async fn a_restart_keeps_the_key() {
    let folder = tempfile::tempdir().unwrap();
    let cloud = EmbeddedCloud::start(in_folder(folder.path())).await.unwrap();
    let token = cloud.issuer().token("dora").unwrap();
    let issuer = cloud.issuer().url().to_owned();
    cloud.stop().await;
    let cloud = EmbeddedCloud::start(in_folder(folder.path())).await.unwrap();
    let keys = cloud.issuer().jwks().unwrap();
    assert_eq!(verify(&token, &keys, &issuer).unwrap()["sub"], "dora");
}

#[tokio::test]
async fn bad_tokens_can_be_made_and_do_not_verify() {
    let cloud = cloud().await;
    let issuer = cloud.issuer();
    let keys = issuer.jwks().unwrap();
    let foreign = json!({ "iss": issuer.url(), "aud": "another", "exp": 1_795_348_800 });
    assert!(verify(&issuer.sign(&foreign).unwrap(), &keys, issuer.url()).is_err());

    let good = issuer.token("dora").unwrap();
    let (signed, _) = good.rsplit_once('.').unwrap();
    let (_, other) = issuer
        .sign(&foreign)
        .map(|token| {
            let (signed, signature) = token.rsplit_once('.').unwrap();
            (signed.to_owned(), signature.to_owned())
        })
        .unwrap();
    assert!(verify(&format!("{signed}.{other}"), &keys, issuer.url()).is_err());
}
