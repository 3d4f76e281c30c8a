//! Deciding on the revision of a share: once, and then the share is done.

use jiff::Timestamp;

use super::comment::counts_as;
use crate::{
    audit::{Head, Stamp},
    change::Change,
    decision::{Act, Decision},
    document::{Document, RevisionResponse, RevisionStanding},
    gate::{Acting, RevisionPermit, RevisionRefused, Used},
    outbox::{Message, Notice},
    share::{Permission, ShareFact},
    task::{Comment, CommentFrom, StepDecision},
    value::{CommentId, Digest, Paragraphs, ShareId, Through},
};

/// Decides. Once given, a decision stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RespondOnRevision {
    pub decision: StepDecision,
    /// What was read before: [`crate::document::Document::basis_of`] the revision.
    pub basis: Digest,
    /// Under an id that is new.
    pub comment: Option<(CommentId, Paragraphs<2000>)>,
}

#[derive(Debug, Clone)]
pub struct RespondedOnRevision {
    pub by: Acting,
    pub share: ShareId,
    pub response: RevisionResponse,
    pub comment: Option<Comment>,
    /// The document as it was decided on: it must stand so still.
    pub on: Document,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RevisionRespondRefused {
    #[error(transparent)]
    Revision(#[from] RevisionRefused),
    #[error("you have decided already, and that stands")]
    Responded { at: Timestamp, decision: StepDecision },
    #[error("this cannot be decided here")]
    NotOffered { offered: Vec<StepDecision> },
    #[error("a comment is required with this decision")]
    CommentRequired,
    #[error("the revision is not what it was when it was read: another one counts now")]
    Changed,
}

type Permit<'a> = RevisionPermit<'a, Option<RevisionResponse>>;

impl Act<Permit<'_>> for RespondOnRevision {
    type Made = RespondedOnRevision;
    type Refused = RevisionRespondRefused;

    /// With what was decided by the share before, if anything was: the same again stands. A revision that counts no more can be
    /// decided on by who has read so.
    fn decide(
        &self,
        permit: Permit<'_>,
        stamp: &Stamp,
    ) -> Result<Decision<RespondedOnRevision>, RevisionRespondRefused> {
        let Some(given) = self.weigh(&permit)? else { return Ok(self.respond(&permit, stamp).into()) };
        let (by, share, response) = (permit.unchanged(), permit.share().id(), given.clone());
        let on = permit.document().clone();
        Ok(Decision::Already(RespondedOnRevision { by, share, response, comment: None, on }))
    }
}

impl RespondOnRevision {
    /// Whether it would be taken as things are, for pages that tell it beside what was typed.
    pub fn check(&self, permit: &Permit<'_>) -> Result<(), RevisionRespondRefused> {
        self.weigh(permit).map(drop)
    }

    /// Whether it was decided so before: without a comment, or with the one that stands.
    fn is(&self, given: &RevisionResponse) -> bool {
        given.decision == self.decision && (self.comment.is_none() || self.comment_sha256() == given.comment_sha256)
    }

    fn comment_sha256(&self) -> Option<Digest> {
        self.comment.as_ref().map(|(_, text)| Digest::of(text.as_str()))
    }

