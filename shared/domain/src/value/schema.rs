//! What values look like on the wire, for the description of the API. Built with the feature `openapi` alone.

use std::borrow::Cow;

use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        RefOr,
        schema::{ObjectBuilder, Schema, Type},
    },
};

use super::{
    Digest, Email, HostCode, ID_DIGITS, Id, IdKind, Line, Locale, MAX_CODE_LENGTH, MAX_NUMBER_LENGTH, MAX_SLUG_LENGTH,
    Paragraphs, RegisterNumber, Slug, Zone,
    text::{LINE_BYTES, PARAGRAPH_BYTES},
};

fn text(description: impl Into<String>) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String).description(Some(description))
}

macro_rules! schemas {
    ($([$($generics:tt)*] $value:ty: $name:expr, $schema:expr;)*) => {$(
        impl<$($generics)*> PartialSchema for $value {
            fn schema() -> RefOr<Schema> {
                $schema.into()
            }
        }

        impl<$($generics)*> ToSchema for $value {
            fn name() -> Cow<'static, str> {
                $name.into()
            }
        }
    )*};
}

schemas! {
    [K: IdKind] Id<K>: K::NAME,
        text(format!("`{}_` and {ID_DIGITS} letters and digits.", K::PREFIX)).pattern(Some(id_pattern(K::PREFIX)));
    [K] Slug<K>: "Slug",
        text("A name that the host application chose.").pattern(Some(slug_pattern())).max_length(Some(MAX_SLUG_LENGTH));
    [const MAX: usize] Line<MAX>: format!("Line{MAX}"),
        text(format!("One line of at most {MAX} characters as people see them, cleaned: see “Texts”."))
            .min_length(Some(1))
            .max_length(Some(MAX * LINE_BYTES));
    [const MAX: usize] Paragraphs<MAX>: format!("Paragraphs{MAX}"),
        text(format!("Paragraphs of at most {MAX} characters as people see them, cleaned: see “Texts”."))
            .min_length(Some(1))
            .max_length(Some(MAX * PARAGRAPH_BYTES));
    [] RegisterNumber: "RegisterNumber",
        text("What people call a document: one line of at most 64 characters, the same in capitals and small letters.")
            .min_length(Some(1))
            .max_length(Some(MAX_NUMBER_LENGTH * LINE_BYTES));
    [] HostCode: "HostCode",
        text("A code of the host's: one line of at most 32 characters, the same in capitals and small letters.")
            .min_length(Some(1))
            .max_length(Some(MAX_CODE_LENGTH * LINE_BYTES));
    [] Email: "Email", text("An address to which mail can be sent, without a display name.").max_length(Some(254));
    [] Zone: "Zone", text("A time zone of the IANA database, such as `America/Sao_Paulo`.");
    [] Locale: "Locale",
        text("A language that pages and mails speak.").enum_values(Some(Locale::ALL.map(Locale::tag)));
    [] Digest: "Digest", text("A SHA-256 in hexadecimal digits.").pattern(Some(DIGEST_PATTERN));
}

const DIGEST_PATTERN: &str = "^[0-9a-f]{64}$";

fn id_pattern(prefix: &str) -> String {
    format!("^{prefix}_[0-9A-Za-z]{{{ID_DIGITS}}}$")
}

fn slug_pattern() -> String {
    format!("^[A-Za-z0-9][A-Za-z0-9._-]{{0,{}}}$", MAX_SLUG_LENGTH - 1)
}

#[cfg(test)]
mod tests {
    use regex_lite::Regex;

    use super::*;
    use crate::value::{RunSlug, ShareId};

    #[test]
    fn what_parses_is_what_the_patterns_describe() {
        let id = ShareId::new([7; 16]).to_string();
        let ids =
            [&id, "shr_", "upl_0000000000000000000007", &id[1..], &format!("{id}0"), "shr_+000000000000000000007"];
        let slugs = ["kyc-2041", "a", "Doc.v2_final", "", "-a", "..", "a/b", &"a".repeat(64), &"a".repeat(65)];
        let digest = Digest::of("a").to_string();
        let digests = [&digest, &digest[1..], &digest.to_uppercase(), ""];
        let (is_id, is_slug) = (Regex::new(&id_pattern("shr")).unwrap(), Regex::new(&slug_pattern()).unwrap());
        let is_digest = Regex::new(DIGEST_PATTERN).unwrap();
        for text in ids {
            assert_eq!(is_id.is_match(text), text.parse::<ShareId>().is_ok(), "{text}");
        }
        for text in slugs {
            assert_eq!(is_slug.is_match(text), text.parse::<RunSlug>().is_ok(), "{text}");
        }
        for text in digests {
            assert_eq!(is_digest.is_match(text), text.parse::<Digest>().is_ok(), "{text}");
        }
    }
}
