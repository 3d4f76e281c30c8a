//! A change held against the law: it has a record, and its state ends where its trail does.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{
    audit::{Appended, Chain, Head, TrailId, WholeRecord},
    change::{Audited, Change},
    document::{DocumentPut, Revised, RevisionDownloaded},
    export::ExportEnded,
    file::ReferenceFile,
    gate::Acting,
    run::{ExportHandedOut, ExportRequested, HandedOut, Progress, RunPushed, Staged},
    share::{CodeRequested, Gate, Opened, PolicyApplied, Share, ShareMailed, StaffCommented, TrailBroken},
    staff::{Founded, InvitationMoved, Org, PersonMoved, PreferencesMoved, ProjectAdded, ProjectPolicyChanged},
    step::{Reassigned, StepGate},
    work::{
        Announced, Commented, Completed, Delegated, Downloaded, ExportAsked, ExportDownloaded, FileMoved, Removed,
        Responded, RespondedOnRevision, RevisionCommented, Saved, SharedRevisionDownloaded, TaskHandedBack, Withdrawn,
    },
    work_package::WorkPackage,
};

/// Changes by the operations that make them.
pub(super) type Changes = Vec<(&'static str, Checked)>;

/// What a change writes: among it the row that says where the trail ends.
pub(super) trait Ends {
    fn ends(&self) -> (TrailId, Head);
}

impl Ends for PolicyApplied {
    fn ends(&self) -> (TrailId, Head) {
        self.share.ends()
    }
}

impl Ends for ProjectPolicyChanged {
    fn ends(&self) -> (TrailId, Head) {
        self.org.ends()
    }
}

impl Ends for Gate {
    fn ends(&self) -> (TrailId, Head) {
        (TrailId(format!("share/{}", self.share)), self.head)
    }
}

impl Ends for Acting {
    fn ends(&self) -> (TrailId, Head) {
        match self {
            Self::Guest(gate) => gate.ends(),
            Self::Assignee(gate) => gate.ends(),
        }
    }
}

macro_rules! ends {
    ($($state:ty: |$this:ident| $end:expr;)*) => {$(
        impl Ends for $state {
            fn ends(&self) -> (TrailId, Head) {
                let $this = self;
                $end
            }
        }
    )*};
}

ends! {
    Share: |this| (this.trail(), this.head());
    Org: |this| (this.trail(), this.head());
    ReferenceFile: |this| (this.trail(), this.head());
    DocumentPut: |this| (this.document.trail(), this.document.head());
    WorkPackage: |this| (this.trail(), this.head());
    Revised: |this| (this.document.trail(), this.document.head());
    RevisionDownloaded: |this| (this.document.trail(), this.document.head());
    Founded: |this| this.org.ends();
    ProjectAdded: |this| this.org.ends();
    InvitationMoved: |this| this.org.ends();
    PersonMoved: |this| this.org.ends();
    PreferencesMoved: |this| this.orgs[0].ends();
    TrailBroken: |this| (TrailId(format!("org/{}", this.org)), this.head);
    RunPushed: |this| (TrailId(format!("run/{}", this.run.id)), this.progress.head);
    Staged: |this| (TrailId(format!("run/{}", this.progress.run)), this.progress.head);
    HandedOut: |this| (TrailId(format!("run/{}", this.progress.run)), this.progress.head);
    ExportRequested: |this| (TrailId(format!("run/{}", this.progress.run)), this.progress.head);
    ExportEnded<Progress>: |this| (TrailId(format!("run/{}", this.by.run)), this.by.head);
    ExportEnded<Gate>: |this| this.by.ends();
    ExportHandedOut: |this| (TrailId(format!("run/{}", this.progress.run)), this.progress.head);
    ShareMailed: |this| this.share.ends();
    Opened: |this| this.share.ends();
    CodeRequested: |this| this.share.ends();
    StaffCommented: |this| this.gate.ends();
    TaskHandedBack: |this| this.gates[0].ends();
    StepGate: |this| (this.trail(), this.head());
    Reassigned: |this| (TrailId(format!("run/{}", this.progress.run)), this.progress.head);
    Responded: |this| this.by.ends();
    Withdrawn: |this| this.by.ends();
    Delegated: |this| this.by.ends();
    Saved: |this| this.by.ends();
    Commented: |this| this.by.ends();
    Completed: |this| this.by.ends();
    Announced: |this| this.by.ends();
    FileMoved: |this| this.by.ends();
    Removed: |this| this.by.ends();
    Downloaded: |this| this.by.ends();
    ExportAsked: |this| this.by.ends();
    ExportDownloaded: |this| this.by.ends();
    SharedRevisionDownloaded: |this| this.by.ends();
    RevisionCommented: |this| this.by.ends();
    RespondedOnRevision: |this| this.by.ends();
}

/// A change that was held against the law, with the kinds of its records and the facts of each.
pub(super) struct Checked {
    pub(super) kinds: BTreeMap<String, Value>,
}

impl Checked {
    /// The first change of an aggregate, whose trail begins with it.
    pub(super) fn first<S: Ends>(change: &Change<S>) -> Self {
        let (trail, head) = change.state().ends();
        assert_eq!(Chain::verify(&trail, head, &rows(change)), Ok(()));
        Self::after(Head::default(), change)
    }

    /// A change of an aggregate whose trail ended at `before`.
    pub(super) fn after<S: Ends>(before: Head, change: &Change<S>) -> Self {
        let (trail, head) = change.state().ends();
        Self::follows(before, change.entry().records(), &trail, head)
    }

    /// What a change writes into a second trail, which ended at `before`: of a share that is open again.
    pub(super) fn beside(before: Head, change: &Change<TaskHandedBack>) -> Self {
        let (entry, gate) = (change.entries().nth(1).unwrap(), &change.state().gates[1]);
        let (trail, head) = gate.ends();
        Self::follows(before, entry.records(), &trail, head)
    }

    fn follows(before: Head, records: &[Appended], trail: &TrailId, head: Head) -> Self {
        assert!(!records.is_empty(), "a change without a record in {trail}");
        let mut end = before;
        for one in records {
            let record = &one.record;
            assert_eq!((record.trail(), record.seq()), (trail, end.seq + 1));
            assert_eq!(record.hash(end.hash), one.hash);
            assert_eq!(record.to_json()["personal"], one.personal.commitment().to_string());
            end = Head { seq: record.seq(), hash: one.hash };
        }
        assert_eq!(head, end, "the state of {trail} does not end where its trail does");
        let told = records.iter().map(|one| (one.record.kind().to_owned(), one.record.to_json()["facts"].clone()));
        Self { kinds: told.collect() }
    }
}

pub(super) fn rows<S>(change: &Change<S>) -> Vec<WholeRecord> {
    change.entry().records().iter().map(|one| (one.record.clone(), one.hash, Some(one.personal.clone()))).collect()
}
