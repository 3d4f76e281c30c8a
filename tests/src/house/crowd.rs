//! Many at once: requests that set off at the same moment.

use std::{sync::Arc, time::Duration};

use aws_smithy_types::timeout::TimeoutConfig;
use reqwest::RequestBuilder;
use tokio::sync::Barrier;

use super::{House, Reply};

impl House {
    /// For crowds: the embedded database shares its cores with all of them, and may be slow.
    pub async fn for_many() -> Self {
        let patient = |options: &mut vestibule_local::SystemOptions| {
            options.account = Box::new(|_, account| account.waiting(TimeoutConfig::disabled()));
            options.time_limit = Some(Duration::from_mins(10));
        };
        Self::at_with("2026-11-23T12:00:00Z", patient).await
    }
}

/// Sends all of them together and returns the answers in the order of the requests.
pub async fn at_once(requests: Vec<RequestBuilder>) -> Vec<Reply> {
    let start = Arc::new(Barrier::new(requests.len()));
    let sent = requests.into_iter().map(|request| {
        let start = Arc::clone(&start);
        tokio::spawn(async move {
            start.wait().await;
            Reply::of(request).await
        })
    });
    let mut replies = Vec::new();
    for reply in sent.collect::<Vec<_>>() {
        replies.push(reply.await.unwrap());
    }
    replies
}

/// How many of the answers have which status, lowest first.
pub fn statuses(replies: &[Reply]) -> Vec<(u16, usize)> {
    let mut found: Vec<_> = replies.iter().map(|reply| reply.status).collect();
    found.sort_unstable();
    found.chunk_by(u16::eq).map(|same| (same[0], same.len())).collect()
}
