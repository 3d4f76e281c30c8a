//! One start of one function: from the process's birth to its first answer.

use std::{
    path::{Path, PathBuf},
    process::Stdio,
    time::{Duration, Instant},
};

use tokio::{
    io::AsyncReadExt as _,
    process::{Child, Command},
    time::timeout,
};

use super::{answering::Answering, events::Invocation, runtime_api::RuntimeApi};
use crate::{failure::Failure, processor};

/// A function that has not answered by then never will.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(30);

/// A program, what it is told, and what it is invoked with.
#[derive(Debug)]
pub(crate) struct Start {
    pub(crate) program: PathBuf,
    pub(crate) environment: Vec<(String, String)>,
    pub(crate) invocation: Invocation,
}

/// What a start took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Started {
    pub(crate) seconds: f64,
    /// In how many of them the cloud had something to answer.
    pub(crate) answering: f64,
    /// What the process itself worked in them.
    pub(crate) processor: f64,
    /// The most memory that it ever had resident, in bytes.
    pub(crate) memory: u64,
}

impl Start {
    /// `answering`: of the cloud that it asks.
    pub(crate) async fn once(&self, answering: &Answering) -> Result<Started, Failure> {
        let mut api = RuntimeApi::serve(&self.invocation.event).await?;
        let mut command = Command::new(&self.program);
        command
            .env_clear()
            .env("AWS_LAMBDA_RUNTIME_API", &api.address)
            .env("AWS_LAMBDA_FUNCTION_NAME", "bench")
            .env("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST")
            .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256")
            .env("AWS_LAMBDA_LOG_GROUP_NAME", "bench")
            .env("AWS_LAMBDA_LOG_STREAM_NAME", "bench")
            .env("AWS_REGION", "us-east-1")
            .env("AWS_ACCESS_KEY_ID", "test")
            .env("AWS_SECRET_ACCESS_KEY", "test")
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        answering.take();
        let born = Instant::now();
        let mut child =
            command.spawn().map_err(|error| format!("{} cannot be run: {error}", self.program.display()))?;
        let answered = timeout(ANSWER_TIMEOUT, async {
            tokio::select! {
                answered = api.answer() => answered,
                ended = child.wait() => Err(format!("ended without an answer: {ended:?}").into()),
            }
        });
        let (at, answer) = match answered.await {
            Ok(Ok(answered)) => answered,
            Ok(Err(error)) => return Err(self.failed(&error.to_string(), child).await),
            Err(_) => return Err(self.failed("did not answer", child).await),
        };
        let answering = answering.take().as_secs_f64();
        match answer {
            Ok(answer) if self.invocation.status.is_none_or(|status| answer["statusCode"] == status) => {}
            Ok(answer) => return Err(self.failed(&format!("answered {answer}"), child).await),
            Err(error) => return Err(self.failed(&error, child).await),
        }
        let process = child.id().ok_or("a process without an id")?.to_string();
        let (processor, memory) = (processor::spent_by(&process)?.as_secs_f64(), peak(&process)?);
        child.kill().await?;
        Ok(Started { seconds: (at - born).as_secs_f64(), answering, processor, memory })
    }

    /// With what it complained of.
    async fn failed(&self, how: &str, mut child: Child) -> Failure {
        let _ = child.kill().await;
        let mut said = String::new();
        if let Some(mut stderr) = child.stderr.take() {
            let _ = stderr.read_to_string(&mut said).await;
        }
        format!("{} at {}: {how} {said}", self.program.display(), self.invocation.what).into()
    }
}

/// `VmHWM` of proc(5), which is told in kB.
fn peak(process: &str) -> Result<u64, Failure> {
    let status = std::fs::read_to_string(Path::new("/proc").join(process).join("status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no VmHWM in /proc")?;
    Ok(line.trim().trim_end_matches(" kB").parse::<u64>()? * 1024)
}
