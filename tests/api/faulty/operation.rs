//! Everything that people and timers do with the system: how to set it up, do it, and what it leaves behind.

use jiff::SignedDuration;
use serde_json::{Value, json};
use vestibule_cloud::StoreError;

use crate::house::{Guest, House, Reply, Share, run};

const BYTES: &[u8] = b"%PDF-1.7 articles of association";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operation {
    Push,
    PushNew,
    CreateByMail,
    CreateByLink,
    RecordDelivery,
    RecordBounce,
    DeliverInvitation,
    DeliverNotices,
    Peek,
    Open,
    OpenWithPassword,
    View,
    Save,
    Comment,
    Announce,
    Settle,
    Remove,
    Download,
    Complete,
    CompleteLast,
    Revoke,
    Rotate,
    Extend,
    ChangePassword,
    AskForLink,
    Sweep,
    AnnounceReference,
    SettleReference,
    List,
    Activity,
}

use Operation as Op;

/// A run and a share of its own, at the point where the operation is about to be done.
pub(crate) struct Stage<'a> {
    pub(super) house: &'a House,
    pub(super) run: String,
    pub(crate) share: Share,
    guest: Guest<'a>,
    /// What the operation works on, from what was set up: an opening, an upload, a file.
    given: Value,
}

impl Operation {
    pub(crate) const ALL: [Self; 30] = [
        Op::Push,
        Op::PushNew,
        Op::CreateByMail,
        Op::CreateByLink,
        // To be staged, these two deliver all that waits; those that deliver are staged after them.
        Op::RecordDelivery,
        Op::RecordBounce,
        Op::DeliverInvitation,
        Op::DeliverNotices,
        Op::Peek,
        Op::Open,
        Op::OpenWithPassword,
        Op::View,
        Op::Save,
        Op::Comment,
        Op::Announce,
        Op::Settle,
        Op::Remove,
        Op::Download,
        Op::Complete,
        Op::CompleteLast,
        Op::Revoke,
        Op::Rotate,
        Op::Extend,
        Op::ChangePassword,
        Op::AskForLink,
        Op::Sweep,
        Op::AnnounceReference,
        Op::SettleReference,
        Op::List,
        Op::Activity,
    ];

