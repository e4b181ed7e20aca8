//! Incidents in other forms: one file per form. Nothing here knows the site.

pub mod csv;
pub mod json;
pub mod markdown;
pub mod stats;
