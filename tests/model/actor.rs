//! Where each of those who act stands: what they hold, what they have read, what they have on its way.

use vestibule_domain::{
    gate::Session,
    share::{Gate, PasswordProof},
};

use crate::{
    held::Held,
    rows::Row,
    shell::Reply,
    tables::{Read, Transaction},
};

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Actor {
    /// Which act of the script is next.
    pub(crate) step: usize,
    /// How often they came. Each time is a visit of its own.
    pub(crate) visit: usize,
    /// How many requests were not answered.
    pub(crate) lost: usize,
    /// The gate as it was when they came: its link is theirs.
    pub(crate) came: Option<Row<Gate>>,
    pub(crate) proof: Option<Held<PasswordProof>>,
    pub(crate) session: Option<Held<Session>>,
    /// Of each task, the version of the answers that they saw last.
    pub(crate) base: Vec<u64>,
    /// They were shown what somebody else wrote in their field, and write their own over it.
    pub(crate) overwrites: bool,
    pub(crate) request: Request,
    /// What a request sent whose answer nobody waits for: it may still come.
    pub(crate) late: Option<Held<Transaction>>,
}

/// The request that is under way.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Request {
    None,
    Reading(Read),
    /// With the reply that comes once it is carried out.
    Sent(Held<Transaction>, Reply),
}

impl Actor {
    pub(crate) fn new(tasks: usize) -> Self {
        Self {
            step: 0,
            visit: 0,
            lost: 0,
            came: None,
            proof: None,
            session: None,
            base: vec![0; tasks],
            overwrites: false,
            request: Request::None,
            late: None,
        }
    }

    /// The act is done, or refused for good.
    pub(crate) fn go_on(&mut self) {
        self.step += 1;
        self.overwrites = false;
    }

    /// By the link of then, to be opened as another visit.
    pub(crate) fn come_again(&mut self) {
        self.visit += 1;
        (self.came, self.proof, self.session) = (None, None, None);
    }

    /// They do nothing more.
    pub(crate) fn leave(&mut self) {
        self.step = usize::MAX;
        self.request = Request::None;
    }

    pub(crate) fn has_left(&self) -> bool {
        self.step == usize::MAX
    }
}
