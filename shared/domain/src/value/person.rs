//! Who somebody is to other people: a name as typed and an address.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::text::{Found, Line, TextRefused, bounded, is_unseen, line};

/// A person's name as typed, 1 to 120 characters.
pub type PersonName = Line<120>;

/// A person as records and mails name them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub name: PersonName,
    pub email: Email,
}

/// What stands for a full stop in the names of hosts (UTS #46), and what looks like one.
const FULL_STOPS: [char; 6] = ['.', '\u{3002}', '\u{ff0e}', '\u{ff61}', '\u{2024}', '\u{fe52}'];

/// Whether a name holds an address that mail programs make a link of: it would stand in a mail of ours. They take two words
/// with a full stop between them for a host, no matter what stands around it.
pub fn holds_a_link(name: &str) -> bool {
    let part_of_host = |c: char| c.is_alphanumeric() || c == '-' || FULL_STOPS.contains(&c);
    let names_host = |word: &str| {
        let labels: Vec<&str> = word.split(FULL_STOPS).collect();
        labels.windows(2).any(|pair| !pair[0].is_empty() && is_top(pair[1]))
    };
    name.contains("://")
        || name.contains(['@', '\u{ff20}', '\u{fe6b}'])
        || name.split(|c| !part_of_host(c)).any(names_host)
}

/// Whether a host's name may end so: initials and numbers are of people and versions.
fn is_top(label: &str) -> bool {
    label.starts_with(char::is_alphanumeric) && label.chars().nth(1).is_some() && label.chars().any(char::is_alphabetic)
}

/// An address to which mail can be sent (RFC 5321, at most 254 characters), without a display name. Its domain is kept as
/// mail has it: in ASCII (RFC 5890), also where it was typed in other letters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Email(String);

/// What no address has that is written without a name and without quotes.
const BESIDE: [char; 10] = ['"', ' ', '(', ')', '<', '>', ',', ';', ':', '\\'];
/// RFC 5321, 4.5.3.1.3.
const MAX_ADDRESS: usize = 254;

impl Email {
    /// As mail has it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As people read it: a domain in its own letters.
    pub fn readable(&self) -> String {
        let Some((local, domain)) = self.0.rsplit_once('@') else { return self.0.clone() };
        match idna::domain_to_unicode(domain) {
            (domain, Ok(())) => format!("{local}@{domain}"),
            (_, Err(_)) => self.0.clone(),
        }
    }

    /// As those may see it who have a link and no more: `a…@example.com`.
    pub fn hidden(&self) -> String {
        let readable = self.readable();
        let (local, domain) = readable.rsplit_once('@').unwrap_or((&readable, ""));
        format!("{}…@{domain}", local.chars().next().unwrap_or_default())
    }
}

impl FromStr for Email {
    type Err = TextRefused;
    fn from_str(text: &str) -> Result<Self, TextRefused> {
        let address = in_ascii(&bounded(address(text), MAX_ADDRESS, MAX_ADDRESS * 4)?)?;
        let options =
            email_address::Options::default().with_required_tld().without_display_text().without_domain_literal();
        let plain = address.len() <= MAX_ADDRESS && !address.contains(BESIDE);
        match email_address::EmailAddress::parse_with_options(&address, options) {
            Ok(_) if plain && !is_number(&address) => Ok(Self(address)),
            _ => Err(TextRefused::NotAnEmail),
        }
    }
}

/// Whether the domain is an address of a machine, without the brackets that mail would want: the last part of a name is
/// never digits alone (RFC 3696, 2).
fn is_number(address: &str) -> bool {
    address.rsplit(['.', '@']).next().is_some_and(|last| last.bytes().all(|b| b.is_ascii_digit()))
}

/// What was typed as an address, cleaned. Addresses come out of mails and contacts with invisible characters in them and
/// around them, and keyboards of East Asia have a wide @.
pub(crate) fn address(text: &str) -> String {
    line(text).replace(|c| c != ' ' && is_unseen(c), "").replace('\u{ff20}', "@")
}

