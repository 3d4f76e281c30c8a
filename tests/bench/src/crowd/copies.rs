//! Copies of shares in the embedded DynamoDB's SQLite file while it is closed: the same items and index entries under other
//! ids. Trails, which neither a sweep nor a list reads, are left out.

use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OpenFlags, Transaction, params, params_from_iter, types::Value};
use vestibule_cloud::index::SHARDS;
use vestibule_domain::value::ShareId;
use vestibule_local::Names;

use super::dues::Dues;
use crate::failure::Failure;

/// The sort key of the row that each share has once, as dynoxide writes a text.
const GATE: &str = "S:GATE";

/// A share's rows in the table and its indexes: table and values.
struct Seed {
    id: String,
    /// Its partition of the index `due`.
    due: String,
    expires_at: Timestamp,
    rows: Vec<(usize, Vec<Value>)>,
}

/// Makes the file hold so many active shares: as many as wanted fall due each hour, the others later.
pub(super) fn fill(file: &Path, shares: usize, dues: Dues, start: Timestamp) -> Result<(), Failure> {
    let mut connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // What a crash could spoil is thrown away anyway.
    connection.execute_batch(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -1000000;",
    )?;
    let tables = tables(&connection)?;
    let seeds = seeds(&connection, &tables)?;
    let transaction = connection.transaction()?;
    let mut ids = Ids(0);
    let mut wanted = shares;
    for hour in 1..=dues.hours {
        let at = start + SignedDuration::from_hours(i64::try_from(hour)?);
        let of_the_hour: Vec<_> = seeds.iter().filter(|seed| seed.expires_at == at).collect();
        let copies = dues.each.checked_sub(of_the_hour.len()).ok_or("more seeds than shares are due")?;
        write(&transaction, &tables, &of_the_hour, copies, &mut ids)?;
        wanted = wanted.checked_sub(dues.each).ok_or("more shares are due than there are")?;
    }
    let last = start + SignedDuration::from_hours(i64::try_from(dues.hours)?);
    let later: Vec<_> = seeds.iter().filter(|seed| seed.expires_at > last).collect();
    let copies = wanted.checked_sub(later.len()).ok_or("there are more seeds than shares wanted")?;
    write(&transaction, &tables, &later, copies, &mut ids)?;
    transaction.commit()?;
    let seed = seeds.first().ok_or("there is no share to copy")?;
    for (table, (name, _)) in tables.iter().enumerate() {
        // A share has one gate in the table, and one entry in each of its indexes.
        let of_shares = if table == 0 { format!("WHERE sk = '{GATE}'") } else { String::new() };
        let count = format!("SELECT count(*) FROM \"{name}\" {of_shares}");
        let there: usize = connection.query_row(&count, [], |row| row.get(0))?;
        let wanted = if seed.rows.iter().any(|(of, _)| *of == table) { shares } else { 0 };
        if there != wanted {
            return Err(format!("{name} has {there} shares in it, not {wanted}").into());
        }
    }
    Ok(())
}

/// The state table first, then its indexes: name and number of columns.
fn tables(connection: &Connection) -> Result<Vec<(String, usize)>, Failure> {
    let mut found = vec![Names::STATE.to_owned()];
    let mut named = connection.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE ?1")?;
    let indexes = named.query_map([format!("{}::gsi::%", Names::STATE)], |row| row.get(0))?;
    found.extend(indexes.collect::<Result<Vec<String>, _>>()?);
    if found.len() < 2 {
        return Err("the embedded DynamoDB keeps its indexes elsewhere than it did".into());
    }
    let columns = |name: &String| -> Result<_, Failure> {
        let count = connection.prepare(&format!("SELECT * FROM \"{name}\""))?.column_count();
        Ok((name.clone(), count))
    };
    found.iter().map(columns).collect()
}

fn seeds(connection: &Connection, tables: &[(String, usize)]) -> Result<Vec<Seed>, Failure> {
    let mut listed = connection.prepare(&format!(
        "SELECT pk, json_extract(item_json, '$.due.S'), json_extract(item_json, '$.exp.N') FROM \"{}\" WHERE sk = ?1",
        Names::STATE
    ))?;
    let shares = listed.query_map([GATE], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let shares: Vec<(String, String, String)> = shares.collect::<Result<_, _>>()?;
    let seed = |(pk, due, expires_at): (String, String, String)| -> Result<Seed, Failure> {
        let mut rows = Vec::new();
        for (table, (name, columns)) in tables.iter().enumerate() {
            let key = if table == 0 { "pk" } else { "table_pk" };
            let mut found = connection.prepare(&format!("SELECT * FROM \"{name}\" WHERE {key} = ?1"))?;
            let found =
                found.query_map(params![pk], |row| (0..*columns).map(|n| row.get(n)).collect::<Result<Vec<_>, _>>())?;
            for row in found {
                rows.push((table, row?));
            }
        }
        let id = pk.strip_prefix("S:SHARE#").ok_or("a share under another key")?.to_owned();
        let expires_at = Timestamp::from_millisecond(expires_at.parse()?)?;
        Ok(Seed { id, due, expires_at, rows })
    };
    shares.into_iter().map(seed).collect()
}

/// So many copies, of each seed in turn.
fn write(
    transaction: &Transaction<'_>,
    tables: &[(String, usize)],
    seeds: &[&Seed],
    copies: usize,
    ids: &mut Ids,
) -> Result<(), Failure> {
    let insert = |(name, columns): &(String, usize)| {
        let places: Vec<_> = (1..=*columns).map(|n| format!("?{n}")).collect();
        transaction.prepare(&format!("INSERT INTO \"{name}\" VALUES ({})", places.join(", ")))
    };
    let mut inserts = tables.iter().map(insert).collect::<Result<Vec<_>, _>>()?;
    for (id, seed) in ids.by_ref().take(copies).zip(seeds.iter().cycle()) {
        let (id, due) = (id.to_string(), format!("SHARE#{:02}", id.bits()[15] % SHARDS));
        for (table, row) in &seed.rows {
            let renamed = row.iter().map(|value| match value {
                Value::Text(text) => Value::Text(text.replace(&seed.id, &id).replace(&seed.due, &due)),
                other => other.clone(),
            });
            inserts[*table].execute(params_from_iter(renamed))?;
        }
    }
    Ok(())
}

/// Share ids that differ everywhere, as random ones do (a Weyl sequence, mixed as in SplitMix64).
struct Ids(u64);

impl Iterator for Ids {
    type Item = ShareId;

    fn next(&mut self) -> Option<ShareId> {
        let mut half = || {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            mixed ^ (mixed >> 31)
        };
        let bits = (u128::from(half()) << 64) | u128::from(half());
        Some(ShareId::new(bits.to_be_bytes()))
    }
}
