//! Which Markdown the archive understands.

use pulldown_cmark::Options;

/// What is understood beyond `CommonMark`. By name: everything else that the parser knows would be a way for markup to get in.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        // Alerts: quotations that begin with `[!NOTE]` and the like.
        | Options::ENABLE_GFM
}