    /// What stands already, if it is the same.
    fn weigh<'a>(&self, permit: &Permit<'a>) -> Result<Option<&'a RevisionResponse>, RevisionRespondRefused> {
        permit.may(Permission::Respond)?;
        match permit.also() {
            Some(given) if self.is(given) => return Ok(Some(given)),
            Some(RevisionResponse { at, decision, .. }) => {
                return Err(RevisionRespondRefused::Responded { at: *at, decision: *decision });
            }
            None => {}
        }
        let (document, revision) = (permit.document(), permit.revision());
        if let RevisionStanding::Withdrawn { since } = document.standing_of(revision) {
            return Err(RevisionRefused::Withdrawn { since }.into());
        }
        let terms = permit.response_terms()?;
        if !terms.decisions.contains(&self.decision) {
            return Err(RevisionRespondRefused::NotOffered { offered: terms.decisions.iter().copied().collect() });
        }
        if terms.comment_on.contains(&self.decision) && self.comment.is_none() {
            return Err(RevisionRespondRefused::CommentRequired);
        }
        if document.basis_of(revision) != self.basis {
            return Err(RevisionRespondRefused::Changed);
        }
        Ok(None)
    }

    fn respond(&self, permit: &Permit<'_>, stamp: &Stamp) -> Change<RespondedOnRevision> {
        let (share, document, revision) = (permit.share(), permit.document(), permit.revision());
        let by = share.terms.recipient.name.clone();
        let response = RevisionResponse {
            decision: self.decision,
            at: stamp.now,
            by: by.clone(),
            title: document.details.title.clone(),
            comment_sha256: self.comment_sha256(),
            comment: self.comment.as_ref().map(|(id, _)| *id),
            basis: self.basis,
            superseded: document.standing_of(revision) != RevisionStanding::Current,
            record: Head::default(),
        };
        let fact = ShareFact::RevisionResponded {
            document: document.id,
            number: document.number.clone(),
            code: revision.code.clone(),
            nth: revision.nth,
            sha256: revision.manifest.sha256,
            decision: self.decision,
            comment: response.comment,
            comment_sha256: response.comment_sha256,
            basis_sha256: self.basis,
            superseded: response.superseded,
        };
        let comment = self.comment.clone().map(|(id, text)| {
            let through = Through::Share(share.id());
            Comment { id, at: stamp.now, through, author: by, text, from: CommentFrom::Guest }
        });
        // Made once, so it needs no room among those that are only written.
        let counted = comment.as_ref().map_or(0, |comment| counts_as(&comment.text));
        let used = Used { comments: permit.used().comments.saturating_add(counted), ..permit.used() };
        let id = share.id();
        let mails = [
            Message::OwnerNotice { share: id, about: Notice::Completed },
            Message::Receipt { share: id, bundle: None },
        ];
        permit.record_as_last(fact, used, self.decision, stamp).mail(stamp, mails).map(|by| {
            let response = RevisionResponse { record: by.head(), ..response };
            RespondedOnRevision { by, share: id, response, comment, on: document.clone() }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        document::Current,
        fixtures::{Reading, SATURDAY, at, facts, guest, kinds, messages, reads},
        gate::OnRevision,
        share::{Share, Standing},
    };

    fn decide(reading: &Reading, decision: StepDecision, comment: Option<&str>) -> RespondOnRevision {
        let comment = comment.map(|text| (CommentId::new([6; 16]), text.parse().unwrap()));
        RespondOnRevision { decision, basis: reading.document.basis_of(&reading.revision), comment }
    }

    fn refused(
        share: &Share,
        on: &OnRevision<Option<RevisionResponse>>,
        act: &RespondOnRevision,
    ) -> RevisionRespondRefused {
        let (checked, decided) = (act.check(&reads(share, on)), act.decide(reads(share, on), &guest(SATURDAY)));
        let refused = decided.unwrap_err();
        assert_eq!(checked, Err(refused.clone()), "what the page says");
        refused
    }

    #[test]
    fn a_decision_is_on_record_ends_the_share_and_is_told_to_both() {
        let (reading, share) = (Reading::new(), Reading::new().to_decide());
        let on = reading.on(None);
        let act = decide(&reading, StepDecision::Reject, Some("The datum is wrong."));
        let change = act.decide(reads(&share, &on), &guest(SATURDAY)).unwrap();
        let change = change.change().unwrap();
        assert_eq!(kinds(change), ["share.revision_responded"]);
        let told = serde_json::json!({
            "document": reading.document.id, "number": "DEMO-CIV-DWG-001", "code": "C01", "nth": 1,
            "sha256": reading.revision.manifest.sha256, "decision": "reject", "comment": CommentId::new([6; 16]),
            "comment_sha256": Digest::of("The datum is wrong."), "basis_sha256": act.basis, "superseded": false,
        });
        assert_eq!(facts(change), told);
        let id = share.id();
        let notice = Message::OwnerNotice { share: id, about: Notice::Completed };
        assert_eq!(messages(change), [notice, Message::Receipt { share: id, bundle: None }]);
        let RespondedOnRevision { by, response, comment, .. } = change.state().clone();
        let Acting::Guest(gate) = by else { panic!("a guest decides") };
        assert_eq!((gate.decision, response.record), (Some(StepDecision::Reject), gate.head));
        assert_eq!(comment.unwrap().text.as_str(), "The datum is wrong.");
        let share = Share { gate, ..share };
        assert_eq!(share.standing(at(SATURDAY)), Standing::Completed { at: at(SATURDAY) });
        // The same again stands.
        let on = reading.on(Some(response.clone()));
        let again = act.decide(reads(&share, &on), &guest(SATURDAY)).unwrap();
        assert!(again.change().is_none() && again.state().response == response);
        let without =
            decide(&reading, StepDecision::Reject, None).decide(reads(&share, &on), &guest(SATURDAY)).unwrap();
        assert!(without.change().is_none());
        // Another decision does not take its place, nor does another comment, which would be lost.
        let stands = RevisionRespondRefused::Responded { at: at(SATURDAY), decision: StepDecision::Reject };
        assert_eq!(refused(&share, &on, &decide(&reading, StepDecision::Approve, None)), stands);
        assert_eq!(refused(&share, &on, &decide(&reading, StepDecision::Reject, Some("And the levels."))), stands);
    }

    #[test]
    fn what_was_not_read_is_not_decided_on_and_what_is_superseded_is_by_who_has_read_so() {
        let (mut reading, share) = (Reading::new(), Reading::new().to_decide());
        let before = decide(&reading, StepDecision::Approve, None);
        let read = reading.document.clone();
        reading.document.details.title = "Another wall".parse().unwrap();
        assert_eq!(refused(&share, &reading.on(None), &before), RevisionRespondRefused::Changed);
        reading.document = read;
        let code = "C02".parse().unwrap();
        reading.document.current = Some(Current { code, nth: 2, at: at(SATURDAY) });
        assert_eq!(refused(&share, &reading.on(None), &before), RevisionRespondRefused::Changed);
        let on = reading.on(None);
        let change =
            decide(&reading, StepDecision::Approve, None).decide(reads(&share, &on), &guest(SATURDAY)).unwrap();
        assert!(change.state().response.superseded);
        reading.document.current.as_mut().unwrap().nth = 1;
        reading.document.details.status.code = "superseded".parse().unwrap();
        let on = reading.on(None);
        let change =
            decide(&reading, StepDecision::Approve, None).decide(reads(&share, &on), &guest(SATURDAY)).unwrap();
        assert!(change.state().response.superseded, "by its status");
        reading.document.details.status.code = "withdrawn".parse().unwrap();
        let withdrawn = refused(&share, &reading.on(None), &decide(&reading, StepDecision::Approve, None));
        let since = reading.document.changed_at;
        assert_eq!(withdrawn, RevisionRespondRefused::Revision(RevisionRefused::Withdrawn { since }));
    }

    #[test]
    fn only_what_the_share_offers_is_decided_and_with_a_comment_where_it_asks_for_one() {
        let (reading, mut share) = (Reading::new(), Reading::new().to_decide());
        let on = reading.on(None);
        let bare = decide(&reading, StepDecision::Reject, None);
        assert_eq!(refused(&share, &on, &bare), RevisionRespondRefused::CommentRequired);
        let offered = share.terms.scope.as_document().unwrap().response.as_ref().unwrap();
        let offered = offered.decisions.iter().copied().collect();
        let note = decide(&reading, StepDecision::Acknowledge, None);
        assert_eq!(refused(&share, &on, &note), RevisionRespondRefused::NotOffered { offered });
        share.terms.permissions.remove(&Permission::Respond);
        let lacks = RevisionRefused::NotPermitted { permission: Permission::Respond };
        let refused = refused(&share, &on, &decide(&reading, StepDecision::Approve, None));
        assert_eq!(refused, RevisionRespondRefused::Revision(lacks));
    }
}
