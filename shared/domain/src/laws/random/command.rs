//! What may happen around one share, and how often.

use proptest::prelude::*;

use crate::share::{Password, PasswordHash};

#[derive(Debug, Clone, Copy)]
pub(super) enum Command {
    Pass(Wait),
    Open {
        link: Link,
        landing: Landing,
        consents: bool,
        guess: Option<Secret>,
        code: Option<Digits>,
    },
    AskForCode {
        link: Link,
        landing: Landing,
    },
    Save {
        session: Nth,
        base: Nth,
        field: &'static str,
        value: Option<&'static str>,
    },
    Upload {
        session: Nth,
    },
    Remove {
        session: Nth,
    },
    Complete {
        session: Nth,
        task: &'static str,
    },
    /// What the company says of itself comes back, though the documents may have begun.
    HandBack {
        by: Staff,
    },
    Revoke {
        by: Staff,
    },
    Rotate {
        by: Staff,
    },
    Extend {
        by: Staff,
        days: u32,
    },
    ChangePassword {
        by: Staff,
        to: Option<Secret>,
    },
    Sweep,
    AskForLink,
    /// The mail service takes a mail, which takes a second; not noted if we crash after it.
    MailLeaves {
        noted: bool,
    },
    MailEvent {
        mail: Nth,
        heard: Report,
    },
}

/// The latest is 0, the one before it 1, and so on. What does not reach back so far is the oldest.
pub(super) type Nth = usize;

#[derive(Debug, Clone, Copy)]
pub(super) enum Wait {
    Seconds(i64),
    /// To the instant of expiry, if that is still to come.
    ToExpiry,
    /// To the last second before it.
    ToJustBeforeExpiry,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Link {
    Sent(Nth),
    Garbled,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Landing {
    Fresh,
    Repeat(Nth),
}

/// Vera created the share; Otto is another initiator, Carla a document controller.
#[derive(Debug, Clone, Copy)]
pub(super) enum Staff {
    Vera,
    Otto,
    Carla,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Secret {
    Horse,
    Staple,
}

impl Secret {
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::Horse => "correct horse",
            Self::Staple => "battery staple",
        }
    }

    pub(super) fn hash(self) -> PasswordHash {
        self.text().parse::<Password>().unwrap().hash([7; 16])
    }
}

/// What is typed as the code of a landing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Digits {
    /// The one that was mailed for it last.
    Mailed,
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Report {
    Delivered,
    Bounced,
    Complained,
}

/// An answer too long for the legal name, which can be kept but not completed with.
pub(super) const TOO_LONG: &str = "Acme Steel and Iron Works";

/// A few dozen commands, mostly after the guest came in a first time.
pub(super) fn commands() -> impl Strategy<Value = Vec<Command>> {
    let comes_in = Command::Open {
        link: Link::Sent(0),
        landing: Landing::Repeat(0),
        consents: true,
        guess: Some(Secret::Horse),
        code: Some(Digits::Mailed),
    };
    let first = [Command::AskForCode { link: Link::Sent(0), landing: Landing::Fresh }, comes_in];
    (often(), prop::collection::vec(command(), 1..50))
        .prop_map(move |(came_in, then)| first.into_iter().filter(|_| came_in).chain(then).collect())
}

fn command() -> impl Strategy<Value = Command> {
    prop_oneof![
        7 => wait().prop_map(Command::Pass),
        40 => (link(), landing(), often(), guess(), digits()).prop_map(
            |(link, landing, consents, guess, code)| Command::Open { link, landing, consents, guess, code }
        ),
        14 => (link(), landing()).prop_map(|(link, landing)| Command::AskForCode { link, landing }),
        30 => (nth(), nth(), field(), value())
            .prop_map(|(session, base, field, value)| Command::Save { session, base, field, value }),
        24 => nth().prop_map(|session| Command::Upload { session }),
        4 => nth().prop_map(|session| Command::Remove { session }),
        36 => (nth(), prop_oneof![Just("company"), Just("documents")])
            .prop_map(|(session, task)| Command::Complete { session, task }),
        4 => staff().prop_map(|by| Command::HandBack { by }),
        1 => staff().prop_map(|by| Command::Revoke { by }),
        3 => staff().prop_map(|by| Command::Rotate { by }),
        8 => (staff(), prop_oneof![Just(0), Just(1), Just(7), Just(30), Just(31)])
            .prop_map(|(by, days)| Command::Extend { by, days }),
        2 => (staff(), guess()).prop_map(|(by, to)| Command::ChangePassword { by, to }),
        5 => Just(Command::Sweep),
        5 => Just(Command::AskForLink),
        6 => often().prop_map(|noted| Command::MailLeaves { noted }),
        10 => (mail(), heard()).prop_map(|(mail, heard)| Command::MailEvent { mail, heard }),
    ]
}

fn wait() -> impl Strategy<Value = Wait> {
    let short = prop_oneof![Just(1), Just(29), Just(30), Just(900), Just(3_599), Just(3_600)];
    let seconds = prop_oneof![4 => short, 1 => Just(86_399), 1 => Just(86_400), 1 => Just(259_200)];
    prop_oneof![6 => seconds.prop_map(Wait::Seconds), 2 => Just(Wait::ToExpiry), 2 => Just(Wait::ToJustBeforeExpiry)]
}

fn link() -> impl Strategy<Value = Link> {
    prop_oneof![30 => nth().prop_map(Link::Sent), 1 => Just(Link::Garbled)]
}

fn landing() -> impl Strategy<Value = Landing> {
    let back = prop_oneof![3 => nth(), 1 => 4usize..8];
    prop_oneof![1 => Just(Landing::Fresh), 1 => back.prop_map(Landing::Repeat)]
}

fn nth() -> impl Strategy<Value = Nth> {
    prop_oneof![6 => Just(0usize), 1 => Just(1), 1 => Just(2)]
}

fn mail() -> impl Strategy<Value = Nth> {
    prop_oneof![4 => nth(), 1 => 3usize..8]
}

fn heard() -> impl Strategy<Value = Report> {
    prop_oneof![3 => Just(Report::Delivered), 2 => Just(Report::Bounced), 1 => Just(Report::Complained)]
}

fn often() -> impl Strategy<Value = bool> {
    prop_oneof![9 => Just(true), 1 => Just(false)]
}

fn guess() -> impl Strategy<Value = Option<Secret>> {
    prop_oneof![1 => Just(None), 3 => Just(Some(Secret::Horse)), 4 => Just(Some(Secret::Staple))]
}

fn digits() -> impl Strategy<Value = Option<Digits>> {
    prop_oneof![1 => Just(None), 6 => Just(Some(Digits::Mailed)), 2 => Just(Some(Digits::Other))]
}

fn staff() -> impl Strategy<Value = Staff> {
    prop_oneof![2 => Just(Staff::Vera), 1 => Just(Staff::Otto), 1 => Just(Staff::Carla)]
}

fn field() -> impl Strategy<Value = &'static str> {
    prop_oneof![3 => Just("legal_name"), 1 => Just("about")]
}

fn value() -> impl Strategy<Value = Option<&'static str>> {
    let texts = prop_oneof![3 => Just("Acme"), 2 => Just("Ajax"), 1 => Just(TOO_LONG), 1 => Just("")];
    prop_oneof![6 => texts.prop_map(Some), 1 => Just(None)]
}
