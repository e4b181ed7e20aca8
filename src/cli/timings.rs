//! Measures the parts of a build for `--timings`: stages, incident files, templates and files of the site. Each is a `tracing`
//! span, which costs nothing without this subscriber.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id};
use tracing::{Subscriber, subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

use crate::error::{Error, Result};
use crate::prose;

/// The number of slowest spans listed per kind.
const LISTED: usize = 5;

/// The measured spans.
#[derive(Clone, Default)]
pub(super) struct Timings(Arc<Mutex<Vec<MeasuredSpan>>>);

/// A measured span: its kind, the value of its field `name`, and its duration.
struct MeasuredSpan {
    kind: &'static str,
    name: String,
    time: Duration,
}

impl Timings {
    /// Starts to measure all spans of the process.
    pub(super) fn start() -> Result<Self> {
        let timings = Self::default();
        let started = subscriber::set_global_default(tracing_subscriber::registry().with(timings.clone()));
        started.map_err(|error| Error::new("failed to measure times").because(error))?;
        Ok(timings)
    }

    /// The duration of each stage, and the slowest spans of every other kind.
    pub(super) fn report(&self) -> String {
        let measured = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let of_kind = |kind| measured.iter().filter(move |span| span.kind == kind).map(|span| (span.name.as_str(), span.time));
        let mut templates: BTreeMap<&str, (usize, Duration)> = BTreeMap::new();
        for (name, time) in of_kind("template") {
            let (count, sum) = templates.entry(name).or_default();
            (*count, *sum) = (*count + 1, *sum + time);
        }
        let template = |(name, (count, sum))| (format!("{name} ({})", prose::count(count, "page", "pages")), sum);
        let stages: String =
            of_kind("stage").map(|(name, time)| format!("{name:>10}  {:8.1} ms\n", milliseconds(time))).collect();
        [
            stages,
            table("incident files to read", of_kind("incident file")),
            table("templates, in sum", templates.into_iter().map(template)),
            table("files of the site", of_kind("file")),
        ]
        .concat()
    }
}

fn table<N: fmt::Display>(title: &str, spans: impl Iterator<Item = (N, Duration)>) -> String {
    let mut spans: Vec<_> = spans.collect();
    spans.sort_by_key(|(_, time)| Reverse(*time));
    let lines = spans.iter().take(LISTED).map(|(name, time)| format!("{:12.1} ms  {name}\n", milliseconds(*time)));
    format!("slowest {title}:\n{}", lines.collect::<String>())
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Timings {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        if let Some(span) = context.span(id) {
            let mut name = Name(String::new());
            attributes.record(&mut name);
            span.extensions_mut().insert((name, Instant::now()));
        }
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        let Some(span) = context.span(&id) else { return };
        if let Some((Name(name), start)) = span.extensions_mut().remove::<(Name, Instant)>() {
            let measured = MeasuredSpan { kind: span.name(), name, time: start.elapsed() };
            self.0.lock().unwrap_or_else(PoisonError::into_inner).push(measured);
        }
    }
}

/// The value of a span's field `name`.
struct Name(String);

impl Visit for Name {
    fn record_str(&mut self, _: &Field, value: &str) {
        value.clone_into(&mut self.0);
    }

    fn record_debug(&mut self, _: &Field, value: &dyn fmt::Debug) {
        self.0 = format!("{value:?}");
    }
}
