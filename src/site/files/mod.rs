//! Machine-readable files: feeds, the calendar, the sitemap, and the archive as data.

pub(in crate::site) mod calendar;
pub(in crate::site) mod data;
pub(in crate::site) mod feed;
pub(in crate::site) mod sitemap;
