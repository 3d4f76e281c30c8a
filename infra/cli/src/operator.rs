//! Who types a command, by their own word: personal details, which stand beside each record of what they did.

use std::str::FromStr;

use clap::Args;
use vestibule_domain::{
    audit::Stamp,
    staff::Operator,
    value::{Person, TextRefused, line},
};
use vestibule_web::start::{Clock, Random};

/// Every command that leaves a record asks for it: an account's log of who wrote to a table is off unless somebody
/// turned it on.
#[derive(Debug, Args)]
pub(crate) struct Who {
    /// Who you are, for the trail: your e-mail address, or with your name as "Olivia Prado <olivia@acme.example>"
    #[arg(long = "as", value_name = "ADDRESS")]
    pub(crate) operator: String,
}

/// Named as members and guests are: by name and address. Without a name, the address stands for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OperatorName(Person);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NotAnOperator {
    #[error("is neither an e-mail address nor a name with one, such as Olivia Prado <olivia@acme.example>")]
    NoAddress,
    #[error("has a name that {0}")]
    Name(TextRefused),
}

impl FromStr for OperatorName {
    type Err = NotAnOperator;
    fn from_str(text: &str) -> Result<Self, NotAnOperator> {
        let text = &line(text);
        let named = text.strip_suffix('>').and_then(|text| text.split_once('<'));
        let (name, address) = named.unwrap_or((text, text));
        let email = address.parse().map_err(|_| NotAnOperator::NoAddress)?;
        Ok(Self(Person { name: name.parse().map_err(NotAnOperator::Name)?, email }))
    }
}

impl OperatorName {
    pub(crate) fn operator(&self) -> Operator {
        Operator::named(self.0.clone())
    }
}

/// The operator acts, now.
pub(crate) fn stamp(operator: &Operator) -> Stamp {
    operator.stamp(Clock::system().now(), Random::system().bits())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<(String, String), String> {
        let OperatorName(person) = text.parse().map_err(|error: NotAnOperator| error.to_string())?;
        Ok((person.name.to_string(), person.email.to_string()))
    }

    #[test]
    fn an_operator_is_known_by_an_address_and_perhaps_a_name() {
        let known = |name: &str, email: &str| Ok((name.to_owned(), email.to_owned()));
        assert_eq!(read("ops@acme.example"), known("ops@acme.example", "ops@acme.example"));
        assert_eq!(read(" Olivia Prado <ops@acme.example> "), known("Olivia Prado", "ops@acme.example"));
        let pasted = "\u{feff}Olivia\u{200b} Prado <ops@construção.com.br>\u{200b}\r\n";
        assert_eq!(read(pasted), known("Olivia Prado", "ops@xn--construo-xza3b.com.br"));
    }

    #[test]
    fn a_name_that_anybody_may_have_does_not_do() {
        for text in ["", "Olivia", "Olivia <>", "Olivia <olivia>", "Olivia <ops@acme.example", "<a@b.example> Olivia"] {
            let expected =
                "is neither an e-mail address nor a name with one, such as Olivia Prado <olivia@acme.example>";
            assert_eq!(read(text), Err(expected.to_owned()), "{text}");
        }
        assert_eq!(
            read("<ops@acme.example>"),
            Err("has a name that must not be empty: nothing can be seen in it".to_owned())
        );
        let long = format!("{} <ops@acme.example>", "x".repeat(121));
        assert_eq!(read(&long), Err("has a name that must be at most 120 characters long".to_owned()));
    }
}
