//! The codes that were mailed.

use super::{Guest, House, Reply, Share};

impl House {
    /// The code in the latest mail that brought one, once what waits was delivered.
    pub async fn mailed_code(&self) -> String {
        self.code_in(|_| true).await
    }

    /// The latest one for this share.
    pub async fn mailed_code_for(&self, share: &Share) -> String {
        self.code_in(|mail| mail.tags.contains(&("share".into(), share.id.clone()))).await
    }

    async fn code_in(&self, is_meant: impl Fn(&embedded_cloud::Message) -> bool) -> String {
        self.deliver().await;
        let mails = self.system.cloud.inbox().messages();
        let codes = mails.iter().rev().filter(|mail| mail.tags.contains(&("mail".into(), "code".into())));
        let mut meant = codes.filter(|mail| is_meant(mail));
        meant.find_map(|mail| line_of_digits(mail.text.as_deref()?)).unwrap()
    }
}

impl Guest<'_> {
    /// Opens a share with the code that is mailed for it.
    pub async fn open_with_code(&self, share: &Share) -> Reply {
        self.peek(share).await;
        self.ask_code(share).await.expect(202);
        let mut body = self.ticked(share).await;
        body["code"] = self.house.mailed_code_for(share).await.into();
        let reply = self.post(&share.door(), &body).await;
        self.keep(&reply);
        reply
    }
}

/// A line that is six digits and nothing else.
fn line_of_digits(text: &str) -> Option<String> {
    let is_code = |line: &&str| line.len() == 6 && line.bytes().all(|b| b.is_ascii_digit());
    text.lines().find(is_code).map(str::to_owned)
}

/// Six digits that are not these.
pub fn another(code: &str) -> String {
    let number: u32 = code.parse().unwrap();
    format!("{:06}", (number + 1) % 1_000_000)
}
