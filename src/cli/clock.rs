//! The clock and the environment: the current day, and the stages of a command.

use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::time::Instant;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::progress::Progress;
use super::terminal::Terminal;
use crate::error::{Error, Result};
use crate::project::Clock;

/// The day that "overdue" is measured from: the given day, otherwise `SOURCE_DATE_EPOCH` (seconds, UTC), otherwise today in the
/// site's time zone.
pub(super) fn as_of(given: Option<Date>, zone: &TimeZone) -> Result<Date> {
    if let Some(day) = given {
        return Ok(day);
    }
    Ok(epoch()?.map_or_else(|| zone.to_datetime(Timestamp::now()).date(), |instant| TimeZone::UTC.to_datetime(instant).date()))
}

/// Like [`as_of`], as a function for long-running processes.
pub(super) fn today(given: Option<Date>) -> Clock {
    Box::new(move |zone| as_of(given, zone))
}

/// The time in `SOURCE_DATE_EPOCH`, if it is set.
fn epoch() -> Result<Option<Timestamp>> {
    let Ok(text) = std::env::var("SOURCE_DATE_EPOCH") else { return Ok(None) };
    let instant = text.trim().parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
    instant.map(Some).ok_or_else(|| {
        Error::new(format!("SOURCE_DATE_EPOCH is \"{text}\", which is not a number of seconds"))
            .hint("set it to seconds since 1970, or unset it")
    })
}

/// The current minute in a time zone, in TOML notation: from `SOURCE_DATE_EPOCH`, or otherwise from the clock.
pub(super) fn now(zone: &TimeZone) -> Result<toml::value::Datetime> {
    let instant = epoch()?.unwrap_or_else(Timestamp::now);
    let local = zone.to_datetime(instant);
    let offset = if *zone == TimeZone::UTC { "Z".to_owned() } else { in_toml(zone.to_offset(instant)) };
    let text = format!("{}T{:02}:{:02}:00{offset}", local.date(), local.hour(), local.minute());
    text.parse().map_err(|error: toml::value::DatetimeParseError| Error::new("failed to read the clock").because(error))
}

fn in_toml(offset: jiff::tz::Offset) -> String {
    let minutes = offset.seconds() / 60;
    format!("{}{:02}:{:02}", if minutes < 0 { '-' } else { '+' }, minutes.abs() / 60, minutes.abs() % 60)
}

/// Runs the stages of a command. Each shows its progress, and is a span for `--timings`.
pub(super) struct Stages {
    start: Instant,
    shows_progress: bool,
}

impl Stages {
    pub(super) fn begin(terminal: &Terminal) -> Self {
        Self::since(Instant::now(), terminal)
    }

    /// Stages of a command that started at `start`.
    pub(super) fn since(start: Instant, terminal: &Terminal) -> Self {
        Self { start, shows_progress: !terminal.is_quiet() }
    }

    /// Runs a stage.
    pub(super) fn run<T>(&self, name: &'static str, work: impl FnOnce() -> T) -> T {
        self.count(name, 0, |_| work())
    }

    /// Runs a stage that counts completed items out of `total`.
    pub(super) fn count<T>(&self, name: &'static str, total: usize, work: impl FnOnce(&AtomicUsize) -> T) -> T {
        let done = Arc::new(AtomicUsize::new(0));
        let _progress = self.shows_progress.then(|| Progress::show(name, self.start, Arc::clone(&done), total));
        let _span = tracing::info_span!("stage", name).entered();
        work(&done)
    }

    /// The elapsed seconds.
    pub(super) fn seconds(&self) -> f64 {
        self.start.elapsed().as_secs_f64()
    }
}

/// A number that is unlikely to repeat in another run.
pub(super) fn run_id() -> u64 {
    let now = Timestamp::now().as_nanosecond().to_le_bytes();
    u64::from_le_bytes([now[0], now[1], now[2], now[3], now[4], now[5], now[6], now[7]])
        ^ u64::from(std::process::id()).rotate_left(40)
}
