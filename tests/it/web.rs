//! An engine served on this machine, and a caller with keys who reads every byte of the answers.

use kohtaanto::domain::{AgencyId, OrganisationKind, Role, Scope};
use kohtaanto::engine::{Engine, KeySpec};
use kohtaanto::http::{Settings, serve};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A service.
#[derive(Clone, Copy)]
pub(crate) struct Web {
    address: std::net::SocketAddr,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Head and body, every byte.
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn body(&self) -> &str {
        self.text
            .split_once("\r\n\r\n")
            .map_or("", |(_, body)| body)
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(self.body()).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }
}

impl Web {
    pub(crate) async fn of(engine: &Engine) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (engine, settings) = (engine.clone(), Settings::default());
        tokio::spawn(serve(engine, settings, listener, std::future::pending()));
        Self { address }
    }

    async fn ask(&self, head: String, body: &str) -> Answer {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        let request = format!(
            "{head}Host: localhost\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).await.unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let status = text.get(9..12).and_then(|code| code.parse().ok());
        Answer {
            status: status.unwrap_or_else(|| panic!("no answer: {text}")),
            text,
        }
    }

    pub(crate) async fn get(&self, path: &str, key: &str) -> Answer {
        let head = format!("GET {path} HTTP/1.1\r\nAuthorization: Bearer {key}\r\n");
        self.ask(head, "").await
    }

    pub(crate) async fn post(&self, path: &str, key: &str, json: &serde_json::Value) -> Answer {
        let head = format!(
            "POST {path} HTTP/1.1\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\n"
        );
        self.ask(head, &json.to_string()).await
    }
}

/// A new key of a role; a partner's is of this agency.
pub(crate) async fn key(engine: &Engine, role: Role, agency: &str) -> String {
    let agency = || {
        (
            agency.parse::<AgencyId>().unwrap(),
            OrganisationKind::Agency,
        )
    };
    let (organisation, organisation_kind) = (role == Role::Partner).then(agency).unzip();
    let spec = KeySpec {
        role,
        scope: Scope::Everyone,
        organisation,
        organisation_kind,
        label: role.to_string(),
        expires: None,
    };
    engine.create_key(&spec).await.unwrap().secret
}
