//! Answers over the web: a JSON interface for programs and pages for people, on one set of questions
//! to the engine.
//!
//! A connection comes in through [`server`], a request through the frame (id, log, safe headers,
//! bodies of errors) and the gate (who may), which stands before every address of the router. The
//! handlers of `api` and `web` parse, ask the engine and answer; nothing here decides a matter of
//! the field.

mod api;
mod busy;
mod conditional;
#[cfg(test)]
mod contacted;
#[cfg(test)]
mod crowded;
#[cfg(test)]
mod described;
mod doorway;
#[cfg(test)]
mod edited;
mod errors;
mod frame;
mod gate;
#[cfg(test)]
mod gated;
#[cfg(test)]
mod guided;
#[cfg(test)]
mod imported;
mod kinds;
mod limits;
mod lines;
#[cfg(test)]
mod matrix;
mod metrics;
#[cfg(test)]
mod on_record;
mod once;
#[cfg(test)]
mod paged;
mod quotas;
mod read;
mod router;
mod secret;
pub mod server;
mod session;
#[cfg(test)]
mod test_app;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod told;
#[cfg(test)]
mod used;
mod web;

use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::Notify;

use crate::domain::{AgencyId, Localised, PublicId};
use crate::engine::{Course, Engine};

/// Settings of the web server.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Whether whoever opens a page on this machine itself is taken for a coordinator, without a key.
    /// For the demo alone. Never behind a proxy: a request that was forwarded is refused, but only
    /// if the proxy says so. Default: no.
    pub staff_on_loopback: bool,
    /// Whether cookies are for HTTPS only; switch on behind a proxy with TLS. Default: no.
    pub secure_cookies: bool,
    /// Address for feedback on the pages and their accessibility, shown in the footer. Default: none.
    pub feedback: Option<String>,
    /// How often one key may ask in a minute; 0 is without a limit. Default: 0.
    pub requests_a_minute: u32,
    /// Where the first page sends a newcomer to look. Default: nowhere.
    pub situations: Vec<Situation>,
    /// What connections and requests may take.
    pub limits: server::Limits,
}

/// A situation worth looking at, on the first page.
#[derive(Debug, Clone, PartialEq)]
pub struct Situation {
    /// Its title.
    pub title: Localised,
    /// What to look at in the answer.
    pub look_at: Localised,
    /// Where.
    pub target: Target,
    /// Where single things of it are to be seen, each with what.
    pub looks: Vec<(Localised, Target)>,
}

/// What a situation leads to.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// A vacancy and its candidates.
    Vacancy(PublicId),
    /// One person for a vacancy.
    Pair(PublicId, PublicId),
    /// A vacancy and two people compared.
    Versus(PublicId, PublicId, PublicId),
    /// A person's vacancies.
    Person(PublicId),
    /// What an agency sees of a vacancy and a person, beside what the reader sees.
    Agency(PublicId, AgencyId, PublicId),
    /// A group of clients against every open vacancy.
    Clients(PublicId),
    /// What a course would open.
    Course(Box<Course>),
}

/// Where the service listens.
#[derive(Debug)]
pub struct Listeners {
    /// Pages and the JSON interface.
    pub service: TcpListener,
    /// Figures for the operator (`GET /metrics`), where they are wanted.
    pub metrics: Option<TcpListener>,
}

impl From<TcpListener> for Listeners {
    fn from(service: TcpListener) -> Self {
        Self {
            service,
            metrics: None,
        }
    }
}

/// Serves pages and the JSON interface until `shutdown` resolves; ends within
/// [`server::Limits::shutdown`] and a moment after that.
pub async fn serve(
    engine: Engine,
    settings: Settings,
    listeners: impl Into<Listeners>,
    shutdown: impl Future<Output = ()>,
) {
    let listeners = listeners.into();
    let app = App::new(engine, settings);
    let ended = Notify::new();
    let service = async {
        let (router, doorway) = (router::router(app.clone()), Arc::clone(&app.doorway));
        let limits = app.settings.limits;
        server::run(listeners.service, router, limits, doorway, shutdown).await;
        ended.notify_one();
    };
    // To the end of the service, and a moment longer: how it ends is to be seen too.
    let figures = async {
        if let Some(listener) = listeners.metrics {
            let (router, limits) = (metrics::router(app.clone()), metrics::limits());
            let doorway = server::doorway(&limits);
            server::run(listener, router, limits, doorway, ended.notified()).await;
        }
    };
    tokio::join!(service, figures);
    app.keep_requests().await;
}

/// The whole service as one router, for whoever asks it within the process: every address, gate and
/// frame that [`serve`] has, without connections and their limits.
pub fn service(engine: Engine, settings: Settings) -> axum::Router {
    router::router(App::new(engine, settings))
}

/// What every handler may use.
#[derive(Clone)]
struct App(Arc<Parts>);

struct Parts {
    engine: Engine,
    settings: Settings,
    sessions: session::Sessions,
    searches: web::search::Searches,
    limits: limits::Limits,
    quotas: quotas::Quotas,
    busy: Arc<busy::Busy>,
    doorway: Arc<doorway::Doorway>,
    metrics: Arc<metrics::Metrics>,
}

impl App {
    fn new(engine: Engine, settings: Settings) -> Self {
        Self(Arc::new(Parts {
            busy: busy::Busy::new(settings.limits.requests),
            doorway: server::doorway(&settings.limits),
            metrics: Arc::default(),
            engine,
            settings,
            sessions: session::Sessions::default(),
            searches: web::search::Searches::default(),
            limits: limits::Limits::default(),
            quotas: quotas::Quotas::default(),
        }))
    }
}

impl std::ops::Deref for App {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}
