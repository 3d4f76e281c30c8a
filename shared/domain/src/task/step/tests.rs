//! When a result stands, who has a step to do, and what cannot be asked for.

use super::{
    StepDecision::{Acknowledge, Approve, ApproveWithComments, Reject, ReturnForRevision},
    *,
};
use crate::{
    audit::Head,
    fixtures::{at, slug},
    value::{Digest, RecipientId, StepId, Through},
};

fn who(name: &str) -> Assignee {
    Assignee::Member(name.into())
}

fn step(rule: StepRule, names: &[&str]) -> StepTerms {
    StepTerms {
        kind: StepKind::Review,
        assignees: names.iter().map(|name| who(name)).collect(),
        rule,
        decisions: StepKind::Review.decisions().iter().copied().collect(),
        comment_on: BTreeSet::new(),
        due: None,
        not_by: vec![],
        reviews: vec![],
        withdrawable: false,
    }
}

/// Decisions one minute after the other.
fn given(responses: &[(&str, StepDecision)]) -> StepState {
    let response = |(n, (name, decision)): (usize, &(&str, StepDecision))| {
        let at = at("2026-11-21T12:00:00Z") + jiff::SignedDuration::from_mins(i64::try_from(n).unwrap());
        let by = "Somebody".parse().unwrap();
        (
            who(name),
            Response {
                decision: *decision,
                at,
                by,
                comment: None,
                late: false,
                push: 1,
                basis: Digest::of(""),
                of: RecipientId::new([3; 16]),
                through: Through::Step(StepId::new([7; 16])),
                assurance: None,
                record: Head::default(),
            },
        )
    };
    StepState { responses: responses.iter().enumerate().map(response).collect(), ..StepState::default() }
}

fn result(rule: StepRule, names: &[&str], responses: &[(&str, StepDecision)]) -> Option<StepDecision> {
    step(rule, names).result(&given(responses))
}

#[test]
fn where_any_decides_the_first_one_does() {
    assert_eq!(result(StepRule::Any, &["a", "b"], &[]), None);
    assert_eq!(result(StepRule::Any, &["a", "b"], &[("b", Reject), ("a", Approve)]), Some(Reject));
}

#[test]
fn where_all_decide_the_last_one_passes_it_and_the_first_who_does_not_agree_ends_it() {
    let all = |responses: &[_]| result(StepRule::All, &["a", "b", "c"], responses);
    assert_eq!(all(&[("a", Approve), ("b", Approve)]), None);
    assert_eq!(all(&[("a", Approve), ("b", Approve), ("c", Approve)]), Some(Approve));
    assert_eq!(all(&[("a", Approve), ("b", ReturnForRevision)]), Some(ReturnForRevision));
}

#[test]
fn comments_of_one_who_approves_are_not_lost_in_the_result() {
    let all = [("a", Approve), ("b", ApproveWithComments), ("c", Approve)];
    assert_eq!(result(StepRule::All, &["a", "b", "c"], &all), Some(ApproveWithComments));
    assert_eq!(result(StepRule::Majority, &["a", "b", "c"], &all[..2]), Some(ApproveWithComments));
    let last = [("a", Approve), ("b", Approve)];
    assert_eq!(result(StepRule::Majority, &["a", "b", "c"], &last), None, "the third may have comments");
}

/// A majority where no more is offered than to approve or to reject.
fn approves(names: &[&str], responses: &[(&str, StepDecision)]) -> Option<StepDecision> {
    let two = StepTerms { decisions: [Approve, Reject].into(), ..step(StepRule::Majority, names) };
    two.result(&given(responses))
}

#[test]
fn a_majority_stands_as_soon_as_it_cannot_change() {
    let three = |responses: &[_]| approves(&["a", "b", "c"], responses);
    assert_eq!(three(&[("a", Approve)]), None);
    assert_eq!(three(&[("a", Approve), ("b", Approve)]), Some(Approve), "the third changes nothing");
    assert_eq!(three(&[("a", Approve), ("b", Reject)]), None);
    assert_eq!(three(&[("a", Reject), ("b", Reject)]), Some(Reject));
}

#[test]
fn a_tie_does_not_pass_a_majority_of_an_even_number() {
    let four = |responses: &[_]| approves(&["a", "b", "c", "d"], responses);
    assert_eq!(four(&[("a", Approve), ("b", Approve), ("c", Reject)]), None);
    assert_eq!(four(&[("a", Approve), ("b", Approve), ("c", Approve)]), Some(Approve));
    assert_eq!(four(&[("a", Approve), ("b", Reject), ("c", Reject)]), Some(Reject), "three can never approve");
    let one = StepTerms { decisions: [Acknowledge].into(), ..step(StepRule::Majority, &["a"]) };
    assert_eq!(one.result(&given(&[("a", Acknowledge)])), Some(Acknowledge));
}

