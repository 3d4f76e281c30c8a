//! Mail through SES: one message with text and HTML, to one bare address.

use aws_sdk_sesv2::{
    Client,
    types::{Body, Content, Destination, EmailContent, Message, MessageTag},
};
use vestibule_domain::text::Email;

use crate::error::StoreError;

/// Sends in the name of the deployment.
#[derive(Debug, Clone)]
pub struct Mailer {
    ses: Client,
    /// A verified identity: `no-reply@example.com` or `Vestibule <no-reply@example.com>`.
    from: String,
    configuration_set: Option<String>,
}

/// What a mail says. Subjects are one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    pub subject: String,
    pub text: String,
    pub html: String,
}

impl Mailer {
    pub fn new(ses: Client, from: String, configuration_set: Option<String>) -> Self {
        Self { ses, from, configuration_set }
    }

    /// Hands a mail to SES and returns its message id. Answers go to `reply_to`; `tag` comes back with delivery
    /// events.
    pub async fn send(
        &self,
        to: &Email,
        reply_to: Option<&Email>,
        mail: &Mail,
        tag: &str,
    ) -> Result<String, StoreError> {
        let message = Message::builder()
            .subject(content(&mail.subject))
            .body(Body::builder().text(content(&mail.text)).html(content(&mail.html)).build())
            .build();
        #[expect(clippy::unwrap_used, reason = "name and value are set")]
        let tag = MessageTag::builder().name("share").value(tag).build().unwrap();
        let asked = self
            .ses
            .send_email()
            .from_email_address(&self.from)
            .set_reply_to_addresses(reply_to.map(|address| vec![address.as_str().to_owned()]))
            .destination(Destination::builder().to_addresses(to.as_str()).build())
            .content(EmailContent::builder().simple(message).build())
            .email_tags(tag)
            .set_configuration_set_name(self.configuration_set.clone());
        let answer = asked.send().await.map_err(StoreError::unavailable("SendEmail"))?;
        Ok(answer.message_id.unwrap_or_default())
    }
}

fn content(text: &str) -> Content {
    #[expect(clippy::unwrap_used, reason = "data is set")]
    Content::builder().data(text).charset("UTF-8").build().unwrap()
}
