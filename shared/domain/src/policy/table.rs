//! The one table of all settings. What an org or a project can say, what counts, what is held against it, what the API
//! says of it and docs/POLICY.md are made of these lines.

/// Hands the table to a macro of this name.
///
/// A rule has a meaning, a name, its type here and on the wire, what counts where nobody says anything, which way a
/// project may go, the least and the most, and what is recommended. A look has no value where nobody says anything.
/// What has no effect yet is not in it.
#[macro_export]
macro_rules! policy_settings {
    ($then:ident) => {
        $then! {
            rules {
                /// Days that a share lives where its creator does not say.
                default_expiry_days: u32, u32, DEFAULT_EXPIRY_DAYS, Lower, (1..=$crate::policy::MAX_EXPIRY_DAYS),
                    "14 for ordinary reviews, 7 for sensitive ones";
                /// Days that a share lives at most. A default above it counts as it.
                max_expiry_days: u32, u32, MAX_EXPIRY_DAYS, Lower, (1..=$crate::policy::MAX_EXPIRY_DAYS), "30";
                /// Whether a creator may ask for another expiry than the default.
                allow_custom_expiry: bool, bool, true, Off, (), "off where all shares are to end alike";
                /// How often a share can be opened where its creator does not say; 0: any number.
                default_max_accesses: u32, u32, 0, Fewer, (0..=1000), "5 for what is sensitive, 0 for work that takes days";
                /// Whether a creator may ask for another number of openings than the default.
                allow_max_accesses_override: bool, bool, true, Off, (), "off where the default is not 0";
                /// Whether each share has a password.
                password_required: bool, bool, false, On, (), "on for what is sensitive, told by telephone";
                /// Whether a code of six digits is mailed to the guest, to be given in each browser that comes for the first time.
                code_required: bool, bool, false, On, (), "on for what is sensitive, and where links may be forwarded";
                /// Whether a guest who may decide needs such a code where their creator carries the link, and so could decide in their name.
                decision_code_required: bool, bool, true, On, (), "on";
                /// Whether such a code opens a share in place of a password that was forgotten.
                code_instead_of_password: bool, bool, false, Off, (), "on, unless the password is to be told by telephone";
                /// Whether who opens a share says who they are, which is kept beside the recipient.
                who_opens_required: bool, bool, false, On, (), "on where several people read one mailbox";
                /// Whether each decision in a step needs a comment. It counts when something is decided.
                decision_comment_required: bool, bool, false, On, (), "on where each decision has to be explained";
                /// Whether a step may let decisions be taken back. It counts when one is taken back.
                allow_decision_withdrawal: bool, bool, true, Off, (), "off where a decision is as good as a signature";
                /// Bytes of the largest file that a guest sends.
                max_upload_bytes: u64, u64, DEFAULT_MAX_UPLOAD_BYTES, Lower, (1..=$crate::policy::MAX_UPLOAD_BYTES), "100 MiB";
                /// Endings of file names that guests may send, in small letters, without the dot.
                upload_extensions: Vec<String>, Vec<String>, default_extensions(), Subset, (), "only those that are needed";
                /// Mails with links within a day to one address.
                max_mails_per_address: u32, u32, DEFAULT_MAX_MAILS_PER_ADDRESS, Lower, (1..=10_000), "20";
                /// Mails with links within a day that one member asks for.
                max_mails_per_member: u32, u32, DEFAULT_MAX_MAILS_PER_MEMBER, Lower, (1..=10_000), "200";
                /// Mails with links within a day of one share.
                max_mails_per_share: u32, u32, DEFAULT_MAX_MAILS_PER_SHARE, Lower, (1..=10_000), "10";
            }
            looks {
                /// The picture on guests' pages. It is sent as PNG, JPEG, SVG, WebP or GIF, and read as its SHA-256.
                logo: Digest, String, "at least 64 pixels high, few colours";
                /// The colour of links and buttons, such as `#14595a`, with a contrast of 4.5:1 at least.
                accent: Accent, String, "dark, and not red: red says that something is wrong";
                /// As whom mails to guests come: "`<name>` via Vestibule". The org's name where nobody says.
                sender_name: Line<60>, String, "the name by which guests know you";
            }
        }
    };
}
