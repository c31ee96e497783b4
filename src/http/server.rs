//! The accept loop: HTTP/1.1 connections, bounded in number, time and size, and a shutdown that no client can hold up.

use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{Request, Response};
use hyper::body::{Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tower::ServiceExt;

use super::doorway::{Doorway, Guest};

/// What a connection and a request may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Time for a whole request head, also the longest idle time between two requests.
    pub head: Duration,
    /// Time from a request's head to the answer's head.
    pub request: Duration,
    /// Time between two pieces of a request's body.
    pub body_pause: Duration,
    /// Age at which a connection is closed whatever it does; bounds clients that read slowly.
    pub connection_age: Duration,
    /// Time that open requests have to finish after shutdown begins.
    pub shutdown: Duration,
    /// Bytes of a request's body.
    pub body_bytes: usize,
    /// Bytes of an import's body; it is kept in a file, not in memory.
    pub import_bytes: usize,
    /// Connections at a time. Where all are open, one that is asking nothing makes place; where all
    /// are asking, further ones wait in the kernel's queue.
    pub connections: usize,
    /// Connections at a time that have no whole request, before their first or after their last.
    pub waiting: usize,
    /// Connections of one address at a time that have never sent a whole request head.
    pub waiting_of_address: usize,
    /// Requests answered at once; one beyond them is answered 503.
    pub requests: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            request: Duration::from_secs(30),
            body_pause: Duration::from_secs(10),
            connection_age: Duration::from_secs(600),
            shutdown: Duration::from_secs(8),
            body_bytes: 2 * 1024 * 1024,
            import_bytes: 64 * 1024 * 1024,
            connections: 1024,
            waiting: 512,
            waiting_of_address: 128,
            requests: 128,
        }
    }
}

/// Address of the client's end of a connection, among a request's extensions.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) SocketAddr);

/// The doorway that [`run`] lets connections wait in.
pub(super) fn doorway(limits: &Limits) -> Arc<Doorway> {
    Doorway::new(limits.waiting, limits.waiting_of_address)
}

/// Serves until `shutdown` resolves, then lets open requests finish for [`Limits::shutdown`] and
/// closes what is left. Returns within that time and a moment.
pub(super) async fn run(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    doorway: Arc<Doorway>,
    shutdown: impl Future<Output = ()>,
) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .max_headers(64)
        .max_buf_size(64 * 1024);
    let slots = Arc::new(Semaphore::new(limits.connections));
    let graceful = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    let mut shutdown = pin!(shutdown);
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &slots, &doorway) => accepted,
            () = &mut shutdown => break,
        };
        let (stream, peer, slot) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                // Out of file descriptors, as a rule: trying again at once would only burn a core.
                tracing::warn!(%error, "could not accept a connection");
                doorway.make_place();
                sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        let guest = doorway.enter(peer.ip());
        let service = service(router.clone(), peer, Arc::clone(&guest));
        let connection =
            http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
        let watched = graceful.watch(connection);
        connections.spawn(async move {
            // An error here is a client that went away or spoke no HTTP: nobody can act on it.
            tokio::select! {
                _ = timeout(limits.connection_age, watched) => {}
                () = guest.is_sent_away() => {}
            }
            drop(slot);
        });
        while connections.try_join_next().is_some() {}
    }
    drop(listener);
    if timeout(limits.shutdown, graceful.shutdown()).await.is_err() {
        tracing::warn!(
            open = connections.len(),
            "closing connections that did not finish"
        );
    }
    connections.shutdown().await;
}

/// The router as one connection asks it.
fn service(
    router: Router,
    peer: SocketAddr,
    guest: Arc<Guest>,
) -> impl tower::Service<
    Request<Incoming>,
    Response = Response<Body>,
    Error = std::convert::Infallible,
    Future: Send + 'static,
> + Clone
+ Send
+ 'static {
    tower::service_fn(move |mut request: Request<Incoming>| {
        guest.asks();
        request.extensions_mut().insert(Peer(peer));
        let answer = router.clone().oneshot(request.map(Body::new));
        let asking = Asking(Arc::clone(&guest));
        async move {
            let answer = answer.await?;
            Ok(answer.map(|body| Body::new(Sent { body, asking })))
        }
    })
}

