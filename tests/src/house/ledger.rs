//! State held against trail: every effect has its record, every record its effect, every message its
//! bundle. It is drawn up from the two tables as they lie there.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use vestibule_domain::audit::{Digest, Head, Personal, Record, TrailId, verify};
use vestibule_local::Names;

use super::House;

/// One commit's records in a trail.
type Entry = Vec<(Record, Digest, Option<Personal>)>;

pub(crate) struct Ledger {
    state: Vec<Value>,
    trails: BTreeMap<String, Vec<Entry>>,
    /// Mails that were sent, as share and addressee.
    mails: Vec<(String, String)>,
    /// `task.completed` events that were put on the bus, each counted once: bundle, share and task.
    events: BTreeSet<(String, String, String)>,
}

impl House {
    /// Draws the books up and balances them: after whatever went wrong, this must hold.
    pub async fn balance(&self) {
        let ledger = Ledger::of(self).await;
        ledger.chains();
        ledger.versions();
        ledger.shares();
        ledger.tasks();
        ledger.files();
        ledger.messages();
    }
}

impl Ledger {
    async fn of(house: &House) -> Self {
        let mut trails: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
        for row in house.rows(Names::TRAIL).await {
            let entry = row["records"].as_array().unwrap().iter().map(record).collect();
            trails.entry(text(&row["pk"])).or_default().push(entry);
        }
        let mails = house.system.cloud.inbox().messages().into_iter().map(|mail| {
            let share = mail.tags.iter().find(|(name, _)| name == "share").unwrap().1.clone();
            (share, mail.to.concat())
        });
        let events = house.events().into_iter().map(|event| {
            let data = &event.detail["data"];
            (text(&event.detail["id"]), text(&data["share"]), text(&data["task"]))
        });
        Self { state: house.rows(Names::STATE).await, trails, mails: mails.collect(), events: events.collect() }
    }

    /// Every trail verifies up to the head that its aggregate holds, and none is without an aggregate.
    fn chains(&self) {
        let mut headed = BTreeSet::new();
        for row in self.state.iter().filter(|row| !row["head"].is_null()) {
            let trail = match text(&row["sk"]).as_str() {
                "SHARE" => format!("share/{}", text(&row["id"])),
                "RUN" => format!("run/{}", text(&row["id"])),
                "FILE" => format!("file/{}", text(&row["id"])),
                _ => format!("org/{}", text(&row["slug"])),
            };
            let head: Head = serde_json::from_value(row["head"].clone()).unwrap();
            let records: Vec<_> = self.entries(&trail).concat();
            assert_eq!(verify(&TrailId(trail.clone()), head, &records), Ok(()), "{trail}");
            headed.insert(trail);
        }
        assert_eq!(self.trails.keys().cloned().collect::<BTreeSet<_>>(), headed, "a trail for each aggregate");
    }

    /// A version counts the commits that wrote an item; each of them left its entry.
    fn versions(&self) {
        for share in self.items("SHARE") {
            let id = text(&share["id"]);
            assert_eq!(count(&share["version"]), self.entries(&format!("share/{id}")).len(), "commits of {id}");
        }
        for run in self.items("RUN") {
            let id = text(&run["id"]);
            let pushes = self.entries(&format!("run/{id}")).len();
            let completions = self.work(&id).filter(|(_, event)| event["kind"] == "share.task_completed").count();
            assert_eq!(count(&run["version"]), pushes + completions, "commits of {id}");
        }
        for file in self.items("FILE") {
            let id = text(&file["id"]);
            assert_eq!(count(&file["version"]), self.entries(&format!("file/{id}")).len(), "commits of {id}");
        }
    }

