//! `kohtaanto serve`: pages and the HTTP API.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context as _, Result};
use tokio::net::TcpListener;

use super::out::say;
use super::{Context, ExitCode};
use crate::config::{Config, Folder, Listen};
use crate::engine::{Engine, Options};
use crate::http::server::Limits;
use crate::http::{self, Listeners, Settings};

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
    let options = Options {
        patience: Some(Duration::from_millis(config.patience_ms.into())),
        ..context.engine_options()?
    };
    let engine = Engine::open(options).await?;
    // Loaded before the address is open, so that the first request does not wait for it.
    let (ready, ()) = tokio::join!(engine.catch_up(), engine.prepare_words());
    ready?;
    let listener = listen(args.listen.unwrap_or(config.listen)).await?;
    let metrics = match config.metrics_listen {
        Listen::At(address) => Some(listen(address).await?),
        Listen::Off => None,
    };
    if let Some(metrics) = &metrics {
        let address = metrics.local_addr()?;
        say(format_args!(
            "figures for Prometheus on http://{address}/metrics"
        ));
    }
    say(format_args!(
        "listening on http://{}",
        listener.local_addr()?
    ));
    let listeners = Listeners {
        service: listener,
        metrics,
    };
    let settings = Settings {
        requests_a_minute: config.key_requests_minute,
        limits: Limits {
            connections: config.connections.max(1),
            requests: config.requests_at_once,
            ..Limits::default()
        },
        ..Settings::default()
    };
    tokio::select! {
        () = http::serve(engine.clone(), settings, listeners, told_to_stop()) => {}
        () = engine.keep_up() => {}
        () = checkpoints(&engine, &config) => {}
    }
    engine.close().await;
    Ok(ExitCode::Done)
}

/// Leaves checkpoints of the ledger where the settings say; never ends.
async fn checkpoints(engine: &Engine, config: &Config) {
    match &config.checkpoints {
        Folder::At(folder) => {
            let every = Duration::from_secs(60 * u64::from(config.checkpoint_minutes.max(1)));
            engine.keep_checkpoints(folder, every).await;
        }
        Folder::None => std::future::pending().await,
    }
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
