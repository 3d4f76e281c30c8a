//! One acceptable request for each route, and what has to be there for it: what the tests start from
//! that speak of every route.

mod documents;
mod steps;

use serde_json::{Value, json};
use vestibule_domain::{staff::Role, value::Digest};

use self::steps::{RESPOND, REVIEWED};
use super::{Guest, House, Reply, Share, step_id};

/// Every route behind the gateway, as `POST /p/{share}/…`.
pub fn routes() -> Vec<String> {
    vestibule_local::routes().iter().map(ToString::to_string).collect()
}

/// A run of its own with one task `papers`, a share of it, and the guest who has opened that.
pub struct Scene<'a> {
    route: String,
    run: String,
    pub share: Share,
    pub guest: Guest<'a>,
    opening: Value,
    upload: String,
    file: String,
    export: String,
    invitation: String,
    code: String,
    basis: String,
    document: String,
    revision: String,
}

/// What a guest sent, as staff name it.
const SENT: &str = "/runs/{run}/files/{file}/";
/// What a guest may fetch, all at once.
const ALL_FILES: &str = "/p/{share}/exports";

/// What becomes of a document by a file.
const REVISIONS: &str = "/revisions";

const BYTES: &[u8] = b"%PDF-1.7 papers";

impl<'a> Scene<'a> {
    /// Sets everything up that the route's request needs to succeed.
    pub async fn of(house: &'a House, route: &str, run: &str) -> Self {
        let carla = house.staff("carla");
        let file = match route {
            "GET /assets/{file}" => asset(house).await,
            _ if route.contains(SENT) || route.contains(REVIEWED) => String::new(),
            _ if route.contains("{file}") || route.contains(ALL_FILES) || route.contains(REVISIONS) => {
                carla.reference_file("terms.pdf", BYTES).await
            }
            _ => String::new(),
        };
        let references = if file.starts_with("fil_") { json!([file]) } else { json!([]) };
        let flow = steps::of_step(route, flow(&references));
        carla.put(&format!("/v1/projects/procurement/runs/{run}"), &flow).await.expect(201);
        let share = carla.share(|terms| {
            terms["scope"] = scope(run);
            if route.contains(REVIEWED) {
                terms["scope"]["tasks"] = json!(["papers", "verdict"]);
            }
            if route == RESPOND {
                terms["permissions"] = json!(["respond"]);
            }
        });
        let share = share.await;
        let guest = house.guest();
        let mut opening = guest.opening(&share).await;
        if route == RESPOND {
            guest.ask_code(&share).await.expect(202);
            opening["code"] = json!(house.mailed_code_for(&share).await);
        }
        guest.keep(&guest.post(&share.door(), &opening).await.expect(200));
        let (route, run, upload, export) = (route.to_owned(), run.to_owned(), String::new(), String::new());
        let (invitation, code, basis) = (String::new(), String::new(), String::new());
        let (document, revision) = (run.clone(), String::new());
        let mut scene = Scene {
            route,
            run,
            share,
            guest,
            opening,
            upload,
            file,
            export,
            invitation,
            code,
            basis,
            document,
            revision,
        };
        scene.prepare_document(house).await;
        scene.prepare(house).await;
        scene
    }

    /// Somebody whom the route is about: they are called as the run is.
    async fn prepare_people(&mut self, house: &House) {
        if self.route.contains("{sub}") {
            house.add_member(&self.run, "acme", None, &[("procurement", Role::Viewer)]).await;
        }
        if self.route.contains("{invitation}") || self.route.ends_with("/accept") {
            let body = invitation(&self.run);
            let invited = house.staff("olivia").post("/v1/invitations", &body).await.expect(201).body;
            invited["id"].as_str().unwrap().clone_into(&mut self.invitation);
            self.code = house.invitation_code(body["email"].as_str().unwrap()).await;
        }
    }

