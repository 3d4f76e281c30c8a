//! Who is let in at the staff's door, and what they may do once they are.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::SignedDuration;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};
use vestibule_cloud::meter::Counts;
use vestibule_local::routes;
use vestibule_web::door::Access;

use crate::house::{House, Reply, Scene, run};

/// Carla's claims, the good ones.
fn claims(house: &House) -> Value {
    let now = house.now().as_second();
    json!({
        "iss": house.system.cloud.issuer().url(), "aud": "vestibule", "sub": "carla",
        "iat": now, "nbf": now, "exp": now + 3600,
    })
}

fn signed(house: &House, name: &str, value: Value) -> String {
    let mut claims = claims(house);
    claims[name] = value;
    house.system.cloud.issuer().sign(&claims).unwrap()
}

fn encoded(part: &Value) -> String {
    URL_SAFE_NO_PAD.encode(part.to_string())
}

/// Tokens that a careless verifier would take.
fn forgeries(house: &House) -> Vec<(&'static str, String)> {
    let good = house.system.cloud.issuer().sign(&claims(house)).unwrap();
    let parts: Vec<&str> = good.split('.').collect();
    let (header, payload, signature) = (parts[0], parts[1], parts[2]);
    let key = house.system.cloud.issuer().jwks().unwrap()["keys"][0].clone();
    let kid = key["kid"].as_str().unwrap();
    let mut hmac = Header::new(Algorithm::HS256);
    hmac.kid = Some(kid.to_owned());
    let hs256 = |secret: &[u8]| jsonwebtoken::encode(&hmac, &claims(house), &EncodingKey::from_secret(secret)).unwrap();
    let modulus = key["n"].as_str().unwrap();
    let mut admin = claims(house);
    admin["sub"] = json!("olivia");
    vec![
        ("alg none", format!("{}.{payload}.", encoded(&json!({ "alg": "none", "typ": "JWT", "kid": kid })))),
        ("alg none, signed", format!("{}.{payload}.{signature}", encoded(&json!({ "alg": "None", "kid": kid })))),
        ("HS256 with the modulus", hs256(&URL_SAFE_NO_PAD.decode(modulus).unwrap())),
        ("HS256 with its text", hs256(modulus.as_bytes())),
        ("HS256 with the whole key", hs256(key.to_string().as_bytes())),
        ("another kid", format!("{}.{payload}.{signature}", encoded(&json!({ "alg": "RS256", "kid": "other" })))),
        ("no kid", format!("{}.{payload}.{signature}", encoded(&json!({ "alg": "RS256" })))),
        (
            "a key of its own",
            format!("{}.{payload}.{signature}", encoded(&json!({ "alg": "RS256", "kid": kid, "jwk": key }))),
        ),
        ("tampered payload", format!("{header}.{}.{signature}", encoded(&admin))),
        ("tampered signature", format!("{header}.{payload}.{}", "A".repeat(signature.len()))),
        ("no signature", format!("{header}.{payload}.")),
        ("two parts", format!("{header}.{payload}")),
        ("four parts", format!("{good}.{signature}")),
    ]
}

