use http::{HeaderMap, HeaderValue};

use super::*;

fn asked(method: &str, path: &str, body: Option<Value>) -> Asked {
    Asked { method: method.to_owned(), path: path.to_owned(), body }
}

fn reply(status: u16, of_type: &'static str, body: Value) -> Reply {
    let headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(of_type))]);
    Reply { status, headers, text: body.to_string(), body }
}

fn saved() -> Reply {
    reply(200, "application/json", json!({ "version": 2, "saved_at": "2026-11-23T12:00:00Z" }))
}

fn draft(body: Value) -> Asked {
    asked("post", "/p/shr_0000000000000000000007/tasks/kyc/draft", Some(body))
}

#[test]
fn what_is_described_passes() {
    let body = json!({ "base": 1, "answers": { "remarks": "none", "old": null } });
    assert_eq!(CONTRACT.check(&draft(body), &saved()), Ok(()));
    let gone = json!({
        "type": "https://vestibule.dev/problems/gone", "title": "t", "status": 410, "detail": "d", "reason": "revoked",
    });
    let problem = reply(410, "application/problem+json", gone);
    assert_eq!(CONTRACT.check(&asked("get", "/p/shr_0000000000000000000007", None), &problem), Ok(()));
    let message = reply(429, "application/json", json!({ "message": "Too Many Requests" }));
    assert_eq!(CONTRACT.check(&asked("get", "/v1/shares", None), &message), Ok(()));
    let elsewhere = reply(404, "text/plain", json!("no"));
    assert_eq!(CONTRACT.check(&asked("get", "/nowhere", None), &elsewhere), Ok(()));
}

#[test]
fn what_is_not_described_is_told() {
    let fine = || draft(json!({ "base": 1, "answers": {} }));
    let later = json!({ "version": 2, "saved_at": "2026-11-23T12:00:00Z", "by": "Ana" });
    let problem = |kind: &str, status: u16| {
        let kind = format!("https://vestibule.dev/problems/{kind}");
        reply(
            status,
            "application/problem+json",
            json!({ "type": kind, "title": "t", "status": status, "detail": "d" }),
        )
    };
    for (asked, reply, told) in [
        (fine(), reply(200, "application/json", later), "('by' was unexpected)"),
        (fine(), reply(200, "application/json", json!({ "version": 2 })), "\"saved_at\" is a required property"),
        (
            fine(),
            reply(200, "application/json", json!({ "version": "2", "saved_at": "x" })),
            "/version \"2\" is not of",
        ),
        (fine(), reply(200, "text/plain", json!("saved")), "text/plain is not among the media types"),
        (fine(), reply(201, "text/plain", json!("saved")), "text/plain is not among the media types"),
        (fine(), reply(303, "text/html", json!("next")), "no body is described"),
        (fine(), problem("gone", 410), "\"reason\" is a required property"),
        (fine(), problem("conflict", 404), "is not one of"),
        (fine(), problem("policy", 422), "is not one of"),
        (draft(json!({ "base": 1 })), saved(), "the request:  \"answers\" is a required property"),
        (draft(json!({ "base": 1, "answers": {}, "x": 1 })), saved(), "the request:  Additional properties"),
    ] {
        let fault = CONTRACT.check(&asked, &reply).expect_err(told);
        assert!(fault.contains(told), "{told}: {fault}");
    }
}

#[test]
fn parts_of_a_value_are_held_too() {
    let own = json!({ "type": "guest", "share": "shr_0000000000000000000007", "assurance": "link", "name": "Ana" });
    let digest = "0".repeat(64);
    let record = json!({
        "trail": "share/shr_0000000000000000000007", "seq": 1, "at": "2026-11-23T12:00:00Z", "kind": "share.consented",
        "actor": own, "facts": { "any": "thing" }, "personal": digest, "hash": digest, "details": null,
    });
    let head = json!({ "seq": 1, "hash": digest });
    let activity = json!({ "records": [record], "head": head, "verified": true, "next": null });
    let asked = asked("get", "/v1/shares/shr_0000000000000000000007/activity", None);
    let fault = CONTRACT.check(&asked, &reply(200, "application/json", activity)).unwrap_err();
    assert!(fault.contains("/records/0/actor") && fault.contains("'name'"), "{fault}");
}
