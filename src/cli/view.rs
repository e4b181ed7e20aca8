//! What a readership sees of the archive, for the commands that print it.

use std::path::Path;

use jiff::civil::Date;

use super::terminal::Terminal;
use crate::archive::{Readership, View};
use crate::check::Review;
use crate::config::Config;
use crate::content;
use crate::diagnostic::{self, Level};

/// Loads and checks the archive as a build does. What is wrong with it is printed, and then there is no view.
pub(super) fn load(root: &Path, config: &Config, readership: Readership, as_of: Date, terminal: &Terminal) -> Option<View> {
    let mut content = content::load(root, config);
    let mut diagnostics = std::mem::take(&mut content.diagnostics);
    diagnostics.extend(Review::new(&content, config, as_of).for_build());
    if diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error) {
        diagnostic::sort(&mut diagnostics);
        terminal.diagnostics(&diagnostics);
        return None;
    }
    Some(View::new(content.into_archive(), config, readership, as_of))
}
