//! A file, or a stretch of one, as the body of an answer: read as the client takes it.

use std::fs::File;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use hyper::body::{Body, Bytes, Frame, SizeHint};
use tokio::io::{AsyncRead, ReadBuf};

const CHUNK_BYTES: usize = 1 << 16;

pub(super) struct FileBody {
    file: tokio::fs::File,
    left: u64,
    buffer: Box<[u8]>,
}

impl FileBody {
    /// `length` bytes from where the file stands.
    pub(super) fn new(file: File, length: u64) -> Self {
        let chunk = usize::try_from(length).map_or(CHUNK_BYTES, |length| length.min(CHUNK_BYTES));
        Self { file: tokio::fs::File::from_std(file), left: length, buffer: vec![0; chunk].into_boxed_slice() }
    }
}

impl Body for FileBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let this = self.get_mut();
        if this.left == 0 {
            return Poll::Ready(None);
        }
        let wanted = usize::try_from(this.left).map_or(CHUNK_BYTES, |left| left.min(this.buffer.len()));
        let mut buffer = ReadBuf::new(&mut this.buffer[..wanted]);
        if let Err(error) = ready!(Pin::new(&mut this.file).poll_read(context, &mut buffer)) {
            return Poll::Ready(Some(Err(error)));
        }
        let read = buffer.filled();
        if read.is_empty() {
            return Poll::Ready(Some(Err(io::ErrorKind::UnexpectedEof.into())));
        }
        this.left -= read.len() as u64;
        Poll::Ready(Some(Ok(Frame::data(Bytes::copy_from_slice(read)))))
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}
