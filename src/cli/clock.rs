//! The clock and the environment, read once: which day it is, and how long things take.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::error::{Error, Result};

/// The day that "overdue" is measured from: as told, else `SOURCE_DATE_EPOCH` (seconds, UTC), else today in the site's zone.
pub(super) fn as_of(told: Option<Date>, zone: &TimeZone) -> Result<Date> {
    if let Some(day) = told {
        return Ok(day);
    }
    match std::env::var("SOURCE_DATE_EPOCH") {
        Err(_) => Ok(zone.to_datetime(Timestamp::now()).date()),
        Ok(text) => {
            let instant = text.trim().parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
            instant.map(|instant| TimeZone::UTC.to_datetime(instant).date()).ok_or_else(|| {
                Error::new(format!("SOURCE_DATE_EPOCH is {text:?}, which is no moment"))
                    .hint("set it to seconds since 1970, or unset it")
            })
        }
    }
}

/// How long each stage of a command took.
pub(super) struct Stages {
    began: Instant,
    stages: Vec<(&'static str, Duration)>,
}

impl Stages {
    pub(super) fn begin() -> Self {
        Self { began: Instant::now(), stages: Vec::new() }
    }

    /// Does the work of a stage.
    pub(super) fn run<T>(&mut self, name: &'static str, work: impl FnOnce() -> T) -> T {
        let began = Instant::now();
        let result = work();
        self.stages.push((name, began.elapsed()));
        result
    }

    /// Seconds since the beginning.
    pub(super) fn seconds(&self) -> f64 {
        self.began.elapsed().as_secs_f64()
    }

    /// A line for each stage.
    pub(super) fn lines(&self) -> String {
        self.stages.iter().map(|(name, time)| format!("{name:>10}  {:8.1} ms\n", time.as_secs_f64() * 1e3)).collect()
    }
}

/// A number that no other run of the command is likely to have.
pub(super) fn session() -> u64 {
    let now = Timestamp::now().as_nanosecond().to_le_bytes();
    u64::from_le_bytes([now[0], now[1], now[2], now[3], now[4], now[5], now[6], now[7]])
        ^ u64::from(std::process::id()).rotate_left(40)
}