#[test]
fn of_those_who_do_not_agree_most_decide_how_and_where_that_is_even_it_is_rejected() {
    let five = |responses: &[_]| result(StepRule::Majority, &["a", "b", "c", "d", "e"], responses);
    let returned = [("a", ReturnForRevision), ("b", ReturnForRevision), ("c", Reject)];
    assert_eq!(five(&returned), None, "two more could reject it");
    assert_eq!(five(&[&returned[..], &[("d", ReturnForRevision)]].concat()), Some(ReturnForRevision));
    let split = [("a", Reject), ("b", ReturnForRevision)];
    assert_eq!(result(StepRule::Majority, &["a", "b", "c", "d"], &split), None, "the others can still return it");
    let even = [("a", ReturnForRevision), ("b", Reject), ("c", Approve)];
    assert_eq!(result(StepRule::Majority, &["a", "b", "c"], &even), Some(Reject));
}

/// All that can be decided by so many, one after the other.
fn sequences(offered: &[StepDecision], length: usize) -> Vec<Vec<StepDecision>> {
    (0..length).fold(vec![vec![]], |shorter, _| {
        let one_more =
            |so_far: &Vec<_>| offered.iter().map(|next| [&so_far[..], &[*next]].concat()).collect::<Vec<_>>();
        shorter.iter().flat_map(one_more).collect()
    })
}

#[test]
fn a_result_stands_at_the_first_decision_after_which_all_that_can_follow_comes_to_it() {
    const NAMES: [&str; 5] = ["a", "b", "c", "d", "e"];
    let kinds: [&[StepDecision]; 5] = [
        StepKind::Review.decisions(),
        StepKind::Approve.decisions(),
        &[Approve, ReturnForRevision],
        &[Approve, ApproveWithComments],
        &[Approve],
    ];
    for (count, offered) in (1..=NAMES.len()).flat_map(|count| kinds.map(|offered| (count, offered))) {
        for rule in StepRule::ALL {
            let names = &NAMES[..count];
            let step = StepTerms { decisions: offered.iter().copied().collect(), ..step(rule, names) };
            let after = |said: &[StepDecision]| {
                let said: Vec<_> = names.iter().copied().zip(said.iter().copied()).collect();
                step.result(&given(&said))
            };
            let mut ends: BTreeMap<Vec<StepDecision>, BTreeSet<Option<StepDecision>>> = BTreeMap::new();
            for said in sequences(offered, count) {
                let end = after(&said);
                assert!(end.is_some(), "{rule:?}: everybody has decided {said:?}");
                for given in 0..=count {
                    ends.entry(said[..given].to_vec()).or_default().insert(end);
                }
            }
            for (said, ends) in ends {
                let settled = ends.first().filter(|_| ends.len() == 1).copied().flatten();
                // Where it can only be passed, as many have to do so as the rule says.
                let enough = match rule {
                    StepRule::Any => !said.is_empty(),
                    StepRule::All => said.len() == count,
                    StepRule::Majority => said.len() * 2 > count,
                };
                let expected = settled.filter(|end| enough || !end.passes());
                assert_eq!(after(&said), expected, "{rule:?} of {count} who can decide {offered:?}, after {said:?}");
            }
        }
    }
}

#[test]
fn who_decides_alone_and_who_can_be_outvoted_follows_from_what_the_rule_comes_to() {
    for rule in StepRule::ALL {
        let three = |responses: &[_]| result(rule, &["a", "b", "c"], responses);
        let first = StepDecision::ALL.into_iter().all(|decision| three(&[("a", decision)]) == Some(decision));
        assert_eq!(rule.first_decides(), first, "{rule:?}");
        let passed = three(&[("a", Reject), ("b", Approve), ("c", Approve)]).is_some_and(StepDecision::passes);
        assert_eq!(rule.can_outvote(), passed && three(&[("a", Reject)]).is_none(), "{rule:?}");
    }
}

#[test]
fn of_two_decisions_that_pass_or_fail_alike_one_outweighs_the_other() {
    let beside = |one: &StepDecision| StepKind::ALL.into_iter().filter(|kind| kind.may_offer(*one)).collect::<Vec<_>>();
    for (one, other) in StepDecision::ALL.into_iter().flat_map(|one| StepDecision::ALL.map(|other| (one, other))) {
        let together = beside(&one).iter().any(|kind| kind.may_offer(other));
        if one != other && together && one.passes() == other.passes() {
            assert_ne!(one.weight(), other.weight(), "{one:?} and {other:?} can be offered in one step");
        }
    }
}

#[test]
fn decisions_of_those_who_have_the_step_no_more_do_not_count() {
    let responses = [("gone", Approve), ("a", Approve)];
    assert_eq!(result(StepRule::All, &["a", "b"], &responses), None);
    assert_eq!(result(StepRule::All, &["a"], &responses), Some(Approve));
}

