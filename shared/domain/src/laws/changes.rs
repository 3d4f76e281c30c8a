//! One change of each operation, by the operation's name, each from a state in which it is possible.

mod codes;
mod documents;
mod people;

use super::{
    checked::{Changes, Checked},
    handing_back, steps,
};
use crate::{
    Act as _,
    audit::{Head, Resumption},
    change::{Audited as _, Change},
    export::{Ending, Export, ExportFailure, ExportOf, Kept, KeptList, Taken},
    file::{AnnounceReference, Judged},
    fixtures::{
        CREATED, Documents, EXPIRES, House, Review, SATURDAY, SharedZip, admitted, arrival, as_read, bounced, changed,
        flow, guest, layer, mail_event, manifest, opening, slug, staff, system, text,
    },
    outbox::{BounceKind, GuestMail},
    run::{Entries, LaggingLists, RunFile, RunState},
    share::{
        ApplyPolicy, AttemptFailed, ChangePassword, CommentAsStaff, Edit, Expiry, MailCount, MailOutcome, Mailings,
        Password, PasswordProof, Proofs, RequestLink, ReserveAttempt, Revoke, Rotate, Salt, Secrets, Share,
        ShareMailed, TrailBroken,
    },
    staff::Right,
    task::{SentFile, VisibleTo, Work},
    value::{CommentId, Digest, ExportId, FileId, Locale, SnapshotId},
    work::{DownloadExport, RequestExport, Save, WriteComment},
};

