//! How large DynamoDB finds an item (developer guide, "DynamoDB item sizes and formats").

use aws_sdk_dynamodb::types::AttributeValue;

use crate::keys::Item;

/// Names and values of all attributes, in bytes.
pub fn bytes(item: &Item) -> usize {
    item.iter().map(|(name, value)| name.len() + value_bytes(value)).sum()
}

/// Lists and maps have 3 bytes of overhead, and one more for each element.
fn value_bytes(of: &AttributeValue) -> usize {
    match of {
        AttributeValue::S(text) => text.len(),
        AttributeValue::N(number) => number_bytes(number),
        AttributeValue::B(bytes) => bytes.as_ref().len(),
        AttributeValue::Ss(texts) => texts.iter().map(String::len).sum(),
        AttributeValue::Ns(numbers) => numbers.iter().map(|n| number_bytes(n)).sum(),
        AttributeValue::Bs(blobs) => blobs.iter().map(|blob| blob.as_ref().len()).sum(),
        AttributeValue::L(list) => 3 + list.iter().map(|each| 1 + value_bytes(each)).sum::<usize>(),
        AttributeValue::M(map) => 3 + map.iter().map(|(name, each)| 1 + name.len() + value_bytes(each)).sum::<usize>(),
        // Null and Bool; a type that DynamoDB does not have yet would be seen in the sizes.
        _ => 1,
    }
}

/// A byte for each two significant digits, and one more; zeros at either end are none.
fn number_bytes(text: &str) -> usize {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let significant = digits.trim_matches('0').len();
    significant.div_ceil(2) + 1
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn an_item_is_its_names_and_values() {
        let text = |s: &str| AttributeValue::S(s.into());
        let map = AttributeValue::M(HashMap::from([("ab".into(), AttributeValue::Bool(true))]));
        let list = AttributeValue::L(vec![text("é"), AttributeValue::Null(true)]);
        let all = Item::from([("pk".into(), text("SHARE#1")), ("m".into(), map), ("l".into(), list)]);
        // pk: 2 + 7; m: 1 + 3 + (1 + 2 + 1); l: 1 + 3 + (1 + 2) + (1 + 1)
        assert_eq!(bytes(&all), 9 + 8 + 9);
    }

    #[test]
    fn numbers_count_their_significant_digits() {
        let sizes = ["0", "7", "10", "123", "1230000", "-12.50", "0.001"].map(number_bytes);
        assert_eq!(sizes, [1, 2, 2, 3, 3, 3, 2]);
    }
}
