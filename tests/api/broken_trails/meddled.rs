//! What somebody with access to the tables can do to a trail and to its head.

use serde_json::{Value, json};
use vestibule_domain::{audit::Record, value::Digest};
use vestibule_local::Names;

use crate::house::{House, Share};

/// What somebody did to the trail or its head, and what verification says of it after the next record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meddled {
    /// A forged row behind the head, its hash as it has to be.
    RowTaken,
    /// The same, and one at the end of all numbers.
    EveryRowTaken,
    /// The same as the first, under a key that is no number, too.
    StrangeRow,
    HeadAhead,
    /// As far as no trail can come.
    HeadNowhere,
    /// As it was after the first record.
    HeadBehind,
    /// Inside the row of the second and third record.
    HeadBetween,
    RowMissing,
    LastRowMissing,
}

pub(super) const MEDDLED: [Meddled; 9] = [
    Meddled::RowTaken,
    Meddled::EveryRowTaken,
    Meddled::StrangeRow,
    Meddled::HeadAhead,
    Meddled::HeadNowhere,
    Meddled::HeadBehind,
    Meddled::HeadBetween,
    Meddled::RowMissing,
    Meddled::LastRowMissing,
];

impl Meddled {
    /// The row that the next record meets, where there is one.
    pub(super) fn taken(self) -> Option<u64> {
        match self {
            Self::RowTaken | Self::EveryRowTaken | Self::StrangeRow => Some(5),
            Self::HeadNowhere => Some(1),
            Self::HeadBehind => Some(2),
            Self::HeadAhead | Self::HeadBetween | Self::RowMissing | Self::LastRowMissing => None,
        }
    }

    /// Where verification finds the break.
    pub(super) fn place(self) -> &'static str {
        match self {
            Self::RowTaken | Self::EveryRowTaken => "behind record 4, and goes on at record",
            Self::StrangeRow => "record 6 is missing",
            Self::HeadAhead => "record 5 is missing",
            Self::HeadNowhere => "behind record 999999999999, and goes on",
            Self::HeadBehind => "behind record 1, and goes on",
            Self::HeadBetween => "record 4 is missing or out of order",
            Self::RowMissing => "record 2 is missing",
            Self::LastRowMissing => "record 4 is missing",
        }
    }
}

pub(super) fn pk(share: &Share) -> String {
    format!("share/{}", share.id)
}

async fn rows(house: &House, share: &Share) -> Vec<Value> {
    let pk = pk(share);
    house.rows(Names::TRAIL).await.into_iter().filter(|row| row["pk"] == pk.as_str()).collect()
}

/// The last row once more, under the next number, so that it is chained as it has to be.
async fn forged_row(house: &House, share: &Share) -> Value {
    let mut row = rows(house, share).await.pop().unwrap();
    let last = row["records"].as_array().unwrap().last().unwrap().clone();
    let text = last["record"].as_str().unwrap();
    let seq = Record::parse(text.to_owned()).unwrap().seq();
    let text = text.replacen(&format!("\"seq\":{seq}"), &format!("\"seq\":{}", seq + 1), 1);
    let prev: Digest = last["hash"].as_str().unwrap().trim_start_matches("0x").parse().unwrap();
    let hash = Record::parse(text.clone()).unwrap().hash(prev);
    row["sk"] = json!(format!("{:012}", seq + 1));
    row["records"] = json!([{ "record": text, "hash": format!("0x{hash}"), "personal": last["personal"] }]);
    row
}

/// Puts it where the next record is to stand.
pub(crate) async fn forge(house: &House, share: &Share) {
    house.put_row(Names::TRAIL, &forged_row(house, share).await).await;
}

/// Where the next record is to stand, and where the trail would go on; between them, a key that hides how far it goes.
pub(super) async fn lie_in_wait(house: &House, share: &Share) {
    let mut forged = forged_row(house, share).await;
    for sk in ["000000000005", "000000000105"] {
        forged["sk"] = json!(sk);
        house.put_row(Names::TRAIL, &forged).await;
    }
    house.put_row(Names::TRAIL, &json!({ "pk": pk(share), "sk": "5" })).await;
}

pub(super) async fn meddle(house: &House, share: &Share, meddled: Meddled) {
    let gate = (format!("SHARE#{}", share.id), "GATE");
    let gate = (gate.0.as_str(), gate.1);
    let rows = rows(house, share).await;
    let set_head = async |seq: u64, record: Option<&Value>| {
        house.bend(Names::STATE, gate, "seq", &json!(seq)).await;
        if let Some(record) = record {
            house.bend(Names::STATE, gate, "head", &record["hash"]).await;
        }
    };
    let drop_row = async |row: &Value| house.drop_row(Names::TRAIL, (&pk(share), row["sk"].as_str().unwrap())).await;
    match meddled {
        Meddled::RowTaken | Meddled::EveryRowTaken | Meddled::StrangeRow => {
            let mut forged = forged_row(house, share).await;
            house.put_row(Names::TRAIL, &forged).await;
            forged["sk"] = json!("999999999999");
            if meddled == Meddled::EveryRowTaken {
                house.put_row(Names::TRAIL, &forged).await;
            }
            forged["sk"] = json!("00000000000x");
            if meddled == Meddled::StrangeRow {
                house.put_row(Names::TRAIL, &forged).await;
            }
        }
        Meddled::HeadAhead => set_head(11, None).await,
        Meddled::HeadNowhere => set_head(u64::MAX, None).await,
        Meddled::HeadBehind => set_head(1, Some(&rows[0]["records"][0])).await,
        Meddled::HeadBetween => set_head(2, Some(&rows[1]["records"][0])).await,
        Meddled::RowMissing => drop_row(&rows[1]).await,
        Meddled::LastRowMissing => drop_row(&rows[2]).await,
    }
}