    async fn prepare(&mut self, house: &House) {
        self.prepare_people(house).await;
        if self.route.contains("/v1/steps") && self.route.contains("{upload}") {
            let rita = house.staff("rita");
            let mut file = announcement();
            file["field"] = json!("scan");
            let way_in = rita.post(&format!("/v1/steps/{}/uploads", self.step()), &file).await.expect(201).body;
            self.guest.send(&way_in, BYTES).await.expect(200);
            way_in["id"].as_str().unwrap().clone_into(&mut self.upload);
        } else if self.route.contains("{upload}") {
            let way_in = self.guest.announce(&self.share, "papers", "scan", "scan.pdf", BYTES).await.expect(201).body;
            self.guest.send(&way_in, BYTES).await.expect(200);
            way_in["id"].as_str().unwrap().clone_into(&mut self.upload);
        }
        if self.route.contains(SENT) || self.route.contains(REVIEWED) {
            let sent = self.guest.upload(&self.share, "papers", "scan", "scan.pdf", BYTES).await.expect(200).body;
            sent["id"].as_str().unwrap().clone_into(&mut self.file);
        }
        if self.route.contains("{export}") {
            let export = if self.route.contains(ALL_FILES) {
                self.guest.post(&format!("/p/{}/exports", self.share.id), &json!({})).await
            } else {
                let exports = format!("/v1/projects/procurement/runs/{}/exports", self.run);
                house.staff("carla").post(&exports, &json!({})).await
            };
            let export = export.expect(202).body;
            export["id"].as_str().unwrap().clone_into(&mut self.export);
            house.exported().await;
        }
        let of_task = !self.route.contains("{revision}");
        if (self.route.ends_with("/receipt") && of_task)
            || self.route.ends_with("/hand-back")
            || self.route.contains(REVIEWED)
        {
            self.guest.complete(&self.share, "papers").await.expect(200);
        }
        if (self.route.ends_with("/respond") && of_task) || self.route.ends_with("/complete") {
            self.basis = house.basis(&self.step()).await;
        }
        if self.route.contains("/i/") {
            self.guest.peek(&self.share).await.expect(200);
        }
        if self.route == "POST /i/{share}/code" {
            let share = format!("/v1/shares/{}", self.share.id);
            house.staff("carla").patch(&share, &json!({ "code": true })).await.expect(200);
        }
        if self.route == "POST /i/{share}/request" {
            let revoke = format!("/v1/shares/{}/revoke", self.share.id);
            house.staff("carla").post(&revoke, &json!({})).await.expect(200);
        }
    }

    /// The task of the run, as one who has it to do names it.
    fn step(&self) -> String {
        step_id(&self.run, if self.route.contains(REVIEWED) { "verdict" } else { "papers" })
    }

    pub fn method(&self) -> &str {
        self.route.split_once(' ').unwrap().0
    }

    /// The route's path with this scene's names in it.
    pub fn path(&self) -> String {
        let (_, path) = self.route.split_once(' ').unwrap();
        let query = match &*self.route {
            "GET /v1/shares" | "GET /v1/members" => "?project=procurement",
            "GET /i/problem" => "?kind=conflict",
            _ => "",
        };
        let task = if path.contains("/{task}/reviewed/") { "verdict" } else { "papers" };
        path.replace("{project}", "procurement")
            .replace("{run}", &self.run)
            .replace("{document}", &self.document)
            .replace("{work_package}", &self.run)
            .replace("{revision}", &self.revision)
            .replace("{share}", &self.share.id)
            .replace("{step}", &self.step())
            .replace("{task}", task)
            .replace("{reviewed}", "papers")
            .replace("{upload}", &self.upload)
            .replace("{file}", &self.file)
            .replace("{export}", &self.export)
            .replace("{sub}", &self.run)
            .replace("{invitation}", &self.invitation)
            + query
    }

