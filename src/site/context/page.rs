//! The context of every page: the site and the page itself.

use minijinja::Value;
use schemars::JsonSchema;
use serde::Serialize;

use crate::site::html::Html;

/// The site, in every template as `site`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SiteContext {
    /// The title of the site.
    pub title: String,
    /// The organization.
    pub organization: Option<String>,
    /// The description of the site.
    pub description: Option<String>,
    /// The language of the site and its incidents: a tag such as `en`.
    pub language: String,
    /// The direction in which that language is written: `ltr` or `rtl`.
    pub direction: &'static str,
    /// The audience of the build: `public` or `internal`.
    pub audience: String,
    /// The day that "overdue" is measured from.
    pub as_of: String,
    /// The name of the zone in which times are shown.
    pub zone: String,
    /// The navigation entries, in order.
    pub navigation: Vec<NavEntry>,
    /// The links in the header after these: the custom pages, and `[[nav]]` of the configuration.
    pub links: Vec<SiteLink>,
    /// The brand of the configuration.
    pub brand: BrandContext,
    /// Whether there is a search page.
    pub search: bool,
    /// The address of the style sheet, with a fingerprint of its content.
    pub style: String,
    /// The address of the script of all pages, with a fingerprint. No page requires it.
    pub script: String,
    /// The address of the search script, with a fingerprint.
    pub search_script: String,
    /// The address of the script that makes excerpts, with a fingerprint. It is loaded after the first results are shown.
    pub search_excerpts: String,
    /// The address of the icon, with a fingerprint.
    pub icon: String,
    /// The address of the icon for phones, with a fingerprint. `none` if the configured icon is not a PNG file.
    pub touch_icon: Option<String>,
    /// The address of the script that sorts and filters lists of incidents, with a fingerprint.
    pub list_script: String,
    /// The version of pir-site.
    pub version: String,
    /// The footer, which has no fields and is printed as `site.footer.html(root)`: `partials/footer.html`, which is rendered once for
    /// each directory depth.
    #[schemars(with = "()")]
    pub footer: Value,
    /// The live-reload parameters of the development server. `none` in a build.
    pub live_reload: Option<LiveReload>,
}

/// A link in the header, to a custom page or from the configuration.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SiteLink {
    /// The label.
    pub label: String,
    /// The address, relative to the site's root, or an absolute URL.
    pub address: String,
    /// Whether that is an absolute URL.
    pub is_whole: bool,
    /// The section of the page, used to mark the current one. Empty for an external link.
    pub key: String,
}

/// The brand of the configuration.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BrandContext {
    /// The logo.
    pub logo: Option<LogoContext>,
    /// The logo for dark backgrounds, if it is a different one.
    pub logo_dark: Option<LogoContext>,
    /// The address of the style sheet that is loaded after the theme's, with a fingerprint of its content.
    pub css: Option<String>,
    /// The text at the end of every page, which is printed as `site.brand.footer(root)`: HTML.
    #[schemars(with = "Option<()>")]
    pub footer: Option<Value>,
}

/// A logo.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LogoContext {
    /// The address of the image, with a fingerprint of its content.
    pub address: String,
    /// The width at which it is shown, in pixels.
    pub width: u32,
    /// The height at which it is shown, in pixels.
    pub height: u32,
}

/// A custom page, in `page.html` as `custom`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CustomPageContext {
    /// The title.
    pub title: String,
    /// The content. HTML.
    pub body: Html,
    /// Whether it is shown only in internal builds.
    pub internal: bool,
}

/// What the script for live reload needs. It must be a `<script>` element with `src` and `data-state`, and the page's policy must
/// allow scripts and connections of the same origin.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LiveReload {
    /// The script's address.
    pub script: String,
    /// The value of its attribute `data-state`, which identifies the version that the browser shows.
    pub state: String,
}

/// One entry of the navigation.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NavEntry {
    /// The label.
    pub label: String,
    /// The address.
    pub address: String,
    /// The first part of the addresses below it, used to mark the current section.
    pub key: String,
    /// Whether it is one of the main sections; the others are the facets.
    pub is_main: bool,
    /// How many groups a facet has.
    pub count: Option<usize>,
}

/// The page itself, in every template as `page`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PageContext {
    /// The title of the page, for the browser's tab and for search engines.
    pub title: String,
    /// The description of the page.
    pub description: Option<String>,
    /// The address of the page.
    pub address: String,
    /// The absolute URL of the page, if the base URL is configured.
    pub canonical: Option<String>,
    /// The key of the navigation entry of the page's section.
    pub section: String,
    /// The header.
    #[schemars(with = "HeaderContext")]
    pub header: Value,
}

/// The header of a page. Beside these fields it has `html(root)`: the header as `partials/header.html` shows it, which is rendered
/// once for each section and directory depth.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HeaderContext {
    /// The key of the navigation entry of the page's section.
    pub section: String,
    /// Whether that entry links to this page.
    pub is_entry: bool,
}
