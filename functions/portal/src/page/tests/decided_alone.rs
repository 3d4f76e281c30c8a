//! A step that one person decides, as they find it afterwards.

use vestibule_domain::task::{StepDecision, StepRule};

use super::{
    decisions::{BRUNO, decided, guest, page_of, step},
    fixture::completed,
    *,
};

#[test]
fn who_decided_alone_is_told_once_by_whichever_rule() {
    for rule in StepRule::ALL {
        let mut alone = completed(decided(step(rule), "Bruno Lima", BRUNO, StepDecision::Reject));
        alone.task.spec.step.iter_mut().for_each(|step| step.assignees.truncate(1));
        let own = alone.task.state.step.responses[&guest(BRUNO)].clone();
        let completion = alone.task.state.completion.as_mut().unwrap_or_else(|| panic!("it is completed"));
        (completion.record, completion.at, completion.result) = (own.record, own.at, Some(own.decision));
        let html = page_of(Locale::En, alone, None);
        assert!(html.contains("You decided on") && !html.contains("What it came to"), "{rule:?}: {html}");
    }
}