/// An address with its domain in ASCII. SES delivers to no other letters before the @.
fn in_ascii(text: &str) -> Result<String, TextRefused> {
    if text.is_ascii() {
        return Ok(text.to_owned());
    }
    let (local, domain) = text.rsplit_once('@').ok_or(TextRefused::NotAnEmail)?;
    if local.contains(BESIDE) {
        // A letter there may be a name's, and names have any.
        return Err(TextRefused::NotAnEmail);
    }
    if let Some(found) = Found::first(local, |c| !c.is_ascii()) {
        return Err(TextRefused::LocalPart(found));
    }
    let domain = idna::domain_to_ascii(domain).map_err(|_| TextRefused::NotAnEmail)?;
    Ok(format!("{local}@{domain}"))
}

impl TryFrom<String> for Email {
    type Error = TextRefused;
    fn try_from(text: String) -> Result<Self, TextRefused> {
        text.parse()
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_email_is_a_bare_address() {
        for good in ["ana@supplier.example", "ana@3com.example", "ana@1.example", "ana@supplier.x1"] {
            assert!(good.parse::<Email>().is_ok(), "{good}");
        }
        for bad in [
            "ana",
            "ana@",
            "Ana <ana@x.example>",
            "a b@x.example",
            "a@x.example\r\nBcc: b@y.example",
            "\"a\"@x.example",
            "a,b@x.example",
            "a@[127.0.0.1]",
            "a@1.2.3.4",
            "a@supplier.123",
            "a@\u{ff11}.\u{ff12}.\u{ff13}.\u{ff14}",
            "a@supplier.example.",
            "a@supplier..example",
            "a@-supplier.example",
            "a@supplier-.example",
            ".a@supplier.example",
            "a.@supplier.example",
            "a..b@supplier.example",
            "a@supplier_.example",
        ] {
            assert!(bad.parse::<Email>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_domain_in_other_letters_is_kept_as_mail_has_it_and_shown_as_people_read_it() {
        for typed in ["contato@construção.com.br", "contato@constru\u{e7}a\u{303}o.com.br", "contato@CONSTRUÇÃO.com.br"]
        {
            let email: Email = typed.parse().unwrap_or_else(|error| panic!("{typed}: {error}"));
            assert_eq!(email.as_str(), "contato@xn--construo-xza3b.com.br");
            assert_eq!(email.readable(), "contato@construção.com.br");
            assert_eq!(email.as_str().parse(), Ok(email.clone()));
        }
        let plain: Email = "Ana@Supplier.Example".parse().unwrap_or_else(|error| panic!("{error}"));
        assert_eq!((plain.as_str(), plain.readable()), ("Ana@Supplier.Example", "Ana@supplier.example".to_owned()));
    }

    #[test]
    fn nothing_invisible_keeps_an_address_out() {
        for typed in [
            " ana@supplier.example\u{200b}",
            "\u{feff}ana@supplier.example",
            "\u{2068}ana@supplier.example\u{2069}",
            "ana\u{ad}@sup\u{200d}plier.example\r\n",
            "ana\u{ff20}supplier.example",
        ] {
            assert_eq!(
                typed.parse::<Email>().map(|e| e.to_string()).as_deref(),
                Ok("ana@supplier.example"),
                "{typed:?}"
            );
        }
    }

    #[test]
    fn other_letters_before_the_at_are_refused_by_name() {
        let refused = "joão@construção.com.br".parse::<Email>().map_err(|error| error.to_string());
        assert_eq!(refused, Err("has U+00E3 at character 3; mail reaches ASCII alone before the @".to_owned()));
        for typed in ["João Silva <joao@x.com.br>", "João joao@x.com.br", "joão@x.com.br, ana@x.com.br"] {
            assert_eq!(typed.parse::<Email>(), Err(TextRefused::NotAnEmail), "not about a letter of a name: {typed}");
        }
    }
}
