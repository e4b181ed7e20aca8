//! Shows progress on a terminal for work that takes longer than half a second, and removes it when the work is done.

use std::io::{IsTerminal, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Work that takes less time than this shows no progress.
const DELAY: Duration = Duration::from_millis(500);
const TICK: Duration = Duration::from_millis(100);
/// The width of the bar, in characters.
const BAR: usize = 30;

/// The progress display of a stage. It ends when this is dropped.
pub(super) struct Progress {
    /// Dropping the sender stops the thread.
    end: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// Shows the name of a stage from half a second after `start`, if standard error is a terminal. Shows how much is `done` of
    /// `total`, unless `total` is 0 for unknown. Shorter stages are not shown.
    pub(super) fn show(stage: &'static str, start: Instant, done: Arc<AtomicUsize>, total: usize) -> Option<Self> {
        if !std::io::stderr().is_terminal() {
            return None;
        }
        let (end, wait) = mpsc::channel::<()>();
        let thread = thread::spawn(move || {
            if wait.recv_timeout(DELAY.saturating_sub(start.elapsed()).max(TICK)) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let shown = Instant::now();
            let mut line = String::new();
            for tick in 0.. {
                line = progress_line(stage, tick, done.load(Relaxed), total, shown.elapsed());
                overwrite(&line);
                if wait.recv_timeout(TICK) != Err(RecvTimeoutError::Timeout) {
                    break;
                }
            }
            overwrite(&" ".repeat(line.len()));
            overwrite("");
        });
        Some(Self { end: Some(end), thread: Some(thread) })
    }
}

/// The progress line. It never becomes shorter during a stage, so that each line covers the previous one.
fn progress_line(stage: &str, tick: usize, done: usize, total: usize, elapsed: Duration) -> String {
    let seconds = elapsed.as_secs();
    if total == 0 {
        let spinner = ['|', '/', '-', '\\'][tick % 4];
        return format!("{spinner} {stage} ({seconds}s)");
    }
    let bar = "=".repeat(done.min(total) * BAR / total) + ">";
    format!("{stage} [{bar:BAR$.BAR$}] {done}/{total} ({seconds}s)")
}

/// Overwrites the current line. Write errors are ignored, since only the progress display is lost.
fn overwrite(line: &str) {
    let _ = std::io::stderr().write_all(format!("\r{line}").as_bytes());
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.end.take();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
