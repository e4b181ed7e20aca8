//! The supported Markdown dialect.

use pulldown_cmark::Options;

/// The extensions of `CommonMark` that are enabled, by name. Any other extension of the parser could introduce markup.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        // Alerts: block quotes that start with `[!NOTE]` and the like.
        | Options::ENABLE_GFM
}
