//! The decision on the page of a document: its form, or what was decided.

use vestibule_cloud::store::DocumentSeen;
use vestibule_domain::{
    document::RevisionStanding,
    share::{ResponseTerms, Share},
};
use vestibule_pages::{
    decision::{DecisionForm, Offered, made},
    moments::on_record_on,
    texts::Texts,
};

use super::undecided::UnkeptDecision;

pub(super) struct DocumentDecision {
    pub(super) form: Option<DecisionForm>,
    /// What the button says that sends it.
    pub(super) send: String,
    /// What was decided, and when.
    pub(super) told: Option<String>,
    /// Why one that was typed was not taken, and what it was, where it can be typed nowhere any more.
    pub(super) lost: Option<(String, String)>,
}

impl DocumentDecision {
    /// `None`: the share does not ask its guest to decide, or nothing can be decided on any more.
    pub(super) fn new(
        texts: Texts,
        (share, seen): (&Share, &DocumentSeen),
        unkept: Option<&UnkeptDecision>,
    ) -> Option<Self> {
        let DocumentSeen { document, revision, response, .. } = seen;
        let terms = share.terms.scope.as_document()?.response.as_ref()?;
        let is_withdrawn = matches!(document.standing_of(revision), RevisionStanding::Withdrawn { .. });
        let told = response.as_ref().map(|given| {
            let when = on_record_on(texts, given.at, &share.gate.zone);
            let values = [("when", when.into()), ("decision", made(texts, given.decision).into())];
            texts.say_with("decision-yours", &values)
        });
        let form = (told.is_none() && !is_withdrawn).then(|| form(texts, (share, seen), terms, unkept));
        let lost = unkept.filter(|_| form.is_none()).map(|unkept| (unkept.error(texts), unkept.line(texts)));
        let org = ("org", share.terms.org_name.as_str().into());
        let send = match form.as_ref().and_then(DecisionForm::only) {
            Some(only) => texts.say_with("work-decide-send-only", &[org, ("decision", only.into())]),
            None => texts.say_with("work-decide-send", &[org]),
        };
        (form.is_some() || told.is_some() || lost.is_some()).then_some(Self { form, send, told, lost })
    }

    /// Where the summary's link leads, and what it says.
    pub(super) fn flaw(&self) -> Option<(String, String)> {
        self.form.as_ref().and_then(DecisionForm::flaw)
    }
}

fn form(
    texts: Texts,
    (share, seen): (&Share, &DocumentSeen),
    terms: &ResponseTerms,
    unkept: Option<&UnkeptDecision>,
) -> DecisionForm {
    let ResponseTerms { decisions, comment_on } = terms;
    let hint = texts.say_with("document-decision-hint", &[("org", share.terms.org_name.as_str().into())]);
    let (on, basis) = (seen.document.id.to_string(), seen.document.basis_of(&seen.revision).to_string());
    let typed = unkept.map(|unkept| unkept.again(texts));
    DecisionForm::new(texts, (on, basis), Offered { decisions, comment_required: comment_on, hint }, typed.as_ref())
}
