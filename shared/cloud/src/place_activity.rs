//! What was done to one place, whichever trail tells it: the latest first, by the index `by-place` of the trail.

use std::{fmt, str::FromStr};

use vestibule_domain::{
    Timestamp,
    audit::WholeRecord,
    value::{Place, ShareId},
};

use crate::{
    error::{NotACursor, StoreError},
    index::BY_PLACE,
    keys::{Item, Key, number, text},
    rows::corrupt,
    store::Store,
    trail::records,
};

/// Rows of the trail that are read for one page.
const MAX_ROWS: i32 = 100;

/// Which records are asked for.
#[derive(Debug, Clone, Default)]
pub struct ActivityAsked {
    pub of: Option<TrailsOf>,
    /// Of the trail of this share alone.
    pub share: Option<ShareId>,
    /// From this instant on, and before that one.
    pub since: Option<Timestamp>,
    pub until: Option<Timestamp>,
}

/// Of which trails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrailsOf {
    /// What guests did by their shares, and what became of these.
    Shares,
    /// What staff did to the place itself.
    Place,
}

/// A page of them, and the row after which the next one begins.
#[derive(Debug)]
pub struct PlaceActivity {
    /// The latest first.
    pub records: Vec<WholeRecord>,
    pub next: Option<PlaceCursor>,
}

/// Where a page ended: when, and at which row. Opaque to callers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceCursor {
    at: i64,
    row: Key,
}

impl FromStr for PlaceCursor {
    type Err = NotACursor;
    fn from_str(text: &str) -> Result<Self, NotACursor> {
        let mut parts = text.splitn(3, '.');
        let (Some(at), Some(sk), Some(pk)) = (parts.next(), parts.next(), parts.next()) else { return Err(NotACursor) };
        // DynamoDB takes keys of 2,048 and 1,024 bytes.
        let is_key =
            !pk.is_empty() && pk.len() <= 256 && sk.len() == 12 && sk.bytes().all(|digit| digit.is_ascii_digit());
        let at = at.parse().map_err(|_| NotACursor)?;
        if is_key { Ok(Self { at, row: Key { pk: pk.into(), sk: sk.into() } }) } else { Err(NotACursor) }
    }
}

impl fmt::Display for PlaceCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.at, self.row.sk, self.row.pk)
    }
}

impl PlaceCursor {
    /// Whether a page of what is asked for can have ended there.
    pub fn is_of(&self, asked: &ActivityAsked) -> bool {
        let (since, until) = asked.range();
        (since..=until).contains(&self.at)
    }
}

impl ActivityAsked {
    /// In milliseconds, as records have them, both ends included.
    fn range(&self) -> (i64, i64) {
        (self.since.map_or(0, first_from), self.until.map_or(i64::MAX, |until| first_from(until) - 1))
    }

    fn has(&self, row: &Key) -> bool {
        let is_of_share = |share: ShareId| row.pk == format!("share/{share}");
        self.of.is_none_or(|of| of.has(row)) && self.share.is_none_or(is_of_share)
    }
}

/// The first whole millisecond that is not before an instant.
fn first_from(instant: Timestamp) -> i64 {
    let begun = instant.as_millisecond();
    begun + i64::from(Timestamp::from_millisecond(begun).is_ok_and(|begun| begun < instant))
}

impl TrailsOf {
    fn has(self, row: &Key) -> bool {
        match self {
            Self::Shares => row.pk.starts_with("share/"),
            Self::Place => !row.pk.starts_with("share/"),
        }
    }
}

impl Store {
    /// One query of an index over keys, and one batched read of the rows that are asked for. A page can be short, or empty, and
    /// another follow.
    pub async fn place_activity(
        &self,
        place: Place,
        asked: &ActivityAsked,
        after: Option<&PlaceCursor>,
    ) -> Result<PlaceActivity, StoreError> {
        let (since, until) = asked.range();
        if until < since {
            return Ok(PlaceActivity { records: vec![], next: None });
        }
        let start = after.map(|PlaceCursor { at, row }| {
            let mut start: Item = row.item();
            start.insert(BY_PLACE.partition.into(), text(place.to_string()));
            start.insert(BY_PLACE.sort.into(), number(at));
            start
        });
        let query = self
            .dynamodb
            .query()
            .table_name(&self.trail)
            .index_name(BY_PLACE.name)
            .key_condition_expression("#p = :p AND #at BETWEEN :since AND :until")
            .expression_attribute_names("#p", BY_PLACE.partition)
            .expression_attribute_names("#at", BY_PLACE.sort)
            .expression_attribute_values(":p", text(place.to_string()))
            .expression_attribute_values(":since", number(since))
            .expression_attribute_values(":until", number(until))
            .scan_index_forward(false)
            .limit(MAX_ROWS)
            .set_exclusive_start_key(start);
        let page = query.send().await.map_err(StoreError::unavailable("Query"))?;
        let mut rows: Vec<_> = page.items.unwrap_or_default().iter().map(Key::of).collect();
        rows.retain(|row| asked.has(row));
        let mut found = self.trail_batch(&rows).await?;
        let mut told = vec![];
        for item in rows.iter().filter_map(|row| found.remove(row)) {
            told.extend(records(&item)?.into_iter().rev());
        }
        Ok(PlaceActivity { records: told, next: page.last_evaluated_key.as_ref().map(cursor).transpose()? })
    }
}

fn cursor(end: &Item) -> Result<PlaceCursor, StoreError> {
    let row = Key::of(end);
    let at = end.get(BY_PLACE.sort).and_then(|at| at.as_n().ok()?.parse().ok());
    let at = at.ok_or_else(|| corrupt(&row, BY_PLACE.sort, &"is not a number"))?;
    Ok(PlaceCursor { at, row })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_back_and_nothing_else_does() {
        let text = "1763640000000.000000000012.share/shr_0000000000000000000007";
        let cursor: PlaceCursor = text.parse().unwrap();
        assert_eq!(cursor.to_string(), text);
        for bad in
            ["", "1.2.3", "x.000000000012.share/a", "1.000000000012.", &format!("1.000000000012.{}", "a".repeat(257))]
        {
            assert_eq!(bad.parse::<PlaceCursor>(), Err(NotACursor), "{bad}");
        }
    }
}
