//! The 404 page.

use std::io::Write;

use crate::error::Result;
use crate::site::renderer::Renderer;

impl Renderer {
    /// The 404 page. It is served at any depth, so its links are absolute paths from the site's root.
    pub(in crate::site) fn not_found(&self, out: &mut dyn Write) -> Result<()> {
        let host_and_path = self.config.base_url.as_deref().and_then(|url| url.split_once("://")).map(|(_, rest)| rest);
        let path = host_and_path.and_then(|rest| rest.find('/').map(|slash| &rest[slash..])).unwrap_or("/");
        let page = self.page("404.html", &self.locale.text("not_found"), "");
        self.template_at("404.html", page, path, [], out)
    }
}
