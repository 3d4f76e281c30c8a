//! `docs/PERMISSIONS.md`, printed from the tables of roles and from the matrix of routes.

use std::fmt::Write as _;

use vestibule_domain::staff::{OrgRole, Right, Role};
use vestibule_fixtures::printed::compare_or_print;
use vestibule_web::answer::right_name;

use crate::matrix::MATRIX;

const HEAD: &str = "\
# Who may do what

Printed from the code (`PRINT_DOCS=1 cargo test --workspace printed_from_the_code`): the rights from the tables of roles, the routes from
the matrix that `tests/api/matrix.rs` tries with every caller. Roles are read with each request, so what changes here for somebody
works with their next one.

## Roles and rights

A role in a project has its rights in that project. An org admin has those of a project admin in every project, and those of the
org. A workflow responder has none: they reach the steps that were given to them. Guests have no role: their share says what they may do.

| right | what it allows | viewer | reviewer | initiator | document controller | project admin | org admin | workflow responder |
|---|---|:-:|:-:|:-:|:-:|:-:|:-:|:-:|
";

const ROUTES: &str = "
## Roles and routes

● may; ○ is told which role it takes (403); an empty field: there is nothing for them (404), or they are not signed in (401). A route
below a project is tried in the project of the role; in another project of the org, and in another org, everybody finds nothing,
but for what the last two columns say.

| route | stranger | responder | viewer | reviewer | initiator | document controller | project admin | org admin | another project | another org | guest |
|---|:-:|:-:|:-:|:-:|:-:|:-:|:-:|:-:|:-:|:-:|:-:|
";

#[test]
fn the_permissions_are_printed_from_the_code() {
    let mut text = HEAD.to_owned();
    let dot = |has: bool| if has { "●" } else { "" };
    for right in Right::ALL {
        let in_projects = Role::ALL.map(|role| dot(role.has(right))).join(" | ");
        let admin = dot(Role::ProjectAdmin.has(right) || OrgRole::OrgAdmin.has(right));
        let responder = dot(OrgRole::WorkflowResponder.has(right));
        let (name, meaning) = (right_name(right), right.meaning().trim());
        let _ = writeln!(text, "| `{name}` | {meaning} | {in_projects} | {admin} | {responder} |");
    }
    text.push_str(ROUTES);
    for (route, own, tower, globex, guests) in MATRIX {
        let own: Vec<_> = own[1..].iter().copied().map(sign).collect();
        let (tower, globex, guest) = (best(&tower), best(&globex), sign(guests[0]));
        let _ = writeln!(text, "| `{route}` | {} | {tower} | {globex} | {guest} |", own.join(" | "));
    }
    compare_or_print("docs/PERMISSIONS.md", &text);
}

fn sign(status: u16) -> &'static str {
    match status {
        200..=299 => "●",
        403 => "○",
        _ => "",
    }
}

/// What the one who may most is answered.
fn best(statuses: &[u16]) -> &'static str {
    let is = |wanted: &str| statuses.iter().any(|status| sign(*status) == wanted);
    ["●", "○"].into_iter().find(|wanted| is(wanted)).unwrap_or_default()
}
