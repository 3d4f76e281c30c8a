//! The closed set of problem types, so that clients can tell all of them apart and no two mean the same.

use std::{fmt, str::FromStr};

use http::StatusCode;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// Where the `type` of every problem starts (RFC 9457 §3.1.1).
pub const BASE: &str = "https://vestibule.dev/problems/";

macro_rules! kinds {
    ($($kind:ident $slug:literal $status:ident $title:literal $meaning:literal;)*) => {
        /// What kind of problem an answer reports. `meaning` is its documentation.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Kind {
            $(#[doc = $meaning] $kind,)*
        }

        /// Every kind, in the order of their statuses.
        pub const KINDS: &[Kind] = &[$(Kind::$kind),*];

        impl Kind {
            /// The last segment of the problem's `type`.
            pub const fn slug(self) -> &'static str {
                match self {
                    $(Self::$kind => $slug,)*
                }
            }

            pub const fn status(self) -> StatusCode {
                match self {
                    $(Self::$kind => StatusCode::$status,)*
                }
            }

            /// The same short sentence for every problem of the kind (RFC 9457 §3.1.3).
            pub const fn title(self) -> &'static str {
                match self {
                    $(Self::$kind => $title,)*
                }
            }

            /// What the kind tells a client, for the reference documentation.
            pub const fn meaning(self) -> &'static str {
                match self {
                    $(Self::$kind => $meaning,)*
                }
            }
        }
    };
}

kinds! {
    BadRequest "bad_request" BAD_REQUEST "The request cannot be read"
        "The body, the query or a header cannot be read: it does not parse, lacks a part or has one of a wrong type or form; `errors` says where.";
    Unauthorized "unauthorized" UNAUTHORIZED "You are not signed in"
        "There is no valid sign-in, or the guest's session has ended, by a rotation or a new password; sign in, or open \
         the link again.";
    NotPermitted "not_permitted" FORBIDDEN "You may not do this"
        "The role, the permissions of the share or the origin of the request do not allow it.";
    NotFound "not_found" NOT_FOUND "There is no such thing"
        "It does not exist, or not for you. Unknown, forged and mistyped links all answer this, and so does what is a \
         share's where there is no session of it.";
    MethodNotAllowed "method_not_allowed" METHOD_NOT_ALLOWED "The address does not take this method"
        "The `Allow` header lists the methods that the address takes.";
    Conflict "conflict" CONFLICT "The state is another by now"
        "Somebody else was first, or the thing is already done; load it again and decide again.";
    Gone "gone" GONE "This link no longer works"
        "The link was once valid; `reason` is `replaced`, `revoked`, `expired`, `exhausted` or `completed`.";
    Stale "stale" PRECONDITION_FAILED "It was changed meanwhile"
        "What `If-Match`, `basis` or `round` names is no longer what stands; read it again and decide again.";
    TooLarge "too_large" PAYLOAD_TOO_LARGE "The request is too large"
        "The body is larger than the address takes.";
    UnsupportedMediaType "unsupported_media_type" UNSUPPORTED_MEDIA_TYPE "The body has the wrong type"
        "The `Content-Type` is none that the address takes, or names a charset other than UTF-8; or the body is compressed.";
    Unprocessable "unprocessable" UNPROCESSABLE_ENTITY "Some of the values are not right"
        "The body was read, but values in it are not acceptable; `errors` names all of them, up to 100.";
    Policy "policy" UNPROCESSABLE_ENTITY "The policy does not allow this"
        "As `unprocessable`, and the policy decided some of it: those of `errors` name the `setting` and the `layer`.";
    IdempotencyMismatch "idempotency_mismatch" UNPROCESSABLE_ENTITY "The idempotency key belongs to another request"
        "The same `Idempotency-Key` came with another body before; use a new key for a new request.";
    TooManyRequests "too_many_requests" TOO_MANY_REQUESTS "Too many attempts"
        "Nothing was tried or counted; `Retry-After` says in how many seconds to come back.";
    Failure "failure" INTERNAL_SERVER_ERROR "Something went wrong on our side"
        "A defect; `trace_id` leads operators to its cause. Trying again with the same idempotency key is safe.";
    Unavailable "unavailable" SERVICE_UNAVAILABLE "Temporarily unavailable"
        "Something that is needed does not answer; try again after `Retry-After` seconds.";
}

/// No problem of ours has this type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownKind;

impl fmt::Display for UnknownKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "is not one of the problem types under {BASE}")
    }
}

impl std::error::Error for UnknownKind {}

/// As the `type` of a problem.
impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{BASE}{}", self.slug())
    }
}

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(text: &str) -> Result<Self, UnknownKind> {
        let slug = text.strip_prefix(BASE).ok_or(UnknownKind)?;
        KINDS.iter().find(|kind| kind.slug() == slug).copied().ok_or(UnknownKind)
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_kind_is_documented_and_told_apart() {
        let slugs: BTreeSet<_> = KINDS.iter().map(|k| k.slug()).collect();
        let titles: BTreeSet<_> = KINDS.iter().map(|k| k.title()).collect();
        assert_eq!((slugs.len(), titles.len()), (KINDS.len(), KINDS.len()));
        for kind in KINDS {
            assert!(kind.slug().bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{kind:?}");
            assert!(!kind.title().ends_with('.') && kind.meaning().ends_with('.'), "{kind:?}");
            assert!(kind.status().is_client_error() || kind.status().is_server_error(), "{kind:?}");
        }
    }

    #[test]
    fn a_kind_reads_back_from_its_type() {
        for kind in KINDS {
            assert_eq!(kind.to_string().parse(), Ok(*kind));
        }
        assert_eq!("https://vestibule.dev/problems/none".parse::<Kind>(), Err(UnknownKind));
        assert_eq!("gone".parse::<Kind>(), Err(UnknownKind));
    }

    #[test]
    fn the_set_is_closed() {
        let all: Vec<_> = KINDS.iter().map(|k| format!("{} {}", k.status().as_u16(), k.slug())).collect();
        let expected = "400 bad_request, 401 unauthorized, 403 not_permitted, 404 not_found, \
            405 method_not_allowed, 409 conflict, 410 gone, 412 stale, 413 too_large, 415 unsupported_media_type, \
            422 unprocessable, 422 policy, 422 idempotency_mismatch, 429 too_many_requests, 500 failure, \
            503 unavailable";
        assert_eq!(all.join(", "), expected);
    }
}
