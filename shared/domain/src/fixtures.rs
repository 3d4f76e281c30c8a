//! Test-only builders: they state what is usual, so that a test states only what matters.

mod terms;

use std::collections::BTreeMap;

use serde_json::json;

pub(crate) use self::terms::{Sharing, layer};
use crate::{
    Timestamp,
    audit::{Actor, Head, Origin, Stamp},
    gate::{Admission, admit},
    id::{FileId, SessionId, ShareId, UploadId, VisitId},
    member::{Authority, Member, Role},
    org::{Org, Project},
    policy::{Layer, Policy},
    run::{Push, PushedTask, Run, push},
    session::Session,
    share::{BounceKind, Fate, Ground, MailEvent, Opening, Share},
    slug::Slug,
    task::{Answer, Task},
    upload::{Arrival, Manifest},
};

/// Friday noon in UTC, nine in the morning in São Paulo: when the usual share is created.
pub(crate) const CREATED: &str = "2026-11-20T12:00:00Z";
/// Saturday, while the usual share is open.
pub(crate) const SATURDAY: &str = "2026-11-21T12:00:00Z";
/// Seven days after its creation the usual share expires.
pub(crate) const EXPIRES: &str = "2026-11-27T12:00:00Z";

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) fn slug<K>(text: &str) -> Slug<K> {
    text.parse().unwrap()
}

/// Staff act.
pub(crate) fn staff(now: &str) -> Stamp {
    stamp(now, Actor::Member { sub: "vera".into() }, Some(("Vera", "vera@acme.example")))
}

/// The guest acts.
pub(crate) fn guest(now: &str) -> Stamp {
    stamp(now, Actor::Guest { share: ShareId::new([1; 16]) }, Some(("Ana Souza", "ana@supplier.example")))
}

/// One of our own functions acts.
pub(crate) fn system(now: &str) -> Stamp {
    stamp(now, Actor::System { function: "sweep-expired".into() }, None)
}

fn stamp(now: &str, actor: Actor, person: Option<(&str, &str)>) -> Stamp {
    Stamp {
        now: at(now),
        actor,
        person: person.map(|(name, email)| (name.parse().unwrap(), email.parse().unwrap())),
        origin: Origin { ip: Some("203.0.113.7".into()), user_agent: None },
        seed: [5; 16],
    }
}

/// A member of the project, called by their `sub`.
pub(crate) fn member(sub: &str, role: Role) -> Member {
    Member {
        sub: sub.into(),
        org: slug("acme"),
        name: format!("{}{}", sub[..1].to_uppercase(), &sub[1..]).parse().unwrap(),
        email: format!("{sub}@acme.example").parse().unwrap(),
        org_admin: false,
        roles: BTreeMap::from([(slug("procurement"), role)]),
        version: 1,
    }
}

/// What the member may in the project.
pub(crate) fn acting(member: &Member) -> Authority<'_> {
    member.authority(&slug("procurement"), Role::Viewer).unwrap()
}

/// Acme with its project `procurement`, a run of three tasks one after the other, and Vera, an initiator.
pub(crate) struct House {
    pub(crate) org: Org,
    pub(crate) project: Project,
    pub(crate) run: Run,
    pub(crate) tasks: Vec<Task>,
    pub(crate) vera: Member,
}

impl House {
    pub(crate) fn new() -> Self {
        let (run, mut tasks) = push(flow(), None, &staff(CREATED)).unwrap().unwrap().into_state();
        for task in &mut tasks {
            task.version = 1;
        }
        Self {
            org: Org {
                slug: slug("acme"),
                name: "Acme".parse().unwrap(),
                zone: "America/Sao_Paulo".parse().unwrap(),
                policy: Layer::default(),
                head: Head::default(),
                version: 1,
            },
            project: Project {
                org: slug("acme"),
                slug: slug("procurement"),
                name: "Procurement".parse().unwrap(),
                policy: Layer::default(),
                version: 1,
            },
            run: Run { version: 1, ..run },
            tasks,
            vera: member("vera", Role::Initiator),
        }
    }

    pub(crate) fn task(&self, name: &str) -> Task {
        self.tasks.iter().find(|t| t.slug.as_str() == name).unwrap().clone()
    }

