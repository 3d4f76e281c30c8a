//! Who decided what in a step, who has it to do, and where it is listed, are what the trails tell.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use vestibule_domain::task::StepDecision;

use super::{
    Ledger, count, id,
    tasks::{OfTask, act_of},
    text,
};

impl Ledger {
    pub(super) fn step(&self, of: &OfTask<'_>, lists_follow: bool) {
        self.result(of);
        self.responses(of);
        Self::hands(of);
        if lists_follow {
            self.lists(of);
        }
    }

    /// A result that does not pass holds back what comes after, and nothing else does.
    fn result(&self, of: &OfTask<'_>) {
        let OfTask { task, state, done, held, .. } = of;
        let result = if *done { &state["done"]["result"] } else { &Value::Null };
        assert_eq!(*held, is_negative(result), "{task} is held by {result}");
        for event in of.acts("responded") {
            let facts = &event["facts"];
            let unlocked = facts["unlocked"].as_array().unwrap();
            assert!(facts["result"].is_null() || !is_negative(&facts["result"]) || unlocked.is_empty(), "{event:#}");
        }
        if !result.is_null() {
            let trail = match text(&state["done"]["through"]) {
                step if step.starts_with("stp_") => format!("step/{}/{task}/{step}", of.run),
                share => format!("share/{share}"),
            };
            let record = self.told(&trail).into_iter().find(|event| event["seq"] == state["done"]["record"]["seq"]);
            assert_eq!(&record.unwrap()["facts"]["result"], result, "result of {task}");
        }
    }

    /// A decision that stands is the last of its person; one that was withdrawn stands no more.
    fn responses(&self, of: &OfTask<'_>) {
        let OfTask { task, state, .. } = of;
        let (none, mut standing) = (vec![], BTreeSet::new());
        for said in state["said"].as_array().unwrap_or(&none) {
            assert!(standing.insert(said["who"].to_string()), "{} decides twice in {task}", said["who"]);
            let told = self.trails_of(of, &said["who"]).into_iter().flat_map(|trail| self.told(&trail));
            let own = told.filter(|event| event["facts"]["task"] == *task);
            let deciding: Vec<_> = own.filter(is_deciding).collect();
            let last = deciding.last().unwrap_or_else(|| panic!("no record of {said:#}"));
            let facts = [&last["facts"]["decision"], &last["facts"]["push"], &json!(act_of(last))];
            assert_eq!(facts, [&said["what"], &said["push"], &json!("responded")], "{said:#}");
        }
        if of.reopened == 0 && of.set_aside == 0 {
            let left = of.acts("responded").count() - of.acts("response_withdrawn").count();
            assert_eq!(standing.len(), left, "decisions in {task}");
        }
    }

    /// Who has a step instead of somebody else was given it.
    fn hands(of: &OfTask<'_>) {
        let given = of.by_staff.iter().copied().filter(|event| event["kind"] == "run.step_reassigned");
        let given: BTreeSet<_> = given.chain(of.acts("delegated")).map(|event| text(&event["facts"]["to"])).collect();
        let (none, mut named) = (vec![], BTreeSet::new());
        for pair in of.state["instead"].as_array().unwrap_or(&none) {
            assert!(named.insert(pair[0].to_string()) && pair[0] != pair[1], "{pair} in {}", of.task);
            assert!(given.contains(&text(&pair[1]["member"])), "{pair} in {}", of.task);
        }
    }

    /// All who have it to do find it, where it belongs, and nobody else does.
    fn lists(&self, of: &OfTask<'_>) {
        let assigned = assigned(of);
        let staged = self.told(&format!("run/{}", of.run)).iter().any(|event| event["kind"] == "run.push_begun");
        let sk = format!("{}#{}", of.run, of.task);
        let mut listed = BTreeSet::new();
        for part in self.items(&sk).filter(|row| id(row).starts_with("stp_")) {
            let (sub, list) = (text(&part["sub"]), text(&part["assignee"]));
            let who = json!({ "member": sub });
            // An entry that a push in steps brings before it counts is there, and shown to nobody.
            assert!(list.is_empty() || assigned.contains(&who) || staged, "{sub} has {} no more", of.task);
            if list.is_empty() || !assigned.contains(&who) {
                continue;
            }
            let is_done = of.done || (of.is_current(&of.state) && has_decided(&of.state, &who));
            assert!(list.starts_with(if is_done { "DONE#" } else { "TODO#" }), "{sub} has {} in {list}", of.task);
            if !is_done {
                let due = of.spec["step"]["due"]["at"].as_u64().unwrap_or(9_999_999_999_999);
                assert_eq!(part["assigned"], due, "{} of {sub}", of.task);
            }
            listed.insert(who.to_string());
        }
        let members = assigned.iter().filter(|who| who["member"].is_string()).map(Value::to_string);
        assert!(members.collect::<BTreeSet<_>>() == listed, "lists of {}: {listed:?}", of.task);
    }

    /// The trails in which somebody decides: of their part, or of their shares.
    fn trails_of(&self, of: &OfTask<'_>, who: &Value) -> Vec<String> {
        let (run, task) = (of.run, of.task);
        let sk = format!("{run}#{task}");
        if let Some(sub) = who["member"].as_str() {
            let parts = self.items(&sk).filter(|row| row["sub"] == sub);
            return parts.map(|row| format!("step/{run}/{task}/{}", id(row))).collect();
        }
        let same = |terms: &&Value| text(&terms["recipient_email"]).to_lowercase() == text(&who["guest"]);
        self.items("TERMS").filter(same).map(|terms| format!("share/{}", id(terms))).collect()
    }

    /// A part's version counts its own commits, and those that moved it in a list.
    pub(super) fn parts(&self) {
        for part in self.state.iter().filter(|row| text(&row["pk"]).starts_with("STEP#")) {
            let trail = format!("step/{}/{}", text(&part["sk"]).replace('#', "/"), id(part));
            let acts = self.entries(&trail).len();
            assert_eq!(count(&part["notes"]), comments(&self.told(&trail)), "comments of {trail}");
            assert!(count(&part["v"]) >= acts.max(1), "commits of {trail}");
        }
    }
}

/// Who has a step to do: whom the push names, or who has it instead in this cycle.
fn assigned(of: &OfTask<'_>) -> Vec<Value> {
    let none = vec![];
    let named = of.spec["step"]["who"].as_array().unwrap_or(&none);
    let instead = of.state["instead"].as_array().filter(|_| of.is_current(&of.state)).unwrap_or(&none);
    let now = |who: &Value| instead.iter().find(|pair| pair[0] == *who).map_or(who, |pair| &pair[1]).clone();
    named.iter().map(now).collect()
}

/// How many comments somebody wrote, alone or with a decision.
pub(super) fn comments(events: &[Value]) -> usize {
    let with_words = |event: &&Value| act_of(event) == "commented" || event["facts"]["comment"].is_string();
    events.iter().filter(|event| act_of(event) != "staff_commented").filter(with_words).count()
}

fn has_decided(state: &Value, who: &Value) -> bool {
    state["said"].as_array().is_some_and(|said| said.iter().any(|one| one["who"] == *who))
}

fn is_deciding(event: &Value) -> bool {
    ["responded", "response_withdrawn"].contains(&act_of(event))
}

fn is_negative(decision: &Value) -> bool {
    serde_json::from_value(decision.clone()).is_ok_and(|decision: StepDecision| !decision.passes())
}
