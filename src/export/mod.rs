//! Incidents in forms that other tools read: one file or folder for each format. Nothing here knows the site.

pub mod csv;
pub mod json;
pub mod markdown;
pub mod stats;