#[test]
fn a_step_that_is_passed_on_and_on_is_of_the_last_one_alone() {
    let (step, state) = (step(StepRule::All, &["a", "b"]), StepState::default());
    let named = &step.assignees;
    let state = state.given(named, &who("a"), &who("c")).given(named, &who("c"), &who("d"));
    assert_eq!(step.assigned(&state), [&who("d"), &who("b")]);
    assert!(!step.is_assigned(&state, &who("a")) && !step.is_assigned(&state, &who("c")));
    let back = state.given(named, &who("d"), &who("a"));
    assert_eq!(step.assigned(&back), [&who("a"), &who("b")]);
    assert_eq!(back, StepState::default());
}

#[test]
fn who_is_named_by_a_later_push_and_stood_in_for_another_has_it_once_and_so_has_the_other() {
    let state = StepState::default().given(&[who("a"), who("b")], &who("a"), &who("c"));
    let later = step(StepRule::All, &["a", "b", "c"]);
    assert_eq!(later.assigned(&state), [&who("a"), &who("b"), &who("c")], "as many decide as are named");
    let all = state.given(&later.assignees, &who("c"), &who("d"));
    assert_eq!(later.assigned(&all), [&who("a"), &who("b"), &who("d")], "who gives it away has it no more");
}

#[test]
fn who_gave_theirs_away_takes_that_of_another() {
    let step = step(StepRule::All, &["a", "b"]);
    let state = StepState::default().given(&step.assignees, &who("a"), &who("c"));
    let state = state.given(&step.assignees, &who("b"), &who("a"));
    assert_eq!(step.assigned(&state), [&who("c"), &who("a")]);
}

#[test]
fn what_somebody_gave_away_whom_no_push_names_any_more_is_forgotten() {
    let state = StepState::default().given(&[who("a")], &who("a"), &who("b"));
    let later = step(StepRule::All, &["b", "c"]);
    let state = state.given(&later.assignees, &who("b"), &who("d"));
    assert_eq!(later.assigned(&state), [&who("d"), &who("c")]);
    assert_eq!(state.replaced.len(), 1);
}

#[test]
fn everything_that_is_wrong_with_a_step_is_told_at_once() {
    let fine = step(StepRule::Any, &["a"]);
    assert_eq!(fine.flaws(&[]), []);
    let wrong = StepTerms {
        assignees: vec![who("a"), who("a")],
        decisions: [Reject, Acknowledge].into(),
        comment_on: [Approve].into(),
        not_by: vec![slug("draft"), slug("other")],
        reviews: vec![slug("other"), slug("draft")],
        ..fine.clone()
    };
    assert_eq!(
        wrong.flaws(&[slug("draft")]),
        [
            StepFlaw::SameAssignee { at: 1 },
            StepFlaw::NotOfThisKind { decision: Acknowledge },
            StepFlaw::CommentOnNothing { decision: Approve },
            StepFlaw::NotBefore { list: Before::NotBy, at: 1 },
            StepFlaw::NotBefore { list: Before::Reviews, at: 0 },
        ]
    );
    let nobody = StepTerms { assignees: vec![], decisions: [Reject].into(), ..fine.clone() };
    assert_eq!(nobody.flaws(&[]), [StepFlaw::AssigneeCount, StepFlaw::NothingOffered], "nobody could pass it");
    let crowd = (0..=MAX_ASSIGNEES).map(|n| who(&n.to_string())).collect();
    assert_eq!(StepTerms { assignees: crowd, ..fine.clone() }.flaws(&[]), [StepFlaw::AssigneeCount]);
    let much: Vec<_> = (0..=MAX_REVIEWED).map(|n| slug(&format!("t{n}"))).collect();
    assert_eq!(StepTerms { reviews: much.clone(), ..fine }.flaws(&much), [StepFlaw::TooManyReviewed]);
}

#[test]
fn nothing_is_decided_in_work_and_guests_do_it_by_their_share() {
    let guest = Assignee::guest(&"Ana@Supplier.example".parse().unwrap());
    let terms = StepTerms {
        kind: StepKind::Work,
        assignees: vec![who("a"), guest.clone()],
        decisions: [Approve].into(),
        ..step(StepRule::All, &[])
    };
    let flaws =
        [StepFlaw::GuestAtWork { at: 1 }, StepFlaw::NotOfThisKind { decision: Approve }, StepFlaw::NothingDecided];
    assert_eq!(terms.flaws(&[]), flaws);
    assert_eq!(guest, Assignee::guest(&"ana@supplier.EXAMPLE".parse().unwrap()));
}

#[test]
fn each_kind_offers_what_a_reader_of_its_name_expects() {
    assert_eq!(StepKind::Approve.decisions(), [Approve, Reject]);
    assert_eq!(StepKind::Review.decisions(), [Approve, ApproveWithComments, Reject, ReturnForRevision]);
    assert_eq!(StepKind::Acknowledge.decisions(), [Acknowledge]);
    let usual = StepTerms::usual_comments(&StepDecision::ALL.into());
    // As docs/API.md and the description of `comment_required` say.
    assert_eq!(usual, [ApproveWithComments, Reject, ReturnForRevision].into());
    assert!(StepDecision::ALL.into_iter().all(|decision| decision.passes() || decision.needs_words()));
}
