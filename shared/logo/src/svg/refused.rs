//! Why a file is not drawn, in words that say what to do.

/// Larger drawings are no logos. Bytes.
pub(super) const MAX_BYTES: usize = 256 << 10;

/// Why a file is not drawn.
#[derive(Debug, thiserror::Error)]
pub enum NoDrawing {
    #[error("does not read as a drawing: {0}")]
    Unreadable(String),
    #[error("is a drawing of more than {MAX_BYTES} bytes; draw it as simple shapes, or upload a PNG")]
    TooHeavy,
    #[error("has letters, which would be lost; convert them to paths (outlines), or upload a PNG")]
    Letters,
    #[error("has a picture or a page in it, which would be lost; upload a PNG of the whole logo")]
    Picture,
    #[error("has {0}; draw it as simple shapes, or upload a PNG")]
    Has(&'static str),
    #[error("is too narrow to be drawn")]
    TooNarrow,
}

impl NoDrawing {
    pub(super) fn unreadable(error: impl ToString) -> Self {
        Self::Unreadable(error.to_string())
    }
}
