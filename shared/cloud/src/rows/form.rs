//! How values stand in rows, for `#[serde(with = …)]`.

/// Counts that are not written while there is nothing to count.
pub(crate) fn is_zero<T: Default + PartialEq>(count: &T) -> bool {
    *count == T::default()
}

/// Instants as milliseconds since 1970: short, and sorted as time is.
pub(crate) mod millis {
    use jiff::Timestamp;
    use serde::{Deserialize, Deserializer, Serializer, de::Error as _};

    pub(crate) fn serialize<S: Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(at.as_millisecond())
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        Timestamp::from_millisecond(i64::deserialize(deserializer)?).map_err(D::Error::custom)
    }

    pub(crate) mod option {
        use jiff::Timestamp;
        use serde::{Deserialize, Deserializer, Serializer, de::Error as _};

        #[expect(clippy::ref_option, reason = "serde passes a reference")]
        pub(crate) fn serialize<S: Serializer>(at: &Option<Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
            match at {
                Some(at) => serializer.serialize_some(&at.as_millisecond()),
                None => serializer.serialize_none(),
            }
        }

        pub(crate) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Timestamp>, D::Error> {
            let millis = Option::<i64>::deserialize(d)?;
            millis.map(Timestamp::from_millisecond).transpose().map_err(D::Error::custom)
        }
    }
}

/// Fixed numbers of bytes, and any number, as binary.
pub(crate) mod binary {
    use serde::{Deserializer, Serializer, de::Error as _};
    use serde_bytes::{ByteBuf, Bytes, Deserialize as _, Serialize as _};

    pub(crate) fn serialize<S: Serializer>(
        bytes: &(impl AsRef<[u8]> + ?Sized),
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        Bytes::new(bytes.as_ref()).serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>, T: TryFrom<Vec<u8>>>(d: D) -> Result<T, D::Error> {
        let bytes = ByteBuf::deserialize(d)?.into_vec();
        T::try_from(bytes).map_err(|_| D::Error::custom("is not of the right length"))
    }
}
