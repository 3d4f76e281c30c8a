//! Proofs are made from the tables of roles, and are good for what they name alone.

use super::*;
use crate::fixtures::{member, slug};

#[test]
fn a_member_has_the_rights_of_their_role_and_no_other() {
    let here = slug("procurement");
    for yours in Role::ALL {
        let vera = member("vera", yours);
        for right in Right::ALL {
            let authority = vera.authority(&here, right);
            assert_eq!(authority.is_ok(), yours.has(right), "{yours:?} {right:?}");
            if let Err(Forbidden::Role { needed, .. }) = authority {
                assert!(needed.has(right), "{needed:?} {right:?}");
            }
            assert_eq!(vera.org_authority(right).err(), Some(Forbidden::OrgAdmin), "{yours:?} {right:?}");
        }
    }
}

#[test]
fn outside_their_projects_members_learn_nothing() {
    let vera = member("vera", Role::ProjectAdmin);
    assert_eq!(vera.authority(&slug("tower"), Right::ViewShares).err(), Some(Forbidden::NoSuchProject));
}

#[test]
fn an_org_admin_is_project_admin_everywhere_with_any_role_there() {
    let vera = Member { roles: crate::staff::Roles::of_org(OrgRole::OrgAdmin), ..member("vera", Role::Viewer) };
    for project in ["procurement", "tower"] {
        assert!(vera.authority(&slug(project), Right::ManageAllShares).is_ok());
    }
    assert!(vera.org_authority(Right::SetOrgPolicy).is_ok());
    assert_eq!(vera.org_authority(Right::ViewShares).err(), Some(Forbidden::OrgAdmin), "a right in projects");
}

#[test]
fn a_responder_finds_nothing_in_any_project_and_nothing_in_the_org() {
    let rita = crate::fixtures::responder("rita");
    for right in Right::ALL {
        assert_eq!(rita.authority(&slug("procurement"), right).err(), Some(Forbidden::NoSuchProject), "{right:?}");
        assert_eq!(rita.org_authority(right).err(), Some(Forbidden::Nothing), "{right:?}");
    }
}

#[test]
fn a_proof_is_good_for_its_right_its_project_and_its_org_alone() {
    let (vera, here) = (member("vera", Role::ProjectAdmin), slug("procurement"));
    let proof = vera.authority(&here, Right::PushRuns).unwrap();
    assert_eq!(proof.covers(Right::PushRuns, &slug("acme"), &here), Ok(()));
    let elsewhere = [
        proof.covers(Right::CreateShares, &slug("acme"), &here),
        proof.covers(Right::PushRuns, &slug("globex"), &here),
        proof.covers(Right::PushRuns, &slug("acme"), &slug("tower")),
    ];
    assert_eq!(elsewhere, [const { Err(Forbidden::NoSuchProject) }; 3]);
}

#[test]
fn a_proof_of_the_org_is_good_for_its_right_and_its_org_alone() {
    let olga = Member { roles: crate::staff::Roles::of_org(OrgRole::OrgAdmin), ..member("olga", Role::Viewer) };
    let proof = olga.org_authority(Right::SetOrgPolicy).unwrap();
    assert_eq!(proof.covers(Right::SetOrgPolicy, &slug("acme")), Ok(()));
    assert_eq!(proof.covers(Right::ManageOrgMembers, &slug("acme")), Err(Forbidden::Nothing));
    assert_eq!(proof.covers(Right::SetOrgPolicy, &slug("globex")), Err(Forbidden::Nothing));
    assert_eq!(proof.need().of(&olga), Ok(()));
    assert_eq!(proof.need().of(&member("vera", Role::ProjectAdmin)), Err(Forbidden::OrgAdmin));
}
