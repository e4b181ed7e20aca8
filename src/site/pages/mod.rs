//! Pages for people: what each kind of page shows, as the context of its template.

mod home;

mod incident;
mod incidents;
mod terms;

mod actions;

mod metrics;
mod report;
mod trend;

mod custom;
mod not_found;
mod search;
