//! A share as guests have it: literal times, a run of three tasks of which the guest sees two.

use std::collections::BTreeMap;

use serde_json::json;
use vestibule_domain::{
    Timestamp,
    audit::Head,
    file::{Manifest, Stage, UploadLimits, Verdict},
    policy::{Overrides, Policy},
    run::{Run, Step},
    share::{Accesses, Attempts, Brief, Creator, Delivery, Permission, Recipient, Salt, Scope, Share},
    task::{Answer, Comment, Completion, Draft, Reference, Spec, Task, Upload},
    value::{CommentId, Digest, FileId, Locale, RunId, ShareId, Slug, UploadId, VisitId},
};

pub(super) const NOW: &str = "2026-11-22T17:03:00Z";
pub(super) const TOKEN: &str = "vst1_1token";
pub(super) const VISIT: VisitId = VisitId::new([9; 16]);
pub(super) const RUN: RunId = RunId::new([2; 16]);

pub(super) fn at(text: &str) -> Timestamp {
    text.parse().unwrap_or_default()
}

/// A literal that parses.
pub(super) fn lit<T: std::str::FromStr>(text: &str) -> T
where
    T::Err: std::fmt::Debug,
{
    text.parse().unwrap_or_else(|e| panic!("{text}: {e:?}"))
}

pub(super) fn share(locale: Locale) -> Share {
    let policy = Policy::effective(&Layer::default(), &Layer::default());
    Share {
        id: ShareId::new([1; 16]),
        org: lit("acme"),
        project: lit("port"),
        scope: Scope { run: RUN, slug: lit("kyc-2041"), tasks: vec![lit("company"), lit("contract")] },
        recipient: Recipient { name: lit("Bruno Lima"), email: lit("bruno@fornecedor.example"), locale },
        creator: Creator { sub: "ana".into(), name: lit("Ana Souza"), email: lit("ana@acme.example") },
        permissions: [
            Permission::FillFields,
            Permission::UploadFiles,
            Permission::ReadFiles,
            Permission::Comment,
            Permission::CompleteTask,
        ]
        .into(),
        label: None,
        delivery: Delivery::Email,
        created_at: at("2026-11-20T21:00:00Z"),
        expires_at: at("2026-11-27T21:00:00Z"),
        zone: lit("America/Sao_Paulo"),
        accesses: Accesses { used: 1, max: 0 },
        limits: UploadLimits::from(&policy),
        notice_sha256: Digest::of(policy.notice(locale)),
        acknowledge: false,
        salt: Salt::new([3; 16]),
        epoch: 1,
        password: None,
        attempts: Attempts::default(),
        visits: Vec::new(),
        invited_at: None,
        mailings: Vec::new(),
        completed_at: None,
        revoked: None,
        expiry_recorded_at: None,
        link_requested_at: None,
        head: Head::default(),
        version: 1,
    }
}

pub(super) fn brief(locale: Locale) -> Brief {
    let policy = Policy::effective(&Layer::default(), &Layer::default());
    Brief {
        share: ShareId::new([1; 16]),
        org_name: lit("Acme Energia"),
        run_title: lit("Supplier onboarding 2041"),
        instructions: Some(lit(
            "Please fill in your company's data and send us the signed contract.\nTake your time.\n\nIf something is unclear, write a comment: I read them every morning.",
        )),
        notice: policy.notice(locale).to_owned(),
        acknowledgement: None,
    }
}

pub(super) fn run() -> Run {
    let step = |task: &str, title: &str, after: &[&str]| Step {
        task: lit(task),
        title: lit(title),
        after: after.iter().map(|t| lit(t)).collect(),
    };
    Run {
        id: RUN,
        org: lit("acme"),
        project: lit("port"),
        slug: lit("kyc-2041"),
        title: lit("Supplier onboarding 2041"),
        steps: vec![
            step("company", "Company and bank details", &[]),
            step("legal", "Internal legal review", &[]),
            step("contract", "Signed contract", &["company", "legal"]),
        ],
        done: BTreeMap::new(),
        head: Head::default(),
        version: 1,
    }
}

