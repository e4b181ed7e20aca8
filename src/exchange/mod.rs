//! Incidents in other forms: one file per form. Nothing here knows the site.

pub mod json;
pub mod markdown;
