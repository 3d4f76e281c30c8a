//! Why a share was not opened, as its landing says it: on top, and beside the part of the form that it is about.

use jiff::{RoundMode, Timestamp, TimestampRound, ToSpan as _, Unit};
use vestibule_api::guest::{CodeAgain, NotOpened};
use vestibule_domain::{
    share::Share,
    value::{Email, PersonName, TextRefused, is_blank, typed::copied_address},
};
use vestibule_pages::{
    frame::Frame,
    moments::{moment, time_with_zone},
};

use super::opening::{InvitationView, Proofs};
use crate::filled::Filled;

/// Which part of the form a refusal is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Consent,
    Disclaimer,
    Password,
    Code,
    Name,
    Email,
    /// The opening itself.
    Opening,
}

impl Part {
    /// `mailed`: there is a place for the code.
    pub(super) fn anchor(self, mailed: bool) -> &'static str {
        match self {
            Self::Consent => "consent",
            Self::Disclaimer => "disclaimer",
            Self::Password => "password",
            Self::Code if mailed => "code",
            Self::Code => "mail-code",
            Self::Name => "name",
            Self::Email => "email",
            Self::Opening => "main",
        }
    }
}

/// `None`: that is no news any more.
pub(super) fn code_again(page: Frame, view: &InvitationView<'_>) -> Option<String> {
    let InvitationView { share, now, visit, .. } = *view;
    let asked = share.gate.code_asked(visit, now)?;
    match view.code_again? {
        CodeAgain::Sent => Some(page.say("invitation-code-sent-again")),
        CodeAgain::JustSent if now < asked.again_at() => {
            Some(wait_words("invitation-code-just-sent", page, (share, asked.again_at()), now))
        }
        CodeAgain::JustSent => None,
    }
}

/// What is wrong, each with its part of the form, in its order.
pub(super) fn errors(page: Frame, view: &InvitationView<'_>, proofs: &Proofs) -> Vec<(Part, String)> {
    match view.refused {
        Some(NotOpened::WhoOpens) => who_opens(page, view.filled),
        _ => error(page, view, proofs).into_iter().collect(),
    }
}

/// What is wrong with how somebody introduces themselves. What was typed is known only where it stands there again.
fn who_opens(page: Frame, Filled { name, email, .. }: &Filled) -> Vec<(Part, String)> {
    let is_wrong = || name.parse::<PersonName>().is_err();
    let name = is_wrong().then(|| (Part::Name, page.say("invitation-error-name")));
    let id = match copied_address(email).unwrap_or(email).parse::<Email>() {
        Ok(_) => None,
        Err(_) if is_blank(email) => Some("invitation-error-email"),
        Err(TextRefused::LocalPart(_)) => Some("invitation-error-email-letters"),
        Err(_) => Some("invitation-error-email-incomplete"),
    };
    name.into_iter().chain(id.map(|id| (Part::Email, page.say_of(id, "email", email.trim())))).collect()
}

/// `None`: there is nothing to wait for any more.
fn error(page: Frame, view: &InvitationView<'_>, proofs: &Proofs) -> Option<(Part, String)> {
    let InvitationView { share, now, device, next_code_at, .. } = *view;
    let said = |part, id| Some((part, page.say(id)));
    match view.refused? {
        NotOpened::Consent => said(Part::Consent, "invitation-error-consent"),
        NotOpened::Disclaimer => said(Part::Disclaimer, "invitation-error-disclaimer"),
        NotOpened::Password => said(Part::Password, "invitation-error-password"),
        NotOpened::WrongPassword => said(Part::Password, "invitation-error-password-wrong"),
        NotOpened::Code => said(Part::Code, "invitation-error-code"),
        NotOpened::WrongCode => said(Part::Code, "invitation-error-code-wrong"),
        // There is one again by now.
        NotOpened::CodeEnded if proofs.code.is_some() => None,
        NotOpened::CodeEnded => said(Part::Code, "invitation-error-code-ended"),
        NotOpened::CodeTooOften => {
            Some((Part::Code, wait_words("invitation-error-code-too-often", page, (share, next_code_at?), now)))
        }
        // `who_opens` says it.
        NotOpened::WhoOpens => None,
        NotOpened::Wait => {
            let at = share.locked_until(device.as_ref()).filter(|at| now < *at)?;
            Some((secret_part(proofs), wait_words("invitation-error-back-off", page, (share, at), now)))
        }
        NotOpened::TooOften => {
            let used_up = share.gate.spent.opened(now).err()?;
            Some((Part::Opening, wait_words("invitation-error-too-often", page, (share, used_up.at), now)))
        }
    }
}

/// Where a secret is typed.
fn secret_part(proofs: &Proofs) -> Part {
    if proofs.code.is_some() { Part::Code } else { Part::Password }
}

/// With the first full minute at which the next attempt is surely possible.
fn wait_words(id: &str, page: Frame, (share, at): (&Share, Timestamp), now: Timestamp) -> String {
    let minute = at.checked_add(59.seconds()).unwrap_or(at);
    let minute = minute.round(TimestampRound::new().smallest(Unit::Minute).mode(RoundMode::Floor)).unwrap_or(minute);
    let time = time_with_zone(page.texts, minute, &share.gate.zone);
    let relative = moment(page.texts, minute, &share.gate.zone, now).relative;
    page.texts.say_with(id, &[("relative", relative.into()), ("time", time.into())])
}
