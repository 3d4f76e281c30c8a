//! Who may call what: every route there is, and the answer each kind of caller gets.

use crate::house::{House, Scene, routes};

/// Nobody, then by role in the share's project: viewer, initiator (not of this share), document controller,
/// org admin; a controller of another org; the share's guest; the guest of another share.
type Row = (&'static str, [u16; 8]);

/// The link that `POST /i/peek` takes is its own permission; who came with it has the cookie of the landing.
/// The person from the other org reaches their own project of the same name, which has no such run.
#[rustfmt::skip]
const MATRIX: [Row; 44] = [
    ("GET /v1/projects/{project}/runs/{run}/shares", [401, 200, 200, 200, 200, 200, 401, 401]),
    ("POST /v1/shares", [401, 403, 201, 201, 201, 422, 401, 401]),
    ("POST /v1/shares/{share}/revoke", [401, 403, 403, 200, 200, 404, 401, 401]),
    ("POST /v1/shares/{share}/rotate", [401, 403, 403, 200, 200, 404, 401, 401]),
    ("POST /v1/shares/{share}/password", [401, 403, 403, 200, 200, 404, 401, 401]),
    ("POST /v1/shares/{share}/comments", [401, 403, 403, 201, 201, 404, 401, 401]),
    ("PATCH /v1/shares/{share}", [401, 403, 403, 200, 200, 404, 401, 401]),
    ("PUT /v1/projects/{project}/runs/{run}", [401, 403, 200, 200, 200, 201, 401, 401]),
    ("GET /v1/projects/{project}/runs/{run}", [401, 200, 200, 200, 200, 404, 401, 401]),
    ("GET /v1/projects/{project}/runs/{run}/files", [401, 200, 200, 200, 200, 404, 401, 401]),
    ("POST /v1/projects/{project}/runs/{run}/files/{file}/download", [401, 200, 200, 200, 200, 404, 401, 401]),
    ("POST /v1/projects/{project}/runs/{run}/exports", [401, 202, 202, 202, 202, 404, 401, 401]),
    ("GET /v1/projects/{project}/runs/{run}/exports/{export}", [401, 200, 200, 200, 200, 404, 401, 401]),
    ("POST /v1/projects/{project}/runs/{run}/exports/{export}/download", [401, 200, 200, 200, 200, 404, 401, 401]),
    ("GET /v1/policy", [401, 403, 403, 403, 200, 403, 401, 401]),
    ("PATCH /v1/policy", [401, 403, 403, 403, 200, 403, 401, 401]),
    ("POST /v1/policy/apply", [401, 403, 403, 403, 200, 403, 401, 401]),
    ("GET /v1/projects/{project}/policy", [401, 200, 200, 200, 200, 200, 401, 401]),
    ("PATCH /v1/projects/{project}/policy", [401, 403, 403, 403, 200, 403, 401, 401]),
    ("POST /v1/projects/{project}/policy/apply", [401, 403, 403, 403, 200, 403, 401, 401]),
    ("GET /v1/shares", [401, 200, 200, 200, 200, 200, 401, 401]),
    ("GET /v1/shares/{share}", [401, 200, 200, 200, 200, 404, 401, 401]),
    ("GET /v1/shares/{share}/activity", [401, 200, 200, 200, 200, 404, 401, 401]),
    ("POST /v1/projects/{project}/files", [401, 403, 201, 201, 201, 201, 401, 401]),
    ("POST /v1/projects/{project}/files/{file}/settle", [401, 403, 200, 200, 200, 404, 401, 401]),
    ("GET /i", [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET /assets/{file}", [200, 200, 200, 200, 200, 200, 200, 200]),
    ("POST /i/peek", [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET /i/problem", [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET /i/{share}", [404, 404, 404, 404, 404, 404, 200, 404]),
    ("POST /i/{share}", [404, 404, 404, 404, 404, 404, 200, 404]),
    ("POST /i/{share}/request", [404, 404, 404, 404, 404, 404, 202, 404]),
    ("GET /p/{share}", [404, 404, 404, 404, 404, 404, 200, 404]),
    ("GET /p/{share}/tasks/{task}/receipt", [404, 404, 404, 404, 404, 404, 200, 404]),
    ("POST /p/{share}/tasks/{task}/draft", [404, 404, 404, 404, 404, 404, 200, 404]),
    ("POST /p/{share}/tasks/{task}/comments", [404, 404, 404, 404, 404, 404, 201, 404]),
    ("POST /p/{share}/tasks/{task}/uploads", [404, 404, 404, 404, 404, 404, 201, 404]),
    ("POST /p/{share}/tasks/{task}/uploads/{upload}/settle", [404, 404, 404, 404, 404, 404, 200, 404]),
    ("POST /p/{share}/tasks/{task}/uploads/{upload}/remove", [404, 404, 404, 404, 404, 404, 200, 404]),
    ("POST /p/{share}/tasks/{task}/files/{file}/download", [404, 404, 404, 404, 404, 404, 200, 404]),
    ("POST /p/{share}/exports", [404, 404, 404, 404, 404, 404, 202, 404]),
    ("GET /p/{share}/exports/{export}", [404, 404, 404, 404, 404, 404, 200, 404]),
    ("POST /p/{share}/exports/{export}/download", [404, 404, 404, 404, 404, 404, 200, 404]),
    ("POST /p/{share}/tasks/{task}/complete", [404, 404, 404, 404, 404, 404, 200, 404]),
];

#[test]
fn the_matrix_names_every_route_and_no_other() {
    let mut named: Vec<_> = MATRIX.iter().map(|(route, _)| (*route).to_owned()).collect();
    let mut there = routes();
    named.sort();
    there.sort();
    assert_eq!(named, there);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_caller_gets_the_answer_of_the_matrix() {
    let house = House::open().await;
    let staff = ["vera", "ivo", "carla", "olivia", "otto"].map(|sub| house.staff(sub));
    let elsewhere = Scene::of(&house, "GET /p/{share}", "elsewhere").await;
    let mut found = Vec::new();
    for (n, (route, _)) in MATRIX.iter().enumerate() {
        let scene = Scene::of(&house, route, &format!("row-{n}")).await;
        let mut row = vec![scene.by(|method, path| house.request(method, path)).await.status];
        for member in &staff {
            row.push(scene.by(|method, path| member.request(method, path)).await.status);
        }
        for guest in [&scene.guest, &elsewhere.guest] {
            row.push(scene.by(|method, path| guest.request(method, path)).await.status);
        }
        found.push((*route, <[u16; 8]>::try_from(row).unwrap()));
    }
    assert_eq!(found, MATRIX);
}
