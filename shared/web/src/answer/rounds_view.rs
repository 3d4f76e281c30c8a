//! The rounds of a task: for staff, and for the guest who reads of their own files alone.

use std::collections::BTreeSet;

use vestibule_api::{
    guest::{self, EarlierRound, ReceiptRecord},
    staff::{self, Accepted, AskedAgain, ReturnedPart, Warning, WarningCode},
    task::Returned,
};
use vestibule_domain::{
    Timestamp,
    policy::Policy,
    share::Share,
    task::{self, HandedBack, TaskState, WholeTask},
    value::{FieldSlug, RecipientId, Zone},
    work::NotGiven,
};

use super::{
    policy_view,
    share_view::{recipient, status},
    spelling,
};

/// The fields that can be answered in the round that the task is in.
pub fn open(task: &task::Task) -> Vec<FieldSlug> {
    task.spec.fields.iter().map(|field| &field.slug).filter(|slug| task.state.is_open(slug)).cloned().collect()
}

pub fn accepted(state: &TaskState) -> Accepted {
    let task::Accepted { fields, files } = state.rounds.accepted.clone();
    Accepted { fields, files }
}

pub fn returned(returned: &task::Returned) -> Returned {
    Returned { field: returned.field.clone(), file: returned.upload(), reason: returned.reason.clone() }
}

/// Who completed a task, when, and by which share.
pub fn completed(completion: &task::Completion) -> staff::Completion {
    let (share, result) = (completion.through.share(), completion.result.map(spelling::step_decision));
    staff::Completion { at: completion.at, by: completion.by.clone(), share, result }
}

/// For staff.
pub fn handed_back(whole: &WholeTask, of: &HandedBack) -> staff::HandedBack {
    let HandedBack { round, at, by, completion, begun, .. } = of.clone();
    staff::HandedBack {
        round,
        at,
        by,
        completion: completed(&completion),
        returned: of.returned.iter().map(|returned| part(whole, returned)).collect(),
        begun,
    }
}

fn part(whole: &WholeTask, returned: &task::Returned) -> ReturnedPart {
    let file = returned.upload();
    let sent = whole.files.iter().find(|sent| Some(sent.upload.id) == file);
    let answer = match &returned.what {
        task::ReturnedPart::Answer(answer) => answer.as_ref(),
        task::ReturnedPart::File(_) => None,
    };
    ReturnedPart {
        field: returned.field.clone(),
        file,
        name: sent.map(|sent| sent.upload.manifest.name.clone()),
        answer: answer.map(spelling::answer),
        reason: returned.reason.clone(),
    }
}

/// A share whose guest is asked once more, with what of it they cannot give, and the policy with the org's zone.
pub fn asked(
    share: &Share,
    not_given: &BTreeSet<NotGiven>,
    (policy, zone): (&Policy, &Zone),
    now: Timestamp,
) -> AskedAgain {
    let warning = |not_given: &NotGiven| Warning {
        pointer: format!("/returned/{}", not_given.at),
        code: WarningCode::CannotFillIn,
        detail: not_given.to_string(),
    };
    AskedAgain {
        share: share.id(),
        recipient: recipient(&share.terms.recipient),
        status: status(share, now),
        expires_at: share.gate.expires_at,
        outside: policy_view::outside(&share.outside(policy, zone, now)),
        warnings: not_given.iter().map(warning).collect(),
    }
}

/// For one guest.
pub fn for_guest(whole: &WholeTask, of: &HandedBack, guest: RecipientId) -> guest::HandedBack {
    guest::HandedBack { round: of.round, at: of.at, returned: whole.returned_to(of, guest).map(returned).collect() }
}

/// The rounds before the one that a receipt is of.
pub fn earlier(whole: &WholeTask, guest: RecipientId) -> Vec<EarlierRound> {
    let round = |of: &HandedBack| {
        let completion = &of.completion;
        let record = ReceiptRecord { seq: completion.record.seq, hash: completion.record.hash };
        EarlierRound {
            completed_at: completion.at,
            completed_by: completion.by.clone(),
            record: (completion.recipient == guest).then_some(record),
            handed_back: for_guest(whole, of, guest),
        }
    };
    whole.handed_back.iter().map(round).collect()
}
