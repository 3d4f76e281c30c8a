//! Who is there: an org admin, a controller, an initiator and a viewer of Acme, and a controller of another
//! org, who must see nothing of it.

use std::collections::BTreeMap;

use embedded_cloud::Person;
use vestibule_cloud::{CommitError, Store};
use vestibule_domain::{
    Timestamp,
    policy::Overrides,
    staff::{Founding, Member, Operator, Project, Role},
    value::{Locale, OrgSlug, Person as Named, ProjectSlug, Zone},
};

type Parsed<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// `sub`, name, e-mail, org, and the role in the org's projects; `None`: org admin.
const PEOPLE: [(&str, &str, &str, &str, Option<Role>); 5] = [
    ("olivia", "Olivia Prado", "olivia@acme.example", "acme", None),
    ("carla", "Carla Mendes", "carla@acme.example", "acme", Some(Role::DocumentController)),
    ("ivo", "Ivo Lima", "ivo@acme.example", "acme", Some(Role::Initiator)),
    ("vera", "Vera Nunes", "vera@acme.example", "acme", Some(Role::Viewer)),
    ("otto", "Otto Brandt", "otto@globex.example", "globex", Some(Role::DocumentController)),
];

/// As the issuer knows them.
pub fn people() -> Vec<Person> {
    PEOPLE.map(|(sub, name, email, ..)| Person { sub: sub.into(), name: name.into(), email: email.into() }).to_vec()
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
        let project = |(slug, name): &(&str, &str)| -> Parsed<Project> {
            let (slug, name) = (slug.parse()?, name.parse()?);
            Ok(Project { org: org.clone(), slug, name, policy: Overrides::default(), version: 0 })
        };
        let founding = Founding {
            slug: org.clone(),
            name: name.parse()?,
            zone: zone.parse()?,
            projects: projects.iter().map(project).collect::<Parsed<_>>()?,
            members: members(&org, &zone.parse()?)?,
        };
        match store.commit(&founding.found(&operator, &operator.stamp(now, seed()))).await {
            Ok(()) | Err(CommitError::Overtaken) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Roles are in the project `procurement` only; `tower` is the org admin's alone.
fn members(org: &OrgSlug, zone: &Zone) -> Parsed<Vec<Member>> {
    let procurement: ProjectSlug = "procurement".parse()?;
    PEOPLE
        .iter()
        .filter(|(.., of, _)| *of == org.as_str())
        .map(|(sub, name, email, _, role)| {
            Ok(Member {
                sub: (*sub).into(),
                org: org.clone(),
                name: name.parse()?,
                email: email.parse()?,
                locale: Locale::En,
                zone: zone.clone(),
                org_admin: role.is_none(),
                roles: role.map(|r| BTreeMap::from([(procurement.clone(), r)])).unwrap_or_default(),
                version: 0,
            })
        })
        .collect()
}
