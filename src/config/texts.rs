//! The texts and links of the configuration that the site shows.

use super::Config;

/// How the site shows a string of `pir-site.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ShownAs {
    /// As a text.
    Text,
    /// As the target of a link.
    Link,
    /// Unchanged, or as part of a URL: an id, the name of a file, the URL of the site.
    Name,
}

/// How the site shows the string at a path of keys, such as `services.label`. `None` if it does not show it.
pub(crate) fn shown_as(keys: &str) -> Option<ShownAs> {
    Some(match keys {
        "title"
        | "organization"
        | "description"
        | "brand.footer"
        | "nav.label"
        | "severities.label"
        | "severities.description"
        | "services.label"
        | "services.description"
        | "teams.label"
        | "teams.description" => ShownAs::Text,
        "nav.url" | "services.url" | "teams.url" | "autolinks.url" | "repository.url" => ShownAs::Link,
        "base_url" | "causes" | "facets" | "severities.id" | "services.id" | "teams.id" | "brand.logo" | "brand.logo_dark"
        | "brand.icon" | "brand.css" | "repository.branch" => ShownAs::Name,
        _ => return None,
    })
}

impl Config {
    /// The names of the site and the organisation, for redaction.
    pub(crate) fn names_mut(&mut self) -> impl Iterator<Item = &mut String> {
        [&mut self.title].into_iter().chain(&mut self.organization)
    }

    /// The other texts that a site shows, for redaction. Lookups of registered names are unaffected, since they use the names as written
    /// in the file.
    pub(crate) fn texts_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let Self { description, severities, services, teams, brand, nav, .. } = self;
        let severities =
            severities.entries_mut().flat_map(|severity| [&mut severity.label].into_iter().chain(&mut severity.description));
        let registered = services.entries_mut().chain(teams.entries_mut());
        let registered = registered.flat_map(|entry| entry.label.iter_mut().chain(&mut entry.description));
        let site = description.iter_mut().chain(&mut brand.footer);
        site.chain(nav.iter_mut().map(|link| &mut link.label)).chain(severities).chain(registered)
    }

    /// Removes aliases and links that contain the name of a hidden person.
    pub(crate) fn drop_hidden(&mut self, is_hidden: &dyn Fn(&str) -> bool) {
        self.severities.entries_mut().for_each(|severity| severity.aliases.retain(|alias| !is_hidden(alias)));
        for entry in self.services.entries_mut().chain(self.teams.entries_mut()) {
            entry.aliases.retain(|alias| !is_hidden(alias));
            entry.url = entry.url.take().filter(|url| !is_hidden(url));
        }
        self.nav.retain(|link| !is_hidden(&link.url));
        self.autolinks.retain(|link| !is_hidden(&link.written_address()));
        self.repository.drop_if(is_hidden);
    }
}
