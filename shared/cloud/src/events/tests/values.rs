//! What a fact of each type holds, in words and as an example.

use serde::Serialize;
use serde_json::{Value, json};
use vestibule_domain::{
    document::Detail,
    export::ExportFailure,
    file::Verdict,
    outbox::{BounceKind, GuestMail},
    share::{Delivery, Permission},
    task::StepDecision,
    value::{Digest, Locale},
    work_package::{WorkPackageDetail, WorkPackageStatus},
};

const BOUNCES: [BounceKind; 4] =
    [BounceKind::Permanent, BounceKind::Transient, BounceKind::Undetermined, BounceKind::Rejected];

/// # Panics
/// For a type that nobody has described yet.
pub(super) fn of(kind: &str, name: &str, of_type: &str) -> (String, Value) {
    let (words, example) = match of_type {
        "String" | "Line<64>" => return text(kind, name),
        "Delivery" => return one_of([Delivery::Email, Delivery::Link]),
        "Verdict" => return one_of([Verdict::NotScanned, Verdict::Clean]),
        "Locale" => return one_of(Locale::ALL),
        "BounceKind" => return one_of(BOUNCES),
        "GuestMail" => return one_of([GuestMail::Receipt, GuestMail::StaffComments, GuestMail::HandedBack]),
        "ExportFailure" => {
            use ExportFailure::{FileChanged, FileMissing, NothingShared, TooLarge};
            return one_of([FileChanged, FileMissing, TooLarge, NothingShared]);
        }
        "StepDecision" => return one_of(StepDecision::ALL),
        "Option<StepDecision>" => {
            let (words, example) = one_of(StepDecision::ALL);
            return (format!("{words}, or `null`"), example);
        }
        "Timestamp" => ("an instant", json!("2026-11-30T12:00:00Z")),
        "Zone" => ("a time zone of the IANA database", json!("America/Sao_Paulo")),
        "bool" => ("`true` or `false`", json!(true)),
        "u16" | "u32" | "u64" | "usize" => ("a whole number", json!(3)),
        "MediaType" => ("a media type, as its sender named it", json!("application/pdf")),
        "Digest" => ("a SHA-256 in hexadecimal digits", json!(Digest::of("a file"))),
        "Option<Digest>" => ("a SHA-256 in hexadecimal digits, or `null`", json!(Digest::of("a comment"))),
        "OrgSlug" => ("the name of an org", json!("acme")),
        "ProjectSlug" => ("the name of a project", json!("procurement")),
        "Option<ProjectSlug>" => ("the name of a project, or `null` for the org itself", json!("procurement")),
        "Vec<SettingChange>" => (
            "an array of settings, each with what it was and what it is; `null` where the layer says nothing, the SHA-256 of a text or a logo",
            json!([{ "setting": "max_expiry_days", "from": 60, "to": 30 }]),
        ),
        "RunSlug" => ("the name of a run", json!("kyc-7")),
        "TaskSlug" => ("the name of a task", json!("documents")),
        "Vec<TaskSlug>" => ("an array of names of tasks", json!(["documents"])),
        "StepsTold" => (
            "an object: of each step, who decides, guests by the hash of their address, and under which terms",
            json!({ "review": {
                "members": ["rita"], "guests": ["rcp_1VJsmYUzEtd9ge7f5HueAp"], "rule": "all",
                "due": "2026-11-27T20:00:00Z", "not_by": ["draft"], "reviews": ["draft"],
            } }),
        ),
        "Taken" => {
            ("an object: of each task, the identity provider's names for those people", json!({ "review": ["rita"] }))
        }
        "FieldSlug" => ("the name of a field", json!("articles")),
        "Vec<Permission>" => {
            ("an array of what the guest may do", json!([Permission::FillFields, Permission::CompleteTask]))
        }
        "Vec<FieldSlug>" => ("an array of names of fields", json!(["legal_name"])),
        "DocumentId" => ("`doc_…`, the id of a document", json!("doc_0000000000000000000007")),
        "WorkPackageId" => ("`wpk_…`, the id of a work package", json!("wpk_0000000000000000000007")),
        "WorkPackageStatus" => return one_of(WorkPackageStatus::ALL),
        "RevisionId" => ("`rev_…`, the id of a revision", json!("rev_0000000000000000000007")),
        "RegisterNumber" => {
            ("the number of a document or a work package, as it was typed first", json!("DEMO-CIV-DWG-001"))
        }
        "HostCode" => match name {
            "code" => ("the code of a revision", json!("C01")),
            "status_before" => ("the code of the status before", json!("for_review")),
            _ => ("the code of the status", json!("approved")),
        },
        "Option<RegisterNumber>" => ("the number of a work package, or `null`", json!("WP-01")),
        "Vec<WorkPackageDetail>" => {
            let words =
                WorkPackageDetail::ALL.map(|detail| format!("`{}`", json!(detail).as_str().unwrap())).join(", ");
            return (format!("an array of {words}"), json!([WorkPackageDetail::Status]));
        }
        "Vec<Detail>" => {
            let words = Detail::ALL.map(|detail| format!("`{}`", json!(detail).as_str().unwrap())).join(", ");
            return (format!("an array of {words}"), json!([Detail::Status]));
        }
        "FileId" => ("`fil_…`, the id of a reference file", json!("fil_0000000000000000000007")),
        "UploadId" => ("`upl_…`, the id of an upload", json!("upl_0000000000000000000007")),
        "Vec<UploadId>" => ("an array of ids of uploads, `upl_…`", json!(["upl_0000000000000000000007"])),
        "ShareId" => ("`shr_…`, the id of a share", json!("shr_0000000000000000000007")),
        "ExportId" => ("`exp_…`, the id of an export", json!("exp_0000000000000000000007")),
        "InvitationId" => ("`inv_…`, the id of an invitation", json!("inv_0000000000000000000007")),
        "Roles" => {
            let words = "`org_role`, where there is one: `org_admin` or `workflow_responder`; and `roles`, where there are \
                         any: by project";
            (words, json!({ "roles": { "procurement": "initiator" } }))
        }
        "Option<u32>" => ("a whole number, or `null`", json!(50)),
        "ScopeFact" => (
            "what is shared, as `scope` of the share: `type` is `tasks`, with `run` and `tasks`, or `document`, with the id as \
             `document`, its `number` and the code of the `revision`",
            json!({ "type": "tasks", "run": "kyc-7", "tasks": ["company"] }),
        ),
        "VisibleTo" => ("`guest` or `internal`", json!("guest")),
        "CommentId" => ("`cmt_…`, the id of a comment", json!("cmt_0000000000000000000007")),
        "Option<RecipientId>" => (
            "`rcp_…`, the hash of the org and a guest's address, the same in all trails of the org, or `null`",
            json!("rcp_0000000000000000000007"),
        ),
        "Option<CommentId>" => ("`cmt_…`, the id of a comment, or `null`", json!("cmt_0000000000000000000007")),
        "Option<String>" => return optional(text(kind, name)),
        other => panic!("{kind}: say here what {name} holds, which is a {other}"),
    };
    (words.to_owned(), example)
}

