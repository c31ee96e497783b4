//! An answer of as many lines as there are, sent as they are made: memory holds a few pages of it.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use hyper::body::{Bytes, Frame};
use serde::Serialize;
use tokio::sync::mpsc;

use crate::engine::EngineError;

/// Media type of a JSON value a line.
pub(super) const NDJSON: &str = "application/x-ndjson";

/// Pages that wait for a slow reader.
const AHEAD: usize = 2;

/// The body: pieces from a task that reads the records.
struct Pieces(mpsc::Receiver<io::Result<Bytes>>);

impl hyper::body::Body for Pieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let piece = self.0.poll_recv(context);
        piece.map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }
}

/// Where pages of records are put.
pub(super) struct Sink(mpsc::Sender<io::Result<Bytes>>);

impl Sink {
    /// Sends records as lines; whether anybody still reads.
    pub(super) async fn send<T: Serialize>(&self, records: impl IntoIterator<Item = T>) -> bool {
        let mut bytes = Vec::new();
        for record in records {
            if let Err(error) = serde_json::to_writer(&mut bytes, &record) {
                return self.0.send(Err(error.into())).await.is_ok();
            }
            bytes.push(b'\n');
        }
        bytes.is_empty() || self.0.send(Ok(bytes.into())).await.is_ok()
    }

    /// Breaks the answer off, so that its reader sees that it is not whole.
    pub(super) async fn fail(&self, error: EngineError) {
        tracing::warn!(%error, "an answer of lines was broken off");
        // Whoever has gone away need not be told.
        let _ = self.0.send(Err(io::Error::other("broken off"))).await;
    }
}

/// An answer of lines that `write` puts into the sink.
pub(super) fn answer<F>(write: impl FnOnce(Sink) -> F) -> Response
where
    F: Future<Output = ()> + Send + 'static,
{
    let (sender, pieces) = mpsc::channel(AHEAD);
    tokio::spawn(write(Sink(sender)));
    let kind = HeaderValue::from_static(NDJSON);
    ([(header::CONTENT_TYPE, kind)], Body::new(Pieces(pieces))).into_response()
}
