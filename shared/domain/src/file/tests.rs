//! Reference files come in under the policy, count once, and are judged by version.

use super::*;
use crate::{
    fixtures::{CREATED, House, arrival, layer, manifest, slug, staff, system},
    policy::Source,
    upload::Verdict,
};

fn announce(house: &House, name: &str) -> Result<Change<ReferenceFile>, ManifestRefused> {
    let place = (slug("acme"), slug("procurement"));
    let file = manifest(name, "template");
    ReferenceFile::announce(FileId::new([9; 16]), place, file, &house.policy(), &staff(CREATED))
}

fn announced() -> ReferenceFile {
    announce(&House::new(), "template.pdf").unwrap().into_state()
}

fn settled(scanned: bool) -> Change<ReferenceFile> {
    announced().settle(Some(&arrival("template")), scanned, &staff(CREATED)).unwrap().unwrap()
}

fn event(change: &Change<ReferenceFile>) -> &Event {
    &change.entry().records()[0].0.event
}

#[test]
fn the_policys_limits_hold_for_staff_too() {
    let mut house = House::new();
    assert!(matches!(announce(&house, "run.exe"), Err(ManifestRefused::Type { .. })));
    house.project.policy = layer(|l| l.max_upload_bytes = Some(7));
    let refused = announce(&house, "template.pdf").unwrap_err();
    assert_eq!(refused, ManifestRefused::TooLarge { size: 8, max: 7, layer: Source::Project });
}

#[test]
fn a_file_is_announced_and_settled_in_its_own_trail() {
    let change = announce(&House::new(), "template.pdf").unwrap();
    assert!(matches!(event(&change), Event::ReferenceAnnounced { size: 8, .. }));
    assert_eq!(change.state().trail(), TrailId(format!("file/{}", FileId::new([9; 16]))));
    let change = settled(false);
    assert!(matches!(event(&change), Event::ReferenceSettled { verdict: Verdict::NotScanned, .. }));
    assert_eq!(change.state().head.seq, 2);
    assert_eq!(change.state().settle(None, false, &staff(CREATED)).unwrap().map(|_| ()), None, "once");
}

#[test]
fn what_did_not_arrive_as_announced_does_not_count() {
    let file = announced();
    let settle = |arrival: Option<&Arrival>| file.settle(arrival, false, &staff(CREATED)).unwrap_err();
    assert_eq!(settle(None), SettleRefused::NotArrived);
    assert_eq!(settle(Some(&arrival("another"))), SettleRefused::NotAsAnnounced);
}

#[test]
fn a_verdict_is_awaited_for_the_version_that_arrived() {
    let waiting = settled(true);
    assert!(matches!(event(&waiting), Event::ReferenceReceived { .. }));
    let judge = |version, infected| waiting.state().judge(version, infected, &system(CREATED));
    assert!(judge("v0", None).is_none());
    let clean = judge("v1", None).unwrap();
    assert!(matches!(event(&clean), Event::ReferenceSettled { verdict: Verdict::Clean, .. }));
    let infected = judge("v1", Some("EICAR")).unwrap();
    assert!(matches!(event(&infected), Event::ReferenceRejected { reason, .. } if reason == "EICAR"));
    let early = announced().judge("v1", None, &system(CREATED)).unwrap();
    assert!(matches!(event(&early), Event::ReferenceReceived { .. }), "a verdict may come before the report");
}
