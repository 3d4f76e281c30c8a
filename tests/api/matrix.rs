//! Who may call what: every route there is, and the answer each kind of caller gets.

use vestibule_domain::staff::{OrgRole, Role};
use vestibule_fixtures::lists;

use crate::house::{House, Scene, Staff, routes};

/// By whom. Of Acme: nobody; somebody signed in who is no member; a workflow responder; and by role in the project that
/// the route is about, from viewer to project admin (the initiator did not create the share), then the org admin. By the
/// same five roles in another project of Acme. By the same five in the project of the same name of another org, and its
/// org admin. Then the share's guest, and the guest of another share.
pub(crate) type Row = (&'static str, [u16; 9], [u16; 5], [u16; 6], [u16; 2]);

/// The link that `POST /i/peek` takes is its own permission; who came with it has the cookie of the landing.
/// People from the other org reach their own project of the same name, which has no such run.
/// An invitation is accepted by the person who has its code, if their token names no other address; so that row is the last, because
/// everybody belongs to Acme after it.
#[rustfmt::skip]
pub(crate) const MATRIX: [Row; 91] = [
    ("GET /v1/projects/{project}/runs/{run}/shares", [401, 403, 404, 200, 200, 200, 200, 200, 200], [404, 404, 404, 404, 404], [200, 200, 200, 200, 200, 200], [401, 401]),
    ("POST /v1/shares", [401, 403, 404, 403, 403, 201, 201, 201, 201], [404, 404, 404, 404, 404], [403, 403, 422, 422, 422, 422], [401, 401]),
    ("POST /v1/shares/{share}/revoke", [401, 403, 404, 403, 403, 403, 200, 200, 200], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [401, 401]),
    ("POST /v1/shares/{share}/rotate", [401, 403, 404, 403, 403, 403, 200, 200, 200], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [401, 401]),
    ("POST /v1/shares/{share}/password", [401, 403, 404, 403, 403, 403, 200, 200, 200], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [401, 401]),
    ("POST /v1/shares/{share}/comments", [401, 403, 404, 403, 403, 403, 201, 201, 201], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [401, 401]),
    ("PATCH /v1/shares/{share}", [401, 403, 404, 403, 403, 403, 200, 200, 200], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [401, 401]),
    ("PUT /v1/projects/{project}/runs/{run}", [401, 403, 404, 403, 403, 200, 200, 200, 200], [404, 404, 404, 404, 404], [403, 403, 201, 200, 200, 200], [401, 401]),
    ("GET /v1/projects/{project}/runs/{run}", [401, 403, 404, 200, 200, 200, 200, 200, 200], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [401, 401]),
    ("POST /v1/projects/{project}/runs/{run}/tasks/{task}/hand-back", [401, 403, 404, 403, 403, 403, 200, 200, 200], [404, 404, 404, 404, 404], [403, 403, 404, 404, 404, 404], [401, 401]),
    ("GET /v1/projects/{project}/runs/{run}/files", [401, 403, 404, 200, 200, 200, 200, 200, 200], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [401, 401]),
    ("POST /v1/projects/{project}/runs/{run}/files/{file}/download", [401, 403, 404, 200, 200, 200, 200, 200, 200], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [401, 401]),
    ("POST /v1/projects/{project}/runs/{run}/exports", [401, 403, 404, 202, 202, 202, 202, 202, 202], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [401, 401]),
    ("GET /v1/projects/{project}/runs/{run}/exports/{export}", [401, 403, 404, 200, 200, 200, 200, 200, 200], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [401, 401]),
    ("POST /v1/projects/{project}/runs/{run}/exports/{export}/download", [401, 403, 404, 200, 200, 200, 200, 200, 200], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [401, 401]),
    ("GET /v1/policy", [401, 403, 404, 403, 403, 403, 403, 403, 200], [403, 403, 403, 403, 403], [403, 403, 403, 403, 403, 200], [401, 401]),
    ("PATCH /v1/policy", [401, 403, 404, 403, 403, 403, 403, 403, 200], [403, 403, 403, 403, 403], [403, 403, 403, 403, 403, 200], [401, 401]),
    ("POST /v1/policy/apply", [401, 403, 404, 403, 403, 403, 403, 403, 200], [403, 403, 403, 403, 403], [403, 403, 403, 403, 403, 200], [401, 401]),
    ("GET /v1/projects/{project}/policy", [401, 403, 404, 200, 200, 200, 200, 200, 200], [404, 404, 404, 404, 404], [200, 200, 200, 200, 200, 200], [401, 401]),
    ("PATCH /v1/projects/{project}/policy", [401, 403, 404, 403, 403, 403, 403, 200, 200], [404, 404, 404, 404, 404], [403, 403, 403, 403, 200, 200], [401, 401]),
    ("POST /v1/projects/{project}/policy/apply", [401, 403, 404, 403, 403, 403, 403, 200, 200], [404, 404, 404, 404, 404], [403, 403, 403, 403, 200, 200], [401, 401]),
    ("GET /v1/me", [401, 403, 200, 200, 200, 200, 200, 200, 200], [200, 200, 200, 200, 200], [200, 200, 200, 200, 200, 200], [401, 401]),
    ("PATCH /v1/me", [401, 403, 200, 200, 200, 200, 200, 200, 200], [200, 200, 200, 200, 200], [200, 200, 200, 200, 200, 200], [401, 401]),
    ("GET /v1/members", [401, 403, 404, 403, 403, 200, 200, 200, 200], [404, 404, 404, 404, 404], [403, 403, 200, 200, 200, 200], [401, 401]),
    ("PATCH /v1/members/{sub}", [401, 403, 404, 403, 403, 403, 403, 200, 200], [403, 403, 403, 403, 404], [403, 403, 403, 403, 404, 404], [401, 401]),
    ("POST /v1/members/{sub}/remove", [401, 403, 404, 403, 403, 403, 403, 200, 200], [403, 403, 403, 403, 404], [403, 403, 403, 403, 404, 404], [401, 401]),
    ("GET /v1/invitations", [401, 403, 404, 403, 403, 403, 403, 200, 200], [403, 403, 403, 403, 200], [403, 403, 403, 403, 200, 200], [401, 401]),
    ("POST /v1/invitations", [401, 403, 404, 403, 403, 403, 403, 201, 201], [403, 403, 403, 403, 404], [403, 403, 403, 403, 201, 201], [401, 401]),
    ("POST /v1/invitations/{invitation}/withdraw", [401, 403, 404, 403, 403, 403, 403, 200, 200], [403, 403, 403, 403, 404], [403, 403, 403, 403, 404, 404], [401, 401]),
    ("GET /v1/shares", [401, 403, 404, 200, 200, 200, 200, 200, 200], [404, 404, 404, 404, 404], [200, 200, 200, 200, 200, 200], [401, 401]),
    ("GET /v1/shares/{share}", [401, 403, 404, 200, 200, 200, 200, 200, 200], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [401, 401]),
    ("GET /v1/shares/{share}/activity", [401, 403, 404, 200, 200, 200, 200, 200, 200], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [401, 401]),
    ("GET /v1/shares/{share}/comments", [401, 403, 404, 200, 200, 200, 200, 200, 200], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [401, 401]),
    ("POST /v1/projects/{project}/files", [401, 403, 404, 403, 403, 201, 201, 201, 201], [404, 404, 404, 404, 404], [403, 403, 201, 201, 201, 201], [401, 401]),
    ("POST /v1/projects/{project}/files/{file}/settle", [401, 403, 404, 403, 403, 200, 200, 200, 200], [404, 404, 404, 404, 404], [403, 403, 404, 404, 404, 404], [401, 401]),
    ("GET /v1/projects/{project}/documents", [401, 403, 404, 200, 200, 200, 200, 200, 200], [404, 404, 404, 404, 404], [200, 200, 200, 200, 200, 200], [401, 401]),
    ("POST /v1/projects/{project}/documents", [401, 403, 404, 403, 403, 201, 200, 200, 200], [404, 404, 404, 404, 404], [403, 403, 201, 200, 200, 200], [401, 401]),
    ("GET /v1/projects/{project}/documents/{document}", [401, 403, 404, 200, 200, 200, 200, 200, 200], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [401, 401]),
    ("PUT /v1/projects/{project}/documents/{document}", [401, 403, 404, 403, 403, 403, 200, 200, 200], [404, 404, 404, 404, 404], [403, 403, 201, 200, 200, 200], [401, 401]),
    ("POST /v1/projects/{project}/documents/{document}/revisions", [401, 403, 404, 403, 403, 403, 201, 200, 200], [404, 404, 404, 404, 404], [403, 403, 404, 404, 404, 404], [401, 401]),
    ("POST /v1/projects/{project}/documents/{document}/revisions/{revision}/download", [401, 403, 404, 200, 200, 200, 200, 200, 200], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [401, 401]),
    ("GET /v1/projects/{project}/documents/{document}/shares", [401, 403, 404, 200, 200, 200, 200, 200, 200], [404, 404, 404, 404, 404], [200, 200, 200, 200, 200, 200], [401, 401]),
    ("GET /v1/projects/{project}/documents/{document}/activity", [401, 403, 404, 200, 200, 200, 200, 200, 200], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [401, 401]),
    ("GET /v1/projects/{project}/work-packages", [401, 403, 404, 200, 200, 200, 200, 200, 200], [404, 404, 404, 404, 404], [200, 200, 200, 200, 200, 200], [401, 401]),
    ("POST /v1/projects/{project}/work-packages", [401, 403, 404, 403, 403, 201, 200, 200, 200], [404, 404, 404, 404, 404], [403, 403, 201, 200, 200, 200], [401, 401]),
    ("GET /v1/projects/{project}/work-packages/{work_package}", [401, 403, 404, 200, 200, 200, 200, 200, 200], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [401, 401]),
    ("PUT /v1/projects/{project}/work-packages/{work_package}", [401, 403, 404, 403, 403, 403, 200, 200, 200], [404, 404, 404, 404, 404], [403, 403, 201, 200, 200, 200], [401, 401]),
    ("GET /v1/steps", [401, 403, 200, 200, 200, 200, 200, 200, 200], [200, 200, 200, 200, 200], [200, 200, 200, 200, 200, 200], [401, 401]),
    ("GET /v1/steps/{step}", [401, 403, 200, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [401, 401]),
    ("POST /v1/steps/{step}/draft", [401, 403, 200, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [401, 401]),
    ("POST /v1/steps/{step}/comments", [401, 403, 201, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [401, 401]),
    ("POST /v1/steps/{step}/uploads", [401, 403, 201, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [401, 401]),
    ("POST /v1/steps/{step}/uploads/{upload}/settle", [401, 403, 200, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [401, 401]),
    ("POST /v1/steps/{step}/uploads/{upload}/remove", [401, 403, 200, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [401, 401]),
    ("POST /v1/steps/{step}/files/{file}/download", [401, 403, 200, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [401, 401]),
    ("GET /v1/steps/{step}/reviewed/{task}", [401, 403, 200, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [401, 401]),
    ("POST /v1/steps/{step}/reviewed/{task}/files/{file}/download", [401, 403, 200, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [401, 401]),
    ("POST /v1/steps/{step}/respond", [401, 403, 200, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [401, 401]),
    ("POST /v1/steps/{step}/withdraw", [401, 403, 200, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [401, 401]),
    ("POST /v1/steps/{step}/complete", [401, 403, 200, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [401, 401]),
    ("POST /v1/steps/{step}/delegate", [401, 403, 200, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [401, 401]),
    ("POST /v1/projects/{project}/runs/{run}/tasks/{task}/reassign", [401, 403, 404, 403, 403, 200, 200, 200, 200], [404, 404, 404, 404, 404], [403, 403, 404, 404, 404, 404], [401, 401]),
    ("POST /p/{share}/tasks/{task}/respond", [404, 404, 404, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [200, 404]),
    ("GET /i", [200, 200, 200, 200, 200, 200, 200, 200, 200], [200, 200, 200, 200, 200], [200, 200, 200, 200, 200, 200], [200, 200]),
    ("GET /assets/{file}", [200, 200, 200, 200, 200, 200, 200, 200, 200], [200, 200, 200, 200, 200], [200, 200, 200, 200, 200, 200], [200, 200]),
    ("POST /i/peek", [200, 200, 200, 200, 200, 200, 200, 200, 200], [200, 200, 200, 200, 200], [200, 200, 200, 200, 200, 200], [200, 200]),
    ("GET /i/problem", [200, 200, 200, 200, 200, 200, 200, 200, 200], [200, 200, 200, 200, 200], [200, 200, 200, 200, 200, 200], [200, 200]),
    ("GET /i/{share}", [404, 404, 404, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [200, 404]),
    ("POST /i/{share}", [404, 404, 404, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [200, 404]),
    ("POST /i/{share}/code", [404, 404, 404, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [202, 404]),
    ("POST /i/{share}/request", [404, 404, 404, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [202, 404]),
    ("GET /p/{share}", [404, 404, 404, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [200, 404]),
    ("GET /p/{share}/tasks/{task}/reviewed/{reviewed}", [404, 404, 404, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [200, 404]),
    ("POST /p/{share}/tasks/{task}/reviewed/{reviewed}/files/{file}/download", [404, 404, 404, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [200, 404]),
    ("GET /p/{share}/tasks/{task}/receipt", [404, 404, 404, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [200, 404]),
    ("POST /p/{share}/tasks/{task}/draft", [404, 404, 404, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [200, 404]),
    ("POST /p/{share}/tasks/{task}/comments", [404, 404, 404, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [201, 404]),
    ("POST /p/{share}/documents/{document}/revisions/{revision}/comments", [404, 404, 404, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [201, 404]),
    ("POST /p/{share}/documents/{document}/revisions/{revision}/check", [404, 404, 404, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [200, 404]),
    ("POST /p/{share}/documents/{document}/revisions/{revision}/respond", [404, 404, 404, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [200, 404]),
    ("GET /p/{share}/documents/{document}/revisions/{revision}/receipt", [404, 404, 404, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [200, 404]),
    ("POST /p/{share}/documents/{document}/revisions/{revision}/download", [404, 404, 404, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [200, 404]),
    ("POST /p/{share}/tasks/{task}/uploads", [404, 404, 404, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [201, 404]),
    ("POST /p/{share}/tasks/{task}/uploads/{upload}/settle", [404, 404, 404, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [200, 404]),
    ("POST /p/{share}/tasks/{task}/uploads/{upload}/remove", [404, 404, 404, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [200, 404]),
    ("POST /p/{share}/tasks/{task}/files/{file}/download", [404, 404, 404, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [200, 404]),
    ("POST /p/{share}/exports", [404, 404, 404, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [202, 404]),
    ("GET /p/{share}/exports/{export}", [404, 404, 404, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [200, 404]),
    ("POST /p/{share}/exports/{export}/download", [404, 404, 404, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [200, 404]),
    ("POST /p/{share}/tasks/{task}/complete", [404, 404, 404, 404, 404, 404, 404, 404, 404], [404, 404, 404, 404, 404], [404, 404, 404, 404, 404, 404], [200, 404]),
    ("POST /v1/invitations/accept", [401, 200, 422, 200, 200, 200, 200, 200, 200], [200, 200, 200, 200, 200], [200, 200, 200, 200, 200, 200], [401, 401]),
];

const ROLES: [Role; 5] = Role::ALL;

/// Those who are asked for in each column but the first and the guests', by their `sub`.
async fn people(house: &House) -> Vec<String> {
    let mut subs: Vec<String> =
        ["stranger", "rita", "vera", "rex", "ivo", "carla", "paula", "olivia"].map(String::from).to_vec();
    house.add_member("rex", "acme", None, &[("procurement", Role::Reviewer)]).await;
    for (org, project) in [("acme", "tower"), ("globex", "procurement")] {
        for (n, role) in ROLES.into_iter().enumerate() {
            let sub = format!("{org}-{project}-{n}");
            house.add_member(&sub, org, None, &[(project, role)]).await;
            subs.push(sub);
        }
    }
    house.add_member("globex-admin", "globex", Some(OrgRole::OrgAdmin), &[]).await;
    subs.push("globex-admin".to_owned());
    subs
}

/// Whether the first who may do it leaves nothing to do for the next.
fn is_done_once(route: &str) -> bool {
    ["/accept", "/reassign", "/delegate"].iter().any(|end| route.ends_with(end))
        || route.starts_with("POST /v1/members")
}

#[test]
fn the_matrix_names_every_route_and_no_other() {
    let mut named = MATRIX.map(|(route, ..)| route.to_owned());
    let mut there = routes();
    named.sort();
    there.sort();
    lists::compare(named, there);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_caller_gets_the_answer_of_the_matrix() {
    let house = House::open().await;
    let subs = people(&house).await;
    let staff: Vec<Staff<'_>> = subs.iter().map(|sub| house.anybody(sub)).collect();
    let elsewhere = Scene::of(&house, "GET /p/{share}", "elsewhere").await;
    let mut found: Vec<Row> = Vec::new();
    for (n, (route, ..)) in MATRIX.iter().enumerate() {
        let mut scene = Scene::of(&house, route, &format!("row-{n}")).await;
        let mut row = vec![scene.by(|method, path| house.request(method, path)).await.status];
        for (m, member) in staff.iter().enumerate() {
            if is_done_once(route) {
                scene = Scene::of(&house, route, &format!("row-{n}-{m}")).await;
            }
            row.push(scene.by(|method, path| member.request(method, path)).await.status);
        }
        for guest in [&scene.guest, &elsewhere.guest] {
            row.push(scene.by(|method, path| guest.request(method, path)).await.status);
        }
        let part = |from: usize, to: usize| row[from..to].to_vec();
        let (own, tower, globex, guests) = (part(0, 9), part(9, 14), part(14, 20), part(20, 22));
        let parts = (own.try_into().unwrap(), tower.try_into().unwrap(), globex.try_into().unwrap());
        let (own, tower, globex) = parts;
        found.push((*route, own, tower, globex, guests.try_into().unwrap()));
    }
    lists::compare(found, MATRIX);
}
