//! Maps of a request in which no key comes twice: two readers of the same text must not see two things.

use std::{collections::BTreeMap, fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{Error as _, MapAccess, Visitor},
};

/// For `#[serde(deserialize_with = "vestibule_api::unique_map")]`: a map that names the key which
/// came twice (RFC 8259 §4 leaves open what that means).
pub fn unique_map<'de, D, K, V>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
where
    D: Deserializer<'de>,
    K: Deserialize<'de> + Ord + fmt::Display,
    V: Deserialize<'de>,
{
    deserializer.deserialize_map(Unique(PhantomData))
}

struct Unique<K, V>(PhantomData<fn() -> (K, V)>);

impl<'de, K, V> Visitor<'de> for Unique<K, V>
where
    K: Deserialize<'de> + Ord + fmt::Display,
    V: Deserialize<'de>,
{
    type Value = BTreeMap<K, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object without repeated keys")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut map = BTreeMap::new();
        while let Some(key) = entries.next_key::<K>()? {
            if map.contains_key(&key) {
                return Err(A::Error::custom(format_args!("duplicate key `{key}`")));
            }
            map.insert(key, entries.next_value()?);
        }
        Ok(map)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Draft {
        #[serde(deserialize_with = "unique_map")]
        answers: BTreeMap<String, u8>,
    }

    #[test]
    fn a_key_that_comes_twice_is_refused_by_name() {
        let read = |text| serde_json::from_str::<Draft>(text).map_err(|e| e.to_string());
        let expected = Draft { answers: BTreeMap::from([("a".into(), 1), ("b".into(), 2)]) };
        assert_eq!(read(r#"{"answers": {"b": 2, "a": 1}}"#), Ok(expected));
        let refused = read(r#"{"answers": {"a": 1, "\u0061": 1}}"#);
        assert!(refused.as_ref().is_err_and(|e| e.starts_with("duplicate key `a`")), "{refused:?}");
    }
}
