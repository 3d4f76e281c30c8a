//! What never changes while a scene plays: the house, its shares and their terms, staff, keys and the clock.

use std::collections::BTreeSet;

use vestibule_domain::{
    Timestamp,
    gate::OnTask,
    policy::Policy,
    run::{Progress, Run},
    share::{LinkToken, Password, PasswordHash, Recipient, Share, Terms},
    staff::{Member, Role},
    task::{Spec, Task, TaskState, Work},
    value::{Key, KeyId, KeyRing, ShareId, Zone},
};
use vestibule_fixtures::{CREATED, House, at, member};

use crate::{
    rows::Row,
    tables::{Tables, TaskRows, Trail},
};

/// The share is made; eleven minutes later, when a repeated opening is another one; and after the expiry.
pub(crate) const CLOCK: [&str; 3] = [CREATED, "2026-11-20T12:11:00Z", "2026-11-20T12:21:00Z"];
const EXPIRES: &str = "2026-11-20T12:20:00Z";
const PASSWORD: &str = "correct horse";

/// Of the usual run, the two that nothing stands before once `documents` is done.
const TASKS: [&str; 2] = ["company", "closing"];
/// Their numbers in the run.
pub(crate) const INDEX: [u16; 2] = [0, 2];

pub(crate) struct Place {
    pub(crate) terms: Vec<Terms>,
    pub(crate) specs: Vec<Spec>,
    pub(crate) run: Run,
    pub(crate) staff: [Member; 2],
    pub(crate) policy: Policy,
    pub(crate) zone: Zone,
    pub(crate) password: Password,
    pub(crate) hash: PasswordHash,
    keys: KeyRing,
    tables: Tables,
}

impl Place {
    /// So many shares of the first so many tasks, each open so many times. 0: any number.
    pub(crate) fn new(shares: u8, tasks: usize, max_accesses: u32) -> Self {
        let house = House::new().after("documents");
        let share = |number: u8| {
            let mut sharing = house.share().tasks(&TASKS[..tasks]).max(max_accesses).until(EXPIRES);
            sharing.create.id = ShareId::new([number + 1; 16]);
            sharing.create.recipient = recipient(number);
            sharing.created()
        };
        let shares: Vec<Share> = (0..shares).map(share).collect();
        let password: Password = PASSWORD.parse().unwrap();
        let specs: Vec<Spec> = TASKS[..tasks].iter().map(|task| house.task(task).spec).collect();
        Self {
            tables: tables(&shares, specs.len(), house.progress.clone()),
            terms: shares.into_iter().map(|share| share.terms).collect(),
            specs,
            run: house.run.clone(),
            staff: [house.vera.clone(), member("wanda", Role::ProjectAdmin)],
            policy: house.policy(),
            zone: house.org.zone.clone(),
            hash: password.hash([3; 16]),
            password,
            keys: KeyRing::new(KeyId::FIRST, Key::new([1; 32]), Key::new([2; 32])),
        }
    }

    pub(crate) fn tables(&self) -> Tables {
        self.tables.clone()
    }

    pub(crate) fn now(clock: usize) -> Timestamp {
        at(CLOCK[clock])
    }

    /// The link of a share as it was then, proven.
    pub(crate) fn link(&self, share: &Share) -> LinkToken {
        let text = LinkToken::reveal(share.id(), share.gate.salt, &self.keys);
        LinkToken::verify(text.expose(), &self.keys).unwrap()
    }

    /// A task of the run with what was read of it.
    pub(crate) fn on<T>(
        &self,
        task: usize,
        state: TaskState,
        work: Work,
        (progress, also): (Progress, T),
    ) -> OnTask<T> {
        let task = Task { run: self.run.id, spec: self.specs[task].clone(), state, work };
        OnTask { progress, task, also }
    }
}

fn recipient(number: u8) -> Recipient {
    let (name, email) = [("Ana Souza", "ana@supplier.example"), ("Bia Lima", "bia@lima.example")][usize::from(number)];
    Recipient {
        name: name.parse().unwrap(),
        email: email.parse().unwrap(),
        locale: vestibule_domain::value::Locale::En,
    }
}

fn tables(shares: &[Share], tasks: usize, progress: Progress) -> Tables {
    let mut trail = Trail { kinds: [0; vestibule_domain::share::ShareFact::KINDS.len()] };
    trail.kinds[0] = 1;
    let untouched = TaskRows { state: Row::new(TaskState::default()), work: Row::new(Work::default()) };
    Tables {
        gates: shares.iter().map(|share| Row::new(share.gate.clone())).collect(),
        trails: vec![trail; shares.len()],
        tasks: vec![untouched; tasks],
        progress: Row::new(progress),
        answers: BTreeSet::new(),
    }
}
