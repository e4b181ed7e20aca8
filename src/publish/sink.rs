//! A writer that keeps small files in memory and streams big ones to the stage, with the print of what was written. It does not
//! know what is published already.

use std::cell::Cell;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use super::print::{Print, Printer};

/// How much of a file is held in memory, in bytes.
const SPILL: usize = 1 << 20;

thread_local! {
    /// One buffer for all files that a thread writes. It is taken out while in use, so a render that waits for other renders on
    /// its thread does no harm: they start with an empty one.
    static BUFFER: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// The bytes of one file on their way to the stage.
pub(super) struct Sink<'a> {
    path: &'a Path,
    buffer: Vec<u8>,
    spilled: Option<Spilled>,
}

struct Spilled {
    file: File,
    printer: Box<Printer>,
}

impl<'a> Sink<'a> {
    /// A sink for the file at `path`.
    pub(super) fn new(path: &'a Path) -> Self {
        Self { path, buffer: BUFFER.take(), spilled: None }
    }

    /// The print of everything that was written.
    pub(super) fn print(&mut self) -> io::Result<Print> {
        if self.spilled.is_some() {
            self.spill()?;
        }
        Ok(match &self.spilled {
            Some(spilled) => spilled.printer.print(),
            None => Print::of(&self.buffer),
        })
    }

    /// Leaves the file in the stage.
    pub(super) fn keep(mut self) -> io::Result<()> {
        match self.spilled {
            Some(_) => self.spill(),
            None => create(self.path)?.write_all(&self.buffer),
        }
    }

    /// Leaves nothing in the stage.
    pub(super) fn discard(self) -> io::Result<()> {
        if self.spilled.is_some() { fs::remove_file(self.path) } else { Ok(()) }
    }

    /// Moves the buffered bytes to disk.
    fn spill(&mut self) -> io::Result<()> {
        let spilled = match &mut self.spilled {
            Some(spilled) => spilled,
            none => none.insert(Spilled { file: create(self.path)?, printer: Box::default() }),
        };
        spilled.append(&self.buffer)?;
        self.buffer.clear();
        Ok(())
    }
}

impl Spilled {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.printer.write_all(bytes)?;
        self.file.write_all(bytes)
    }
}

impl Write for Sink<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.buffer.len() + bytes.len() > SPILL {
            self.spill()?;
        }
        match &mut self.spilled {
            Some(spilled) if bytes.len() > SPILL => spilled.append(bytes),
            _ => {
                self.buffer.extend_from_slice(bytes);
                Ok(())
            }
        }
    }

    /// Does nothing: what counts is that the sink is kept.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Gives the buffer back to its thread.
impl Drop for Sink<'_> {
    fn drop(&mut self) {
        self.buffer.clear();
        BUFFER.set(std::mem::take(&mut self.buffer));
    }
}

/// Creates the file, and the folders above it when the first file of a folder shows that they are missing.
fn create(path: &Path) -> io::Result<File> {
    match File::create(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            File::create(path)
        }
        done => done,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_print_do_not_depend_on_how_they_were_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b");
        let bytes: Vec<u8> = (0..3 * SPILL + 5).map(|i| (i.wrapping_mul(i) >> 7).to_le_bytes()[0]).collect();
        for len in [0, 1, SPILL, SPILL + 1, bytes.len()] {
            for piece in [SPILL / 3 + 1, SPILL + 1, usize::MAX] {
                let mut sink = Sink::new(&path);
                bytes[..len].chunks(piece).for_each(|chunk| sink.write_all(chunk).unwrap());
                assert_eq!(sink.print().unwrap(), Print::of(&bytes[..len]));
                assert!(sink.buffer.capacity() <= 2 * SPILL);
                sink.keep().unwrap();
                assert!(fs::read(&path).unwrap() == bytes[..len]);
            }
        }
    }

    #[test]
    fn what_is_discarded_leaves_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        for len in [1, SPILL + 1] {
            let mut sink = Sink::new(&path);
            sink.write_all(&vec![0; len]).unwrap();
            sink.discard().unwrap();
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        }
    }
}
