//! The functions, wired as their `main`s wire them, but to the embedded cloud's endpoints.

use activity::Activity;
use axum::Router;
use complete_task::CompleteTask;
use create_share::CreateShare;
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
    ambient::{Chance, Clock},
    office::Office,
    reception::Reception,
    routes::{Route, Site},
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
    pub const AUDIENCE: &str = embedded_cloud::AUDIENCE;
}

/// Every function, ready to be invoked.
#[derive(Clone)]
pub(crate) struct Functions {
    pub(crate) reception: Reception,
    pub(crate) notify: Notify,
    pub(crate) sweep: Sweep,
    pub(crate) scan: Scan,
    files: Files,
    scanned: bool,
    site: Site,
}

impl Functions {
    pub(crate) fn new(account: &Account, keys: KeyRing, site: Site, scanned: bool, clock: Clock) -> Self {
        let store = Store::new(account.dynamodb(), Names::STATE.into(), Names::TRAIL.into());
        let files = Files::new(account.s3(), Names::QUARANTINE.into(), Names::DOCUMENTS.into());
        let chance = Chance::system();
        let reception =
            Reception { store: store.clone(), keys: keys.clone(), clock: clock.clone(), chance: chance.clone() };
        let notify = Notify {
            store: store.clone(),
            keys,
            mailer: Mailer::new(account.ses(), Names::MAIL_FROM.into(), None),
            bus: Bus::new(account.eventbridge(), Names::BUS.into()),
            portal_origin: site.portal_origin.clone(),
            clock: clock.clone(),
            chance: chance.clone(),
        };
        let sweep = Sweep { store: store.clone(), clock: clock.clone(), chance: chance.clone() };
        let scan = Scan { store, files: files.clone(), clock, chance };
        Self { reception, notify, sweep, scan, files, scanned, site }
    }

    pub(crate) fn office(&self) -> Office {
        let Reception { store, clock, chance, .. } = self.reception.clone();
        Office { store, clock, chance }
    }

    /// The routes and the router of each function behind the HTTP API.
    pub(crate) fn http(&self) -> Vec<(Vec<Route>, Router)> {
        let (office, reception) = (self.office(), self.reception.clone());
        let (keys, origin) = (self.reception.keys.clone(), self.site.portal_origin.clone());
        macro_rules! function {
            ($name:ident, $state:expr) => {{
                let routes = $name::routes();
                (routes.list().to_vec(), routes.into_router($state, self.site.clone()))
            }};
        }
        vec![
            function!(
                create_share,
                CreateShare { office: office.clone(), keys: keys.clone(), portal_origin: origin.clone() }
            ),
            function!(revoke_share, RevokeShare { office: office.clone(), keys, portal_origin: origin }),
            function!(register, Register { office: office.clone() }),
            function!(activity, Activity { office }),
            function!(portal, Portal { reception: reception.clone() }),
            function!(
                presign_upload,
                PresignUpload { reception: reception.clone(), files: self.files.clone(), scanned: self.scanned }
            ),
            function!(complete_task, CompleteTask { reception }),
        ]
    }
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
