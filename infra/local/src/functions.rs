//! The one list of the product's functions, and all of them, started as their `main`s start them.

use std::time::Duration;

use axum::Router;
use jobs::Jobs;
use mail_events::MailEvents;
use notify::Notify;
use scan::Scan;
use sweep_expired::Sweep;
use vestibule_web::{
    door::{Route, Routes},
    request::Deadline,
    start::{Start, StartError},
};

/// One function, as template.yaml deploys it; a test holds the two against each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Function {
    /// That of its package and of its program.
    pub name: &'static str,
    pub trigger: Trigger,
    /// How long an invocation may take before Lambda ends it.
    pub timeout: Duration,
}

/// What invokes a function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trigger {
    /// The HTTP API, by these routes; by all that nobody has a route for, too, where it catches all.
    Http {
        routes: Vec<Route>,
        is_catch_all: bool,
    },
    /// The streams of the tables.
    Stream,
    Schedule,
    /// A rule on the account's own bus, for events of this source.
    Rule(&'static str),
}

impl Trigger {
    fn http<S: Clone + Send + Sync + 'static>(routes: &Routes<S>) -> Self {
        Self::Http { routes: routes.list().to_vec(), is_catch_all: routes.is_catch_all() }
    }
}

/// A function and how long an invocation of it may take.
#[derive(Debug, Clone)]
pub(crate) struct Limited<F> {
    pub(crate) function: F,
    timeout: Duration,
}

impl<F> Limited<F> {
    /// Of an invocation that begins now.
    pub(crate) fn deadline(&self) -> Deadline {
        Deadline::after(self.timeout)
    }
}

/// The routes of every function behind the HTTP API.
pub fn routes() -> Vec<Route> {
    let routes = functions().into_iter().map(|function| match function.trigger {
        Trigger::Http { routes, .. } => routes,
        Trigger::Stream | Trigger::Schedule | Trigger::Rule(_) => Vec::new(),
    });
    routes.flatten().collect()
}

/// Of a function behind the HTTP API: its package, its name, its timeout in seconds. Of another: its field below and its
/// type, its name, its timeout in seconds, its trigger.
macro_rules! functions {
    (
        http { $($package:ident, $http:literal, $http_seconds:literal;)* }
        events { $($field:ident: $function:ty, $event:literal, $event_seconds:literal, $trigger:expr;)* }
    ) => {
        /// Every function of the product. Nobody else lists them.
        pub fn functions() -> Vec<Function> {
            let function = |name, trigger, seconds| Function { name, trigger, timeout: Duration::from_secs(seconds) };
            vec![
                $(function($http, Trigger::http(&$package::routes()), $http_seconds),)*
                $(function($event, $trigger, $event_seconds),)*
            ]
        }

        /// Assembles one function and lets it go again. `None`: there is none of this name.
        pub async fn try_start(name: &str, start: &Start) -> Option<Result<(), StartError>> {
            match name {
                $($http => Some($package::router(start).await.map(drop)),)*
                $($event => Some(<$function>::new(start).await.map(drop)),)*
                _ => None,
            }
        }

        /// Every function, ready to be invoked.
        pub(crate) struct Functions {
            /// The routers of those behind the HTTP API, by the function's name.
            pub(crate) http: Vec<(&'static str, Router)>,
            $(pub(crate) $field: Limited<$function>,)*
        }

        impl Functions {
            /// All at the same time, each from a start of its own. On the heap: together they outgrow a thread's stack.
            /// `time_limit` is for each invocation, instead of what each function has.
            pub(crate) async fn start(
                of: impl Fn(&'static str) -> Start,
                time_limit: Option<Duration>,
            ) -> Result<Self, StartError> {
                $(let $package = of($http);)*
                $(let $field = of($event);)*
                let (($($package,)*), ($($field,)*)) = tokio::try_join!(
                    async { tokio::try_join!($(Box::pin($package::router(&$package))),*) },
                    async { tokio::try_join!($(Box::pin(<$function>::new(&$field))),*) },
                )?;
                let limited = |seconds| time_limit.unwrap_or(Duration::from_secs(seconds));
                Ok(Self {
                    http: vec![$(($http, $package)),*],
                    $($field: Limited { function: $field, timeout: limited($event_seconds) },)*
                })
            }
        }
    };
}

functions! {
    http {
        create_share, "create-share", 10;
        revoke_share, "revoke-share", 10;
        settings, "settings", 29;
        register, "register", 29;
        activity, "activity", 15;
        portal, "portal", 10;
        presign_upload, "presign-upload", 29;
        complete_task, "complete-task", 10;
        steps, "steps", 29;
    }
    events {
        notify: Notify, "notify", 120, Trigger::Stream;
        sweep: Sweep, "sweep-expired", 50, Trigger::Schedule;
        scan: Scan, "scan", 60, Trigger::Rule("aws.guardduty");
        jobs: Jobs, "jobs", 300, Trigger::Stream;
        mail_events: MailEvents, "mail-events", 10, Trigger::Rule("aws.ses");
    }
}
