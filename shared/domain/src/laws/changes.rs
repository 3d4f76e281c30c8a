//! One change of each operation, by the operation's name, each from a state in which it is possible.

use std::collections::BTreeMap;

use super::records::Checked;
use crate::{
    file::ReferenceFile,
    fixtures::{
        CREATED, EXPIRES, House, SATURDAY, acting, admitted, arrival, bounced, flow, guest, layer, mail_event,
        manifest, opening, slug, staff, system, text, upload_id,
    },
    id::{CommentId, FileId, SessionId},
    org::{Founding, found},
    run::push,
    share::{BounceKind, Delivery, Expiry, Fate, Share},
    task::{Completed, Save, Task, judge},
    text::Locale,
    token::Salt,
};

/// Every operation that makes a change, with the change checked and its kinds of records.
pub(super) fn one_of_each() -> Vec<(&'static str, Checked)> {
    let mut changes = by_staff();
    changes.extend(before_the_link());
    changes.extend(in_the_task());
    changes.extend(of_files());
    changes
}

fn share() -> Share {
    House::new().share().created()
}

fn reported(fate: Fate) -> Checked {
    Checked::after(share().head, &share().mail_reported(&mail_event("0100018f", fate), &system(SATURDAY)).unwrap())
}

fn by_staff() -> Vec<(&'static str, Checked)> {
    let house = House::new();
    let founding = Founding {
        slug: house.org.slug.clone(),
        name: house.org.name.clone(),
        zone: house.org.zone.clone(),
        projects: vec![house.project.clone()],
        members: vec![house.vera.clone()],
    };
    let (vera, policy, stamp) = (acting(&house.vera), house.policy(), staff(SATURDAY));
    let week = (&Expiry::Days(9), &house.org.zone);
    let password = "battery staple".parse().unwrap();
    vec![
        ("org::found", Checked::first(&found(founding, &staff(CREATED)))),
        ("Org::add_project", Checked::after(house.org.head, &house.org.add_project(house.project.clone(), &stamp))),
        ("Org::add_member", Checked::after(house.org.head, &house.org.add_member(house.vera.clone(), &stamp))),
        ("run::push", Checked::first(&push(flow(), None, &staff(CREATED)).unwrap().unwrap())),
        ("share::create", Checked::first(&house.share().asked().unwrap())),
        ("Share::invited", Checked::after(share().head, &share().invited("0100018f".into(), &stamp))),
        ("Share::mail_reported, delivered", reported(Fate::Delivered)),
        ("Share::mail_reported, bounced", reported(bounced(BounceKind::Permanent))),
        ("Share::mail_reported, complained", reported(Fate::Complained)),
        (
            "Share::rotate",
            Checked::after(share().head, &share().rotate(vera, (Salt::new([8; 16]), Delivery::Email), &stamp).unwrap()),
        ),
        ("Share::extend", Checked::after(share().head, &share().extend(vera, week, &policy, &stamp).unwrap())),
        (
            "Share::change_password",
            Checked::after(
                share().head,
                &share().change_password(vera, (Some(&password), [7; 16]), &policy, &stamp).unwrap(),
            ),
        ),
        ("Share::revoke", Checked::after(share().head, &share().revoke(vera, &stamp).unwrap().unwrap())),
        ("Share::record_expiry", Checked::after(share().head, &share().record_expiry(&system(EXPIRES)).unwrap())),
    ]
}

fn before_the_link() -> Vec<(&'static str, Checked)> {
    let mut house = House::new();
    house.org.policy = layer(|l| {
        l.acknowledgement.insert(Locale::En, "I have read it".parse().unwrap());
    });
    let once = house.share().max(1).created();
    let stamp = guest(SATURDAY);
    let open = once.open(&opening(&once, 1), None, SessionId::new([4; 16]), &stamp).unwrap().change.unwrap();
    let secret = house.share().password("correct horse").created();
    let reserved = (0..5).fold(secret.clone(), |s, _| s.reserve_attempt(&opening(&s, 1), &stamp).unwrap().into_state());
    let asked = share().request_link(&guest(EXPIRES)).unwrap().unwrap();
    vec![
        ("Share::open", Checked::after(once.head, &open)),
        (
            "Share::reserve_attempt",
            Checked::after(secret.head, &secret.reserve_attempt(&opening(&secret, 1), &stamp).unwrap()),
        ),
        ("Share::attempt_failed", Checked::after(reserved.head, &reserved.attempt_failed(5, &stamp))),
        ("Share::request_link", Checked::after(share().head, &asked)),
    ]
}

fn in_the_task() -> Vec<(&'static str, Checked)> {
    let (house, share, stamp) = (House::new(), share(), guest(SATURDAY));
    let (head, company) = (share.head, house.task("company"));
    let answers = BTreeMap::from([(slug("legal_name"), Some(text("Acme")))]);
    let saved = company.save(admitted(&share), &house.run, &Save { base: 1, answers }, &stamp).unwrap().unwrap();
    let comment = (CommentId::new([6; 16]), "See page 3".parse().unwrap());
    let commented = company.comment(admitted(&share), &house.run, comment, &stamp).unwrap().unwrap();
    let Completed::Now(completed) = saved.state().1.complete(admitted(&share), &house.run, &stamp).unwrap() else {
        panic!("it was not complete before")
    };
    vec![
        ("Task::save", Checked::after(head, &saved)),
        ("Task::comment", Checked::after(head, &commented)),
        ("Task::complete", Checked::after(head, &*completed)),
    ]
}

fn of_files() -> Vec<(&'static str, Checked)> {
    let (mut house, share, stamp) = (House::new(), share(), guest(SATURDAY));
    house.run.done.insert(slug("company"), stamp.now);
    let (head, guest_in, run) = (share.head, admitted(&share), &house.run);
    let file = (upload_id(1), slug("contract"), manifest("a.pdf", "content"));
    let announced = house.task("documents").announce(guest_in, run, file, &stamp).unwrap();
    let task = &announced.state().1;
    let settle = |scanned| {
        task.settle(guest_in, run, (upload_id(1), Some(&arrival("content")), scanned), &stamp).unwrap().unwrap()
    };
    let (waiting, clean) = (settle(true), settle(false));
    let infected = |task: &Task| judge(&share, task, (upload_id(1), "v1", Some("EICAR")), &system(SATURDAY)).unwrap();
    let (read, _) = task.read(guest_in, &FileId::new([9; 16]).to_string(), &stamp).unwrap();

    let place = (slug("acme"), slug("procurement"));
    let template = manifest("template.pdf", "template");
    let reference = ReferenceFile::announce(FileId::new([9; 16]), place, template, &house.policy(), &stamp).unwrap();
    let file = reference.state();
    let received = file.settle(Some(&arrival("template")), true, &stamp).unwrap().unwrap();
    let judged =
        |infected| Checked::after(received.state().head, &received.state().judge("v1", infected, &stamp).unwrap());
    vec![
        ("Task::announce", Checked::after(head, &announced)),
        ("Task::settle, scanned", Checked::after(head, &waiting)),
        ("Task::settle", Checked::after(head, &clean)),
        ("task::judge", Checked::after(head, &infected(&waiting.state().1))),
        ("Task::remove", Checked::after(head, &task.remove(guest_in, run, upload_id(1), &stamp).unwrap())),
        ("Task::read", Checked::after(head, &read)),
        ("ReferenceFile::announce", Checked::first(&reference)),
        ("ReferenceFile::settle", Checked::after(file.head, &received)),
        ("ReferenceFile::judge, clean", judged(None)),
        ("ReferenceFile::judge, infected", judged(Some("EICAR"))),
    ]
}
