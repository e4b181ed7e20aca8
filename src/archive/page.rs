//! Custom pages, such as "How we review incidents".

use std::path::PathBuf;

use crate::incident::Visibility;

/// A custom page: a file in `pages/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomPage {
    /// The directory of its address, derived from the file name without extension.
    pub slug: String,
    /// The title.
    pub title: String,
    /// The label of its link in the header. `None` if the header does not link to it.
    pub nav: Option<String>,
    /// The sort key: lower numbers come first, pages without one last.
    pub order: Option<i64>,
    /// The visibility.
    pub visibility: Visibility,
    /// The text, in Markdown.
    pub text: String,
    /// The path of its file, as shown in messages.
    pub source: String,
    /// The files beside it that it shows or links to, with the names by which it refers to them.
    pub files: Vec<(String, PathBuf)>,
}
