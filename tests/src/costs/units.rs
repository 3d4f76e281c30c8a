//! How many units an item is, by its size.

/// Halves of a read unit: 4 kB that may be stale.
pub(super) fn half_reads(bytes: usize, consistent: bool) -> u64 {
    let blocks = bytes.div_ceil(4096).max(1) as u64;
    if consistent { 2 * blocks } else { blocks }
}

/// Write units outside a transaction: 1 kB each.
pub fn writes(bytes: usize) -> u64 {
    bytes.div_ceil(1024).max(1) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_rounded_up_and_never_none() {
        assert_eq!([0, 1, 4096, 4097].map(|bytes| half_reads(bytes, true)), [2, 2, 2, 4]);
        assert_eq!([0, 4096, 4097].map(|bytes| half_reads(bytes, false)), [1, 1, 2]);
        assert_eq!([0, 1, 1024, 1025].map(writes), [1, 1, 1, 2]);
    }
}
