//! As much of DynamoDB and of Lambda's runtime interface as one invocation needs, on a loopback port.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::mpsc::{Receiver, Sender, channel},
    thread,
};

/// A request: its first line, `x-amz-target` and body.
pub(crate) struct Asked {
    pub(crate) line: String,
    pub(crate) target: String,
    pub(crate) body: String,
}

/// Answers every request by itself and tells what the function said of its invocation. The second invocation
/// never comes.
pub(crate) struct Aws {
    pub(crate) address: String,
    told: Receiver<Asked>,
}

impl Aws {
    /// `query` is the status and the body with which DynamoDB answers a Query.
    pub(crate) fn start(query: (u16, &'static str)) -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?.to_string();
        let (tell, told) = channel();
        thread::spawn(move || {
            // Kept open: Lambda lets a function wait that has nothing to do.
            let mut waiting = Vec::new();
            let mut invoked = false;
            for stream in listener.incoming().flatten() {
                waiting.extend(answer(stream, query, &tell, &mut invoked).unwrap_or_default());
            }
        });
        Ok(Self { address, told })
    }

    /// Waits for the first answer to an invocation.
    pub(crate) fn told(&self) -> Option<Asked> {
        self.told.recv_timeout(std::time::Duration::from_secs(20)).ok()
    }
}

/// Answers a request, or gives it back if it asks for the next invocation in vain.
fn answer(
    mut stream: TcpStream,
    query: (u16, &str),
    tell: &Sender<Asked>,
    invoked: &mut bool,
) -> std::io::Result<Option<TcpStream>> {
    let asked = read(&stream)?;
    let (status, body) = match asked.target.as_str() {
        "DynamoDB_20120810.Query" => query,
        "DynamoDB_20120810.GetItem" => (200, "{}"),
        _ if asked.line.contains("/invocation/next") && *invoked => return Ok(Some(stream)),
        _ if asked.line.contains("/invocation/next") => {
            *invoked = true;
            (200, "{}")
        }
        _ => {
            tell.send(asked).ok();
            (202, "")
        }
    };
    write!(
        stream,
        "HTTP/1.1 {status} OK\r\nconnection: close\r\ncontent-length: {}\r\n\
         lambda-runtime-aws-request-id: one\r\nlambda-runtime-deadline-ms: 4102444800000\r\n\
         lambda-runtime-invoked-function-arn: arn:aws:lambda:us-east-1:1:function:sweep\r\n\r\n{body}",
        body.len()
    )?;
    Ok(None)
}

fn read(stream: &TcpStream) -> std::io::Result<Asked> {
    let mut lines = BufReader::new(stream);
    let (mut line, mut target, mut length) = (String::new(), String::new(), 0);
    lines.read_line(&mut line)?;
    loop {
        let mut header = String::new();
        lines.read_line(&mut header)?;
        match header.trim().split_once(": ") {
            None => break,
            Some((name, value)) if name.eq_ignore_ascii_case("x-amz-target") => value.clone_into(&mut target),
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.parse().map_err(std::io::Error::other)?;
            }
            Some(_) => {}
        }
    }
    let mut body = vec![0; length];
    lines.read_exact(&mut body)?;
    Ok(Asked { line, target, body: String::from_utf8_lossy(&body).into_owned() })
}
