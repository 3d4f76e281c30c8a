//! What must be on record once an operation is done, however often it had to be begun.

use vestibule_domain::{
    audit::{TrailId, WholeRecord},
    value::RunId,
};

use super::operation::{Operation as Op, Stage};
use crate::house::Reply;

/// Whether an operation was carried out, as its answer says.
pub(crate) fn is_done(reply: &Reply) -> bool {
    (200..400).contains(&reply.status)
}

impl Op {
    /// Does it (again) with nothing failing, and looks at what it left.
    pub(crate) async fn finish(self, stage: &Stage<'_>, context: &str) {
        let reply = self.act(stage).await;
        let gone_already = self == Op::Remove && reply.status == 404;
        assert!(is_done(&reply) || gone_already, "{context}, once more: {reply:?}");
        assert_eq!(self.found(stage, &reply).await, self.told(), "{context}");
        if matches!(self, Op::CreateByMail | Op::CreateByLink) {
            assert_eq!(stage.shares().await, 2, "{context}");
        }
    }

    /// The kinds of all the records in the trail that it is told in.
    fn told(self) -> &'static [&'static str] {
        match self {
            Op::Push => &["run.pushed", "run.pushed"],
            Op::PushNew => &["run.pushed"],
            Op::CreateByMail | Op::CreateByLink | Op::Peek | Op::List | Op::Activity => &["share.created"],
            Op::DeliverInvitation => &["share.created", "share.invited"],
            Op::RecordDelivery => &["share.created", "share.invited", "share.delivered"],
            Op::RecordBounce => &["share.created", "share.invited", "share.bounced"],
            Op::Open | Op::View => &["share.created", "share.link_opened", "share.consented"],
            Op::OpenWithPassword => &["share.created", "share.password_tried", "share.link_opened", "share.consented"],
            Op::Save => &["share.created", "share.link_opened", "share.consented", "share.field_changed"],
            Op::Comment => &["share.created", "share.link_opened", "share.consented", "share.commented"],
            Op::Announce => &["share.created", "share.link_opened", "share.consented", "share.upload_announced"],
            Op::Settle => &[
                "share.created",
                "share.link_opened",
                "share.consented",
                "share.upload_announced",
                "share.file_received",
                "share.file_uploaded",
            ],
            Op::Remove => &[
                "share.created",
                "share.link_opened",
                "share.consented",
                "share.upload_announced",
                "share.file_received",
                "share.file_uploaded",
                "share.upload_removed",
            ],
            Op::Download => &[
                "share.created",
                "share.link_opened",
                "share.consented",
                "share.upload_announced",
                "share.file_received",
                "share.file_uploaded",
                "share.file_downloaded",
            ],
            Op::Complete | Op::CompleteLast | Op::DeliverNotices => &[
                "share.created",
                "share.link_opened",
                "share.consented",
                "share.field_changed",
                "share.task_completed",
            ],
            Op::Revoke => &["share.created", "share.revoked"],
            Op::Rotate => &["share.created", "share.rotated"],
            Op::Extend => &["share.created", "share.extended"],
            Op::ChangePassword => &["share.created", "share.password_changed"],
            Op::AskForLink => &["share.created", "share.revoked", "share.new_link_requested"],
            Op::Sweep => &["share.created", "share.expired"],
            Op::AnnounceReference => &["file.announced"],
            Op::SettleReference => &["file.announced", "file.received", "file.released"],
        }
    }

    /// The kind that stands there once for each try: a password is counted before it is looked at, a way out is
    /// recorded before it is handed over.
    fn may_repeat(self) -> &'static str {
        match self {
            Op::OpenWithPassword => "share.password_tried",
            Op::Download => "share.file_downloaded",
            _ => "nothing",
        }
    }

    /// What is on record, lawful repeats taken together.
    async fn found(self, stage: &Stage<'_>, reply: &Reply) -> Vec<String> {
        let trail = TrailId(self.trail(stage, reply));
        let page = stage.house.system.store().trail(&trail, 0).await.unwrap();
        let (rows, more) = (page.records, page.more);
        assert!(!more);
        let kind = |row: &WholeRecord| row.0.kind().to_owned();
        let mut kinds: Vec<_> = rows.iter().map(kind).collect();
        let mut seen = false;
        kinds.retain(|kind| kind != self.may_repeat() || !std::mem::replace(&mut seen, true));
        // An opening that is asked for again gives back the attempt that was counted for it, and is no other opening.
        kinds.retain(|kind| kind != "share.opened_again");
        kinds
    }

    fn trail(self, stage: &Stage<'_>, reply: &Reply) -> String {
        let made = || reply.body["id"].as_str().unwrap();
        let run = |name: &str| format!("run/{}", RunId::derived(&["acme", "procurement", name]));
        match self {
            Op::Push => run(&stage.run),
            Op::PushNew => run(&format!("new-{}", stage.run)),
            Op::CreateByMail | Op::CreateByLink => format!("share/{}", made()),
            Op::AnnounceReference | Op::SettleReference => format!("file/{}", made()),
            _ => format!("share/{}", stage.share.id),
        }
    }

    pub(crate) fn delivers(self) -> bool {
        matches!(self, Op::DeliverInvitation | Op::DeliverNotices)
    }

    /// Whether it writes by a transaction.
    pub(crate) fn commits(self) -> bool {
        !matches!(self, Op::DeliverNotices | Op::Peek | Op::View | Op::List | Op::Activity)
    }
}

impl Stage<'_> {
    /// The shares of the stage's run: one is set up, creating makes one more.
    pub(crate) async fn shares(&self) -> usize {
        let rows = self.house.state("SHARE#").await;
        rows.iter().filter(|row| row["sk"] == "TERMS" && row["scope"]["slug"] == *self.run).count()
    }
}
