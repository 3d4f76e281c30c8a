//! State held against trail: every effect has its record, every record its effect, every message its row and every
//! published record its event. It is drawn up from the two tables as they lie there.

mod messages;
mod people;
mod shares;
mod steps;
mod tasks;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use vestibule_domain::{
    Timestamp,
    audit::{Chain, Head, Personal, Record, TrailId, WholeRecord},
    events,
    value::Digest,
};
use vestibule_local::Names;

use super::House;

/// One commit's records in a trail.
type Entry = Vec<WholeRecord>;

pub(crate) struct Ledger {
    state: Vec<Value>,
    trails: BTreeMap<String, Vec<Entry>>,
    /// Mails that were sent, as share and addressee.
    mails: Vec<(String, String)>,
    /// The ids of the events that were put on the bus: trail and number.
    events: BTreeSet<String>,
    /// The ids of those that the trail's stream has yet to bring.
    coming: BTreeSet<String>,
}

impl House {
    /// Draws the books up and balances them: after every failure, this must hold.
    pub async fn balance(&self) {
        let ledger = Ledger::of(self).await;
        ledger.chains();
        ledger.versions();
        ledger.shares();
        ledger.tasks();
        ledger.parts();
        ledger.files();
        ledger.people();
        ledger.messages();
        ledger.published();
    }
}

impl Ledger {
    async fn of(house: &House) -> Self {
        let mut trails: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
        for row in house.rows(Names::TRAIL).await {
            let entry = row["records"].as_array().unwrap().iter().map(record).collect();
            trails.entry(text(&row["pk"])).or_default().push(entry);
        }
        let mails = house.system.cloud.inbox().messages().into_iter().filter_map(|mail| {
            let (_, share) = mail.tags.iter().find(|(name, _)| name == "share")?;
            Some((share.clone(), mail.to.concat()))
        });
        let events = house.events().into_iter().map(|event| text(&event.detail["id"])).collect();
        let rows = house.system.waiting_rows().await.unwrap();
        let row = |(trail, first): &(String, u64)| {
            let entry = trails[trail].iter().find(|entry| entry[0].0.seq() == *first).unwrap();
            published(entry).collect::<Vec<_>>()
        };
        let coming = rows.iter().flat_map(row).collect();
        Self { state: house.rows(Names::STATE).await, mails: mails.collect(), events, coming, trails }
    }

    /// Every trail verifies up to the head that its aggregate holds, and none is without an aggregate.
    fn chains(&self) {
        let mut headed = BTreeSet::new();
        for row in self.state.iter().filter(|row| !row["head"].is_null()) {
            let id = id(row);
            let trail = match text(&row["sk"]).as_str() {
                "GATE" => format!("share/{id}"),
                "PROGRESS" => format!("run/{id}"),
                "FILE" => format!("file/{id}"),
                "DOC" => format!("document/{id}"),
                "WPK" => format!("work_package/{id}"),
                "ORG" => format!("org/{id}"),
                step if id.starts_with("stp_") => format!("step/{}/{id}", step.replace('#', "/")),
                other => panic!("a head in {other}"),
            };
            let head = Head { seq: row["seq"].as_u64().unwrap(), hash: digest(&row["head"]) };
            let records: Vec<_> = self.entries(&trail).concat();
            assert_eq!(Chain::verify(&TrailId(trail.clone()), head, &records), Ok(()), "{trail}");
            headed.insert(trail);
        }
        assert_eq!(self.trails.keys().cloned().collect::<BTreeSet<_>>(), headed, "a trail for each aggregate");
    }

