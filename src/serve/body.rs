//! Response bodies: bytes in memory, or a stream of chunks.

use std::fs::File;
use std::io::{self, Read as _};
use std::pin::Pin;
use std::task::{Context, Poll};

use hyper::body::{Bytes, Frame, SizeHint};
use tokio::sync::mpsc;

/// The chunk size when reading a file, in bytes.
const CHUNK: usize = 64 * 1024;

/// The body of a response.
pub(super) enum Body {
    /// The whole body. `None` after it was sent.
    Bytes(Option<Bytes>),
    /// Chunks from another task.
    Chunks(mpsc::Receiver<io::Result<Bytes>>),
}

impl Body {
    /// The next `count` bytes of a file.
    pub(super) fn file(file: File, count: u64) -> Self {
        let (sender, chunks) = mpsc::channel(1);
        tokio::task::spawn_blocking(move || {
            let mut file = file.take(count);
            loop {
                let mut chunk = vec![0; CHUNK];
                let chunk = match file.read(&mut chunk) {
                    Ok(0) => return,
                    Ok(length) => Ok(Bytes::from(chunk).slice(..length)),
                    Err(error) => Err(error),
                };
                // The receiver is also gone after an error.
                if sender.blocking_send(chunk).is_err() {
                    return;
                }
            }
        });
        Self::Chunks(chunks)
    }
}

impl<T: Into<Bytes>> From<T> for Body {
    fn from(bytes: T) -> Self {
        Self::Bytes(Some(bytes.into()))
    }
}

impl hyper::body::Body for Body {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let bytes = match &mut *self {
            Self::Bytes(bytes) => Poll::Ready(bytes.take().map(Ok)),
            Self::Chunks(chunks) => chunks.poll_recv(context),
        };
        bytes.map_ok(Frame::data)
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Bytes(bytes) => SizeHint::with_exact(bytes.as_ref().map_or(0, |bytes| bytes.len() as u64)),
            Self::Chunks(_) => SizeHint::default(),
        }
    }
}
