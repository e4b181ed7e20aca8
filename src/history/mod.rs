//! Changes between two versions of an incident, and between two states of an archive.
//!
//! Only redacted incidents are compared, so no fact reveals anything that the reader may not see.

mod changed;
mod compare;
mod fact;
mod git;
mod log;
mod pairing;
mod review;
mod states;
mod words;

pub use compare::compare;
pub use fact::{Change, DisplayValue, Fact};
pub use git::{ObjectId, Repository};
pub use review::History;
pub use states::{ChangedIncident, IncidentChange, compare_views};
