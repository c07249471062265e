//! Git as a program that is asked, and that may never answer: it is waited for only so long, and no more is taken from
//! it than it can have to say.

use std::io::{self, Read};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

/// How long git may say nothing at all before it is given up: it answers at once but for the history of the largest
/// repositories.
const PATIENCE: Duration = Duration::from_secs(20);

/// The most bytes of an answer.
const MOST: u64 = 256 * 1024 * 1024;

/// How many bytes are taken over at a time, and how many such pieces wait.
const PIECE: usize = 64 * 1024;
const PIECES: usize = 16;

/// A git that runs. Whoever drops it ends it.
#[derive(Debug)]
pub struct Git {
    child: Child,
    /// Where it is asked, where it was started with a pipe.
    pub asked: Option<ChildStdin>,
    /// What it answers.
    answers: Answers,
    errors: Answers,
}

impl Git {
    /// Starts git.
    ///
    /// # Errors
    /// When there is none.
    pub fn start(command: &mut Command) -> io::Result<Self> {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let answers = Answers::of(child.stdout.take())?;
        let errors = Answers::of(child.stderr.take())?;
        Ok(Self { asked: child.stdin.take(), child, answers, errors })
    }

    /// What it answers until it ends, what it says of errors, and whether it did what it was asked.
    ///
    /// # Errors
    /// When it does not end, or has no end of words.
    pub fn answer(mut self) -> io::Result<(String, String, bool)> {
        let answer = whole(&mut self.answers)?;
        let errors = whole(&mut self.errors)?;
        // Its pipes are closed, so it is about to end; one that does not is given as long as one that is silent.
        for _ in 0..PATIENCE.as_millis() {
            if let Some(status) = self.child.try_wait()? {
                return Ok((answer, errors, status.success()));
            }
            thread::sleep(Duration::from_millis(1));
        }
        Err(io::ErrorKind::TimedOut.into())
    }
}

impl Read for Git {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.answers.read(buffer)
    }
}

impl Drop for Git {
    fn drop(&mut self) {
        // One that reads what it is asked ends by itself when nothing more can be asked; any other is ended.
        drop(self.asked.take());
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Everything up to the end, as text: a name that is no UTF-8 is none of the site's.
fn whole(answers: &mut Answers) -> io::Result<String> {
    let mut bytes = Vec::new();
    answers.take(MOST).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == MOST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// What a program says, read beside it, so that nobody waits for it for ever.
#[derive(Debug)]
struct Answers {
    pieces: Receiver<io::Result<Vec<u8>>>,
    piece: Vec<u8>,
    read: usize,
}

impl Answers {
    /// Starts to read. The thread ends with the program, or when nobody takes what it has read.
    fn of(pipe: Option<impl Read + Send + 'static>) -> io::Result<Self> {
        let (send, pieces) = sync_channel(PIECES);
        let mut pipe = pipe.ok_or(io::ErrorKind::BrokenPipe)?;
        let read = move || {
            loop {
                let mut piece = vec![0; PIECE];
                let got = pipe.read(&mut piece).map(|read| {
                    piece.truncate(read);
                    piece
                });
                let is_end = got.as_ref().map_or(true, Vec::is_empty);
                if send.send(got).is_err() || is_end {
                    return;
                }
            }
        };
        thread::Builder::new().spawn(read)?;
        Ok(Self { pieces, piece: Vec::new(), read: 0 })
    }
}

impl Read for Answers {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.read == self.piece.len() {
            self.piece = match self.pieces.recv_timeout(PATIENCE) {
                Ok(piece) => piece?,
                Err(RecvTimeoutError::Timeout) => return Err(io::ErrorKind::TimedOut.into()),
                Err(RecvTimeoutError::Disconnected) => Vec::new(),
            };
            self.read = 0;
        }
        let rest = &self.piece[self.read..];
        let taken = rest.len().min(buffer.len());
        buffer[..taken].copy_from_slice(&rest[..taken]);
        self.read += taken;
        Ok(taken)
    }
}

/// What git answers in a folder when it is asked without anything to read.
///
/// # Errors
/// When there is no git, or it does not answer.
pub fn ask(command: &mut Command, folder: &Path, arguments: &[&str]) -> io::Result<(String, String, bool)> {
    Git::start(command.arg("-C").arg(folder).args(arguments).stdin(Stdio::null()))?.answer()
}
