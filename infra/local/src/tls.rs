//! TLS in front of the portal and S3, with a certificate of its own: WebKit, and so Safari, keeps no `Secure` cookie of a
//! plain `http://localhost`.

use std::{
    fs, io,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use aws_smithy_http_client::{
    Builder,
    tls::{Provider, TlsContext, TrustStore, rustls_provider::CryptoMode},
};
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use rcgen::{CertificateParams, DnType, ExtendedKeyUsagePurpose, KeyPair, SanType, date_time_ymd};
use tokio::{
    io::{AsyncWriteExt as _, copy_bidirectional},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::ring,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
    },
};

/// Apple's systems trust none that is good for more than 825 days.
const GOOD_FOR: SignedDuration = SignedDuration::from_hours(24 * 800);
/// A new one is made while the old one still works.
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(24 * 700);
/// The first byte of a TLS connection (RFC 8446, section 5.1).
const HANDSHAKE: u8 = 22;

#[derive(Debug, thiserror::Error)]
#[error("the certificate in {} cannot be used; remove the folder, and another one is made", .folder.display())]
pub struct TlsError {
    folder: PathBuf,
    source: Box<dyn std::error::Error + Send + Sync>,
}

/// For `localhost`, signed by itself.
pub(crate) struct Certificate {
    /// Where it lies, in PEM.
    pub(crate) path: PathBuf,
    pem: Vec<u8>,
    acceptor: TlsAcceptor,
}

impl Certificate {
    /// The one below the folder, made at the first start, so that who trusted it once need not do so again.
    pub(crate) fn kept_in(data: &Path, now: Timestamp) -> Result<Self, TlsError> {
        let folder = data.join("tls");
        Self::read_or_make(&folder, now).map_err(|source| TlsError { folder, source })
    }

    fn read_or_make(folder: &Path, now: Timestamp) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let (path, key) = (folder.join("certificate.pem"), folder.join("key.pem"));
        if !is_good(&key, now) {
            fs::create_dir_all(folder)?;
            make(&path, &key, now)?;
        }
        let (pem, key) = (fs::read(&path)?, PrivateKeyDer::from_pem_slice(&fs::read(&key)?)?);
        let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![CertificateDer::from_pem_slice(&pem)?], key)?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self { path, pem, acceptor: TlsAcceptor::from(Arc::new(config)) })
    }

    /// A client for the SDK that trusts this certificate alone.
    pub(crate) fn client(&self) -> Result<SharedHttpClient, Box<dyn std::error::Error + Send + Sync>> {
        let trusted = TrustStore::empty().with_pem_certificate(self.pem.as_slice());
        Ok(Builder::new()
            .tls_provider(Provider::Rustls(CryptoMode::Ring))
            .tls_context(TlsContext::builder().with_trust_store(trusted).build()?)
            .pool_idle_timeout(Duration::from_secs(15))
            .build_https())
    }

    /// Passes on what comes over TLS, for as long as it is polled.
    pub(crate) fn before(&self, listener: TcpListener, behind: SocketAddr) -> impl Future<Output = ()> + use<> {
        let acceptor = self.acceptor.clone();
        async move {
            while let Ok((stream, _)) = listener.accept().await {
                let acceptor = acceptor.clone();
                tokio::spawn(async move {
                    if let Err(error) = pass(stream, acceptor, behind).await {
                        tracing::debug!(%error, "a connection over TLS broke off");
                    }
                });
            }
        }
    }
}

/// By the age of its file. What cannot be read is none.
fn is_good(key: &Path, now: Timestamp) -> bool {
    let made = fs::metadata(key).and_then(|file| file.modified()).ok().and_then(|at| Timestamp::try_from(at).ok());
    made.is_some_and(|made| now.duration_since(made) < KEPT_FOR)
}

fn make(path: &Path, key: &Path, now: Timestamp) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let day = |at: Timestamp| {
        let date = at.to_zoned(TimeZone::UTC).date();
        date_time_ymd(i32::from(date.year()), date.month().unsigned_abs(), date.day().unsigned_abs())
    };
    let mut params = CertificateParams::default();
    params.subject_alt_names = vec![SanType::DnsName("localhost".try_into()?)];
    params.distinguished_name.push(DnType::CommonName, "Vestibule on this machine");
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.not_before = day(now - SignedDuration::from_hours(24));
    params.not_after = day(now + GOOD_FOR);
    let pair = KeyPair::generate()?;
    let certificate = params.self_signed(&pair)?;
    private(key, &pem("PRIVATE KEY", &pair.serialize_der()))?;
    fs::write(path, pem("CERTIFICATE", certificate.der()))?;
    Ok(())
}

/// Readable for its owner alone.
fn private(path: &Path, text: &str) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    io::Write::write_all(&mut options.open(path)?, text.as_bytes())
}

/// RFC 7468.
fn pem(label: &str, der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let lines: Vec<_> = text.as_bytes().chunks(64).map(String::from_utf8_lossy).collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n"))
}

async fn pass(mut stream: TcpStream, acceptor: TlsAcceptor, behind: SocketAddr) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut first = [0];
    if stream.peek(&mut first).await? == 1 && first != [HANDSHAKE] {
        return send_to_tls(&mut stream).await;
    }
    let mut outside = acceptor.accept(stream).await?;
    let mut inside = TcpStream::connect(behind).await?;
    inside.set_nodelay(true)?;
    copy_bidirectional(&mut outside, &mut inside).await?;
    Ok(())
}

/// For who typed `http://`.
async fn send_to_tls(stream: &mut TcpStream) -> io::Result<()> {
    let port = stream.local_addr()?.port();
    let answer = format!(
        "HTTP/1.1 307 Temporary Redirect\r\nLocation: https://localhost:{port}/\r\n\
         Content-Length: 0\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(answer.as_bytes()).await
}