    /// A version counts the commits that wrote a row; each of them left its entry.
    fn versions(&self) {
        for gate in self.items("GATE") {
            let id = id(gate);
            assert_eq!(count(&gate["v"]), self.entries(&format!("share/{id}")).len(), "commits of {id}");
        }
        for mailings in self.items("MAIL") {
            let id = id(mailings);
            let about = [
                "share.invited",
                "share.invitation_outdated",
                "share.delivered",
                "share.bounced",
                "share.auto_replied",
                "share.complained",
            ];
            let told = self
                .told(&format!("share/{id}"))
                .iter()
                .filter(|e| about.iter().any(|kind| e["kind"] == *kind))
                .count();
            assert_eq!(count(&mailings["v"]), told, "commits of the mails of {id}");
        }
        for run in self.items("RUN") {
            let id = id(run);
            let pushes = self.told(&format!("run/{id}")).iter().filter(|event| event["kind"] == "run.pushed").count();
            assert_eq!(count(&run["v"]), pushes, "pushes of {id}");
        }
        for progress in self.items("PROGRESS") {
            let id = id(progress);
            let steps = self.entries(&format!("run/{id}")).len();
            let moving = [
                "share.task_completed",
                "share.responded",
                "step.task_completed",
                "step.responded",
                "step.response_withdrawn",
                "step.delegated",
            ]
            .map(Value::from);
            let completions = self.work(&id).iter().filter(|event| moving.contains(&event["kind"])).count();
            let prefix = |row: &&Value| text(&row["sk"]).contains("#BACK#");
            let handed_back = self.state.iter().filter(prefix).filter(|row| self::id(row) == id).count();
            assert_eq!(count(&progress["v"]), steps + completions + handed_back, "commits of {id}");
        }
        for (sk, trail) in [("FILE", "file"), ("DOC", "document"), ("WPK", "work_package"), ("ORG", "org")] {
            for row in self.items(sk) {
                let id = id(row);
                assert_eq!(count(&row["v"]), self.entries(&format!("{trail}/{id}")).len(), "commits of {id}");
            }
        }
    }

    fn files(&self) {
        for file in self.items("FILE") {
            let told = self.told(&format!("file/{}", id(file)));
            let settled = told.iter().filter(|e| e["kind"] == "file.released").count();
            assert_eq!(usize::from(file["stage"]["state"] == "clean"), settled, "{file:#}");
        }
    }

    fn items<'a>(&'a self, sk: &'a str) -> impl Iterator<Item = &'a Value> {
        self.state.iter().filter(move |row| row["sk"] == sk)
    }

    fn entries(&self, trail: &str) -> &[Entry] {
        self.trails.get(trail).map_or(&[], Vec::as_slice)
    }

    /// Each record of a trail.
    fn told(&self, trail: &str) -> Vec<Value> {
        self.entries(trail).iter().flatten().map(|(record, ..)| record.to_json()).collect()
    }

    /// The records of work in a run's tasks, by whichever share or step it was done.
    fn work(&self, run: &str) -> Vec<Value> {
        let shares = self.items("TERMS").filter(|terms| terms["scope"]["run"] == *run);
        let shares = shares.map(|terms| format!("share/{}", id(terms)));
        let steps = self.trails.keys().filter(|trail| trail.starts_with(&format!("step/{run}/"))).cloned();
        let told = shares.chain(steps).flat_map(|trail| self.told(&trail));
        told.filter(|event| event["facts"]["task"].is_string()).collect()
    }
}

/// The ids of the events that the records of one commit are.
fn published(entry: &Entry) -> impl Iterator<Item = String> {
    let records = entry.iter().map(|(record, ..)| record);
    let published = records.filter(|record| events::kinds().any(|k| k.published && k.name == record.kind()));
    published.map(|record| format!("{}/{}", record.trail(), record.seq()))
}

fn record(row: &Value) -> WholeRecord {
    let personal = row["personal"].as_str().map(|text| Personal::stored(text.to_owned()));
    (Record::parse(text(&row["record"])).unwrap(), digest(&row["hash"]), personal)
}

/// What a row is of: its partition key without the kind.
fn id(row: &Value) -> String {
    text(&row["pk"]).split_once('#').unwrap().1.to_owned()
}

fn digest(bytes: &Value) -> Digest {
    text(bytes).trim_start_matches("0x").parse().unwrap()
}

/// An instant of a record as rows have it.
fn millis(instant: &Value) -> Value {
    json!(text(instant).parse::<Timestamp>().unwrap().as_millisecond())
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn count(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap_or(0)).unwrap()
}
