//! Feeds and the sitemap.

use schemars::JsonSchema;
use serde::Serialize;

/// A feed of the archive or of a group, in `feed.xml` as `feed`. Its addresses are absolute if a base URL is configured, otherwise
/// relative to the feed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FeedContext {
    /// A permanent id: the URL of the page, or a URN if no base URL is configured.
    pub id: String,
    /// The name of the site, and of the group.
    pub title: String,
    /// When one of its reviews last changed (RFC 3339).
    pub updated: String,
    /// The organization, or the title of the site.
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
    /// A permanent id.
    pub id: String,
    /// The title.
    pub title: String,
    /// When the review last changed (RFC 3339).
    pub updated: String,
    /// The URL of its page.
    pub url: String,
    /// Its severity and its services.
    pub categories: Vec<FeedCategory>,
    /// The summary as HTML, which a feed contains as escaped text.
    pub content: String,
}

/// A severity or a service in a feed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FeedCategory {
    /// The value as written in the file.
    pub value: String,
    /// The label.
    pub label: String,
}

/// The sitemap, in `sitemap.xml` as `sitemap`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SitemapContext {
    /// The addresses of its parts, if there are more pages than one file may contain.
    pub parts: Vec<String>,
    /// The pages, if it has no parts.
    pub pages: Vec<SitemapPage>,
}

/// A page in the sitemap.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SitemapPage {
    /// The URL.
    pub url: String,
    /// When the review last changed (RFC 3339), if the history of the repository is read.
    pub modified: Option<String>,
}
