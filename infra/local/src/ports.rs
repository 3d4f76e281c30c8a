//! The ports that browsers come to: plain, or with TLS in front of plain ones that nobody else is told.

use std::net::SocketAddr;

use axum::response::Response;
use embedded_cloud::{Listener, Ports, StartError};
use http::header;
use tokio::{net::TcpListener, task::JoinSet};

use crate::{system_error::SystemError, tls::Certificate};

/// What the gateway and the embedded cloud listen on, and where browsers find them.
pub(crate) struct Bound {
    pub(crate) gateway: TcpListener,
    /// Of the embedded cloud.
    pub(crate) ports: Ports,
    /// Of API and portal, as browsers know it.
    pub(crate) origin: String,
    /// The same without TLS.
    pub(crate) plain_origin: String,
    /// The listeners of the portal and of S3 over TLS.
    secured: Option<(TcpListener, TcpListener)>,
}

impl Bound {
    /// Nothing is written and nobody is answered yet.
    pub(crate) async fn bind(port: u16, ports: Ports, tls: bool) -> Result<Self, SystemError> {
        let (gateway, port) = bind(port).await?;
        if !tls {
            let origin = format!("http://localhost:{port}");
            return Ok(Self { gateway, ports, plain_origin: origin.clone(), origin, secured: None });
        }
        let (inside, inside_port) = bind(0).await?;
        let (s3, _) = bind(ports.s3).await.map_err(|error| match error {
            SystemError::PortInUse { port } => StartError::PortInUse { listener: Listener::S3, port }.into(),
            SystemError::Listen { port, source } => StartError::Listen { listener: Listener::S3, port, source }.into(),
            other => other,
        })?;
        Ok(Self {
            gateway: inside,
            ports: Ports { s3: 0, ..ports },
            origin: format!("https://localhost:{port}"),
            plain_origin: format!("http://localhost:{inside_port}"),
            secured: Some((gateway, s3)),
        })
    }

    /// Answers over TLS from now on, as long as the tasks run. Tells where browsers find S3.
    pub(crate) fn secure(
        &mut self,
        certificate: Option<&Certificate>,
        plain_s3: &str,
        running: &mut JoinSet<()>,
    ) -> Result<String, SystemError> {
        let (Some((portal, s3)), Some(certificate)) = (self.secured.take(), certificate) else {
            return Ok(plain_s3.to_owned());
        };
        let listening = |source| SystemError::Listen { port: 0, source };
        let address = format!("https://localhost:{}", s3.local_addr().map_err(listening)?.port());
        let port = plain_s3.rsplit(':').next().and_then(|port| port.parse().ok()).unwrap_or_default();
        running.spawn(certificate.before(portal, self.gateway.local_addr().map_err(listening)?));
        running.spawn(certificate.before(s3, SocketAddr::from(([127, 0, 0, 1], port))));
        Ok(address)
    }
}

/// The addresses without TLS.
#[derive(Debug, Clone)]
pub(crate) struct Plain {
    pub(crate) origin: String,
    pub(crate) s3: String,
}

/// A browser that trusts the certificate would hold every other program on this machine's `localhost` to TLS, for years.
pub(crate) async fn without_hsts(mut response: Response) -> Response {
    response.headers_mut().remove(header::STRICT_TRANSPORT_SECURITY);
    response
}

/// On loopback only. Tells the port, which the operating system chooses for 0.
async fn bind(port: u16) -> Result<(TcpListener, u16), SystemError> {
    let refused = |source: std::io::Error| match source.kind() {
        std::io::ErrorKind::AddrInUse => SystemError::PortInUse { port },
        _ => SystemError::Listen { port, source },
    };
    let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], port))).await.map_err(refused)?;
    let port = listener.local_addr().map_err(refused)?.port();
    Ok((listener, port))
}