/// What people and other services write can be anything: each kind says what it is there.
fn text(kind: &str, name: &str) -> (String, Value) {
    let (words, example) = match (kind, name) {
        (
            "share.invited"
            | "share.invitation_outdated"
            | "share.delivered"
            | "share.bounced"
            | "share.auto_replied"
            | "share.complained"
            | "share.code_sent",
            "message_id",
        ) => ("the mail service's id of the mail", json!("0100019ab7c1e2d3-1f6e")),
        ("share.bounced" | "share.auto_replied", "subtype") => ("the mail service's own word", json!("General")),
        ("share.file_rejected" | "step.file_rejected" | "file.rejected", "reason") => {
            ("what the scanner has against the file, in words", json!("malware found: EICAR-Test-Signature"))
        }
        ("share.file_downloaded" | "step.file_downloaded", "file") => {
            ("`upl_…` or `fil_…`, the id of an upload or a reference file", json!("fil_0000000000000000000007"))
        }
        ("share.file_uploaded", "key") => {
            let key =
                "tasks/run_0000000000000000000007/documents/shr_0000000000000000000007/upl_0000000000000000000007";
            ("its key in the documents bucket, of ids and the task's name", json!(key))
        }
        (
            "org.member_added"
            | "org.member_joined"
            | "org.member_changed"
            | "org.member_removed"
            | "org.preferences_changed",
            "sub",
        ) => ("the identity provider's name for the person", json!("carla")),
        ("step.file_uploaded", "key") => {
            let key = "tasks/run_0000000000000000000007/review/stp_0000000000000000000007/upl_0000000000000000000007";
            ("its key in the documents bucket, of ids and the task's name", json!(key))
        }
        ("step.delegated" | "run.step_reassigned", "to") | ("run.step_reassigned", "from") => {
            ("the identity provider's name for the person", json!("rita"))
        }
        _ => panic!("{kind}: say here what {name} holds"),
    };
    (words.to_owned(), example)
}

