//! What changed: between two versions of an incident, and between two states of an archive.
//!
//! Only redacted incidents are compared, so that no fact betrays what its reader may not see.

mod compare;
mod fact;
mod pairing;
mod words;

pub use compare::compare;
pub use fact::{Change, DisplayValue, Fact};
