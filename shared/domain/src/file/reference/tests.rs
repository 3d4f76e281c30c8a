//! Reference files come in under the policy, count once, and are judged by version.

use super::*;
use crate::{
    file::Verdict,
    fixtures::{CREATED, House, arrival, kinds, layer, manifest, member, slug, staff, system},
    policy::Layer,
    staff::Role,
};

fn announce(house: &House, name: &str) -> Result<Change<ReferenceFile>, ReferenceRefused> {
    let act = AnnounceReference { id: FileId::new([9; 16]), manifest: manifest(name, "template") };
    act.decide(house.authority(Right::AttachFiles), &house.org, &house.project, &staff(CREATED))
}

fn announced() -> ReferenceFile {
    announce(&House::new(), "template.pdf").unwrap().into_state()
}

fn settle(arrival: Option<&Arrival>, scanned: bool) -> Result<Decision<ReferenceFile>, ReferenceRefused> {
    announced().settle(House::new().authority(Right::AttachFiles), arrival, scanned, &staff(CREATED))
}

fn judge(file: &ReferenceFile, version: &str, infected: Option<&str>) -> Decision<ReferenceFile> {
    file.judge(Judged { version, infected }, &system(CREATED))
}

fn kind(decision: &Decision<ReferenceFile>) -> Option<String> {
    decision.change().map(|change| kinds(change).concat())
}

#[test]
fn the_policys_limits_hold_for_staff_too() {
    let mut house = House::new();
    let refused = announce(&house, "run.exe").unwrap_err();
    let ReferenceRefused::Flawed { flaws } = refused else { panic!("{refused:?}") };
    assert!(matches!(flaws[..], [FileFlaw::Type { .. }]), "{flaws:?}");
    house.project.policy = layer(|l| l.max_upload_bytes = Some(7));
    let refused = announce(&house, "template.pdf").unwrap_err();
    let too_large = FileFlaw::TooLarge { size: 8, max: 7, layer: Layer::Project };
    assert_eq!(refused, ReferenceRefused::Flawed { flaws: vec![too_large] });
}

#[test]
fn a_file_is_announced_settled_and_released_in_its_own_trail() {
    let change = announce(&House::new(), "template.pdf").unwrap();
    assert_eq!(kinds(&change), ["file.announced"]);
    assert_eq!(change.state().trail(), TrailId(format!("file/{}", FileId::new([9; 16]))));
    let settled = settle(Some(&arrival("template")), false).unwrap();
    assert_eq!(kind(&settled).as_deref(), Some("file.received"));
    let released = settled.state().release("v1", &staff(CREATED));
    assert_eq!(kind(&released).as_deref(), Some("file.released"));
    assert_eq!(released.state().stage, Stage::Clean { at: staff(CREATED).now, verdict: Verdict::NotScanned });
    assert_eq!(released.state().head.seq, 3);
    assert!(released.state().release("v1", &staff(CREATED)).change().is_none(), "once");
}

#[test]
fn what_did_not_arrive_as_announced_does_not_count() {
    assert_eq!(settle(None, false).unwrap_err(), SettleRefused::NotArrived.into());
    assert_eq!(settle(Some(&arrival("another")), false).unwrap_err(), SettleRefused::NotAsAnnounced.into());
}

#[test]
fn a_proof_for_another_right_project_or_org_announces_nothing() {
    let (house, mut tower, mut globex) = (House::new(), House::new(), House::new());
    tower.project.slug = slug("tower");
    globex.org.slug = slug("globex");
    let act = AnnounceReference { id: FileId::new([9; 16]), manifest: manifest("template.pdf", "template") };
    for (right, stands) in [(Right::AttachFiles, &tower), (Right::AttachFiles, &globex), (Right::PushRuns, &house)] {
        let refused = act.decide(house.authority(right), &stands.org, &stands.project, &staff(CREATED)).unwrap_err();
        assert_eq!(refused, Forbidden::NoSuchProject.into(), "{right:?}");
    }
}

#[test]
fn a_proof_of_another_project_settles_nothing() {
    let (olga, tower) = (
        crate::staff::Member {
            roles: crate::staff::Roles::of_org(crate::staff::OrgRole::OrgAdmin),
            ..member("olga", Role::Viewer)
        },
        slug("tower"),
    );
    let elsewhere = olga.authority(&tower, Right::AttachFiles).unwrap();
    let refused = announced().settle(elsewhere, Some(&arrival("template")), false, &staff(CREATED)).unwrap_err();
    assert_eq!(refused, Forbidden::NoSuchProject.into());
}

#[test]
fn a_verdict_is_awaited_for_the_version_that_arrived() {
    let waiting = settle(Some(&arrival("template")), true).unwrap();
    assert_eq!(kind(&waiting).as_deref(), Some("file.received"));
    assert!(judge(waiting.state(), "v0", None).change().is_none());
    let cleared = judge(waiting.state(), "v1", None);
    assert_eq!(cleared.state().stage.to_release(), Some("v1"));
    let clean = cleared.state().release("v1", &system(CREATED));
    assert_eq!(clean.state().stage, Stage::Clean { at: system(CREATED).now, verdict: Verdict::Clean });
    assert_eq!(kind(&judge(waiting.state(), "v1", Some("EICAR"))).as_deref(), Some("file.rejected"));
    let early = judge(&announced(), "v1", None);
    assert_eq!(kind(&early).as_deref(), Some("file.cleared"), "a verdict may come before the report");
}