fn optional((words, example): (String, Value)) -> (String, Value) {
    (format!("{words}, or `null`"), example)
}

/// Words of a closed set; the first is the example.
fn one_of<const N: usize>(words: [impl Serialize; N]) -> (String, Value) {
    let words = words.map(|word| json!(word));
    let quoted: Vec<_> = words.iter().map(|word| format!("`{}`", word.as_str().unwrap())).collect();
    let [before @ .., last] = quoted.as_slice() else { panic!("no words") };
    (format!("{} or {last}", before.join(", ")), words[0].clone())
}

/// Who does such things.
///
/// # Panics
/// For a kind that nobody has named here yet.
pub(super) fn actor(kind: &str) -> Value {
    let system = |function: &str| json!({ "type": "system", "function": function });
    match kind {
        "share.link_opened"
        | "share.identified"
        | "share.code_requested"
        | "share.code_tried"
        | "share.code_failed"
        | "share.consented"
        | "share.disclaimer_accepted"
        | "share.password_tried"
        | "share.password_failed"
        | "share.locked"
        | "share.opened_again"
        | "share.field_changed"
        | "share.upload_announced"
        | "share.upload_removed"
        | "share.file_received"
        | "share.file_uploaded"
        | "share.file_downloaded"
        | "share.export_requested"
        | "share.export_downloaded"
        | "share.commented"
        | "share.revision_downloaded"
        | "share.revision_commented"
        | "share.revision_responded"
        | "share.task_completed"
        | "share.responded"
        | "share.exhausted"
        | "share.new_link_requested" => json!({
            "type": "guest", "share": "shr_0000000000000000000007", "assurance": "code",
        }),
        "share.created"
        | "share.extended"
        | "share.accesses_changed"
        | "share.rotated"
        | "share.password_changed"
        | "share.proofs_changed"
        | "share.revoked"
        | "share.staff_commented"
        | "share.accepted"
        | "share.handed_back"
        | "share.decision_set_aside"
        | "step.field_changed"
        | "step.upload_announced"
        | "step.upload_removed"
        | "step.file_received"
        | "step.file_uploaded"
        | "step.file_downloaded"
        | "step.commented"
        | "step.task_completed"
        | "step.responded"
        | "step.response_withdrawn"
        | "step.delegated"
        | "run.step_reassigned"
        | "run.push_begun"
        | "run.lists_followed"
        | "run.tasks_staged"
        | "run.pushed"
        | "run.file_downloaded"
        | "run.export_requested"
        | "run.export_downloaded"
        | "document.created"
        | "document.changed"
        | "document.revised"
        | "document.file_downloaded"
        | "share.staff_commented_document"
        | "work_package.created"
        | "work_package.changed"
        | "file.announced"
        | "file.received"
        | "file.released" => json!({ "type": "member", "sub": "carla" }),
        "share.invited"
        | "share.invitation_outdated"
        | "share.mail_left_out"
        | "share.code_sent"
        | "step.mail_left_out" => system("notify"),
        "share.delivered" | "share.bounced" | "share.auto_replied" | "share.complained" => system("mail-events"),
        "share.expired" => system("sweep-expired"),
        "share.trail_broken" => system("revoke-share"),
        "run.export_ready" | "run.export_failed" | "share.export_ready" | "share.export_failed" => system("jobs"),
        "share.file_cleared"
        | "share.file_rejected"
        | "step.file_cleared"
        | "step.file_rejected"
        | "file.cleared"
        | "file.rejected" => system("scan"),
        "org.founded" | "org.project_added" | "org.member_added" | "org.seats_changed" => system("operator"),
        "org.member_invited"
        | "org.invitation_withdrawn"
        | "org.invitation_narrowed"
        | "org.member_joined"
        | "org.member_changed"
        | "org.member_removed"
        | "org.preferences_changed"
        | "org.policy_changed"
        | "share.policy_applied" => json!({ "type": "member", "sub": "olivia" }),
        _ => panic!("{kind}: say here who does it"),
    }
}