/// Every operation that makes a change, with the change checked and its kinds of records.
pub(super) fn one_of_each() -> Changes {
    [
        people::by_the_operator(),
        people::of_people(),
        of_runs(),
        of_exports(),
        of_shared_files(),
        by_staff(),
        of_mails(),
        before_the_link(),
        codes::of_codes(),
        in_the_task(),
        handing_back::changes(),
        of_uploads(),
        of_references(),
        documents::changes(),
        documents::of_shared_revisions(),
        documents::of_work_packages(),
        steps::of_decisions(),
        steps::of_deciding_guests(),
        steps::of_work(),
        steps::of_files(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn share() -> Share {
    House::new().share().created()
}

fn of_runs() -> Changes {
    let (house, stamp) = (House::new(), staff(CREATED));
    let plan = || flow().plan(house.authority(Right::PushRuns), None).unwrap().unwrap();
    let mut large = plan();
    let begun = large.begin(&stamp);
    let staged = large.stage(large.batches().remove(0), &stamp);
    let finished = large.finish(&stamp);
    let followed = lists(&house).follow(&stamp);
    let (scene, state) =
        (Documents::of(&house).received(1), RunState { run: house.run.clone(), progress: house.progress.clone() });
    let sent = SentFile {
        upload: scene.uploads[0].clone(),
        recipient: scene.share.recipient(),
        stage: scene.stage(1).clone(),
        content: None,
    };
    let file = RunFile { task: scene.on.task.key(), sent };
    let handed_out = state.hand_out(house.authority(Right::ViewRuns), Some(file), &stamp).unwrap();
    vec![
        ("RunState::hand_out", Checked::after(state.progress.head, &handed_out)),
        ("PushPlan::push", Checked::first(&plan().push(&stamp))),
        ("PushPlan::begin", Checked::first(&begun)),
        ("PushPlan::stage", Checked::after(begun.state().progress.head, &staged)),
        ("PushPlan::finish", Checked::after(staged.state().progress.head, &finished)),
        ("LaggingLists::follow", Checked::after(state.progress.head, &followed)),
    ]
}

/// What a push has left behind that never ended.
fn lists(house: &House) -> LaggingLists {
    let mut known = house.pushed();
    known.progress.staged = Some(known.progress.pushes);
    LaggingLists::of(known, house.progress.pushes, &Entries::default()).unwrap()
}

fn of_exports() -> Changes {
    let (house, stamp) = (House::new(), staff(CREATED));
    let state = RunState { run: house.run.clone(), progress: house.progress.clone() };
    let (head, by) = (state.progress.head, || house.authority(Right::ViewRuns));
    let kept = Kept { list: KeptList::none(ExportOf::Run(house.run.id)), exports: vec![] };
    let requested = changed(state.request_export(by(), ExportId::new([1; 16]), &kept, &stamp).unwrap());
    let export = taken(requested.state().export.clone());
    let ready = state.end_export(&export, Ending::Ready, &system(CREATED));
    let failed = state.end_export(&export, Ending::Failed(ExportFailure::FileChanged), &system(CREATED));
    let handed_out = state.hand_out_export(by(), Some(ready.state().export.clone()), &stamp).unwrap();
    vec![
        ("RunState::request_export", Checked::after(head, &requested)),
        ("RunState::end_export", Checked::after(head, &ready)),
        ("RunState::end_export, failed", Checked::after(head, &failed)),
        ("RunState::hand_out_export", Checked::after(head, &handed_out)),
    ]
}

fn taken(export: Export) -> Export {
    let taken = Taken { snapshot: SnapshotId::new([2; 16]), files: 2, bytes: 900, zip_bytes: 1_000 };
    Export { taken: Some(taken), ..export }
}

fn of_shared_files() -> Changes {
    let (zip, stamp) = (SharedZip::new(), guest(SATURDAY));
    let (head, guest_in) = (zip.share.gate.head, admitted(&zip.share));
    let (ask, on) = (RequestExport { id: ExportId::new([1; 16]) }, zip.on(zip.kept(&[])));
    let requested = changed(ask.decide(guest_in.permit_files(&on), &stamp).unwrap());
    let export = taken(requested.state().export.clone());
    let ready = zip.share.end_export(&export, Ending::Ready, &system(SATURDAY));
    let failed = zip.share.end_export(&export, Ending::Failed(ExportFailure::FileMissing), &system(SATURDAY));
    let on = zip.on(Some(ready.state().export.clone()));
    let downloaded = changed(DownloadExport.decide(guest_in.permit_files(&on), &stamp).unwrap());
    vec![
        ("RequestExport", Checked::after(head, &requested)),
        ("Share::end_export", Checked::after(head, &ready)),
        ("Share::end_export, failed", Checked::after(head, &failed)),
        ("DownloadExport", Checked::after(head, &downloaded)),
    ]
}

fn by_staff() -> Changes {
    let (house, share, stamp) = (House::new(), share(), staff(SATURDAY));
    let managed = || share.managed(house.authority(Right::ManageOwnShares)).unwrap();
    let (head, policy, expiry) = (share.gate.head, house.policy(), Expiry::Days(9));
    let password = "battery staple".parse::<Password>().unwrap().hash([7; 16]);
    let edit = Edit { expiry: Some(&expiry), max_accesses: Some(5), ..Edit::under(&policy, &house.org.zone) };
    let change_password = ChangePassword { password: Some(&password), policy: &policy };
    let (id, text) = (CommentId::new([6; 16]), "The year 2025, please".parse().unwrap());
    let (comment, company) = (CommentAsStaff { id, text, visible_to: VisibleTo::Guest }, house.task("company"));
    let rotate = Rotate { salt: Salt::new([8; 16]), delivery: None, policy: None };
    let mut stricter = House::new();
    stricter.org.policy = layer(|l| l.max_expiry_days = Some(2));
    let apply = ApplyPolicy { policy: &stricter.policy(), zone: &house.org.zone };
    vec![
        ("Create", Checked::first(&house.share().decided().unwrap())),
        ("Rotate", Checked::after(head, &changed(rotate.decide(managed(), &stamp).unwrap()))),
        ("Edit, the expiry and the openings", Checked::after(head, &changed(edit.decide(managed(), &stamp).unwrap()))),
        ("ChangePassword", Checked::after(head, &changed(change_password.decide(managed(), &stamp).unwrap()))),
        ("ApplyPolicy", Checked::after(head, &changed(apply.decide(managed(), &stamp).unwrap()))),
        (
            "CommentAsStaff",
            Checked::after(head, &changed(comment.decide((managed(), Some(&company)), &stamp).unwrap())),
        ),
        ("Revoke", Checked::after(head, &changed(Revoke.decide(managed(), &stamp).unwrap()))),
        ("Share::record_broken_trail", Checked::after(house.org.head, &broken_trail(&house, &share))),
        ("Share::record_expiry", Checked::after(head, &changed(share.record_expiry(&system(EXPIRES))))),
    ]
}

fn broken_trail(house: &House, share: &Share) -> Change<TrailBroken> {
    let resumption = Resumption::beyond(share.trail(), 2, Some(2), [7; 16]);
    share.record_broken_trail(&house.org, (1, &resumption), &system(SATURDAY))
}

fn of_mails() -> Changes {
    let share = share();
    let (head, mailings) = (share.gate.head, Mailings::none(share.id()));
    let count = MailCount { of: share.news()[0].clone(), until: Some(system(EXPIRES).now), most: 20, version: 1 };
    let refused = MailCount::one_more(vec![count], &House::new().policy(), system(SATURDAY).now).unwrap_err();
    let left_out = share.leave_out(GuestMail::Receipt, &refused, &system(SATURDAY));
    let step = Review::new().gate("rita").leave_mail_out(3, &refused, &system(SATURDAY));
    let mailed = ShareMailed { share, mailings };
    let reported = |outcome| {
        let change = changed(mailed.report(&mail_event("0100018f", outcome), &system(SATURDAY)));
        Checked::after(head, &change)
    };
    vec![
        ("ShareMailed::invited", Checked::after(head, &mailed.invited("0100018f".into(), 1, &system(SATURDAY)))),
        (
            "ShareMailed::invited, too late",
            Checked::after(head, &mailed.invited("0100018f".into(), 0, &system(SATURDAY))),
        ),
        ("Share::leave_out", Checked::after(head, &left_out)),
        ("StepGate::leave_mail_out", Checked::after(Head::default(), &step)),
        ("ShareMailed::report, delivered", reported(MailOutcome::Delivered)),
        ("ShareMailed::report, bounced", reported(bounced(BounceKind::Permanent))),
        ("ShareMailed::report, an automatic answer", {
            let arrived = changed(mailed.report(&mail_event("0100018f", MailOutcome::Delivered), &system(SATURDAY)));
            let away = mail_event("0100018f", bounced(BounceKind::Transient));
            let answered = changed(arrived.state().report(&away, &system(SATURDAY)));
            Checked::after(arrived.state().share.gate.head, &answered)
        }),
        ("ShareMailed::report, complained", reported(MailOutcome::Complained)),
    ]
}

fn before_the_link() -> Changes {
    let mut house = House::new();
    house.org.policy = layer(|l| {
        l.notice.insert(Locale::En, Digest::of("Acme's notice"));
        l.disclaimer.insert(Locale::En, Digest::of("I have read it"));
    });
    let once = house.share().max(1).created();
    let stamp = guest(SATURDAY);
    let open = changed(opening(&once, 1).decide((&once, Proofs::default()), &stamp).unwrap());
    let secret = house.share().password("correct horse").created();
    let reserve = |share: &Share| {
        changed(ReserveAttempt { opening: &opening(share, 1), at: Secrets::PASSWORD }.decide(share, &stamp).unwrap())
    };
    let reserved = (0..5).fold(secret.clone(), |share, _| reserve(&share).into_state());
    let failed =
        changed(AttemptFailed { attempt: 5, device: None, at: Secrets::PASSWORD }.decide(&reserved, &stamp).unwrap());
    let proof = PasswordProof::check(&secret, &"correct horse".parse().unwrap());
    let once_in =
        changed(opening(&secret, 1).decide((&secret, proof.as_ref().into()), &stamp).unwrap()).into_state().share;
    let pressed = reserve(&once_in).into_state();
    let again = changed(opening(&pressed, 1).decide((&pressed, proof.as_ref().into()), &stamp).unwrap());
    let asked = changed(RequestLink.decide(&share(), &guest(EXPIRES)).unwrap());
    vec![
        ("Open", Checked::after(once.gate.head, &open)),
        ("ReserveAttempt", Checked::after(secret.gate.head, &reserve(&secret))),
        ("Open, again", Checked::after(pressed.gate.head, &again)),
        ("AttemptFailed", Checked::after(reserved.gate.head, &failed)),
        ("RequestLink", Checked::after(share().gate.head, &asked)),
    ]
}

fn in_the_task() -> Changes {
    let (house, share, stamp) = (House::new(), share(), guest(SATURDAY));
    let (head, guest_in) = (share.gate.head, admitted(&share));
    let company = house.on("company");
    let save = Save { base: 0, answers: [(slug("legal_name"), Some(text("Acme")))].into() };
    let saved = changed(save.decide(guest_in.permit(&company).unwrap(), &stamp).unwrap());
    let comment = WriteComment { id: CommentId::new([6; 16]), text: "See page 3".parse().unwrap() };
    let commented = changed(comment.decide(guest_in.permit(&house.on_with("company", None)).unwrap(), &stamp).unwrap());
    let mut answered = house.on_with("company", house.run.clone());
    answered.task.work = Work { version: 1, ..saved.state().work.clone() };
    let completed = changed(as_read(&answered.task).decide(guest_in.permit(&answered).unwrap(), &stamp).unwrap());
    vec![
        ("Save", Checked::after(head, &saved)),
        ("WriteComment", Checked::after(head, &commented)),
        ("Complete", Checked::after(head, &completed)),
    ]
}

fn of_uploads() -> Changes {
    let scene = Documents::new();
    let head = scene.share.gate.head;
    let announced = scene.clone().announced(1);
    let settle = |scanned| changed(announced.settle(1, Some(arrival("content")), scanned).unwrap());
    let (scanning, releasing) = (announced.clone().settled(1, true), announced.clone().settled(1, false));
    let judged = |infected| changed(scanning.judge(1, "v1", infected).unwrap());
    let reference = FileId::new([9; 16]).to_string();
    vec![
        ("Announce", Checked::after(head, &changed(scene.announce(1, "a.pdf", SATURDAY).unwrap()))),
        ("Settle, scanned", Checked::after(head, &settle(true))),
        ("Settle", Checked::after(head, &settle(false))),
        ("ReleaseUpload", Checked::after(head, &changed(releasing.release(1, "v1").unwrap()))),
        ("JudgeUpload::judge, clean", Checked::after(head, &judged(None))),
        ("JudgeUpload::judge, infected", Checked::after(head, &judged(Some("EICAR")))),
        ("JudgeUpload::release", Checked::after(head, &changed(releasing.release_judged(1, "v1").unwrap()))),
        ("Remove", Checked::after(head, &changed(announced.remove(1).unwrap()))),
        ("Download", Checked::after(head, &changed(scene.download(&reference).unwrap()))),
    ]
}

fn of_references() -> Changes {
    let (house, stamp) = (House::new(), staff(CREATED));
    let by = || house.authority(Right::AttachFiles);
    let act = AnnounceReference { id: FileId::new([9; 16]), manifest: manifest("template.pdf", "template") };
    let announced = act.decide(by(), &house.org, &house.project, &stamp).unwrap();
    let file = announced.state();
    let settled = changed(file.settle(by(), Some(&arrival("template")), true, &stamp).unwrap());
    let received = settled.state();
    let judge = |infected| changed(received.judge(Judged { version: "v1", infected }, &stamp));
    let (clean, infected) = (judge(None), judge(Some("EICAR")));
    let released = changed(clean.state().release("v1", &stamp));
    vec![
        ("AnnounceReference", Checked::first(&announced)),
        ("ReferenceFile::settle", Checked::after(file.head, &settled)),
        ("ReferenceFile::judge, clean", Checked::after(received.head, &clean)),
        ("ReferenceFile::judge, infected", Checked::after(received.head, &infected)),
        ("ReferenceFile::release", Checked::after(clean.state().head, &released)),
    ]
}