    /// What the route's request says; `None`: it has no body.
    pub fn body(&self) -> Option<Value> {
        let (method, path) = self.route.split_once(' ').unwrap();
        Some(match (method, path.rsplit('/').next().unwrap()) {
            ("GET" | "HEAD", _) => return None,
            (_, "peek") => json!({ "token": self.share.token() }),
            ("POST", _) if path == "/i/{share}" => self.opening.clone(),
            _ if path.contains("/documents") || path.contains("/work-packages") => self.of_register(),
            ("PUT", _) => flow(&json!([])),
            (_, "shares") => {
                let mut terms = super::terms();
                terms["scope"] = scope(&self.run);
                terms
            }
            ("PATCH", "me") => json!({ "zone": "Europe/Lisbon" }),
            ("PATCH", _) if path.starts_with("/v1/members") => json!({ "roles": { "procurement": "reviewer" } }),
            (_, "remove") if path.starts_with("/v1/members") => json!({ "project": "procurement" }),
            ("POST", "invitations") => invitation(&self.run),
            (_, "accept") => json!({ "code": self.code }),
            (_, "withdraw") => json!({}),
            ("PATCH", "policy") => json!({ "max_mails_per_share": 9 }),
            ("PATCH", _) => json!({ "expiry": { "days": 9 } }),
            (_, "password") => json!({ "password": "correct horse" }),
            (_, "files") => announcement(),
            (_, "uploads") => {
                let mut body = announcement();
                body["field"] = json!("scan");
                body
            }
            (_, "apply") => json!({ "shares": [self.share.id] }),
            ("POST", "draft") if path.starts_with("/v1") => json!({ "base": 0, "answers": { "name": "Souza" } }),
            (_, "comments") if path.starts_with("/v1/steps") => json!({ "text": "Here it is." }),
            (_, "complete") => json!({ "basis": self.basis }),
            (_, "respond") => json!({ "decision": "approve", "basis": self.basis }),
            (_, "delegate") => json!({ "to": "olivia" }),
            (_, "reassign") => json!({ "from": { "member": "rita" }, "to": "vera" }),
            (_, "draft") => json!({ "base": 1, "answers": { "name": "Souza" } }),
            (_, "hand-back") => {
                json!({ "accepted": [{ "field": "name" }] })
            }
            (_, "comments") if path.starts_with("/v1") => {
                json!({ "task": "papers", "text": "This year's, please.", "visible_to": "guest" })
            }
            (_, "comments") => json!({ "text": "Here it is." }),
            (_, "revoke" | "rotate" | "settle" | "remove" | "download" | "code" | "request" | "exports") => {
                json!({})
            }
            _ => panic!("no request is known for {}", self.route),
        })
    }

    /// The scene's request as somebody makes it who was given the method and the path.
    pub async fn by(&self, who: impl FnOnce(&str, &str) -> reqwest::RequestBuilder) -> Reply {
        let request = who(self.method(), &self.path());
        Reply::of(match self.body() {
            Some(body) => request.json(&body),
            None => request,
        })
        .await
    }
}

fn invitation(run: &str) -> Value {
    json!({ "email": format!("{run}@new.example"), "name": "New Person", "roles": { "procurement": "viewer" } })
}

fn scope(run: &str) -> Value {
    json!({ "type": "tasks", "run": run, "tasks": ["papers"] })
}

fn flow(references: &Value) -> Value {
    let scan = json!({ "id": "scan", "label": "Scan", "type": "file", "extensions": ["pdf"] });
    let name = json!({ "id": "name", "label": "Name", "type": "short_text" });
    let papers = json!({ "id": "papers", "title": "Papers", "fields": [scan, name], "references": references });
    json!({ "title": "Papers to send", "tasks": [papers] })
}

fn announcement() -> Value {
    let sha256 = Digest::of(BYTES).to_string();
    json!({ "name": "scan.pdf", "type": "application/pdf", "size": BYTES.len(), "sha256": sha256 })
}

/// A name that the landing page links to.
async fn asset(house: &House) -> String {
    let page = Reply::of(house.request("GET", "/i")).await.text;
    page.split("/assets/").nth(1).unwrap().split('"').next().unwrap().to_owned()
}
