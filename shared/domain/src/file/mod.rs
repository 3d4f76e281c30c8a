//! One file on its way in: announced, put into quarantine, settled, released, and only then of any effect.

mod content;
mod fact;
mod limits;
mod manifest;
mod media_type;
mod object;
mod reference;
mod stage;

pub use content::{CONTENT_PREFIX, Content, NotAContent};
pub use fact::FileFact;
pub use limits::{AskedFile, FileFlaw, UploadLimits};
pub use manifest::{ANNOUNCEMENT_LIFETIME, Arrival, Manifest};
pub use media_type::{MediaType, NotAMediaType};
pub use object::{ExportObject, ObjectKey};
pub use reference::{AnnounceReference, Judged, ReferenceFile, ReferenceRefused};
pub use stage::{SettleRefused, Stage, Verdict};
