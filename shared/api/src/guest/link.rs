//! Before a share is open: what a link is for, opening it, and asking for another one.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::value::{Digest, Line, Locale, Paragraphs, PersonName, Secret, ShareId, Zone};

use crate::secret;

/// `POST /i/peek`: a link's secret, which stands in its fragment, or a text around it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Token {
    #[serde(serialize_with = "secret::expose")]
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub token: Secret<String>,
}

/// Who asks for what, before anything counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, told by its name")]
pub struct Invitation {
    pub share: ShareId,
    pub org: Line<120>,
    pub inviter: PersonName,
    /// Of what is shared: the title of a run, or the number of a document.
    pub title: Line<200>,
    pub recipient: PersonName,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub instructions: Option<Paragraphs<4000>>,
    /// How many; 0: a document is shared.
    pub tasks: usize,
    pub expires_at: Timestamp,
    pub zone: Zone,
    pub notice: Notice,
    /// To be accepted before anything is shown.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub disclaimer: Option<Disclaimer>,
    /// Whether one is asked for.
    pub password: bool,
    /// Whether the mailed code is asked for, from a browser that has not given one.
    pub code: bool,
    /// Whether the mailed code opens it in place of the password.
    pub code_instead_of_password: bool,
    /// Where the code is mailed to, most of it hidden: `a…@example.com`.
    pub code_to: String,
    /// Whether who opens it says who they are.
    pub who_opens: bool,
}

/// What a page for people says of what was done before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct InvitationOptions {
    /// `true`: the link was just taken, and its cookie should be there.
    pub came: Option<bool>,
    /// Why the share was not opened.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub refused: Option<NotOpened>,
    /// What was ticked when it was not opened, as one SHA-256: ticks come back only for the very same texts.
    pub ticked: Option<Digest>,
    /// `true`: another link was asked for.
    pub requested: Option<bool>,
    /// `true`: the password is to be typed, though a code was mailed in its place.
    pub password: Option<bool>,
    /// What became of asking for the code once more.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub code: Option<CodeAgain>,
    /// The language of the page, where it is another than the recipient's. What is agreed to stays in theirs.
    pub lang: Option<Locale>,
}

/// What became of asking for a code that was mailed before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CodeAgain {
    /// It is mailed again.
    Sent,
    /// It was mailed just now, and is not mailed again yet.
    JustSent,
}

impl CodeAgain {
    /// As an address says it.
    pub const fn query(self) -> &'static str {
        match self {
            Self::Sent => "?code=sent",
            Self::JustSent => "?code=just_sent",
        }
    }
}

/// What lacked when a guest pressed Continue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NotOpened {
    Consent,
    Disclaimer,
    Password,
    WrongPassword,
    Code,
    WrongCode,
    /// There is none that is good in this browser now.
    CodeEnded,
    /// Another code can be asked for later.
    CodeTooOften,
    WhoOpens,
    /// The next password can be tried later.
    Wait,
    /// The link can be opened again later.
    TooOften,
}

impl NotOpened {
    /// As an address says it.
    pub fn query(self) -> String {
        format!("?refused={}", self.word())
    }

    /// Its word in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Consent => "consent",
            Self::Disclaimer => "disclaimer",
            Self::Password => "password",
            Self::WrongPassword => "wrong_password",
            Self::Code => "code",
            Self::WrongCode => "wrong_code",
            Self::CodeEnded => "code_ended",
            Self::CodeTooOften => "code_too_often",
            Self::WhoOpens => "who_opens",
            Self::Wait => "wait",
            Self::TooOften => "too_often",
        }
    }
}

/// Which problem a form met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct ProblemOptions {
    /// The last segment of the problem's `type`.
    pub kind: String,
    /// The share that it was about.
    pub share: Option<ShareId>,
    pub trace: Option<String>,
}

/// The privacy notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notice {
    pub text: String,
    pub sha256: Digest,
    /// The text that stood before, where somebody agreed to it and it was another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Disclaimer {
    pub text: String,
    pub sha256: Digest,
    /// The same; empty where there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
}

/// `POST /i/{share}`: the explicit step of a person.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// SHA-256 of the notice that was shown.
    pub notice: Option<Digest>,
    /// `yes`: to the notice.
    pub consent: Option<String>,
    /// It is accepted: SHA-256 of the disclaimer that was shown.
    pub disclaimer: Option<Digest>,
    #[serde(serialize_with = "secret::expose_any")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub password: Option<Secret<String>>,
    /// The six digits that were mailed.
    #[serde(serialize_with = "secret::expose_any")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub code: Option<Secret<String>>,
    /// Who opens it, where that is asked for: their own name and address, not the recipient's.
    pub name: Option<String>,
    pub email: Option<String>,
}

/// The session began; its cookie comes with this answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Opened {
    pub share: ShareId,
    /// The path of the work.
    pub location: String,
    /// To be sent with each act, in the header `vestibule-csrf`.
    pub csrf: String,
}

/// The code is under way to the recipient, and good in this browser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CodeRequested {
    /// `true`.
    pub requested: bool,
    /// Where it is mailed to, most of it hidden: `a…@example.com`.
    pub to: String,
    /// Until when it is good.
    pub until: Timestamp,
    /// `false`: it was mailed just now, so this did not mail it again.
    pub mailed: bool,
    /// From when on asking again mails it once more.
    pub again_at: Timestamp,
}

/// The creator of the share is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LinkRequested {
    /// `true`.
    pub requested: bool,
}
