//! The codes that were mailed.

use super::House;

impl House {
    /// The code in the latest mail that brought one, once what waits was delivered.
    pub async fn mailed_code(&self) -> String {
        self.deliver().await;
        let mails = self.system.cloud.inbox().messages();
        let code = |mail: &embedded_cloud::Message| {
            mail.tags.contains(&("mail".into(), "code".into())).then(|| line_of_digits(mail.text.as_deref()?))?
        };
        mails.iter().rev().find_map(code).unwrap()
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
