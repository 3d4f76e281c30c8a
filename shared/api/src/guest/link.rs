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
pub struct Invitation {
    pub share: ShareId,
    pub org: Line<120>,
    pub inviter: PersonName,
    pub run_title: Line<200>,
    pub recipient: PersonName,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub instructions: Option<Paragraphs<4000>>,
    /// How many.
    pub tasks: usize,
    pub expires_at: Timestamp,
    pub zone: Zone,
    pub notice: Notice,
    /// To be accepted before anything is shown.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub disclaimer: Option<Disclaimer>,
    /// Whether one is asked for.
    pub password: bool,
}

/// What a page for people says of what was done before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct InvitationOptions {
    /// `true`: the link was just taken, and its cookie should be there.
    pub came: Option<bool>,
    /// Why the share was not opened.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub refused: Option<NotOpened>,
    /// `true`: another link was asked for.
    pub requested: Option<bool>,
    /// The language of the page, where it is another than the recipient's. What is agreed to stays in theirs.
    pub lang: Option<Locale>,
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
    /// The next password can be tried later.
    Wait,
    /// The link can be opened again later.
    TooOften,
}

impl NotOpened {
    /// Its word in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Consent => "consent",
            Self::Disclaimer => "disclaimer",
            Self::Password => "password",
            Self::WrongPassword => "wrong_password",
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
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Disclaimer {
    pub text: String,
    pub sha256: Digest,
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
    /// `yes`: it is accepted.
    pub disclaimer: Option<String>,
    #[serde(serialize_with = "secret::expose_any")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub password: Option<Secret<String>>,
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

/// The creator of the share is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LinkRequested {
    /// `true`.
    pub requested: bool,
}
