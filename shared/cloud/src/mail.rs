//! Mail through SES: one message with text and HTML, to one bare address.

use aws_sdk_sesv2::{
    Client,
    types::{Body, Content, Destination, EmailContent, Message, MessageTag},
};
use derive_where::derive_where;
use email_encoding::headers::{quoted_string, writer::EmailWriter};
use vestibule_domain::value::{Email, ShareId};

use crate::error::StoreError;

/// Sends in the name of the deployment.
#[derive(Debug, Clone)]
pub struct Mailer {
    ses: Client,
    /// The address of a verified identity.
    from: String,
    configuration_set: Option<String>,
}

/// What a mail says. Subjects are one line; the rest may hold a link and does not print.
#[derive(Clone, PartialEq, Eq)]
#[derive_where(Debug)]
pub struct Mail {
    /// As who it is sent: the name beside the deployment's address.
    pub sender: String,
    pub subject: String,
    #[derive_where(skip(Debug))]
    pub text: String,
    #[derive_where(skip(Debug))]
    pub html: String,
}

/// What a mail is tagged with: it comes back with what SES says of the mail. Tags are letters, digits, `_` and `-`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tags {
    /// Which share it is about, and which link of it; `None`: about none.
    pub link: Option<(ShareId, u32)>,
    pub mail: Kind,
}

/// To whom a mail is, and what for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// To the guest, with the link.
    Invitation,
    /// To the guest, with the code.
    Code,
    /// To the share's creator.
    OwnerNotice,
    /// To the guest: what they completed.
    Receipt,
    /// To the share's creator: what the guest wrote and sent.
    GuestNews,
    /// To the guest: what staff answered.
    StaffComments,
    /// To somebody who is to be a member, with the code.
    MemberInvitation,
    /// To the guest, with the link: what was handed back.
    HandedBack,
    /// To a guest who took part: that something was handed back to another one.
    HandedBackNews,
    /// To a member or responder: a step that is theirs to do.
    StepToDo,
    /// To the same: a step that is theirs no more.
    StepTaken,
}

impl Tags {
    /// The names of the tags.
    pub const SHARE: &'static str = "share";
    pub const LINK: &'static str = "link";
    pub const MAIL: &'static str = "mail";
}

impl Kind {
    /// As a tag has it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Code => "code",
            Self::OwnerNotice => "owner_notice",
            Self::Receipt => "receipt",
            Self::GuestNews => "guest_news",
            Self::StaffComments => "staff_comments",
            Self::MemberInvitation => "member_invitation",
            Self::HandedBack => "handed_back",
            Self::HandedBackNews => "handed_back_news",
            Self::StepToDo => "step_to_do",
            Self::StepTaken => "step_taken",
        }
    }
}

impl Mailer {
    pub fn new(ses: Client, from: String, configuration_set: Option<String>) -> Self {
        Self { ses, from, configuration_set }
    }

    /// Hands a mail to SES and returns its message id. Answers go to `reply_to`.
    pub async fn send(
        &self,
        to: &Email,
        reply_to: Option<&Email>,
        mail: &Mail,
        tags: Tags,
    ) -> Result<String, StoreError> {
        let message = Message::builder()
            .subject(content(&mail.subject))
            .body(Body::builder().text(content(&mail.text)).html(content(&mail.html)).build())
            .build();
        let asked = self
            .ses
            .send_email()
            .from_email_address(mailbox(&mail.sender, &self.from))
            .set_reply_to_addresses(reply_to.map(|address| vec![address.as_str().to_owned()]))
            .destination(Destination::builder().to_addresses(to.as_str()).build())
            .content(EmailContent::builder().simple(message).build())
            .set_email_tags(
                tags.link
                    .map(|(share, link)| vec![tag(Tags::SHARE, share.to_string()), tag(Tags::LINK, link.to_string())]),
            )
            .email_tags(tag(Tags::MAIL, tags.mail.name().to_owned()))
            .set_configuration_set_name(self.configuration_set.clone());
        let answer = asked.send().await.map_err(StoreError::unavailable("SendEmail"))?;
        let missing = || StoreError::Unavailable { operation: "SendEmail", source: "the mail got no id".into() };
        answer.message_id.ok_or_else(missing)
    }
}

/// Name and address (RFC 5322, 3.4), the name encoded where it is not plain ASCII (RFC 2047). SES takes it on one line.
fn mailbox(name: &str, address: &str) -> String {
    let mut mailbox = String::new();
    #[expect(clippy::unwrap_used, reason = "a string takes all that is written")]
    quoted_string::encode(name, &mut EmailWriter::new(&mut mailbox, 0, 0, false)).unwrap();
    format!("{} <{address}>", mailbox.replace("\r\n", ""))
}

fn tag(name: &str, value: String) -> MessageTag {
    #[expect(clippy::unwrap_used, reason = "name and value are set")]
    MessageTag::builder().name(name).value(value).build().unwrap()
}

fn content(text: &str) -> Content {
    #[expect(clippy::unwrap_used, reason = "data is set")]
    Content::builder().data(text).charset("UTF-8").build().unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sender_is_one_mailbox_on_one_line_under_any_name() {
        let long = "Companhia Brasileira de Engenharia e Construção Pesada do Vale do Paraíba ".repeat(2);
        for (name, expected) in [
            ("Vestibule", "Vestibule <a@b.example>"),
            ("Acme via Vestibule", "\"Acme via Vestibule\" <a@b.example>"),
            ("\"Acme\" <x@y.example>, B", "=?utf-8?b?IkFjbWUiIDx4QHkuZXhhbXBsZT4sIEI=?= <a@b.example>"),
            ("Construção", "=?utf-8?b?Q29uc3RydcOnw6Nv?= <a@b.example>"),
        ] {
            assert_eq!(mailbox(name, "a@b.example"), expected);
        }
        let mailbox = mailbox(&long, "a@b.example");
        assert!(mailbox.is_ascii() && !mailbox.contains(['\r', '\n']), "{mailbox}");
        assert!(mailbox.split(' ').all(|word| word.len() <= 75), "RFC 2047, 2: an encoded word has 75 characters");
    }
}
