//! The list of all incidents.

use std::io::Write;

use crate::error::Result;
use crate::site::address;
use crate::site::renderer::Renderer;
use crate::site::templates::value;

impl Renderer {
    /// A page of the list of all incidents.
    pub(in crate::site) fn incidents(&self, number: usize, out: &mut dyn Write) -> Result<()> {
        let all: Vec<usize> = self.slice(self.view.cases.len(), number).collect();
        let list = self.list(&all, self.view.cases.len(), self.view.count, number, address::incidents);
        let page = self.numbered_page(&self.locale.text("all_incidents"), &address::incidents(number), number, "incidents");
        self.template("incidents.html", page, [("list", value(list))], out)
    }
}