/// A guest's request, from its head to the end of its answer.
struct Asking(Arc<Guest>);

impl Drop for Asking {
    fn drop(&mut self) {
        self.0.is_answered();
    }
}

/// The body of an answer, which tells when it is sent.
struct Sent {
    body: Body,
    #[expect(dead_code, reason = "it is there to be dropped with the body")]
    asking: Asking,
}

impl hyper::body::Body for Sent {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

async fn accept(
    listener: &TcpListener,
    slots: &Arc<Semaphore>,
    doorway: &Doorway,
) -> std::io::Result<(
    tokio::net::TcpStream,
    SocketAddr,
    tokio::sync::OwnedSemaphorePermit,
)> {
    let (stream, peer) = listener.accept().await?;
    stream.set_nodelay(true)?;
    loop {
        let free = Arc::clone(slots).acquire_owned();
        match timeout(Duration::from_millis(50), free).await {
            Ok(slot) => return Ok((stream, peer, slot.map_err(std::io::Error::other)?)),
            Err(_) => doorway.make_place(),
        };
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpStream;
    use tokio::sync::oneshot;

    use super::*;

    struct Running {
        address: SocketAddr,
        stop: oneshot::Sender<()>,
        task: tokio::task::JoinHandle<()>,
    }

    async fn start(limits: Limits) -> Running {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new()
            .route("/", get(|| async { "here" }))
            .route(
                "/slow",
                get(|| async {
                    sleep(Duration::from_secs(60)).await;
                    "late"
                }),
            )
            .route("/post", axum::routing::post(|body: String| async { body }));
        let (stop, stopped) = oneshot::channel::<()>();
        let stopped = async {
            let _ = stopped.await;
        };
        let task = tokio::spawn(run(listener, router, limits, doorway(&limits), stopped));
        Running {
            address,
            stop,
            task,
        }
    }

    async fn sends(running: &Running, bytes: &str) -> TcpStream {
        let mut socket = TcpStream::connect(running.address).await.unwrap();
        socket.write_all(bytes.as_bytes()).await.unwrap();
        socket
    }

    #[tokio::test]
    async fn shutdown_ends_whatever_clients_do() {
        let limits = Limits {
            shutdown: Duration::from_millis(600),
            ..Limits::default()
        };
        let running = start(limits).await;
        let sockets = [
            sends(&running, "").await,
            sends(&running, "GET / HT").await,
            sends(&running, "GET / HTTP/1.1\r\nhost: a\r\n").await,
            sends(&running, "GET /slow HTTP/1.1\r\nhost: a\r\n\r\n").await,
            sends(
                &running,
                "POST /post HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\nhalf",
            )
            .await,
        ];
        sleep(Duration::from_millis(100)).await;
        let began = Instant::now();
        running.stop.send(()).unwrap();
        timeout(Duration::from_secs(10), running.task)
            .await
            .expect("the server stops while sockets are half open")
            .unwrap();
        assert!(began.elapsed() < Duration::from_secs(3));
        drop(sockets);
    }

    #[tokio::test]
    async fn half_a_head_is_closed() {
        let limits = Limits {
            head: Duration::from_millis(200),
            ..Limits::default()
        };
        let running = start(limits).await;
        let mut socket = sends(&running, "GET / HTTP/1.1\r\nhost:").await;
        let mut rest = Vec::new();
        timeout(Duration::from_secs(5), socket.read_to_end(&mut rest))
            .await
            .expect("the server closes the socket")
            .unwrap();
    }

    #[tokio::test]
    async fn an_idle_connection_makes_place_for_one_that_asks() {
        let limits = Limits {
            head: Duration::from_secs(600),
            connections: 1,
            ..Limits::default()
        };
        let running = start(limits).await;
        let _idle = sends(&running, "").await;
        let mut socket = sends(
            &running,
            "GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
        )
        .await;
        let mut answer = String::new();
        timeout(Duration::from_secs(5), socket.read_to_string(&mut answer))
            .await
            .expect("the idle connection gives way")
            .unwrap();
        assert!(answer.ends_with("here"), "{answer}");
    }
}
