//! The development server: HTTP, live reload, and watching files.
//!
//! It maps paths to bytes. It must not know what they mean or where they come from, and it writes no file.

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
