//! Of the register: documents, what guests do on their revisions, and work packages.

use super::super::checked::{Changes, Checked};
use crate::{
    decision::Act as _,
    document::{Details, DownloadRevision, Filing, PutDocument, Revise, Revised},
    file::{AnnounceReference, Judged},
    fixtures::{CREATED, House, Reading, SATURDAY, arrival, changed, guest, manifest, reads, staff},
    share::CommentAsStaff,
    staff::Right,
    task::{StepDecision, VisibleTo},
    value::{Coded, CommentId, FileId},
    work::{DownloadSharedRevision, RespondOnRevision, WriteComment},
    work_package::{PutWorkPackage, WorkPackageDetails, WorkPackageStatus},
};

fn put(status: &str) -> PutDocument {
    let label = |code: &str| Coded { code: code.parse().unwrap(), title: None };
    let details = Details {
        title: "Quay wall".parse().unwrap(),
        kind: label("DWG"),
        status: label(status),
        discipline: None,
        work_package: None,
    };
    PutDocument { number: "DEMO-CIV-DWG-001".parse().unwrap(), details }
}

pub(in crate::laws) fn changes() -> Changes {
    let (house, stamp) = (House::new(), staff(CREATED));
    let by = || house.authority(Right::ManageOwnDocuments);
    let created = changed(put("for_review").decide(by(), (None, Filing::default()), &stamp).unwrap());
    let document = created.state().document.clone();
    let approved = changed(put("approved").decide(by(), (Some(&document), Filing::default()), &stamp).unwrap());

    let attaches = house.authority(Right::AttachFiles);
    let act = AnnounceReference { id: FileId::new([9; 16]), manifest: manifest("wall.pdf", "wall") };
    let file = act.decide(attaches, &house.org, &house.project, &stamp).unwrap().into_state();
    let file = file.settle(attaches, Some(&arrival("wall")), true, &stamp).unwrap().into_state();
    let file = file.judge(Judged { version: "v1", infected: None }, &stamp).into_state();
    let file = file.release("v1", &stamp).into_state();
    let act = Revise { code: "C01".parse().unwrap(), changed: None, file: Some(file) };
    let revised = changed(act.decide(by(), &document, None, &stamp).unwrap());

    let Revised { document: now, revision } = revised.state().clone();
    let views = house.authority(Right::ViewDocuments);
    let downloaded = DownloadRevision { revision: Some(revision) }.decide(views, &now, &stamp).unwrap();
    vec![
        ("PutDocument, new", Checked::first(&created)),
        ("PutDocument", Checked::after(document.head, &approved)),
        ("Revise", Checked::after(document.head, &revised)),
        ("DownloadRevision", Checked::after(now.head, &downloaded)),
    ]
}

pub(in crate::laws) fn of_shared_revisions() -> Changes {
    let (reading, stamp) = (Reading::new(), guest(SATURDAY));
    let share = reading.share();
    let (head, plain, noted) = (share.gate.head, reading.on(()), reading.on(None));
    let downloaded = changed(DownloadSharedRevision.decide(reads(&share, &plain), &stamp).unwrap());
    let (id, text) = (CommentId::new([6; 16]), "Which datum is this?".parse().unwrap());
    let write = WriteComment { id, text };
    let commented = changed(write.decide(reads(&share, &noted), &stamp).unwrap());
    let managed = share.managed(reading.house.authority(Right::ManageOwnShares)).unwrap();
    let answer = CommentAsStaff { id, text: write.text.clone(), visible_to: VisibleTo::Guest };
    let answered = changed(answer.decide((managed, None), &staff(SATURDAY)).unwrap());
    let (asked, open) = (reading.to_decide(), reading.on(None));
    let comment = Some((id, write.text));
    let basis = reading.document.basis_of(&reading.revision);
    let respond = RespondOnRevision { decision: StepDecision::Reject, basis, comment };
    let decided = changed(respond.decide(reads(&asked, &open), &stamp).unwrap());
    vec![
        ("DownloadSharedRevision", Checked::after(head, &downloaded)),
        ("WriteComment, on a revision", Checked::after(head, &commented)),
        ("RespondOnRevision", Checked::after(asked.gate.head, &decided)),
        ("CommentAsStaff, beside a document", Checked::after(head, &answered)),
    ]
}

pub(in crate::laws) fn of_work_packages() -> Changes {
    let (house, stamp) = (House::new(), staff(CREATED));
    let by = house.authority(Right::ManageOwnDocuments);
    let put = |status| PutWorkPackage {
        number: "WP-01".parse().unwrap(),
        details: WorkPackageDetails {
            title: "Quay walls".parse().unwrap(),
            kind: None,
            discipline: None,
            responsible: None,
            target: None,
            status,
        },
    };
    let created = changed(put(WorkPackageStatus::Draft).decide(by, None, &stamp).unwrap());
    let before = created.state();
    let active = changed(put(WorkPackageStatus::Active).decide(by, Some(before), &stamp).unwrap());
    vec![("PutWorkPackage, new", Checked::first(&created)), ("PutWorkPackage", Checked::after(before.head, &active))]
}
