//! A zip in the parts of a multipart upload: each but the last is of one size, and there are at most 10,000.

use std::ops::Range;

/// The least that a part has here. S3 asks for 5 MiB (Amazon S3 User Guide, "Multipart upload limits").
const MIN_PART_BYTES: u64 = 8 << 20;
/// The most: a worker holds one part in its memory.
const MAX_PART_BYTES: u64 = 64 << 20;
/// Most parts of one object at S3.
const MAX_PARTS: u64 = 10_000;

/// In which parts so many bytes are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Parts {
    bytes: u64,
    of_each: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("more than {MAX_PARTS} parts of {MAX_PART_BYTES} bytes")]
pub(crate) struct TooManyParts;

impl Parts {
    /// The size of a part follows from that of the whole.
    pub(crate) fn of(bytes: u64) -> Result<Self, TooManyParts> {
        let needed = bytes.div_ceil(MAX_PARTS).next_multiple_of(1 << 20);
        let of_each = needed.max(MIN_PART_BYTES);
        if of_each > MAX_PART_BYTES { Err(TooManyParts) } else { Ok(Self { bytes, of_each }) }
    }

    pub(crate) fn count(self) -> u32 {
        u32::try_from(self.bytes.div_ceil(self.of_each)).unwrap_or(u32::MAX)
    }

    /// Which bytes are in the part with this number, from 0.
    pub(crate) fn range(self, part: u32) -> Range<u64> {
        let begin = u64::from(part).saturating_mul(self.of_each).min(self.bytes);
        begin..begin.saturating_add(self.of_each).min(self.bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GIB: u64 = 1 << 30;

    #[test]
    fn forty_gigabytes_fit_into_parts_of_eight_megabytes() {
        let parts = Parts::of(40 * GIB).unwrap();
        assert_eq!((parts.of_each, parts.count()), (8 << 20, 5_120));
        let large = Parts::of(200 * GIB).unwrap();
        assert_eq!((large.of_each, large.count()), (21 << 20, 9_753));
        assert_eq!(Parts::of(625 * GIB).map(Parts::count), Ok(10_000));
        assert_eq!(Parts::of(626 * GIB), Err(TooManyParts));
    }

    #[test]
    fn the_parts_are_all_of_the_bytes_once_and_only_the_last_is_shorter() {
        for bytes in [1, 8 << 20, (8 << 20) + 1, 40 * GIB + 7] {
            let parts = Parts::of(bytes).unwrap();
            let mut end = 0;
            for part in 0..parts.count() {
                let range = parts.range(part);
                assert_eq!(range.start, end, "{bytes}");
                assert!(range.end - range.start == parts.of_each || part + 1 == parts.count(), "{bytes}");
                end = range.end;
            }
            assert_eq!((end, parts.range(parts.count())), (bytes, bytes..bytes));
        }
    }
}
