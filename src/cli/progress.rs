//! Progress on a terminal, for work that takes longer than half a second. It is removed when the work is done.

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Work that takes less time shows no progress.
const DELAY: Duration = Duration::from_millis(500);
const TICK: Duration = Duration::from_millis(100);

/// The progress of a stage, until it is dropped.
pub(super) struct Progress {
    /// The thread stops when this is dropped.
    end: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// Shows the name of a stage from half a second after `start`, and only on a terminal; with how much is `done` of a `total`,
    /// unless that is 0, for unknown. A short stage is not shown at all.
    pub(super) fn show(stage: &'static str, start: Instant, done: Arc<AtomicUsize>, total: usize) -> Option<Self> {
        if !std::io::stderr().is_terminal() {
            return None;
        }
        let (end, wait) = mpsc::channel::<()>();
        let thread = thread::spawn(move || {
            if wait.recv_timeout(DELAY.saturating_sub(start.elapsed()).max(TICK)) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let bar = bar(stage, total);
            loop {
                bar.set_position(done.load(Relaxed) as u64);
                bar.tick();
                if wait.recv_timeout(TICK) != Err(RecvTimeoutError::Timeout) {
                    break;
                }
            }
            bar.finish_and_clear();
        });
        Some(Self { end: Some(end), thread: Some(thread) })
    }
}

fn bar(stage: &'static str, total: usize) -> ProgressBar {
    let (bar, template) = match total {
        0 => (ProgressBar::new_spinner(), "{spinner} {msg} ({elapsed})"),
        total => (ProgressBar::new(total as u64), "{msg} [{bar:30}] {human_pos}/{human_len} ({elapsed})"),
    };
    let bar = bar.with_message(stage);
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style.progress_chars("=> ")),
        Err(_) => bar,
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.end.take();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
