//! `kohtaanto serve`: pages and the HTTP API.

use std::net::SocketAddr;

use anyhow::{Context as _, Result};
use tokio::net::TcpListener;

use super::out::say;
use super::{Context, ExitCode};
use crate::engine::Engine;
use crate::http::{self, Settings};

/// Where to listen.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Address and port (default: the setting `listen`, else 127.0.0.1:8080).
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<SocketAddr>,
}

/// Serves until it is told to stop; then ends within ten seconds.
pub(super) async fn run(args: Args, context: &Context) -> Result<ExitCode> {
    let config = context.config()?;
    let engine = Engine::open(context.engine_options()?).await?;
    // Loaded before the address is open, so that the first request does not wait for it.
    engine.ready().await?;
    let listener = listen(args.listen.unwrap_or(config.listen)).await?;
    say(format_args!(
        "listening on http://{}",
        listener.local_addr()?
    ));
    tokio::select! {
        () = http::serve(engine.clone(), Settings::default(), listener, told_to_stop()) => {}
        () = engine.keep_up() => {}
    }
    engine.close().await;
    Ok(ExitCode::Done)
}

/// Listens, or says which address is taken.
pub(super) async fn listen(address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .with_context(|| format!("cannot listen on {address}: choose another with --listen"))
}

/// Resolves at SIGTERM or an interrupt from the keyboard.
pub(super) async fn told_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = interrupt.await;
}
