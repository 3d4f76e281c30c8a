//! The indexes as the product defines them, and what a write costs in one.

use aws_sdk_dynamodb::types::AttributeValue;
use vestibule_cloud::index::{Index, OF_STATE, OF_TRAIL};
use vestibule_local::Names;

use super::{calls::text, charge::Charge, write::Item};

/// What a write of an item costs in the indexes of its table: one unit for an entry that comes or goes, two for one that
/// moves. Entries are keys alone, so an entry that stays where it is stays as it is, and none reaches 1 kB. A transaction
/// does not double them: indexes follow after it.
pub fn charges(table: &str, old: Option<&Item>, new: Option<&Item>) -> Vec<Charge> {
    let indexes: &[Index] = if table == Names::STATE { &OF_STATE } else { &OF_TRAIL };
    indexes.iter().flat_map(|index| in_one(*index, old, new)).collect()
}

fn in_one(index: Index, old: Option<&Item>, new: Option<&Item>) -> Vec<Charge> {
    let (old, new) = (old.and_then(|old| key(index, old)), new.and_then(|new| key(index, new)));
    if old == new {
        return Vec::new();
    }
    let charge = |(partition, sort)| Charge {
        to: index.name.to_owned(),
        partition: text(partition),
        sort: text(sort),
        units: 1,
    };
    old.into_iter().chain(new).map(charge).collect()
}

/// The key under which an index has an item; `None`: the item lacks one of the index's attributes.
fn key(index: Index, of: &Item) -> Option<(&AttributeValue, &AttributeValue)> {
    Some((of.get(index.partition)?, of.get(index.sort)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gate(due_at: &str, used: &str) -> Item {
        let number = |number: &str| AttributeValue::N(number.to_owned());
        let texts = [("pk", "SHARE#1"), ("sk", "GATE"), ("due", "SHARE#03")];
        let texts = texts.map(|(name, value)| (name.to_owned(), AttributeValue::S(value.to_owned())));
        let mut item = Item::from(texts);
        item.extend([("due_at".to_owned(), number(due_at)), ("used".to_owned(), number(used))]);
        item
    }

    #[test]
    fn an_index_is_written_when_an_entry_comes_or_goes_and_twice_when_it_moves() {
        let (before, opened, moved) = (gate("1", "0"), gate("1", "1"), gate("2", "0"));
        let mut gone = before.clone();
        gone.remove("due");
        let units = |old: Option<&Item>, new: Option<&Item>| charges(Names::STATE, old, new).len();
        let after = [Some(&before), Some(&opened), Some(&moved), Some(&gone), None];
        assert_eq!(after.map(|new| units(Some(&before), new)), [0, 0, 2, 1, 1]);
        assert_eq!([units(None, Some(&before)), units(None, Some(&gone))], [1, 0]);
        let charge = Charge { to: "due".into(), partition: "SHARE#03".into(), sort: "1".into(), units: 1 };
        assert_eq!(charges(Names::STATE, None, Some(&before)), [charge]);
        assert_eq!(charges(Names::TRAIL, None, Some(&before)), []);
    }
}
