//! Which call fails, and how. A call is counted with all the attempts that the SDK makes at it.

use std::sync::{Arc, Mutex, MutexGuard};

use aws_smithy_http_client::Builder;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_smithy_types::retry::RetryConfig;
use tokio::sync::oneshot;
use vestibule_local::SystemOptions;

use super::client::FaultyClient;

/// What becomes of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The connection breaks before anything is sent.
    Before,
    /// The connection breaks before the answer comes: the effect is there, nobody knows.
    After,
    /// AWS answers that it is too much just now.
    Throttle,
    /// AWS answers that the function's role may not do this.
    Denied,
    /// DynamoDB cancels the transaction, for another one holds an item of it. Other calls go through.
    Conflict,
    /// The answer takes its time.
    Delay,
    /// No answer ever comes.
    Hang,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// That call only, with all its attempts.
    Once,
    /// That call and every later one, until healed.
    Onwards,
}

/// The switch of a faulty client. Copies share it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Faults(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    /// Invocation ids and names of the calls since the switch was last touched.
    calls: Vec<(String, String)>,
    plan: Option<(usize, Extent, Fault)>,
    hold: Option<Hold>,
}

#[derive(Debug)]
struct Hold {
    call: &'static str,
    arrived: oneshot::Sender<()>,
    release: oneshot::Receiver<()>,
}

/// A call that waits to be sent.
pub(crate) struct Held {
    arrived: oneshot::Receiver<()>,
    release: oneshot::Sender<()>,
}

impl Faults {
    /// Puts this under the clients of a system, and lets the SDK try again soon and once only.
    pub(crate) fn under(&self, options: &mut SystemOptions) {
        let real = Builder::new().build_http();
        let client = SharedHttpClient::new(FaultyClient { real, faults: self.clone() });
        let retries =
            RetryConfig::standard().with_max_attempts(2).with_initial_backoff(std::time::Duration::from_millis(1));
        options.account = Box::new(move |_, account| account.over(client.clone()).retrying(retries.clone()));
    }

    /// From now on the calls are counted from 1, and the `n`-th fails.
    pub(crate) fn arm(&self, n: usize, extent: Extent, fault: Fault) {
        *self.state() = State { plan: Some((n, extent, fault)), ..State::default() };
    }

    /// Lets everything through again, and starts to count anew.
    pub(crate) fn heal(&self) {
        *self.state() = State::default();
    }

    /// The names of the calls since the switch was last touched, such as `TransactWriteItems`.
    pub(crate) fn calls(&self) -> Vec<String> {
        self.state().calls.iter().map(|(_, name)| name.clone()).collect()
    }

    /// Stops the next call of this name before it is sent.
    pub(crate) fn hold(&self, call: &'static str) -> Held {
        let ((arriving, arrived), (release, released)) = (oneshot::channel(), oneshot::channel());
        self.state().hold = Some(Hold { call, arrived: arriving, release: released });
        Held { arrived, release }
    }

    /// What is to happen to an attempt at a call.
    pub(super) fn of(&self, invocation: &str, name: &str) -> Option<Fault> {
        let mut state = self.state();
        let known = state.calls.iter().position(|(id, _)| id == invocation);
        let n = known.unwrap_or_else(|| {
            state.calls.push((invocation.to_owned(), name.to_owned()));
            state.calls.len() - 1
        }) + 1;
        let (at, extent, fault) = state.plan?;
        let hit = n == at || (extent == Extent::Onwards && n > at);
        hit.then_some(fault)
    }

    /// Whether this call is to wait: the one who waits for it is told, and tells when it may go on.
    pub(super) fn held(&self, name: &str) -> Option<oneshot::Receiver<()>> {
        let hold = self.state().hold.take_if(|hold| hold.call == name)?;
        hold.arrived.send(()).ok();
        Some(hold.release)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }
}

impl Held {
    /// Waits until the call is there.
    pub(crate) async fn arrived(&mut self) {
        (&mut self.arrived).await.unwrap();
    }

    pub(crate) fn release(self) {
        self.release.send(()).unwrap();
    }
}
