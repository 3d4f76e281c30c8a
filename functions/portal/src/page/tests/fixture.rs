//! A share as guests have it: literal times, a run of three tasks of which the guest sees two.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use vestibule_cloud::store::SharedTasks;
use vestibule_domain::{
    Timestamp,
    audit::Head,
    file::{Manifest, Stage, Verdict},
    run::{Bits, Progress, Run, Step},
    share::{Accesses, Creator, Recipient, Scope, Share, Tasks},
    task::{
        Answer, Comment, CommentFrom, Completion, Field, FieldKind, FileMark, Predecessor, Reference, SentFile, Spec,
        Task, TaskState, Upload, WholeTask, Work,
    },
    value::{CommentId, Digest, FileId, Locale, RunId, ShareId, Slug, Through, UploadId},
};
use vestibule_fixtures::{House, drafted};

use crate::link::InvitationTexts;

pub(super) const NOW: &str = "2026-11-22T17:03:00Z";
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
    let mut share = House::new().share().locale(locale).created();
    let terms = &mut share.terms;
    let tasks = vec![lit("company"), lit("contract")];
    terms.org_name = lit("Acme Energia");
    terms.title = lit("Supplier onboarding 2041");
    terms.scope = Scope::Tasks(Tasks { run: RUN, slug: lit("kyc-2041"), tasks });
    terms.recipient = Recipient { name: lit("Bruno Lima"), email: lit("bruno@fornecedor.example"), locale };
    terms.creator = Creator { name: lit("Ana Souza"), email: lit("ana@acme.example"), ..terms.creator.clone() };
    terms.instructions = Some(lit(
        "Please fill in your company's data and send us the signed contract.\nTake your time.\n\nIf something is unclear, write a comment: I read them every morning.",
    ));
    share.gate.expires_at = at("2026-11-27T21:00:00Z");
    share.gate.zone = lit("America/Sao_Paulo");
    share.gate.accesses = Accesses { used: 1, max: 0 };
    share
}

/// What the guest agrees to: the notice alone.
pub(super) fn texts(locale: Locale) -> InvitationTexts {
    InvitationTexts {
        notice: House::new().policy().default_notice(locale).unwrap().into(),
        disclaimer: None,
        before: None,
    }
}

/// The run with these of its tasks: `contract` waits for `company` and for `legal`, which is in no share.
pub(super) fn shared(tasks: Vec<WholeTask>) -> SharedTasks {
    let step = |(index, task): (u16, &str)| Step { task: lit(task), index, after: vec![] };
    let run = Run {
        id: RUN,
        org: lit("acme"),
        project: lit("port"),
        slug: lit("kyc-2041"),
        title: lit("Supplier onboarding 2041"),
        steps: [(0, "company"), (1, "legal"), (2, "contract")].map(step).into(),
        version: 1,
    };
    let (slots, done) = (Bits::default(), Bits::default());
    let progress = Progress {
        run: RUN,
        pushes: 1,
        push: 1,
        moves: 0,
        staged: None,
        slots,
        done,
        held: Bits::default(),
        head: Head::default(),
        version: 1,
    };
    SharedTasks {
        run,
        progress,
        tasks,
        policy: Some(House::new().policy()),
        titles: BTreeMap::new(),
        before: BTreeMap::new(),
        earlier: false,
        next: None,
    }
}

/// A task with a field of every kind, some of it done.
pub(super) fn company() -> WholeTask {
    let choices = json!([{ "value": "ltd", "label": "Limited company" }, { "value": "sa", "label": "Stock company" }]);
    let fields = json!([
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
    ]);
    let mut task = task(0, "company", "Company and bank details", &fields);
    task.task.work.version = 7;
    task.task.spec.description = Some(lit("As they stand in the public register."));
    task.task.spec.references =
        vec![Reference { id: FileId::new([6; 16]), manifest: manifest("Supplier code.pdf", 348_160) }];
    answer(&mut task, "name", Answer::Text("Fornecedor Lima Ltda".into()));
    answer(&mut task, "staff", Answer::Text("12.5".into()));
    answer(&mut task, "form", Answer::Text("ltd".into()));
    answer(&mut task, "certs", Answer::Picked(["iso9001".to_owned()].into()));
    task
}

pub(super) fn contract() -> WholeTask {
    let file = json!([{ "id": "signed", "label": "The signed contract", "type": "file", "required": true, "max": 1 }]);
    let mut task = task(2, "contract", "Signed contract", &file);
    task.task.work.version = 2;
    after(&mut task, &["company", "legal"]);
    task
}

