//! `MAIL`: what became of the mails with the link.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::{
    share::{Mailing, Mailings},
    value::ShareId,
};

use super::super::{Row, corrupt, form};
use crate::{error::RowError, keys::Key};

#[derive(Serialize, Deserialize)]
pub(crate) struct MailingsRow {
    mails: Vec<MailingRow>,
}

#[derive(Serialize, Deserialize)]
struct MailingRow {
    id: String,
    link: u32,
    #[serde(with = "form::millis")]
    sent: Timestamp,
    #[serde(default, with = "form::millis::option", skip_serializing_if = "Option::is_none")]
    delivered: Option<Timestamp>,
    #[serde(default, with = "form::millis::option", skip_serializing_if = "Option::is_none")]
    bounced: Option<Timestamp>,
    #[serde(default, with = "form::millis::option", skip_serializing_if = "Option::is_none")]
    complained: Option<Timestamp>,
    #[serde(default, with = "form::millis::option", skip_serializing_if = "Option::is_none")]
    replied: Option<Timestamp>,
}

impl Row for Mailings {
    type Stored = MailingsRow;

    fn from_row(key: &Key, row: MailingsRow, version: u64) -> Result<Self, RowError> {
        let share = key.pk.strip_prefix("SHARE#").unwrap_or_default();
        let share: ShareId = share.parse().map_err(|e| corrupt(key, "pk", &e))?;
        let mail = |mail: MailingRow| Mailing {
            message_id: mail.id,
            link: mail.link,
            sent_at: mail.sent,
            delivered_at: mail.delivered,
            bounced_at: mail.bounced,
            complained_at: mail.complained,
            replied_at: mail.replied,
        };
        Ok(Self { share, mails: row.mails.into_iter().map(mail).collect(), version })
    }

    fn to_row(&self) -> MailingsRow {
        let mail = |mail: &Mailing| MailingRow {
            id: mail.message_id.clone(),
            link: mail.link,
            sent: mail.sent_at,
            delivered: mail.delivered_at,
            bounced: mail.bounced_at,
            complained: mail.complained_at,
            replied: mail.replied_at,
        };
        MailingsRow { mails: self.mails.iter().map(mail).collect() }
    }
}