fn wrong(house: &House) -> Vec<(&'static str, String)> {
    let now = house.now().as_second();
    let mut wrong = forgeries(house);
    wrong.extend([
        ("garbage", "garbage".to_owned()),
        ("dots", "..".to_owned()),
        ("empty", String::new()),
        ("expired", signed(house, "exp", json!(now - 1))),
        ("expires as text", signed(house, "exp", json!((now + 3600).to_string()))),
        ("never expires", signed(house, "exp", Value::Null)),
        ("not valid yet", signed(house, "nbf", json!(now + 60))),
        ("issued tomorrow", signed(house, "iat", json!(now + 86400))),
        ("another audience", signed(house, "aud", json!("billing"))),
        ("no audience", signed(house, "aud", Value::Null)),
        ("another issuer", signed(house, "iss", json!("https://issuer.example"))),
        ("an ID token by its use", signed(house, "token_use", json!("id"))),
        ("a refresh token by its type", signed(house, "typ", json!("Refresh"))),
        ("an ID token by the hash beside it", signed(house, "at_hash", json!("MTIzNDU2Nzg5MDEyMzQ1Ng"))),
        ("a longer issuer", signed(house, "iss", json!(format!("{}/x", house.system.cloud.issuer().url())))),
    ]);
    wrong
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_proves_nothing_is_401_on_every_staff_route_and_costs_no_io() {
    let house = House::open().await;
    let staff = routes().into_iter().filter(|r| r.access == Access::Staff);
    for route in staff {
        let (method, path) = (route.method.as_str(), route.path);
        Reply::of(house.request(method, path)).await.expect(401);
        Reply::of(house.request(method, path).basic_auth("carla", Some("carla"))).await.expect(401);
        for (what, token) in wrong(&house) {
            let reply = Reply::of(house.request(method, path).bearer_auth(&token)).await;
            assert_eq!(reply.status, 401, "{what} on {route}: {}", reply.text);
        }
    }
    assert_eq!(house.system.meter.take(), Counts::default());
}

/// As an issuer that marks access tokens signs its ID tokens (RFC 9068 §2.1). Who asks is looked up, and that is all.
#[tokio::test(flavor = "multi_thread")]
async fn a_token_without_the_mark_of_access_tokens_is_401_on_every_staff_route() {
    let house = House::open().await;
    let issuer = house.system.cloud.issuer();
    let mut claims = claims(&house);
    for (n, route) in routes().into_iter().filter(|r| r.access == Access::Staff).enumerate() {
        let scene = Scene::of(&house, &route.to_string(), &format!("run-{n}")).await;
        claims["sub"] = json!(if route.to_string().contains("/v1/steps/") { "rita" } else { "olivia" });
        let unmarked = issuer.sign_as("JWT", &claims).unwrap();
        let marked = issuer.sign_as("application/at+jwt", &claims).unwrap();
        house.system.meter.take();
        let refused = scene.by(|method, path| house.request(method, path).bearer_auth(&unmarked)).await;
        assert_eq!(refused.status, 401, "{route}: {}", refused.text);
        assert!(refused.text.contains("no access token"), "{route}: {}", refused.text);
        assert_eq!(house.system.meter.take(), Counts::default(), "{route}");
        let taken = scene.by(|method, path| house.request(method, path).bearer_auth(&marked)).await;
        assert!((200..300).contains(&taken.status), "{route}: {}", taken.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_good_token_is_good_for_twelve_hours() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let list = "/v1/shares?project=procurement";
    carla.get(list).await.expect(200);
    house.bearer(signed(&house, "aud", json!(["billing", "vestibule"]))).get(list).await.expect(200);
    house.pass(SignedDuration::from_mins(12 * 60 - 1));
    carla.get(list).await.expect(200);
    house.pass(SignedDuration::from_mins(2));
    carla.get(list).await.expect(401);
    house.staff("carla").get(list).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn being_signed_in_is_not_being_a_member() {
    let house = House::open().await;
    let share = house.staff("carla").share(|_| {}).await;
    let stranger = house.bearer(signed(&house, "sub", json!("mallory")));
    let claims_to_be = house.bearer(house.system.cloud.issuer().sign(&json!({
        "iss": house.system.cloud.issuer().url(), "aud": "vestibule", "exp": house.now().as_second() + 3600,
        "sub": "CARLA", "email": "carla@acme.example", "name": "Carla Mendes", "org": "acme", "roles": "org_admin",
    })).unwrap());
    for who in [&stranger, &claims_to_be] {
        for path in ["/v1/shares?project=procurement", "/v1/projects/procurement/runs/kyc"] {
            assert_eq!(who.get(path).await.expect(403).problem(), "not_permitted");
        }
        for path in ["", "/activity"] {
            who.get(&format!("/v1/shares/{}{path}", share.id)).await.expect(403);
        }
        who.post(&format!("/v1/shares/{}/revoke", share.id), &json!({})).await.expect(403);
        who.put("/v1/projects/procurement/runs/kyc", &run()).await.expect(403);
    }
    let nobody = house.bearer(signed(&house, "sub", json!("")));
    nobody.get("/v1/shares?project=procurement").await.expect(401);
}
