//! TLS in front of the embedded cloud, with a certificate of its own, so that functions start as they do at AWS.

use std::{io, net::SocketAddr, path::PathBuf, sync::Arc, time::Instant};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    task::JoinSet,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::ring,
        pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
    },
};

use super::answering::Answering;
use crate::failure::Failure;

/// As much of a request or an answer is passed on at once.
const PIECE: usize = 64 * 1024;

/// Listens until it is dropped.
pub(crate) struct Tls {
    acceptor: TlsAcceptor,
    folder: TempDir,
    listening: JoinSet<()>,
    pub(crate) answering: Answering,
}

impl Tls {
    pub(crate) fn new() -> Result<Self, Failure> {
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()])?;
        let folder = tempfile::tempdir()?;
        std::fs::write(folder.path().join("roots.pem"), pem(made.cert.der()))?;
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.key_pair.serialize_der()));
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key)?;
        let acceptor = TlsAcceptor::from(Arc::new(config));
        Ok(Self { acceptor, folder, listening: JoinSet::new(), answering: Answering::default() })
    }

    /// What `SSL_CERT_FILE` must name for the certificate to be trusted.
    pub(crate) fn roots(&self) -> PathBuf {
        self.folder.path().join("roots.pem")
    }

    /// The address under which a plain one can be reached over TLS.
    pub(crate) async fn before(&mut self, plain: &str) -> Result<String, Failure> {
        let port: u16 = plain.rsplit(':').next().unwrap_or_default().parse()?;
        let behind = SocketAddr::from(([127, 0, 0, 1], port));
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("https://localhost:{}", listener.local_addr()?.port());
        let (acceptor, answering) = (self.acceptor.clone(), self.answering.clone());
        self.listening.spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // A function that is stopped breaks its connections off: nobody is left to be told.
                tokio::spawn(pass(stream, acceptor.clone(), behind, answering.clone()));
            }
        });
        Ok(address)
    }
}

async fn pass(stream: TcpStream, acceptor: TlsAcceptor, behind: SocketAddr, answering: Answering) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut outside = acceptor.accept(stream).await?;
    let mut inside = TcpStream::connect(behind).await?;
    inside.set_nodelay(true)?;
    let (mut request, mut answer) = (vec![0; PIECE], vec![0; PIECE]);
    let mut asked = None;
    loop {
        tokio::select! {
            read = outside.read(&mut request) => match read? {
                0 => return Ok(()),
                bytes => {
                    inside.write_all(&request[..bytes]).await?;
                    asked = Some(Instant::now());
                }
            },
            read = inside.read(&mut answer) => match read? {
                0 => return Ok(()),
                bytes => {
                    if let Some(asked) = asked.take() {
                        answering.note(asked, Instant::now());
                    }
                    outside.write_all(&answer[..bytes]).await?;
                    outside.flush().await?;
                }
            },
        }
    }
}

/// RFC 7468.
fn pem(der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let lines: Vec<_> = text.as_bytes().chunks(64).map(String::from_utf8_lossy).collect();
    format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", lines.join("\n"))
}
