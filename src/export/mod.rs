//! Exports incidents to other formats, with one file or folder per format. Nothing here knows the site.

pub mod csv;
pub mod json;
pub mod markdown;
pub mod stats;
