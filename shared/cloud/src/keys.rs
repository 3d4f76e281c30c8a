//! Every primary key of the two tables, in this one place. Index keys are in [`crate::index`].
//!
//! | item | pk | sk |
//! |---|---|---|
//! | org, project | `ORG#{org}` | `ORG`, `PROJECT#{project}` |
//! | person, with all their orgs | `PERSON#{sub}` | `MEMBER` |
//! | person as an org lists them; invitation | `ORG#{org}` | `MEMBER#{recipient}#{sub}`, `INVITATION#{invitation}` |
//! | run: static, moving | `RUN#{run}` | `RUN`, `PROGRESS` |
//! | task: descriptions, state | `RUN#{run}` | `T#{task}#SPEC#0`, `…#SPEC#1`, `…#STATE` |
//! | task: files, comments, handing back | `RUN#{run}` | `T#{task}#FILE#{upload}`, `…#NOTE#{comment}`, `…#BACK#{round}` |
//! | task: answers | `WORK#{run}#{task}` | `WORK` |
//! | one person's part in a step | `STEP#{step}` | `{run}#{task}` |
//! | share: terms, gate, mails | `SHARE#{share}` | `TERMS`, `GATE`, `MAIL` |
//! | share of a document: comments, decision | `NOTES#{share}`, `RESPONSE#{share}` | `{comment}`, `RESPONSE` |
//! | notice, disclaimer, logo | `TEXT#{sha256}` | `TEXT` |
//! | reference file | `FILE#{file}` | `FILE` |
//! | work package | `WPK#{work_package}` | `WPK` |
//! | document: itself, revisions, places in lists | `DOC#{document}` | `DOC`, `REV#{revision}`, `IN#{list}` |
//! | export | `EXPORT#{export}` | `EXPORT` |
//! | exports that count | `EXPORT#{run}`, `EXPORT#{share}` | `EXPORTS` |
//! | codes that left of late to an address | `CODES#{recipient}` | `CODES` |
//! | what somebody was told of a step | `MAILS#{step}` | `TOLD` |
//! | mails that left of late | `MAILS#{recipient}`, `MAILS#{share}`, `MAILS#member#{sub}` | `MAILS` |
//! | outbox | `OUTBOX#{mail}` | `OUTBOX` |
//! | stored answer | `RESULT#{sub}#{key}` | `RESULT` |
//! | trail (table of its own) | `{kind}/{id}` | first `seq`, 12 digits |

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use vestibule_domain::{
    audit::TrailId,
    export::ExportOf,
    share::MailsOf,
    task::TaskKey,
    value::{
        CommentId, Digest, DocumentId, Email, ExportId, FileId, InvitationId, MailId, OrgSlug, ProjectSlug,
        RecipientId, RevisionId, RunId, ShareId, StepId, TaskSlug, UploadId, WorkPackageId,
    },
};

pub(crate) type Item = HashMap<String, AttributeValue>;

/// A primary key.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    pub(crate) pk: String,
    pub(crate) sk: String,
}

impl Key {
    /// What the rows of an org's list of members begin with, and those of its invitations.
    pub(crate) const LISTED: &'static str = "MEMBER#";
    pub(crate) const INVITATIONS: &'static str = "INVITATION#";
    /// What the rows of an org's projects begin with.
    pub(crate) const PROJECTS: &'static str = "PROJECT#";
    /// What the rows of a document's revisions begin with.
    pub(crate) const REVISIONS: &'static str = "REV#";

    fn new(pk: String, sk: impl Into<String>) -> Self {
        Self { pk, sk: sk.into() }
    }

