//! What was handed back of a task: above it on the page of the work, and below its receipt.

use vestibule_domain::{
    share::Share,
    task::{HandedBack, Returned, WholeTask},
};
use vestibule_pages::{
    field::{anchor, returned_file},
    frame::Frame,
    moments::on_record,
};

/// Above a task that is open again.
pub(super) struct BackPart {
    pub(super) title: String,
    pub(super) round: String,
    /// The anchor of each field, with what is said of it.
    pub(super) items: Vec<(String, String)>,
}

/// A round before the one that a receipt is of.
pub(super) struct EarlierPart {
    pub(super) title: String,
    pub(super) sent: String,
    pub(super) hash: Option<String>,
    pub(super) handed_back: String,
    /// Label of the field and name of the file, and why it came back.
    pub(super) items: Vec<(String, String)>,
}

impl BackPart {
    /// `None`: the task is in its first round, or sent again.
    pub(super) fn new(page: Frame, share: &Share, whole: &WholeTask) -> Option<Self> {
        let of = whole.reopened_by()?;
        let open: Vec<_> = whole.task.spec.fields.iter().filter(|f| whole.task.state.is_open(&f.slug)).collect();
        let values = [("org", share.terms.org_name.as_str().into()), ("count", open.len().into())];
        Some(Self {
            title: page.texts.say_with("work-back", &values),
            round: page.texts.say_with("work-back-round", &[("round", (usize::from(of.round) + 1).into())]),
            items: open.into_iter().map(|field| (anchor(whole.task.slug(), field), field.label.to_string())).collect(),
        })
    }
}

impl EarlierPart {
    pub(super) fn new(page: Frame, share: &Share, whole: &WholeTask, of: &HandedBack) -> Self {
        let (texts, zone, completion) = (page.texts, &share.gate.zone, &of.completion);
        let sent = [("by", completion.by.as_str().into()), ("when", on_record(texts, completion.at, zone).into())];
        let back = [("org", share.terms.org_name.as_str().into()), ("when", on_record(texts, of.at, zone).into())];
        let item = |returned: &Returned| {
            let label = whole.task.spec.field(&returned.field).map_or("", |field| field.label.as_str());
            let name = returned_file(whole, returned).map(|sent| sent.upload.manifest.name.as_str());
            let what = name.map_or_else(|| label.to_owned(), |name| format!("{label} – {name}"));
            (what, returned.reason.as_str().to_owned())
        };
        let own = completion.recipient == share.recipient();
        Self {
            title: texts.say_with("work-back-round", &[("round", usize::from(of.round).into())]),
            sent: texts.say_with("receipt-earlier-sent", &sent),
            hash: own.then(|| {
                let record = texts.say_with("receipt-record", &[("seq", completion.record.seq.to_string().into())]);
                format!("{record}: {}", completion.record.hash)
            }),
            handed_back: texts.say_with("receipt-earlier-back", &back),
            items: whole.returned_to(of, share.recipient()).map(item).collect(),
        }
    }
}
