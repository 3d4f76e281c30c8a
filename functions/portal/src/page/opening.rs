//! What the landing of a share is made of, and what it asks for before it opens.

use jiff::Timestamp;
use vestibule_api::guest::{CodeAgain, NotOpened};
use vestibule_domain::{
    share::{CodeAsked, Device, Share, UpFront},
    value::{Digest, Locale, VisitId},
};
use vestibule_pages::{frame::Frame, moments::time_with_zone};

use crate::{filled::Filled, link::InvitationTexts};

/// What the page needs to know.
#[derive(Clone, Copy)]
pub struct InvitationView<'a> {
    pub share: &'a Share,
    pub texts: &'a InvitationTexts,
    /// What is left to do, or what is shown.
    pub up_front: &'a UpFront,
    pub now: Timestamp,
    /// What the attempt before this one lacked.
    pub refused: Option<NotOpened>,
    /// What was ticked then, as one.
    pub ticked: Option<Digest>,
    /// What is known of the browser, whose attempts are counted apart.
    pub device: Option<Device>,
    /// Of the landing from which it is seen: whose code is good there.
    pub visit: VisitId,
    /// When the next code can be mailed, where that was refused.
    pub next_code_at: Option<Timestamp>,
    /// The password is to be typed, though a code was mailed in its place.
    pub by_password: bool,
    /// The language of the page, where it is another than the recipient's.
    pub lang: Option<Locale>,
    /// What became of asking for the code once more.
    pub code_again: Option<CodeAgain>,
    /// What was filled in before.
    pub filled: &'a Filled,
}

/// What the page asks for, beside what is agreed to.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, told by its name")]
pub(super) struct Proofs {
    pub(super) password: bool,
    /// Where the code is mailed to: where it is needed and none is good here, nothing else is asked for yet.
    pub(super) mail_code_to: Option<String>,
    /// Where the code was mailed to, and until when it is good.
    pub(super) code: Option<(String, String)>,
    /// The code takes the place of the password, which can be typed all the same.
    pub(super) instead: bool,
    /// The password can be forgotten.
    pub(super) forgettable: bool,
    pub(super) who_opens: bool,
}

impl Proofs {
    pub(super) fn of(view: &InvitationView<'_>, page: Frame) -> Self {
        let InvitationView { share, now, device, visit, by_password, .. } = *view;
        let (needs_code, takes_code) = (share.needs_code(device.as_ref()), share.takes_code_for_password());
        let to = share.terms.recipient.email.hidden();
        let asked = share.gate.code_asked(visit, now).filter(|_| needs_code || (takes_code && !by_password));
        let until = |asked: CodeAsked| time_with_zone(page.texts, asked.ends_at(), &share.gate.zone);
        Self {
            password: share.gate.password.is_some() && (needs_code || asked.is_none()),
            mail_code_to: (needs_code && asked.is_none()).then(|| to.clone()),
            code: asked.map(|asked| (to, until(asked))),
            instead: takes_code && asked.is_some(),
            forgettable: takes_code && asked.is_none(),
            who_opens: share.gate.who_opens,
        }
    }

    /// Whether a code is asked for, mailed or not yet.
    pub(super) fn has_code(&self) -> bool {
        self.mail_code_to.is_some() || self.code.is_some()
    }
}
