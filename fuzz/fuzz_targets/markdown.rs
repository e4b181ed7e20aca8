//! For any text, the HTML has no markup from the author: only tags that Markdown can produce, and allowed link targets.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use pir_site::locale::Locale;
use pir_site::prose::markdown::links;
use pir_site::site::markdown::Markdown;

/// Every tag that the site can render from Markdown.
const TAGS: [&str; 33] = [
    "a", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li",
    "ol", "p", "pre", "section", "span", "strong", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
];

static ENGLISH: LazyLock<Locale> = LazyLock::new(|| Locale::english().expect("the default catalogs"));

fuzz_target!(|text: &str| {
    let mut markdown = Markdown::new(&["summary"], &|name| name.len() % 2 == 0, &ENGLISH);
    for html in [markdown.block(text, 3), markdown.item(text, 4)] {
        for tag in html.split('<').skip(1) {
            let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
            assert!(TAGS.contains(&name.as_str()), "<{tag}");
            let inside = &tag[..tag.find('>').expect("every tag ends")];
            for scheme in ["href=\"", "src=\""] {
                let Some(target) = inside.split(scheme).nth(1) else { continue };
                let target = target.split('"').next().unwrap_or_default().to_ascii_lowercase();
                let scheme = target.split(['/', '?', '#']).next().unwrap_or_default().split_once(':');
                assert!(scheme.is_none_or(|(scheme, _)| ["http", "https", "mailto"].contains(&scheme)), "{target}");
            }
            assert!(!inside.contains(" on") || inside.contains("=\""), "<{inside}");
        }
    }
    for link in links(text) {
        assert!(text.get(link.bytes).is_some(), "a link that lies in no text");
    }
});