/// Makes a task wait for others.
pub(super) fn after(whole: &mut WholeTask, tasks: &[&str]) {
    let index = |task: &str| u16::from(task != "company");
    let first = |task: &&str| Predecessor { task: lit(task), index: index(task) };
    whole.task.spec.after = tasks.iter().map(first).collect();
}

fn task(index: u16, slug: &str, title: &str, fields: &Value) -> WholeTask {
    let fields = fields.as_array().into_iter().flatten().map(field).collect();
    let spec = Spec {
        task: lit(slug),
        index,
        after: vec![],
        title: lit(title),
        description: None,
        fields,
        references: vec![],
        cycle: 0,
        step: None,
        since: 1,
        slot: false,
    };
    WholeTask::new(Task { run: RUN, spec, state: TaskState::default(), work: Work::default() }, vec![], vec![])
}

/// As the host pushes it.
fn field(given: &Value) -> Field {
    let text = |name: &str| given[name].as_str();
    let mut kind = given.clone();
    if let Some(members) = kind.as_object_mut() {
        members.retain(|name, _| !["id", "label", "help", "required"].contains(&name.as_str()));
    }
    let kind: FieldKind = serde_json::from_value(kind).unwrap_or_else(|e| panic!("{e}"));
    let required = given["required"].as_bool().unwrap_or_default();
    let (slug, label) = (lit(text("id").unwrap_or_default()), lit(text("label").unwrap_or_default()));
    Field { slug, label, help: text("help").map(lit), required, kind }
}

pub(super) fn answer(whole: &mut WholeTask, field: &str, answer: Answer) {
    whole.task.work.answers.insert(lit(field), drafted(answer, 3));
}

pub(super) fn manifest(name: &str, size: u64) -> Manifest {
    Manifest { name: lit(name), media_type: lit("application/pdf"), size, sha256: Digest::of(name) }
}

pub(super) fn upload(nth: u8, name: &str, stage: Stage) -> SentFile {
    let upload = Upload {
        id: UploadId::new([nth; 16]),
        field: Slug::clone(&lit("extract")),
        through: Through::Share(ShareId::new([1; 16])),
        manifest: manifest(name, 1_250_000 * u64::from(nth)),
        announced_at: at("2026-11-22T16:50:00Z"),
    };
    SentFile { upload, recipient: share(Locale::En).recipient(), stage, content: None }
}

/// In place of the files that the task has.
pub(super) fn send(whole: &mut WholeTask, files: Vec<SentFile>) {
    let mark = |file: &SentFile| FileMark {
        field: file.upload.field.clone(),
        through: file.upload.through,
        recipient: file.recipient,
        other: None,
        stage: file.stage.clone(),
        announced_at: file.upload.announced_at,
        round: 1,
        announcement: Digest::of(file.upload.manifest.name.as_str()),
        content: file.content.clone(),
    };
    whole.task.state.files = files.iter().map(|file| (file.upload.id, mark(file))).collect();
    whole.files = files;
}

pub(super) fn clean() -> Stage {
    Stage::Clean { at: at("2026-11-22T16:51:00Z"), verdict: Verdict::Clean }
}

pub(super) fn comment(nth: u8, text: &str) -> Comment {
    Comment {
        id: CommentId::new([nth; 16]),
        at: at("2026-11-21T13:30:00Z"),
        through: Through::Share(ShareId::new([1; 16])),
        author: lit("Bruno Lima"),
        text: lit(text),
        from: CommentFrom::Guest,
    }
}

/// Everything filled in, sent and received.
pub(super) fn completed(mut task: WholeTask) -> WholeTask {
    answer(&mut task, "mail", Answer::Text("contas@fornecedor.example".into()));
    answer(&mut task, "founded", Answer::Text("1998-03-01".into()));
    answer(&mut task, "check", Answer::Picked(["read".to_owned(), "bank".to_owned()].into()));
    answer(&mut task, "true", Answer::Ticked(true));
    task.files = vec![upload(1, "Extrato da Junta Comercial.pdf", clean())];
    let (by, through) = (lit("Bruno Lima"), Through::Share(ShareId::new([1; 16])));
    let recipient = self::share(Locale::En).recipient();
    let record = Head { seq: 12, hash: Digest::of("the record") };
    task.task.state.completion =
        Some(Completion { at: at("2026-11-22T17:02:41Z"), by, through, recipient, record, result: None });
    task
}