    fn shares(&self) {
        for share in self.items("SHARE") {
            let events = self.events(&format!("share/{}", text(&share["id"])));
            let told = |kind: &str| events.iter().filter(|e| e["kind"] == kind).count();
            let context = || format!("{share:#}\n{events:#?}");
            assert_eq!(count(&share["accesses"]["used"]), told("share.link_opened"), "accesses: {}", context());
            assert_eq!(told("share.consented"), told("share.link_opened"), "consents: {}", context());
            assert_eq!(usize::from(!share["revoked"].is_null()), told("share.revoked"), "{}", context());
            let ends = told("share.revoked") + told("share.rotated") + told("share.password_changed");
            assert_eq!(count(&share["epoch"]), 1 + ends, "epoch: {}", context());
            let expired = events.iter().rposition(|e| e["kind"] == "share.expired");
            let extended = events.iter().rposition(|e| e["kind"] == "share.extended");
            let recorded = expired.is_some_and(|at| extended.is_none_or(|later| later < at));
            assert_eq!(!share["expiry_recorded_at"].is_null(), recorded, "{}", context());
            let expires_at = match extended {
                Some(at) => &events[at]["facts"]["to"],
                None => &events[0]["facts"]["expires_at"],
            };
            assert_eq!(share["expires_at"], *expires_at, "{}", context());
            let rotated = events.iter().rposition(|e| e["kind"] == "share.rotated");
            let invited = events[rotated.unwrap_or(0)..].iter().any(|e| e["kind"] == "share.invited");
            assert_eq!(!share["invited_at"].is_null(), invited, "{}", context());
            assert_eq!(!share["link_requested_at"].is_null(), told("share.new_link_requested") > 0, "{}", context());
            let fresh =
                events.iter().rposition(|e| e["kind"] == "share.link_opened" || e["kind"] == "share.password_changed");
            let tried = events[fresh.unwrap_or(0)..].iter().filter(|e| e["kind"] == "share.password_tried").count();
            assert_eq!(count(&share["attempts"]["tried"]), tried, "attempts: {}", context());
            let last = events.iter().any(|e| e["facts"]["last"] == true);
            assert_eq!(!share["completed_at"].is_null(), last, "{}", context());
        }
    }

    /// What stands in each task is what the trails tell of it.
    fn tasks(&self) {
        for run in self.items("RUN") {
            let id = text(&run["id"]);
            let done: BTreeSet<_> = run["done"].as_object().unwrap().keys().cloned().collect();
            let completed = self.work(&id).filter(|(_, event)| event["kind"] == "share.task_completed");
            let mut completed: Vec<_> = completed.map(|(_, event)| text(&event["facts"]["task"])).collect();
            completed.sort_unstable();
            assert_eq!(completed, done.iter().cloned().collect::<Vec<_>>(), "completed in {id}");
            for task in self.state.iter().filter(|row| row["run"] == *id && text(&row["sk"]).starts_with("TASK#")) {
                self.task(&id, task, &done);
            }
        }
    }

    fn task(&self, run: &str, task: &Value, done: &BTreeSet<String>) {
        let slug = text(&task["slug"]);
        assert_eq!(!task["completion"].is_null(), done.contains(&slug), "completion of {slug}");
        let work: Vec<_> = self.work(run).filter(|(_, event)| event["facts"]["task"] == *slug).collect();
        let pushes = self.events(&format!("run/{run}"));
        let pushed =
            pushes.iter().filter(|e| e["facts"]["changed"].as_array().unwrap().contains(&task["slug"])).count();
        let worked = work.iter().filter(|(_, event)| event["kind"] != "share.file_read").count();
        assert_eq!(count(&task["version"]), pushed + worked, "commits of {slug}");

        let named = |kind: &str, fact: &str| -> BTreeSet<String> {
            work.iter().filter(|(_, e)| e["kind"] == kind).map(|(_, e)| text(&e["facts"][fact])).collect()
        };
        let comments: Vec<_> = task["comments"].as_array().unwrap().iter().map(|c| text(&c["id"])).collect();
        let commented = named("share.commented", "comment");
        assert_eq!(comments.iter().cloned().collect::<BTreeSet<_>>(), commented, "comments of {slug}");
        assert_eq!(comments.len(), commented.len(), "comments of {slug}");
        let removed = named("share.upload_removed", "upload");
        let clean = task["uploads"].as_array().unwrap().iter().filter(|u| u["progress"]["state"] == "clean");
        let clean: BTreeSet<_> = clean.map(|u| text(&u["id"])).collect();
        let settled = named("share.file_uploaded", "upload");
        assert_eq!(clean, &settled - &removed, "files of {slug}");
        let changed = work.iter().filter(|(_, e)| e["kind"] == "share.field_changed");
        let changed: BTreeSet<_> =
            changed.flat_map(|(_, e)| e["facts"]["fields"].as_array().unwrap()).map(text).collect();
        let answered: BTreeSet<_> = task["answers"].as_object().unwrap().keys().cloned().collect();
        assert_eq!(answered, changed, "answers of {slug}");
    }

