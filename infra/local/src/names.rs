//! What the deployment's resources are called here, and the settings that tell functions so.

use std::{collections::BTreeMap, time::Duration};

use vestibule_web::start::{Settings, Site, TokenType};

pub struct Names;

impl Names {
    pub const STATE: &str = "vestibule-state";
    pub const TRAIL: &str = "vestibule-trail";
    pub const QUARANTINE: &str = "vestibule-quarantine";
    pub const DOCUMENTS: &str = "vestibule-documents";
    pub const KMS_KEY: &str = "alias/vestibule";
    pub const BUS: &str = "vestibule";
    pub const MAIL_FROM: &str = "no-reply@vestibule.example";
    pub const MAIL_CONFIGURATION_SET: &str = "vestibule";
    pub const AUDIENCE: &str = embedded_cloud::AUDIENCE;
}

/// The variables that template.yaml gives functions. `scanned`: whether uploads wait for a scanner's verdict.
pub(crate) fn settings(site: &Site, scanned: bool, upload_window: Duration) -> Settings {
    let variables = BTreeMap::from([
        ("STATE_TABLE", Names::STATE.to_owned()),
        ("TRAIL_TABLE", Names::TRAIL.to_owned()),
        ("QUARANTINE_BUCKET", Names::QUARANTINE.to_owned()),
        ("DOCUMENTS_BUCKET", Names::DOCUMENTS.to_owned()),
        ("KMS_KEY_ID", Names::KMS_KEY.to_owned()),
        ("EVENT_BUS", Names::BUS.to_owned()),
        ("MAIL_FROM", Names::MAIL_FROM.to_owned()),
        ("MAIL_CONFIGURATION_SET", Names::MAIL_CONFIGURATION_SET.to_owned()),
        ("MALWARE_SCANNING", if scanned { "on" } else { "off" }.to_owned()),
        ("PORTAL_ORIGIN", site.portal_origin.clone()),
        ("UPLOAD_ORIGINS", site.upload_origins.join(" ")),
        ("TOKEN_TYPE", if site.token_type == TokenType::AtJwt { "at+jwt" } else { "any" }.to_owned()),
        ("UPLOAD_WINDOW_SECONDS", upload_window.as_secs().to_string()),
    ]);
    Settings::from_fn(move |name| variables.get(name).cloned())
}