    pub(crate) fn ground(&self) -> Ground<'_> {
        Ground { org: &self.org, project: &self.project, run: &self.run }
    }

    pub(crate) fn policy(&self) -> Policy {
        Policy::effective(&self.org.policy, &self.project.policy)
    }

    /// A share on usual terms, to be changed where it matters.
    pub(crate) fn share(&self) -> Sharing<'_> {
        Sharing::new(self)
    }
}

/// `company` asks for one field of each kind but files, `documents` for files, `closing` for nothing.
/// Only the legal name and the contract are required.
pub(crate) fn flow() -> Push {
    let ab = json!([{ "value": "a", "label": "A" }, { "value": "b", "label": "B" }]);
    let task = |name: &str, after: &[&str], fields: serde_json::Value| PushedTask {
        slug: slug(name),
        after: after.iter().map(|a| slug(a)).collect(),
        spec: serde_json::from_value(json!({ "title": name, "fields": fields })).unwrap(),
    };
    let mut documents = task(
        "documents",
        &["company"],
        json!([{ "id": "contract", "label": "Contract", "type": "file", "required": true,
                 "extensions": ["pdf"], "max": 2 }]),
    );
    documents.spec.references =
        vec![crate::task::Reference { id: FileId::new([9; 16]), manifest: manifest("template.pdf", "template") }];
    let company = json!([
        { "id": "legal_name", "label": "Legal name", "type": "short_text", "required": true, "max_length": 20 },
        { "id": "about", "label": "About", "type": "long_text" },
        { "id": "employees", "label": "Employees", "type": "number", "min": 1 },
        { "id": "founded", "label": "Founded on", "type": "date", "max": "2026-11-20" },
        { "id": "email", "label": "E-mail", "type": "email" },
        { "id": "phone", "label": "Phone", "type": "phone" },
        { "id": "size", "label": "Size", "type": "single_choice", "options": ab },
        { "id": "markets", "label": "Markets", "type": "multiple_choice", "options": ab, "min": 1, "max": 1 },
        { "id": "agreed", "label": "Agreed", "type": "checkbox" },
        { "id": "checks", "label": "Checks", "type": "checklist", "items": ab },
    ]);
    Push {
        org: slug("acme"),
        project: slug("procurement"),
        slug: slug("kyc-2041"),
        title: "KYC 2041".parse().unwrap(),
        tasks: vec![task("company", &[], company), documents, task("closing", &["documents"], json!([]))],
    }
}

/// A PDF of that content.
pub(crate) fn manifest(name: &str, content: &str) -> Manifest {
    let media_type = "application/pdf".parse().unwrap();
    Manifest { name: name.parse().unwrap(), media_type, size: content.len() as u64, sha256: sha256(content) }
}

/// The object that such a file becomes.
pub(crate) fn arrival(content: &str) -> Arrival {
    Arrival { size: content.len() as u64, sha256: Some(sha256(content)), version: "v1".into() }
}

fn sha256(content: &str) -> crate::audit::Digest {
    crate::audit::Digest::of(content)
}

pub(crate) fn upload_id(n: u8) -> UploadId {
    UploadId::new([n; 16])
}

pub(crate) fn text(text: &str) -> Answer {
    Answer::Text(text.into())
}

pub(crate) fn picked(values: &[&str]) -> Answer {
    Answer::Picked(values.iter().map(|v| (*v).to_owned()).collect())
}

/// A landing on which everything was ticked.
pub(crate) fn opening(share: &Share, visit: u8) -> Opening {
    Opening { visit: VisitId::new([visit; 16]), consent: Some(share.notice_sha256), acknowledged: true }
}

/// What the mail service says of a mail that it took when the usual share was created.
pub(crate) fn mail_event(message_id: &str, fate: Fate) -> MailEvent {
    MailEvent { message_id: message_id.into(), sent_at: at(CREATED), at: at("2026-11-20T12:00:07Z"), fate }
}

pub(crate) fn bounced(kind: BounceKind) -> Fate {
    Fate::Bounced { kind, subtype: "General".parse().unwrap() }
}

/// A session of the share as it stands.
pub(crate) fn session(share: &Share) -> Session {
    let id = SessionId::new([4; 16]);
    Session { id, share: share.id, run: share.scope.run, epoch: share.epoch, ends_at: share.expires_at }
}

/// The guest, let in on Saturday.
pub(crate) fn admitted(share: &Share) -> Admission<'_> {
    admit(share, &session(share), at(SATURDAY)).unwrap()
}
