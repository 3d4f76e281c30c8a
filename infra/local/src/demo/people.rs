//! Who is there: of Acme an org admin, a project admin, a controller, an initiator, a viewer and a workflow responder; a
//! controller of another org, who must see nothing of it; and somebody who belongs to both.

use embedded_cloud::Person;
use vestibule_cloud::{CommitError, Store};
use vestibule_domain::{
    Timestamp,
    policy::Overrides,
    staff::{Founding, Newcomer, Operator, OrgRole, Profile, Project, Role, Roles},
    value::{Locale, OrgSlug, Person as Named, ProjectSlug, Zone},
};

type Parsed<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// What somebody is in an org.
#[derive(Debug, Clone, Copy)]
enum Is {
    OrgAdmin,
    Responder,
    /// In the org's project `procurement`.
    With(Role),
}

/// `sub`, name, e-mail, and what they are in which org.
type Known = (&'static str, &'static str, &'static str, &'static [(&'static str, Is)]);

/// `sub`, name, e-mail, and what they are in each of their orgs. Who is of both comes with the org that is founded last.
const PEOPLE: [Known; 8] = [
    ("olivia", "Olivia Prado", "olivia@acme.example", &[("acme", Is::OrgAdmin)]),
    ("paula", "Paula Reis", "paula@acme.example", &[("acme", Is::With(Role::ProjectAdmin))]),
    ("carla", "Carla Mendes", "carla@acme.example", &[("acme", Is::With(Role::DocumentController))]),
    ("ivo", "Ivo Lima", "ivo@acme.example", &[("acme", Is::With(Role::Initiator))]),
    ("vera", "Vera Nunes", "vera@acme.example", &[("acme", Is::With(Role::Viewer))]),
    ("rita", "Rita Alves", "rita@certifier.example", &[("acme", Is::Responder)]),
    ("otto", "Otto Brandt", "otto@globex.example", &[("globex", Is::With(Role::DocumentController))]),
    ("dora", "Dora Klein", "dora@consult.example", &[("acme", Is::With(Role::Reviewer)), ("globex", Is::OrgAdmin)]),
];

/// As the issuer knows them.
pub fn people() -> Vec<Person> {
    PEOPLE.map(|(sub, name, email, _)| Person { sub: sub.into(), name: name.into(), email: email.into() }).to_vec()
}

/// Founds both orgs, unless they are there already.
pub async fn found(store: &Store, now: Timestamp, seed: impl Fn() -> [u8; 16]) -> Parsed<()> {
    let orgs = [
        (
            "acme",
            "Acme Engenharia",
            "America/Sao_Paulo",
            [("procurement", "Procurement"), ("tower", "Tower B")].as_slice(),
        ),
        ("globex", "Globex GmbH", "Europe/Berlin", [("procurement", "Einkauf")].as_slice()),
    ];
    let operator = Operator::named(Named { name: "Demo".parse()?, email: "demo@vestibule.example".parse()? });
    for (slug, name, zone, projects) in orgs {
        let org: OrgSlug = slug.parse()?;
        // Its people may be others by now than those whom it was founded with.
        if store.org(&org).await?.is_some() {
            continue;
        }
        let project = |(slug, name): &(&str, &str)| -> Parsed<Project> {
            let (slug, name) = (slug.parse()?, name.parse()?);
            Ok(Project { org: org.clone(), slug, name, policy: Overrides::default(), version: 0 })
        };
        let founding = Founding {
            slug: org.clone(),
            name: name.parse()?,
            zone: zone.parse()?,
            projects: projects.iter().map(project).collect::<Parsed<_>>()?,
            members: members(store, &org, &zone.parse()?).await?,
        };
        match store.commit(&founding.found(&operator, &operator.stamp(now, seed()))?).await {
            Ok(()) | Err(CommitError::Overtaken) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Roles are in the project `procurement` only; `tower` is the org admin's alone.
async fn members(store: &Store, org: &OrgSlug, zone: &Zone) -> Parsed<Vec<Newcomer>> {
    let procurement: ProjectSlug = "procurement".parse()?;
    let mut members = Vec::new();
    for (sub, name, email, orgs) in PEOPLE {
        let Some((_, is)) = orgs.iter().find(|(of, _)| *of == org.as_str()) else { continue };
        let stranger = || Profile::stranger(sub.to_owned(), (Locale::En, zone.clone()));
        let profile = store.profile(sub).await?.unwrap_or_else(stranger);
        let roles = match is {
            Is::OrgAdmin => Roles::of_org(OrgRole::OrgAdmin),
            Is::Responder => Roles::of_org(OrgRole::WorkflowResponder),
            Is::With(role) => Roles::new(None, [(procurement.clone(), *role)].into())?,
        };
        let who = Named { name: name.parse()?, email: email.parse()? };
        members.push(Newcomer { profile, who, roles });
    }
    Ok(members)
}
