//! HTML forms and queries to structs, with the meaning that forms have: empty is absent, repeated is a list.

use std::collections::BTreeMap;

use percent_encoding::percent_decode;
use serde::{
    Deserializer,
    de::{
        DeserializeOwned, Error as _, IntoDeserializer, Visitor,
        value::{Error, MapDeserializer, SeqDeserializer},
    },
    forward_to_deserialize_any,
};

use crate::{
    answer::problem::Problem,
    request::{flaw, words},
};

/// Parses `application/x-www-form-urlencoded` text (WHATWG URL §5.1), but refuses what is not UTF-8.
/// `what` is the word for it in the 400.
pub(crate) fn parse<T: DeserializeOwned>(what: &str, text: &[u8]) -> Result<T, Problem> {
    parse_fields(what, fields(what, text)?)
}

/// Each name with its values in their order.
pub(crate) type FormFields = BTreeMap<String, Vec<String>>;

pub(crate) fn parse_fields<T: DeserializeOwned>(what: &str, fields: FormFields) -> Result<T, Problem> {
    let fields = fields.into_iter().map(|(name, values)| (name, Given(values)));
    serde_path_to_error::deserialize(MapDeserializer::new(fields))
        .map_err(|e| flaw::value(what, e.path(), &e.inner().to_string()))
}

pub(crate) fn fields(what: &str, text: &[u8]) -> Result<FormFields, Problem> {
    utf8_fields(text).ok_or_else(|| flaw::whole(what, "syntax", "is not UTF-8"))
}

/// `None` if anything is not UTF-8, which the parser would replace.
fn utf8_fields(text: &[u8]) -> Option<FormFields> {
    // What separates names and values is ASCII, so that all of it is UTF-8 if each of them is.
    percent_decode(text).decode_utf8().ok()?;
    let mut fields = BTreeMap::<_, Vec<_>>::new();
    for (name, value) in form_urlencoded::parse(text) {
        fields.entry(name.into_owned()).or_default().push(value.into_owned());
    }
    Some(fields)
}

/// What came under one name: at least one value.
struct Given(Vec<String>);

impl Given {
    fn one(self) -> Result<String, Error> {
        let [value] = <[String; 1]>::try_from(self.0).map_err(|_| Error::custom("must be given once"))?;
        Ok(value)
    }
}

impl IntoDeserializer<'_, Error> for Given {
    type Deserializer = Self;
    fn into_deserializer(self) -> Self {
        self
    }
}

macro_rules! parse_one {
    ($($method:ident $visit:ident $expected:literal)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            visitor.$visit(self.one()?.parse().map_err(|_| Error::custom(words::must_be($expected)))?)
        }
    )*};
}

impl<'de> Deserializer<'de> for Given {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_string(self.one()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.0.iter().all(String::is_empty) { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let each = self.0.into_iter().map(|value| Given(vec![value]));
        SeqDeserializer::new(each).deserialize_seq(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.one()?.into_deserializer().deserialize_enum(name, variants, visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    parse_one! {
        deserialize_bool visit_bool "a boolean"
        deserialize_i8 visit_i8 "i8"
        deserialize_i16 visit_i16 "i16"
        deserialize_i32 visit_i32 "i32"
        deserialize_i64 visit_i64 "i64"
        deserialize_u8 visit_u8 "u8"
        deserialize_u16 visit_u16 "u16"
        deserialize_u32 visit_u32 "u32"
        deserialize_u64 visit_u64 "u64"
        deserialize_f32 visit_f32 "f32"
        deserialize_f64 visit_f64 "f64"
    }

    forward_to_deserialize_any! {
        char str string bytes byte_buf unit unit_struct tuple tuple_struct map struct identifier
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::answer::problem::Kind;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Sort {
        #[default]
        Expiry,
        Accesses,
    }

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields, default)]
    struct Asked {
        token: String,
        password: Option<String>,
        limit: Option<u8>,
        dry_run: bool,
        sort: Sort,
        tasks: Vec<String>,
    }

    fn asked(text: &str) -> Result<Asked, Problem> {
        parse("form", text.as_bytes())
    }

    #[test]
    fn a_form_reads_as_forms_are_meant() {
        let read = asked("token=a%2Bb+c%C3%A9&password=&limit=20&dry_run=true&sort=accesses&tasks=x&tasks=&&tasks=y%");
        let expected = Asked {
            token: "a+b cé".into(),
            password: None,
            limit: Some(20),
            dry_run: true,
            sort: Sort::Accesses,
            tasks: vec!["x".into(), String::new(), "y%".into()],
        };
        assert_eq!(read, Ok(expected));
        assert_eq!(asked(""), Ok(Asked::default()));
        assert_eq!(
            asked("token=%EF%BF%BD").map(|a| a.token),
            Ok("\u{fffd}".into()),
            "the sign of what is not UTF-8 is"
        );
        assert_eq!(asked("tasks=x").map(|a| a.tasks), Ok(vec!["x".into()]));
    }

    #[test]
    fn what_does_not_parse_is_named_by_its_field() {
        for (text, pointer, detail) in [
            ("limit=300", "/limit", "must be a whole number from 0 to 255"),
            ("limit=1&limit=2", "/limit", "must be given once"),
            ("token=a&token=b", "/token", "must be given once"),
            ("dry_run=yes", "/dry_run", "must be true or false"),
            ("sort=name", "/sort", "must be `expiry` or `accesses`"),
            ("token=%ff", "", "is not UTF-8"),
            ("%c3=1", "", "is not UTF-8"),
            ("token=%c3&%a9=1", "", "is not UTF-8"),
        ] {
            let problem = asked(text).expect_err(text);
            assert_eq!(problem.kind(), Kind::BadRequest);
            let error = &problem.field_errors()[0];
            assert_eq!((error.pointer.as_str(), error.detail.as_str()), (pointer, detail), "{text}");
        }
        let problem = asked("nonsense=1").expect_err("unknown field");
        assert!(problem.field_errors()[0].detail.starts_with("is not known here; known are `token`,"), "{problem}");
    }

    #[test]
    fn fields_of_any_name_come_as_lists() {
        let read: Result<BTreeMap<String, Vec<String>>, _> = parse("form", b"answers.a=1&answers.b=2&answers.b=3");
        let expected = [("answers.a", vec!["1"]), ("answers.b", vec!["2", "3"])];
        let expected = expected.map(|(k, v)| (k.to_owned(), v.into_iter().map(str::to_owned).collect()));
        assert_eq!(read, Ok(BTreeMap::from(expected)));
    }
}
