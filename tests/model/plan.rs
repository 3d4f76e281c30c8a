//! Who takes part in a scene, and what each of them wants done, in order.

/// One who acts: a browser, a member of staff, or the sweep.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) who: Who,
    pub(crate) share: usize,
    pub(crate) script: Vec<Act>,
    /// How often this guest comes again, by the link of then, when their session or their link has ended.
    pub(crate) returns: usize,
    /// How many of their requests are never answered. What those sent may land at any time later, or never.
    pub(crate) losses: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    /// Has the link, and is not in.
    Guest,
    /// Is in from the beginning.
    GuestInside,
    /// Vera, who created the share and manages her own; or Wanda, who manages all.
    Staff(usize),
    Sweep,
}

/// What somebody wants done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Act {
    Open,
    /// An answer to one field of a task. Each text is somebody's own.
    Save {
        task: usize,
        field: &'static str,
        text: &'static str,
    },
    Complete {
        task: usize,
    },
    /// The legal name of a completed task, and nothing else of it.
    HandBack {
        task: usize,
    },
    Revoke,
    Rotate,
    SetPassword,
    RecordExpiry,
}

/// On what a transaction was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Right {
    /// The share's link of that number.
    Link(u32),
    /// A session of that epoch.
    Session(u32),
    Staff,
    System,
}

/// What a transaction does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum What {
    /// Counts one attempt at the password, or gives one back.
    Attempt,
    /// The actor's visit of that number, in that epoch, at that time.
    Opening { actor: usize, visit: usize, epoch: u32, clock: usize },
    /// Of an answer, the version of the answers on which it was typed.
    Act { actor: usize, act: Act, base: u64 },
}

impl Plan {
    fn new(who: Who, script: &[Act]) -> Self {
        Self { who, share: 0, script: script.to_vec(), returns: 0, losses: 0 }
    }

    pub(crate) fn guest(script: &[Act]) -> Self {
        Self::new(Who::Guest, script)
    }

    pub(crate) fn inside(script: &[Act]) -> Self {
        Self::new(Who::GuestInside, script)
    }

    pub(crate) fn vera(script: &[Act]) -> Self {
        Self::new(Who::Staff(0), script)
    }

    pub(crate) fn wanda(script: &[Act]) -> Self {
        Self::new(Who::Staff(1), script)
    }

    pub(crate) fn sweep() -> Self {
        Self::new(Who::Sweep, &[Act::RecordExpiry])
    }

    pub(crate) fn of_share(self, share: usize) -> Self {
        Self { share, ..self }
    }

    pub(crate) fn returning(self) -> Self {
        Self { returns: 1, ..self }
    }

    pub(crate) fn is_guest(&self) -> bool {
        matches!(self.who, Who::Guest | Who::GuestInside)
    }

    pub(crate) fn is_staff(&self) -> bool {
        matches!(self.who, Who::Staff(_))
    }

    pub(crate) fn losing(self) -> Self {
        Self { losses: 1, ..self }
    }
}

impl Act {
    /// The task that it is about.
    pub(crate) fn task(self) -> usize {
        match self {
            Self::Save { task, .. } | Self::Complete { task } | Self::HandBack { task } => task,
            Self::Open | Self::Revoke | Self::Rotate | Self::SetPassword | Self::RecordExpiry => 0,
        }
    }

    /// Whether the rows of a task are read for it.
    pub(crate) fn is_on_task(self) -> bool {
        self.is_work() || matches!(self, Self::HandBack { .. })
    }

    /// Whether it is done in a task, by a guest who is in.
    pub(crate) fn is_work(self) -> bool {
        matches!(self, Self::Save { .. } | Self::Complete { .. })
    }
}

impl Right {
    pub(crate) fn is_guests(self) -> bool {
        matches!(self, Self::Link(_) | Self::Session(_))
    }
}
