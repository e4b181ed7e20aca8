//! Feeds and the sitemap.

use schemars::JsonSchema;
use serde::Serialize;

/// A feed of the archive or of one group, in `feed.xml` as `feed`. Its addresses are whole where the site knows its own, and else
/// relative to the feed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FeedContext {
    /// A name that stays the same: the address of the page, or a URN where the site does not know its own address.
    pub id: String,
    /// The name of the site, and of the group.
    pub title: String,
    /// When one of its reviews last changed (RFC 3339).
    pub updated: String,
    /// The organization, or the name of the site.
    pub author: String,
    /// The page that it belongs to.
    pub page: String,
    /// The feed itself.
    pub url: String,
    /// The reviews that changed last, newest first: at most 50.
    pub entries: Vec<FeedEntry>,
}

/// A review in a feed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FeedEntry {
    /// A name that stays the same.
    pub id: String,
    /// What happened.
    pub title: String,
    /// When the review last changed (RFC 3339).
    pub updated: String,
    /// Its page.
    pub url: String,
    /// Its severity and its services.
    pub categories: Vec<FeedCategory>,
    /// Its summary as HTML, which a feed holds as text.
    pub content: String,
}

/// A severity or a service in a feed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FeedCategory {
    /// As the file has it.
    pub value: String,
    /// What people read.
    pub label: String,
}

/// The sitemap, in `sitemap.xml` as `sitemap`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SitemapContext {
    /// The addresses of its parts, where there are more pages than one file may hold.
    pub parts: Vec<String>,
    /// The pages, where it has no parts.
    pub pages: Vec<SitemapPage>,
}

/// A page in the sitemap.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SitemapPage {
    /// Its address.
    pub url: String,
    /// When the review last changed (RFC 3339), where the history of the repository says so.
    pub modified: Option<String>,
}