    /// Sets the stage; `n` tells one from another.
    pub(crate) async fn stage(self, house: &House, n: usize) -> Stage<'_> {
        let run = format!("run-{n}");
        let share = house.staff("carla").share_in(&run, |terms| self.terms(house, terms)).await;
        let mut stage = Stage { house, run, share, guest: house.guest(), given: Value::Null };
        self.prepare(&mut stage).await;
        stage
    }

    fn terms(self, house: &House, terms: &mut Value) {
        match self {
            Op::DeliverInvitation | Op::RecordDelivery | Op::RecordBounce => terms["delivery"] = json!("email"),
            Op::OpenWithPassword => terms["password"] = json!("correct horse"),
            Op::CompleteLast | Op::DeliverNotices => terms["scope"]["tasks"] = json!(["details"]),
            Op::Sweep => {
                let soon = house.now() + SignedDuration::from_hours(1);
                terms["expiry"] = json!({ "at": soon.to_string() });
            }
            _ => {}
        }
    }

    async fn prepare(self, stage: &mut Stage<'_>) {
        let Stage { house, share, guest, .. } = &*stage;
        let given = match self {
            Op::Open | Op::OpenWithPassword => guest.opening(share).await,
            Op::RecordDelivery | Op::RecordBounce => {
                assert_eq!(house.deliver().await, 0);
                house.mail_event(if self == Op::RecordBounce { "Bounce" } else { "Delivery" })
            }
            Op::Sweep => {
                house.pass(SignedDuration::from_hours(2));
                Value::Null
            }
            Op::AskForLink => {
                let revoke = format!("/v1/shares/{}/revoke", share.id);
                house.staff("carla").post(&revoke, &json!({})).await.expect(200);
                guest.peek(share).await.expect(410).body
            }
            Op::SettleReference => house.staff("carla").send_reference("terms.pdf", BYTES).await.0,
            Op::View | Op::Save | Op::Comment | Op::Announce => guest.open(share).await.expect(200).body,
            Op::Settle => {
                guest.open(share).await.expect(200);
                let way_in = guest.announce(share, "documents", "articles", "articles.pdf", BYTES).await.expect(201);
                guest.send(&way_in.body, BYTES).await.expect(200);
                way_in.body
            }
            Op::Remove | Op::Download => {
                guest.open(share).await.expect(200);
                guest.upload(share, "documents", "articles", "articles.pdf", BYTES).await.expect(200).body
            }
            Op::Complete | Op::CompleteLast | Op::DeliverNotices => {
                guest.open(share).await.expect(200);
                guest.save(share, "details", json!({ "legal_name": "Souza Metais" })).await.expect(200);
                if self == Op::DeliverNotices {
                    guest.complete(share, "details").await.expect(200);
                }
                Value::Null
            }
            _ => Value::Null,
        };
        stage.given = given;
    }

    /// Does it, or does it again: the same request with the same keys, as a careful client would.
    pub(crate) async fn act(self, stage: &Stage<'_>) -> Reply {
        let Stage { house, run: name, share, guest, given } = stage;
        let carla = house.staff("carla");
        let manage = format!("/v1/shares/{}", share.id);
        let task = |task: &str| format!("/p/{}/tasks/{task}", share.id);
        match self {
            Op::Push => {
                let mut changed = run();
                changed["tasks"][1]["title"] = json!("Details of the company");
                carla.put(&format!("/v1/projects/procurement/runs/{name}"), &changed).await
            }
            Op::PushNew => carla.put(&format!("/v1/projects/procurement/runs/new-{name}"), &run()).await,
            Op::CreateByMail | Op::CreateByLink => carla.post_once("/v1/shares", name, &self.wanted(name)).await,
            // A mail that failed before is due again.
            Op::DeliverInvitation | Op::DeliverNotices => {
                house.pass(SignedDuration::from_hours(1));
                outcome(Ok::<_, StoreError>(house.deliver().await))
            }
            Op::RecordDelivery | Op::RecordBounce => outcome(house.system.mail_event(given).await.map(|()| 0)),
            Op::Peek => guest.peek(share).await,
            Op::Open | Op::OpenWithPassword => {
                let mut opening = given.clone();
                opening["password"] = json!("correct horse");
                guest.post(&share.door(), &opening).await
            }
            Op::View => guest.get(&format!("/p/{}", share.id)).await,
            Op::Save => {
                let draft = json!({ "base": 0, "answers": { "legal_name": "Souza Metais", "employees": "12" } });
                guest.post(&(task("details") + "/draft"), &draft).await
            }
            Op::Comment => {
                let comment = json!({ "id": "cmt_0000000000000000000001", "text": "Is a scan enough?" });
                guest.post(&(task("documents") + "/comments"), &comment).await
            }
            Op::Announce => guest.announce(share, "documents", "articles", "articles.pdf", BYTES).await,
            Op::Settle => guest.settle(share, "documents", &given["id"]).await,
            Op::Remove => {
                let id = given["id"].as_str().unwrap();
                guest.post(&format!("{}/uploads/{id}/remove", task("documents")), &json!({})).await
            }
            Op::Download => {
                let id = given["id"].as_str().unwrap();
                guest.post(&format!("{}/files/{id}/download", task("documents")), &json!({})).await
            }
            Op::Complete | Op::CompleteLast => guest.complete(share, "details").await,
            Op::Revoke => carla.post_once(&(manage + "/revoke"), name, &json!({})).await,
            Op::Rotate => carla.post_once(&(manage + "/rotate"), name, &json!({ "delivery": "email" })).await,
            Op::Extend => {
                let request = carla.request("PATCH", &manage).header("idempotency-key", name);
                Reply::of(request.json(&json!({ "expiry": { "days": 14 } }))).await
            }
            Op::ChangePassword => {
                carla.post_once(&(manage + "/password"), name, &json!({ "password": "battery staple" })).await
            }
            Op::AskForLink => guest.post(&format!("{}/request", share.door()), &json!({})).await,
            Op::Sweep => outcome(house.system.sweep().await.map(|_| 0)),
            Op::AnnounceReference => carla.post_once("/v1/projects/procurement/files", name, &reference()).await,
            Op::SettleReference => {
                let id = given["id"].as_str().unwrap();
                carla.post_once(&format!("/v1/projects/procurement/files/{id}/settle"), name, &json!({})).await
            }
            Op::List => carla.get("/v1/shares?project=procurement").await,
            Op::Activity => carla.get(&(manage + "/activity")).await,
        }
    }

    fn wanted(self, run: &str) -> Value {
        let mut terms = crate::house::terms();
        terms["scope"]["run"] = json!(run);
        terms["delivery"] = json!(if self == Op::CreateByMail { "email" } else { "link" });
        terms
    }
}

fn reference() -> Value {
    let sha256 = vestibule_domain::value::Digest::of(BYTES).to_string();
    json!({ "name": "terms.pdf", "type": "application/pdf", "size": BYTES.len(), "sha256": sha256 })
}

/// What a timer's run came to, as if it had been asked for by HTTP: 200, or 503 where AWS will try it again.
fn outcome<E>(run: Result<usize, E>) -> Reply {
    let status = if matches!(run, Ok(0)) { 200 } else { 503 };
    Reply { status, headers: http::HeaderMap::new(), text: String::new(), body: Value::Null }
}
