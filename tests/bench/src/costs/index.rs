//! The indexes of the state table as template.yaml has them, and what a write costs in one.

use aws_sdk_dynamodb::types::AttributeValue;
use serde_yaml_ng::Value;
use vestibule_local::Names;

use super::{
    ledger::Item,
    size::{item, writes},
};
use crate::failure::Failure;

const TEMPLATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../template.yaml");

#[derive(Debug, Clone)]
pub(crate) struct Index {
    pub(crate) hash: String,
    pub(crate) range: String,
    pub(crate) everything: bool,
}

/// Those of the state table; the trail has none.
pub(crate) fn of_the_template() -> Result<Vec<Index>, Failure> {
    let template: Value = serde_yaml_ng::from_str(&std::fs::read_to_string(TEMPLATE)?)?;
    let resources = &template["Resources"];
    if !resources["TrailTable"]["Properties"]["GlobalSecondaryIndexes"].is_null() {
        return Err("the trail has got an index: bill it".into());
    }
    let indexes = resources["StateTable"]["Properties"]["GlobalSecondaryIndexes"].as_sequence();
    let indexes = indexes.ok_or("the state table of template.yaml has no indexes")?;
    indexes
        .iter()
        .map(|index| parse(index).ok_or_else(|| "an index of template.yaml is unlike the others".into()))
        .collect()
}

fn parse(index: &Value) -> Option<Index> {
    let key = |n: usize| index["KeySchema"][n]["AttributeName"].as_str().map(str::to_owned);
    let everything = match index["Projection"]["ProjectionType"].as_str()? {
        "ALL" => true,
        "KEYS_ONLY" => false,
        _ => return None,
    };
    Some(Index { hash: key(0)?, range: key(1)?, everything })
}

impl Index {
    /// The same with nothing but keys in it.
    pub(crate) fn of_keys(&self) -> Self {
        Self { everything: false, ..self.clone() }
    }

    /// What the index holds of an item; none, if it lacks one of the index's attributes.
    fn entry(&self, of: &Item) -> Option<Item> {
        if !of.contains_key(&self.hash) || !of.contains_key(&self.range) {
            return None;
        }
        let keys = ["pk", "sk", self.hash.as_str(), self.range.as_str()];
        let kept = of.iter().filter(|(name, _)| self.everything || keys.contains(&name.as_str()));
        Some(kept.map(|(name, value)| (name.clone(), value.clone())).collect())
    }

    /// Write units of one write of an item: none if the entry stays as it is, twice if it moves. A transaction
    /// does not double them, for indexes follow after it.
    pub(crate) fn writes(&self, table: &str, old: Option<&Item>, new: Option<&Item>) -> u64 {
        if table != Names::STATE {
            return 0;
        }
        let entries = (old.and_then(|old| self.entry(old)), new.and_then(|new| self.entry(new)));
        match entries {
            (None, None) => 0,
            (Some(one), None) | (None, Some(one)) => writes(item(&one)),
            (Some(old), Some(new)) if self.key(&old) != self.key(&new) => writes(item(&old)) + writes(item(&new)),
            (Some(old), Some(new)) if old == new => 0,
            (Some(old), Some(new)) => writes(item(&old)).max(writes(item(&new))),
        }
    }

    fn key<'a>(&self, entry: &'a Item) -> [Option<&'a AttributeValue>; 2] {
        [entry.get(&self.hash), entry.get(&self.range)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(due_at: &str, label: &str) -> Item {
        [("pk", "SHARE#1"), ("sk", "SHARE"), ("due", "SHARE"), ("due_at", due_at), ("label", label)]
            .map(|(name, value)| (name.to_owned(), AttributeValue::S(value.to_owned())))
            .into()
    }

    #[test]
    fn an_index_is_written_when_its_entry_changes_and_twice_when_it_moves() {
        let keys = Index { hash: "due".into(), range: "due_at".into(), everything: false };
        let all = Index { everything: true, ..keys.clone() };
        let (before, renamed, moved) = (share("1", "a"), share("1", "b"), share("2", "a"));
        let mut gone = before.clone();
        gone.remove("due");
        let units = |index: &Index, new: Option<&Item>| index.writes(Names::STATE, Some(&before), new);
        assert_eq!(
            [Some(&before), Some(&renamed), Some(&moved), Some(&gone), None].map(|new| units(&keys, new)),
            [0, 0, 2, 1, 1]
        );
        assert_eq!(
            [Some(&before), Some(&renamed), Some(&moved), Some(&gone), None].map(|new| units(&all, new)),
            [0, 1, 2, 1, 1]
        );
        assert_eq!(
            (all.writes(Names::STATE, None, Some(&before)), all.writes(Names::STATE, None, Some(&gone))),
            (1, 0)
        );
        assert_eq!(all.writes(Names::TRAIL, None, Some(&before)), 0);
    }

    #[test]
    fn the_template_s_indexes_are_understood() {
        let indexes = of_the_template().unwrap();
        assert!(indexes.iter().any(|index| index.hash == "due" && !index.everything));
    }
}
