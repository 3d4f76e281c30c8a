//! The request for a share, read field by field so that everything wrong with it is told at once.

use std::collections::BTreeSet;

use vestibule_api::staff::{NewScope, NewShare};
use vestibule_domain::{
    share::{AskedTerms, Create, Delivery, MailsOf, Password, PasswordHash, Recipient, Salt},
    staff::Member,
    task::StepDecision,
    value::{HostCode, Line, Paragraphs, ProjectSlug, RunSlug, ShareId, TaskSlug},
};
use vestibule_web::{
    request::{
        DocumentName, Fields,
        spelling::{delivery, permission, step_decision},
    },
    start::Random,
};

/// The request, as far as it can be read.
pub(crate) struct Parsed {
    pub(crate) project: Option<ProjectSlug>,
    /// What is to be shared, as far as its name can be read.
    pub(crate) what: Option<What>,
    /// What could be read of the terms that the rules judge.
    pub(crate) asked: AskedTerms,
    /// Whether the share is to have a password, be it a good one or not.
    pub(crate) with_password: bool,
    /// What cannot be read.
    pub(crate) wrong: Fields,
    recipient: Option<Recipient>,
    password: Option<PasswordHash>,
    instructions: Option<Paragraphs<4000>>,
    label: Option<Line<120>>,
}

/// What is to be shared, by the names that the host gave.
pub(crate) enum What {
    Tasks {
        run: RunSlug,
        tasks: Vec<TaskSlug>,
    },
    Document {
        document: DocumentName,
        /// Absent: the current one.
        revision: Option<HostCode>,
        /// Absent: the usual ones.
        decisions: Option<BTreeSet<StepDecision>>,
    },
}

impl What {
    fn of(scope: &NewScope, fields: &mut Fields) -> Option<Self> {
        match scope {
            NewScope::Tasks { run, tasks } => {
                let run = fields.read("/scope/run", run);
                let mut seen = BTreeSet::new();
                let tasks = tasks.iter().enumerate();
                let tasks = tasks.filter_map(|(n, task)| fields.read(&format!("/scope/tasks/{n}"), task));
                let tasks = tasks.filter(|task: &TaskSlug| seen.insert(task.clone())).collect();
                run.map(|run| Self::Tasks { run, tasks })
            }
            NewScope::Document { document, revision, decisions } => {
                let named = DocumentName::of_body(document);
                let named = named.map_err(|rule| fields.refuse("/scope/document", "invalid", rule.to_string())).ok();
                let revision = revision.as_deref().and_then(|code| fields.read("/scope/revision", code));
                let decisions = decisions.as_ref().map(|named| named.iter().copied().map(step_decision).collect());
                named.map(|document| Self::Document { document, revision, decisions })
            }
        }
    }
}

impl Parsed {
    /// Hashes the password, which takes its time: before anything is read that the share is decided on.
    pub(crate) fn of(new: &NewShare, random: &Random) -> Self {
        let mut wrong = Fields::default();
        let fields = &mut wrong;
        let project = fields.read("/project", &new.project);
        let what = What::of(&new.scope, fields);
        let name = fields.read("/recipient/name", &new.recipient.name);
        let email = fields.read("/recipient/email", &new.recipient.email);
        let locale = fields.word("/recipient/locale", new.recipient.locale.as_deref()).unwrap_or_default();
        let asked = AskedTerms {
            permissions: new.permissions.iter().copied().map(permission).collect(),
            delivery: delivery(new.delivery),
            expiry: new.expiry.as_ref().and_then(|expiry| fields.expiry(expiry)),
            max_accesses: new.max_accesses,
            code: new.code,
            who_opens: new.who_opens,
        };
        let password = new.password.as_ref().and_then(|p| fields.read::<Password>("/password", p.expose()));
        let instructions = fields.maybe("/instructions", new.instructions.as_deref());
        let label = fields.maybe("/label", new.label.as_deref());
        Self {
            project,
            what,
            asked,
            with_password: new.password.is_some(),
            recipient: name.zip(email).map(|(name, email)| Recipient { name, email, locale }),
            password: password.filter(|_| wrong.is_empty()).map(|password| password.hash(random.bits())),
            instructions,
            label,
            wrong,
        }
    }

    /// What the mail with the link counts for, if there is one.
    pub(crate) fn mails(&self, by: &Member) -> Vec<MailsOf> {
        let to = self.recipient.as_ref().filter(|_| self.asked.delivery == Delivery::Email);
        to.map_or_else(Vec::new, |to| MailsOf::creation(by, &to.email))
    }

    /// The act, if all of the request can be read.
    pub(crate) fn create(&self, random: &Random) -> Option<Create> {
        let recipient = self.recipient.clone().filter(|_| self.wrong.is_empty())?;
        Some(Create {
            id: ShareId::new(random.bits()),
            salt: Salt::new(random.bits()),
            asked: self.asked.clone(),
            recipient,
            password: self.password.clone(),
            instructions: self.instructions.clone(),
            label: self.label.clone(),
        })
    }
}

/// A task whose name does not parse is named all the same.
pub(crate) fn names_no_task(NewShare { scope, .. }: &NewShare) -> bool {
    matches!(scope, NewScope::Tasks { tasks, .. } if tasks.is_empty())
}
