//! The development server: HTTP, live reload and file watching.
//!
//! It maps paths to bytes, knows neither their meaning nor their origin, and writes no files.

mod bind;
mod body;
mod host;
mod live;
mod notice;
mod path;
mod response;
mod server;
mod snapshot;
mod state;
mod watch;

pub use bind::{Binding, Port, bind};
pub use server::{Server, run};
pub use snapshot::{Pages, Resource, Snapshot};
pub use state::{SCRIPT, placeholder};
pub use watch::{Changes, Depth, Watcher};
