//! Listens on loopback only, and without the delays Nagle's algorithm adds to small answers.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};

use axum::Router;
use axum::serve::ListenerExt;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::watch;

use crate::start_error::{Listener, StartError};

/// Accepted sockets inherit TCP_NODELAY where the operating system does so (Linux, the BSDs).
pub(crate) fn bind(listener: Listener, port: u16) -> Result<TcpListener, StartError> {
    open(port).map_err(|source| {
        if source.kind() == io::ErrorKind::AddrInUse {
            StartError::PortInUse { listener, port }
        } else {
            StartError::Listen { listener, port, source }
        }
    })
}

fn open(port: u16) -> io::Result<TcpListener> {
    let socket = TcpSocket::new_v4()?;
    // A restart must not wait for the previous run's connections to leave TIME_WAIT. Windows
    // would let two processes share the port.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.set_nodelay(true)?;
    socket.bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))?;
    socket.listen(1024)
}

pub(crate) async fn serve(listener: TcpListener, router: Router, stop: watch::Receiver<()>) {
    let listener = listener.tap_io(without_delay);
    let served = axum::serve(listener, router).with_graceful_shutdown(stopped(stop)).await;
    if let Err(error) = served {
        tracing::error!(%error, "a listener failed");
    }
}

fn without_delay(stream: &mut TcpStream) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "TCP_NODELAY was not set");
    }
}

/// Resolves when the sender is dropped: the cloud stops, or is gone.
pub(crate) async fn stopped(mut stop: watch::Receiver<()>) {
    while stop.changed().await.is_ok() {}
}
