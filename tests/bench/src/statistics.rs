//! Medians, because means follow what else the machine was doing.

/// The middle one; of an even number, the upper of the two in the middle. Not a number if there are none.
pub(crate) fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

/// A number as people write it: `1,000,000`.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect();
    groups.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_one_in_the_middle() {
        let medians = [median(&[3.0, 1.0, 2.0]), median(&[9.0]), median(&[4.0, 1.0])];
        assert_eq!(medians.map(f64::to_bits), [2.0_f64, 9.0, 4.0].map(f64::to_bits));
        assert!(median(&[]).is_nan());
    }

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