    fn files(&self) {
        for file in self.items("FILE") {
            let events = self.events(&format!("file/{}", text(&file["id"])));
            let settled = events.iter().filter(|e| e["kind"] == "file.settled").count();
            assert_eq!(usize::from(file["progress"]["state"] == "clean"), settled, "{file:#}");
        }
    }

    /// What a record promises to tell somebody waits in the outbox or has gone out.
    fn messages(&self) {
        let bodies = self.state.iter().filter(|row| row["sk"] == "OUTBOX").map(|row| &row["body"]);
        let bundles: Vec<Value> = bodies.map(|body| serde_json::from_str(body.as_str().unwrap()).unwrap()).collect();
        let waiting: Vec<_> =
            bundles.iter().flat_map(|b| b["messages"].as_array().unwrap().iter().map(move |m| (b, m))).collect();
        for share in self.items("SHARE") {
            let id = text(&share["id"]);
            let events = self.events(&format!("share/{id}"));
            let count = |test: &dyn Fn(&Value) -> bool| events.iter().filter(|event| test(event)).count();
            let still = |kind: &str| waiting.iter().filter(|(_, m)| m["type"] == kind && m["share"] == *id).count();
            let mails = |to: &Value| self.mails.iter().filter(|mail| **mail == (id.clone(), text(to))).count();

            let invitations = count(&|e| e["facts"]["delivery"] == "email");
            let invited = count(&|e| e["kind"] == "share.invited");
            assert_eq!(still("invitation") + invited, invitations, "invitations of {id}");
            assert!(mails(&share["recipient"]["email"]) >= invited, "mails to the guest of {id}");

            let notices = count(&|e| {
                e["kind"] == "share.new_link_requested"
                    || e["facts"]["last"] == true
                    || (e["kind"] == "share.password_failed" && e["facts"]["attempt"] == 5)
            });
            // Of a mail with an old link, or of a share that is over, nobody is told.
            let bounces = count(&|e| e["kind"] == "share.bounced");
            assert!(still("owner_notice") <= notices + bounces, "notices of {id}");
            assert!(still("owner_notice") + mails(&share["creator"]["email"]) >= notices, "notices of {id}");

            let of_share = |(bundle, m): &&(&Value, &Value)| {
                (m["type"] == "task_completed" && m["share"] == *id).then(|| (text(&bundle["id"]), text(&m["task"])))
            };
            let mut told: BTreeSet<_> = waiting.iter().filter_map(|w| of_share(&w)).collect();
            let gone = self.events.iter().filter(|(_, share, _)| *share == id);
            told.extend(gone.map(|(bundle, _, task)| (bundle.clone(), task.clone())));
            assert_eq!(told.len(), count(&|e| e["kind"] == "share.task_completed"), "events of {id}: {told:?}");
        }
    }

    fn items<'a>(&'a self, sk: &'a str) -> impl Iterator<Item = &'a Value> {
        self.state.iter().filter(move |row| row["sk"] == sk)
    }

    fn entries(&self, trail: &str) -> &[Entry] {
        self.trails.get(trail).map_or(&[], Vec::as_slice)
    }

    /// Kind and facts of each record of a trail.
    fn events(&self, trail: &str) -> Vec<Value> {
        self.entries(trail).iter().flatten().map(|(record, ..)| serde_json::to_value(record).unwrap()).collect()
    }

    /// The records of work in a run's tasks, whichever share it was done under.
    fn work(&self, run: &str) -> impl Iterator<Item = (String, Value)> {
        let shares = self.items("SHARE").filter(move |share| share["scope"]["run"] == *run);
        let events = shares.flat_map(|share| {
            let id = text(&share["id"]);
            self.events(&format!("share/{id}")).into_iter().map(move |event| (id.clone(), event))
        });
        events.filter(|(_, event)| event["facts"]["task"].is_string()).collect::<Vec<_>>().into_iter()
    }
}

fn record(row: &Value) -> (Record, Digest, Option<Personal>) {
    let parsed = |name: &str| row[name].as_str().unwrap();
    let personal = row["personal"].as_str().map(|text| serde_json::from_str(text).unwrap());
    (serde_json::from_str(parsed("record")).unwrap(), parsed("hash").parse().unwrap(), personal)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn count(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap_or(0)).unwrap()
}
