//! The functions, wired as their `main`s wire them, but to the embedded cloud's endpoints.

use std::time::Duration;

use activity::Activity;
use axum::Router;
use complete_task::CompleteTask;
use create_share::CreateShare;
use mail_events::MailEvents;
use notify::Notify;
use portal::Portal;
use presign_upload::PresignUpload;
use register::Register;
use revoke_share::RevokeShare;
use scan::Scan;
use sweep_expired::Sweep;
use vestibule_cloud::{Store, account::Account, bus::Bus, files::Files, mail::Mailer};
use vestibule_domain::token::KeyRing;
use vestibule_web::{
    door::{Guests, Route, Staff},
    start::{Clock, Random, Site},
};

/// What the deployment's resources are called here.
pub struct Names;

impl Names {
    pub const STATE: &str = "vestibule-state";
    pub const TRAIL: &str = "vestibule-trail";
    pub const QUARANTINE: &str = "vestibule-quarantine";
    pub const DOCUMENTS: &str = "vestibule-documents";
    pub const KMS_KEY: &str = "alias/vestibule";
    pub const BUS: &str = "vestibule";
    pub const MAIL_FROM: &str = "Vestibule <no-reply@vestibule.example>";
    pub const MAIL_CONFIGURATION_SET: &str = "vestibule";
    pub const AUDIENCE: &str = embedded_cloud::AUDIENCE;
}

/// Every function, ready to be invoked.
#[derive(Clone)]
pub(crate) struct Functions {
    pub(crate) notify: Notify,
    pub(crate) sweep: Sweep,
    pub(crate) scan: Scan,
    pub(crate) mail_events: MailEvents,
    create_share: CreateShare,
    revoke_share: RevokeShare,
    register: Register,
    activity: Activity,
    portal: Portal,
    presign_upload: PresignUpload,
    complete_task: CompleteTask,
    site: Site,
}

impl Functions {
    /// `account` gives each function its own way to AWS, by its name.
    pub(crate) fn new(
        account: impl Fn(&'static str) -> Account,
        keys: &KeyRing,
        site: Site,
        scanned: bool,
        upload_window: Duration,
        clock: &Clock,
    ) -> Self {
        let (clock, random) = (|| clock.clone(), Random::system);
        let (keys, portal_origin) = (|| keys.clone(), || site.portal_origin.clone());
        let store = |name| store(&account(name));
        let files =
            |name| Files::new(account(name).s3(), Names::QUARANTINE.into(), Names::DOCUMENTS.into(), upload_window);
        let staff = |name| Staff { store: store(name), clock: clock(), random: random() };
        let guests = |name| Guests { store: store(name), keys: keys(), clock: clock(), random: random() };
        Self {
            notify: Notify {
                store: store("notify"),
                keys: keys(),
                mailer: Mailer::new(
                    account("notify").ses(),
                    Names::MAIL_FROM.into(),
                    Some(Names::MAIL_CONFIGURATION_SET.into()),
                ),
                bus: Bus::new(account("notify").eventbridge(), Names::BUS.into()),
                portal_origin: portal_origin(),
                clock: clock(),
                random: random(),
            },
            sweep: Sweep { store: store("sweep-expired"), clock: clock(), random: random() },
            scan: Scan { store: store("scan"), files: files("scan"), clock: clock(), random: random() },
            mail_events: MailEvents { store: store("mail-events"), clock: clock(), random: random() },
            create_share: CreateShare { staff: staff("create-share"), keys: keys(), portal_origin: portal_origin() },
            revoke_share: RevokeShare { staff: staff("revoke-share"), keys: keys(), portal_origin: portal_origin() },
            register: Register { staff: staff("register"), keys: keys(), files: files("register"), scanned },
            activity: Activity { staff: staff("activity") },
            portal: Portal { guests: guests("portal") },
            presign_upload: PresignUpload { guests: guests("presign-upload"), files: files("presign-upload"), scanned },
            complete_task: CompleteTask { guests: guests("complete-task") },
            site,
        }
    }

    /// The routes and the router of each function behind the HTTP API.
    pub(crate) fn http(&self) -> Vec<(Vec<Route>, Router)> {
        macro_rules! functions {
            ($($name:ident)*) => {
                vec![$({
                    let routes = $name::routes();
                    (routes.list().to_vec(), routes.into_router(self.$name.clone(), self.site.clone()))
                }),*]
            };
        }
        functions![create_share revoke_share register activity portal presign_upload complete_task]
    }
}

/// The two tables, as an account reaches them.
pub(crate) fn store(account: &Account) -> Store {
    Store::new(account.dynamodb(), Names::STATE.into(), Names::TRAIL.into())
}

/// The routes of every function behind the HTTP API, by the function's name.
pub fn function_routes() -> Vec<(&'static str, Vec<Route>)> {
    vec![
        ("create-share", create_share::routes().list().to_vec()),
        ("revoke-share", revoke_share::routes().list().to_vec()),
        ("register", register::routes().list().to_vec()),
        ("activity", activity::routes().list().to_vec()),
        ("portal", portal::routes().list().to_vec()),
        ("presign-upload", presign_upload::routes().list().to_vec()),
        ("complete-task", complete_task::routes().list().to_vec()),
    ]
}