/// A task with a field of every kind, some of it done.
pub(super) fn company() -> Task {
    let choices = json!([{ "value": "ltd", "label": "Limited company" }, { "value": "sa", "label": "Stock company" }]);
    let spec: Spec = spec(&json!({
        "title": "Company and bank details",
        "description": "As they stand in the public register.",
        "fields": [
            { "id": "name", "label": "Registered name", "type": "short_text", "required": true, "max_length": 120 },
            { "id": "about", "label": "What you supply", "type": "long_text", "help": "Two or three sentences.", "max_length": 500 },
            { "id": "staff", "label": "Turnover last year, in million BRL", "type": "number", "min": 0, "max": 100_000 },
            { "id": "founded", "label": "Founded on", "type": "date", "max": "2026-11-22" },
            { "id": "mail", "label": "Billing e-mail", "type": "email", "required": true },
            { "id": "phone", "label": "Phone", "type": "phone" },
            { "id": "form", "label": "Legal form", "type": "single_choice", "options": choices },
            { "id": "certs", "label": "Certificates you hold", "type": "multiple_choice", "min": 1, "options": [
                { "value": "iso9001", "label": "ISO 9001" }, { "value": "iso14001", "label": "ISO 14001" },
            ] },
            { "id": "check", "label": "Before you send", "type": "checklist", "required": true, "items": [
                { "value": "read", "label": "I have read the supplier code" },
                { "value": "bank", "label": "The bank account is in the company's name" },
            ] },
            { "id": "true", "label": "Everything above is true", "type": "checkbox", "required": true },
            { "id": "extract", "label": "Register extract", "type": "file", "required": true, "extensions": ["pdf", "png"], "max": 3 },
        ],
    }));
    let mut task = Task::new(RUN, lit("company"), spec);
    task.version = 7;
    task.spec.references =
        vec![Reference { id: FileId::new([6; 16]), manifest: manifest("Supplier code.pdf", 348_160) }];
    answer(&mut task, "name", Answer::Text("Fornecedor Lima Ltda".into()));
    answer(&mut task, "staff", Answer::Text("12.5".into()));
    answer(&mut task, "form", Answer::Text("ltd".into()));
    answer(&mut task, "certs", Answer::Picked(["iso9001".to_owned()].into()));
    task
}

pub(super) fn contract() -> Task {
    let spec = spec(&json!({
        "title": "Signed contract",
        "fields": [{ "id": "signed", "label": "The signed contract", "type": "file", "required": true, "max": 1 }],
    }));
    Task { version: 2, ..Task::new(RUN, lit("contract"), spec) }
}

fn spec(value: &serde_json::Value) -> Spec {
    serde_json::from_value(value.clone()).unwrap_or_else(|e| panic!("{e}"))
}

pub(super) fn answer(task: &mut Task, field: &str, answer: Answer) {
    task.answers.insert(lit(field), Draft { answer, since: 3 });
}

pub(super) fn manifest(name: &str, size: u64) -> Manifest {
    Manifest { name: lit(name), media_type: lit("application/pdf"), size, sha256: Digest::of(name) }
}

pub(super) fn upload(nth: u8, name: &str, progress: Progress) -> Upload {
    Upload {
        id: UploadId::new([nth; 16]),
        field: Slug::clone(&lit("extract")),
        share: ShareId::new([1; 16]),
        manifest: manifest(name, 1_250_000 * u64::from(nth)),
        progress,
        announced_at: at("2026-11-22T16:50:00Z"),
    }
}

pub(super) fn clean() -> Progress {
    Progress::Clean { at: at("2026-11-22T16:51:00Z"), verdict: Verdict::Clean }
}

pub(super) fn comment(nth: u8, text: &str) -> Comment {
    Comment {
        id: CommentId::new([nth; 16]),
        at: at("2026-11-21T13:30:00Z"),
        author: lit("Bruno Lima"),
        text: lit(text),
    }
}

/// Everything filled in, sent and received.
pub(super) fn completed(mut task: Task) -> Task {
    answer(&mut task, "mail", Answer::Text("contas@fornecedor.example".into()));
    answer(&mut task, "founded", Answer::Text("1998-03-01".into()));
    answer(&mut task, "check", Answer::Picked(["read".to_owned(), "bank".to_owned()].into()));
    answer(&mut task, "true", Answer::Ticked(true));
    task.uploads = vec![upload(1, "Extrato da Junta Comercial.pdf", clean())];
    let (by, share) = (lit("Bruno Lima"), ShareId::new([1; 16]));
    task.completion = Some(Completion { at: at("2026-11-22T17:02:41Z"), by, share });
    task
}
