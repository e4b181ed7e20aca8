//! Pages of the project's own, such as "How we review incidents".

use std::path::PathBuf;

use crate::incident::Visibility;

/// A page of the project's own: a file in `pages/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomPage {
    /// The folder of its address, made from the file's name without its extension.
    pub slug: String,
    /// What it is called.
    pub title: String,
    /// What the header calls it; none, if the header does not lead to it.
    pub nav: Option<String>,
    /// Its place among the others: lower numbers come first, and pages without one last.
    pub order: Option<i64>,
    /// Who may see it.
    pub visibility: Visibility,
    /// What it says, in Markdown.
    pub text: String,
    /// Its file, as messages show it.
    pub source: String,
    /// The files beside it that it shows or links to, by the names that it uses.
    pub files: Vec<(String, PathBuf)>,
}
