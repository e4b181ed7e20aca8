//! The project's custom pages.

use std::io::Write;

use crate::error::Result;
use crate::incident::Visibility;
use crate::prose::normalized;
use crate::site::address;
use crate::site::context::CustomPageContext;
use crate::site::html::Html;
use crate::site::markdown::Markdown;
use crate::site::pages::incident::description;
use crate::site::renderer::Renderer;
use crate::site::templates::value;

/// The ids used by the template itself.
const OWN_IDS: &[&str] = &["content"];

impl Renderer {
    /// A custom page, by its index in the view.
    pub(in crate::site) fn custom(&self, number: usize, out: &mut dyn Write) -> Result<()> {
        let page = &self.view.pages[number];
        let is_attachment = |name: &str| page.files.iter().any(|(file, _)| *file == *normalized(name));
        let link = |id: &str| Some(format!("../{}", address::incident(&self.view.cases[self.incident_by_id(id)?])));
        let mut markdown =
            Markdown::new(OWN_IDS, &is_attachment, &self.locale).linking(&link).autolinking(&self.config.autolinks);
        let body = Html::new(markdown.block(&page.text, 2));
        let mut shown = self.page(&address::custom(page), &page.title, &page.slug);
        shown.description = Some(description(&page.text)).filter(|description| !description.is_empty());
        let custom = CustomPageContext { title: page.title.clone(), body, internal: page.visibility == Visibility::Internal };
        self.template("page.html", shown, [("custom", value(custom))], out)
    }
}