    /// Of no item: what is asked for to open a connection. Every role may read it.
    pub(crate) fn warm() -> Self {
        Self::new("WARM".into(), "-")
    }
    pub(crate) fn org(org: &OrgSlug) -> Self {
        Self::new(format!("ORG#{org}"), "ORG")
    }
    pub(crate) fn project(org: &OrgSlug, project: &ProjectSlug) -> Self {
        Self::new(format!("ORG#{org}"), format!("{}{project}", Self::PROJECTS))
    }
    pub(crate) fn person(sub: &str) -> Self {
        Self::new(format!("PERSON#{sub}"), "MEMBER")
    }
    pub(crate) fn listed(org: &OrgSlug, address: &Email, sub: &str) -> Self {
        Self::listed_as(org, RecipientId::of(org, address), sub)
    }
    pub(crate) fn listed_as(org: &OrgSlug, address: RecipientId, sub: &str) -> Self {
        Self::new(format!("ORG#{org}"), format!("{}{address}#{sub}", Self::LISTED))
    }
    /// What the rows of those begin with whom an org knows by an address.
    pub(crate) fn listed_at(org: &OrgSlug, address: &Email) -> String {
        Self::listed(org, address, "").sk
    }
    pub(crate) fn invitation(org: &OrgSlug, invitation: InvitationId) -> Self {
        Self::new(format!("ORG#{org}"), format!("{}{invitation}", Self::INVITATIONS))
    }
    pub(crate) fn run(run: RunId) -> Self {
        Self::new(format!("RUN#{run}"), "RUN")
    }
    pub(crate) fn progress(run: RunId) -> Self {
        Self::new(format!("RUN#{run}"), "PROGRESS")
    }
    pub(crate) fn spec(run: RunId, task: &TaskSlug, slot: bool) -> Self {
        Self::of_task(run, task, &format!("SPEC#{}", u8::from(slot)))
    }
    pub(crate) fn state(TaskKey { run, task }: &TaskKey) -> Self {
        Self::of_task(*run, task, "STATE")
    }
    /// In a partition of its own: a save is by far the most frequent write, and a run has one partition for everybody.
    pub(crate) fn work(TaskKey { run, task }: &TaskKey) -> Self {
        Self::new(format!("WORK#{run}#{task}"), "WORK")
    }
    pub(crate) fn upload(TaskKey { run, task }: &TaskKey, upload: UploadId) -> Self {
        Self::of_task(*run, task, &format!("FILE#{upload}"))
    }
    pub(crate) fn comment(TaskKey { run, task }: &TaskKey, comment: CommentId) -> Self {
        Self::of_task(*run, task, &format!("NOTE#{comment}"))
    }
    /// Of the round that ended.
    pub(crate) fn handed_back(TaskKey { run, task }: &TaskKey, round: u16) -> Self {
        Self::of_task(*run, task, &format!("BACK#{round:02}"))
    }
    /// What every row of a task in its run begins with.
    pub(crate) fn task_prefix(task: &TaskSlug) -> String {
        format!("T#{task}#")
    }
    fn of_task(run: RunId, task: &TaskSlug, part: &str) -> Self {
        Self::new(format!("RUN#{run}"), Self::task_prefix(task) + part)
    }
    /// With the task, so that lists, which hold keys only, say of which one it is.
    pub(crate) fn step(TaskKey { run, task }: &TaskKey, step: StepId) -> Self {
        Self::new(format!("STEP#{step}"), format!("{run}#{task}"))
    }
    pub(crate) fn terms(share: ShareId) -> Self {
        Self::new(format!("SHARE#{share}"), "TERMS")
    }
    pub(crate) fn gate(share: ShareId) -> Self {
        Self::new(format!("SHARE#{share}"), "GATE")
    }
    pub(crate) fn mailings(share: ShareId) -> Self {
        Self::new(format!("SHARE#{share}"), "MAIL")
    }
    /// Beside the document that a share is about. In a partition of its own: who may write there may write nothing else of it.
    pub(crate) fn note(share: ShareId, comment: CommentId) -> Self {
        Self::new(Self::notes(share), comment.to_string())
    }
    /// What the guest decided on the document that a share is about. In a partition of its own, too.
    pub(crate) fn response(share: ShareId) -> Self {
        Self::new(format!("RESPONSE#{share}"), "RESPONSE")
    }
    /// Of all those comments.
    pub(crate) fn notes(share: ShareId) -> String {
        format!("NOTES#{share}")
    }
    pub(crate) fn text(sha256: Digest) -> Self {
        Self::new(format!("TEXT#{sha256}"), "TEXT")
    }
    pub(crate) fn file(file: FileId) -> Self {
        Self::new(format!("FILE#{file}"), "FILE")
    }
    pub(crate) fn work_package(work_package: WorkPackageId) -> Self {
        Self::new(format!("WPK#{work_package}"), "WPK")
    }
    pub(crate) fn document(document: DocumentId) -> Self {
        Self::new(format!("DOC#{document}"), "DOC")
    }
    pub(crate) fn revision(document: DocumentId, revision: RevisionId) -> Self {
        Self::new(format!("DOC#{document}"), format!("{}{revision}", Self::REVISIONS))
    }
    pub(crate) fn document_in(document: DocumentId, list: &str) -> Self {
        Self::new(format!("DOC#{document}"), format!("IN#{list}"))
    }
    /// Of the row that knows where a trail ends; `None`: no aggregate has such a trail.
    pub(crate) fn of_head(trail: &TrailId) -> Option<Self> {
        let (kind, id) = trail.0.split_once('/')?;
        match kind {
            "share" => Some(Self::gate(id.parse().ok()?)),
            "step" => {
                let (task, step) = id.rsplit_once('/')?;
                let (run, task) = task.split_once('/')?;
                let task = TaskKey { run: run.parse().ok()?, task: task.parse().ok()? };
                Some(Self::step(&task, step.parse().ok()?))
            }
            "run" => Some(Self::progress(id.parse().ok()?)),
            "file" => Some(Self::file(id.parse().ok()?)),
            "document" => Some(Self::document(id.parse().ok()?)),
            "work_package" => Some(Self::work_package(id.parse().ok()?)),
            "org" => Some(Self::org(&id.parse().ok()?)),
            _ => None,
        }
    }
    pub(crate) fn export(export: ExportId) -> Self {
        Self::new(format!("EXPORT#{export}"), "EXPORT")
    }
    /// Of a run or a share: which exports of it count.
    pub(crate) fn kept(of: ExportOf) -> Self {
        let pk = match of {
            ExportOf::Run(run) => format!("EXPORT#{run}"),
            ExportOf::Share(share) => format!("EXPORT#{share}"),
        };
        Self::new(pk, "EXPORTS")
    }
    pub(crate) fn mail_count(of: &MailsOf) -> Self {
        let pk = match of {
            MailsOf::Address(recipient) => format!("MAILS#{recipient}"),
            MailsOf::Share(share) => format!("MAILS#{share}"),
            MailsOf::Member(sub) => format!("MAILS#member#{}", plain(sub)),
        };
        Self::new(pk, "MAILS")
    }
    pub(crate) fn told(step: StepId) -> Self {
        Self::new(format!("MAILS#{step}"), "TOLD")
    }
    pub(crate) fn code_count(recipient: RecipientId) -> Self {
        Self::new(format!("CODES#{recipient}"), "CODES")
    }
    pub(crate) fn outbox(mail: MailId) -> Self {
        Self::new(format!("OUTBOX#{mail}"), "OUTBOX")
    }
    pub(crate) fn stored_answer(sub: &str, key: &str) -> Self {
        Self::new(format!("RESULT#{}#{}", plain(sub), plain(key)), "RESULT")
    }

    pub(crate) fn item(&self) -> Item {
        Item::from([("pk".into(), text(&self.pk)), ("sk".into(), text(&self.sk))])
    }

    /// The key of an item that was read.
    pub(crate) fn of(item: &Item) -> Self {
        let part = |name: &str| item.get(name).and_then(|v| v.as_s().ok()).cloned().unwrap_or_default();
        Self { pk: part("pk"), sk: part("sk") }
    }
}

/// What is not ours to choose may not hold the sign that parts a key.
pub(crate) fn plain(part: &str) -> String {
    part.replace('%', "%25").replace('#', "%23")
}

pub(crate) fn text(text: impl Into<String>) -> AttributeValue {
    AttributeValue::S(text.into())
}

pub(crate) fn number(number: impl ToString) -> AttributeValue {
    AttributeValue::N(number.to_string())
}

/// Sort key of a trail row: the first sequence number in it.
pub(crate) fn seq(seq: u64) -> String {
    format!("{seq:012}")
}
