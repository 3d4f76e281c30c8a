//! Secrets on their way to us: they do not print, and are written out by those who send them alone.

use serde::{Serialize as _, Serializer};
use vestibule_domain::value::Secret;

/// For `#[serde(serialize_with = "crate::secret::expose")]`.
pub(crate) fn expose<S: Serializer>(secret: &Secret<String>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(secret.expose())
}

/// The same of one that may be absent.
#[expect(clippy::ref_option, reason = "serde hands over the member as it is")]
pub(crate) fn expose_any<S: Serializer>(secret: &Option<Secret<String>>, serializer: S) -> Result<S::Ok, S::Error> {
    secret.as_ref().map(Secret::expose).serialize(serializer)
}
