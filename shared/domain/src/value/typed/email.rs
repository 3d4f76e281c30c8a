//! An e-mail address as mail programs and web pages hand it over: with a name, in brackets, as a link.

use crate::value::{Email, TextRefused};

/// What stands behind an address in a list or at the end of a sentence.
const BEHIND: [char; 4] = [';', ',', '.', ' '];

/// The one address in a text that was cleaned: `Name <address>` (RFC 5322, `name-addr`), `mailto:address`, `address;`. Mail may
/// yet refuse its letters before the @. `None`: there is none, or nobody knows which of two is meant.
pub fn copied_address(cleaned: &str) -> Option<&str> {
    let text = cleaned.trim_end_matches(BEHIND).trim_start();
    let (name, address) = match text.strip_suffix('>') {
        Some(text) => text.rsplit_once('<')?,
        None => ("", text),
    };
    let address = without_link(address.trim()).trim_end_matches(BEHIND);
    let is_one = matches!(address.parse::<Email>(), Ok(_) | Err(TextRefused::LocalPart(_)));
    (is_one && names_no_other(name, address)).then_some(address)
}

/// An address without `mailto:` and what a link says of the mail (RFC 6068).
fn without_link(address: &str) -> &str {
    let (scheme, linked) = address.split_at_checked("mailto:".len()).unwrap_or(("", address));
    if scheme.eq_ignore_ascii_case("mailto:") { linked.split('?').next().unwrap_or(linked).trim() } else { address }
}

/// Whether the name before an address is of one person: some programs write the address itself as the name.
fn names_no_other(name: &str, address: &str) -> bool {
    let name = name.trim_matches([' ', '"', '\'']);
    !name.contains(['@', '<', '>', ';']) || without_link(name).eq_ignore_ascii_case(address)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_address_is_read_out_of_what_mail_programs_copy() {
        for (typed, address) in [
            ("João Silva <joao@x.com.br>", "joao@x.com.br"),
            ("\"Silva, João\" <joao@x.com.br>;", "joao@x.com.br"),
            ("Silva, João < joao@x.com.br >", "joao@x.com.br"),
            ("'a@b.com' <a@b.com>", "a@b.com"),
            ("A@b.com <a@b.com>", "a@b.com"),
            ("<a@b.com>", "a@b.com"),
            ("<a@b.com>,", "a@b.com"),
            ("mailto:a@b.com", "a@b.com"),
            ("MailTo:a@b.com?subject=Hi", "a@b.com"),
            ("Ana <mailto:a@b.com>", "a@b.com"),
            ("a@b.com <mailto:a@b.com>", "a@b.com"),
            ("a@b.com;", "a@b.com"),
            ("a@b.com.", "a@b.com"),
            ("a@b.com ,", "a@b.com"),
            ("a@b.com", "a@b.com"),
            ("contato@construção.com.br;", "contato@construção.com.br"),
            ("João <joão@x.com.br>", "joão@x.com.br"),
        ] {
            assert_eq!(copied_address(typed), Some(address), "{typed}");
        }
        for typed in [
            "",
            "<>",
            "João Silva",
            "João Silva joao@x.com.br",
            "a@b.com; c@d.com",
            "a@b.com, Ana <c@d.com>",
            "Ana <a@b.com>, Bia <c@d.com>",
            "Ana; Bia <c@d.com>",
            "c@d.com <a@b.com>",
            "mailto:a@b.com,c@d.com",
            "mailto:mailto:é@b.com",
            "Ana <a@b.com> Bia",
            "João <joao@x.com.br",
        ] {
            assert_eq!(copied_address(typed), None, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn an_address_that_was_read_once_is_read_as_itself(typed in "([aé<>;,. \"':@]|mailto:|a@b\\.com){0,8}") {
            if let Some(address) = copied_address(&typed) {
                prop_assert_eq!(copied_address(address), Some(address));
            }
        }
    }
}
