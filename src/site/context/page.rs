//! The context of every page: the site and the page itself.

use minijinja::Value;
use schemars::JsonSchema;
use serde::Serialize;

use crate::site::html::Html;

/// The site, in every template as `site`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SiteContext {
    /// The archive's name.
    pub title: String,
    /// Who publishes it.
    pub organization: Option<String>,
    /// What it is, in a sentence.
    pub description: Option<String>,
    /// The language of the site and its incidents: a tag such as `en`.
    pub language: String,
    /// The direction in which that language is written: `ltr` or `rtl`.
    pub direction: &'static str,
    /// `public` or `internal`: for whom this build is.
    pub audience: String,
    /// The day that "overdue" is measured from.
    pub as_of: String,
    /// The name of the zone in which times are shown.
    pub zone: String,
    /// Which pages there are to go to, in order.
    pub navigation: Vec<NavEntry>,
    /// The links of the header after these: the project's own pages, and `[[nav]]` of the configuration.
    pub links: Vec<SiteLink>,
    /// The brand of the configuration.
    pub brand: BrandContext,
    /// Whether there is a search page.
    pub search: bool,
    /// The style sheet's address, with a mark that changes with its content.
    pub style: String,
    /// The address of the script that every page has, with such a mark. No page needs it.
    pub script: String,
    /// The address of the script of search, with such a mark.
    pub search_script: String,
    /// The address of the script that cuts excerpts, with such a mark: it is loaded when the first results stand.
    pub search_excerpts: String,
    /// The address of the icon, with such a mark.
    pub icon: String,
    /// The address of the icon for phones, with such a mark. Absent where the project's own icon is no PNG file.
    pub touch_icon: Option<String>,
    /// The address of the script that sorts and filters lists of incidents, with such a mark.
    pub list_script: String,
    /// The version of pir-site.
    pub version: String,
    /// The footer, which has no fields and is printed as `site.footer.html(root)`: `partials/footer.html`, which is rendered once for
    /// all pages that are as deep.
    #[schemars(with = "()")]
    pub footer: Value,
    /// Live reload, on the development server. Absent in a build.
    pub live_reload: Option<LiveReload>,
}

/// A link of the header to a page of the project's own, or one of the configuration.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SiteLink {
    /// What it says.
    pub label: String,
    /// Where it leads: relative to the site's root, or else a whole address.
    pub address: String,
    /// Whether that is a whole address.
    pub is_whole: bool,
    /// The section of the page, by which a template marks the current one; empty, where the link leads elsewhere.
    pub key: String,
}

/// The brand of the configuration.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BrandContext {
    /// The logo.
    pub logo: Option<LogoContext>,
    /// The logo for dark backgrounds, where it is another one.
    pub logo_dark: Option<LogoContext>,
    /// The address of the style sheet that comes after the theme's, with a mark that changes with its content.
    pub css: Option<String>,
    /// The text at the end of every page, which is printed as `site.brand.footer(root)`: HTML.
    #[schemars(with = "Option<()>")]
    pub footer: Option<Value>,
}

/// A logo.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LogoContext {
    /// The address of the picture, with a mark that changes with its content.
    pub address: String,
    /// The width at which it is shown, in pixels.
    pub width: u32,
    /// The height at which it is shown, in pixels.
    pub height: u32,
}

/// A page of the project's own, in `page.html` as `custom`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CustomPageContext {
    /// What it is called.
    pub title: String,
    /// What it says. HTML.
    pub body: Html,
    /// Whether only an internal build shows it.
    pub internal: bool,
}

/// What the script for live reload needs. It must be a `<script>` element with `src` and `data-state`, and the page's policy must
/// allow scripts and connections of the same origin.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LiveReload {
    /// The script's address.
    pub script: String,
    /// The value of its attribute `data-state`, by which the server knows what the browser shows.
    pub state: String,
}

/// One entry of the navigation.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NavEntry {
    /// What it says.
    pub label: String,
    /// Where it leads.
    pub address: String,
    /// The first part of the addresses below it, by which a template marks the current one.
    pub key: String,
    /// Whether it is one of the main sections; the others are the facets.
    pub is_main: bool,
    /// How many groups a facet has.
    pub count: Option<usize>,
}

/// The page itself, in every template as `page`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PageContext {
    /// The page's name, for the browser's tab and for search engines.
    pub title: String,
    /// What it is about, in a sentence.
    pub description: Option<String>,
    /// Its own address.
    pub address: String,
    /// Its whole address on the web, where the site's is configured.
    pub canonical: Option<String>,
    /// The key of the navigation's entry that leads here.
    pub section: String,
    /// The header.
    #[schemars(with = "HeaderContext")]
    pub header: Value,
}

/// The header of a page. Beside these fields it has `html(root)`: the header as `partials/header.html` shows it, which is rendered
/// once for all pages of a section that are as deep.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HeaderContext {
    /// The key of the navigation's entry for the section of the page.
    pub section: String,
    /// Whether that entry leads to the page itself.
    pub is_entry: bool,
}
