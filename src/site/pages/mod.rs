//! HTML pages: builds the template context of each kind of page.

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
