//! Numbers kept digit for digit.

use proptest::prelude::*;

use super::*;

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
}

#[test]
fn a_number_keeps_its_digits_and_has_one_sign_and_no_leading_zeros() {
    for (text, kept) in [
        ("7", "7"),
        ("+3.25", "3.25"),
        ("-0012.50", "-12.50"),
        ("-0", "0"),
        ("-0.00", "0.00"),
        ("000", "0"),
        ("9007199254740993", "9007199254740993"),
        ("0.1234567890123456789", "0.1234567890123456789"),
    ] {
        assert_eq!(decimal(text).as_str(), kept);
    }
    for text in ["", ".", "1.", ".5", "1e3", "1,5", "--1", "NaN", "inf", "0x1", "1 000", "١", "1.2.3"] {
        assert!(text.parse::<Decimal>().is_err(), "{text}");
    }
}

#[test]
fn numbers_that_floats_cannot_tell_apart_are_two() {
    assert!(decimal("9007199254740992") < decimal("9007199254740993"));
    assert!(decimal("0.10000000000000000000000001") > decimal("0.1"));
    assert!(decimal("-10") < decimal("-9.99"));
    assert!(decimal("-0.1") < decimal("0"));
    assert!(decimal("10") > decimal("9"));
    assert_eq!(decimal("1.50"), decimal("1.5"));
    assert_eq!(decimal("-0"), decimal("0.0"));
}

#[test]
fn the_exponent_of_a_json_number_is_multiplied_out() {
    for (json, kept) in [
        ("1e3", "1000"),
        ("1.5E+1", "15"),
        ("1.25e1", "12.5"),
        ("-25e-3", "-0.025"),
        ("1e-2", "0.01"),
        ("0e5", "0"),
        ("12", "12"),
        ("2.50", "2.50"),
    ] {
        assert_eq!(Decimal::of_json(json).map(|d| d.to_string()), Ok(kept.to_owned()), "{json}");
    }
    for (json, within) in [("1e29", true), ("1e30", false), ("1e-30", true), ("1e-131", false), ("1e126", false)] {
        assert_eq!(Decimal::of_json(json).map(|d| d.is_within_digits()), Ok(within), "{json}");
    }
    for json in ["1e401", "1e-999999999999999999999", "1e", "e5"] {
        assert!(Decimal::of_json(json).is_err(), "{json}");
    }
}

proptest! {
    #[test]
    fn nothing_is_lost_in_a_row_and_what_is_read_again_is_the_same(text in "[-+]?[0-9]{1,30}(\\.[0-9]{1,30})?") {
        let number = decimal(&text);
        prop_assert_eq!(decimal(number.as_str()).to_string(), number.to_string());
        let row = serde_json::to_string(&number).unwrap_or_default();
        let back: Decimal = serde_json::from_str(&row).unwrap_or_else(|e| panic!("{row}: {e}"));
        prop_assert_eq!(back.as_str(), number.as_str());
    }

    #[test]
    fn numbers_are_in_order_as_their_digits_are(a in -1_000_000_i64..1_000_000, b in -1_000_000_i64..1_000_000) {
        let sign = |n: i64| if n < 0 { "-" } else { "" };
        let thousandth = |n: i64| decimal(&format!("{}{}.{:03}", sign(n), n.abs() / 1000, n.abs() % 1000));
        prop_assert_eq!(thousandth(a).cmp(&thousandth(b)), a.cmp(&b));
    }
}
