//! What the server adds to a page on its way to the browser: the script that follows its changes, and the leave to run it.
//!
//! The leave is for that script alone: another one that a page's policy forbids stays forbidden, as it will be when published.

use std::fmt::Write as _;

use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::tag::{attribute, tags};

/// Where the script is. No page of a site can have an address of this folder.
pub(super) const SCRIPT: &str = "/.pir-site/live.js";
/// Where the script listens.
pub(super) const EVENTS: &str = "/.pir-site/live";
/// The script.
pub(super) const SOURCE: &str = include_str!("live.js");

/// The state of a page, as the script tells it back to the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Print {
    /// Of the page, without the addresses of its style sheets. Another run of the server makes another print of the same bytes, so
    /// that a page which has lost its server is loaded again from the next one.
    pub page: u64,
    /// Of the style sheets.
    pub styles: u64,
    /// Of the files that pages may show.
    pub images: u64,
}

/// The print of a page's bytes, without its links to style sheets.
pub(super) fn print(html: &str, session: u64) -> u64 {
    let mut printer = Xxh3::with_seed(session);
    let mut from = 0;
    for range in tags(html, "link").into_iter().filter(|range| html[range.clone()].contains("stylesheet")) {
        printer.update(&html.as_bytes()[from..range.start]);
        from = range.end;
    }
    printer.update(&html.as_bytes()[from..]);
    printer.digest()
}

/// The page with the script at its end, and a policy that lets it run.
pub(super) fn with_script(html: &str, print: Print, session: u64) -> String {
    let nonce = format!("{:016x}", xxh3_64(&session.to_le_bytes()));
    let mut page = with_leave(html, &nonce);
    let tag = format!(
        "<script src=\"{SCRIPT}\" nonce=\"{nonce}\" data-page=\"{:x}\" data-styles=\"{:x}\" data-images=\"{:x}\"></script>\n",
        print.page, print.styles, print.images
    );
    let end = page.rfind("</body>").unwrap_or(page.len());
    page.insert_str(end, &tag);
    page
}

/// The page with every policy of its own widened.
fn with_leave(html: &str, nonce: &str) -> String {
    let mut page = String::with_capacity(html.len() + 400);
    let mut from = 0;
    for range in tags(html, "meta") {
        let tag = &html[range.clone()];
        if !tag.to_ascii_lowercase().contains("content-security-policy") {
            continue;
        }
        if let Some((value, quote)) = attribute(tag, "content") {
            let policy = widened(&tag[value.clone()].replace("&#39;", "'"), nonce);
            let policy = if quote == '\'' { policy.replace('\'', "&#39;") } else { policy };
            let _ = write!(page, "{}{policy}", &html[from..range.start + value.start]);
            from = range.start + value.end;
        }
    }
    page.push_str(&html[from..]);
    page
}

/// A policy that forbids what `policy` forbids, but for the script of this nonce and for listening to this server.
fn widened(policy: &str, nonce: &str) -> String {
    let mut directives: Vec<Vec<String>> =
        policy.split(';').map(|directive| directive.split_whitespace().map(str::to_owned).collect()).collect();
    directives.retain(|directive: &Vec<String>| !directive.is_empty());
    let named = |directives: &[Vec<String>], name: &str| directives.iter().position(|words| words[0].eq_ignore_ascii_case(name));
    let nonce = format!("'nonce-{nonce}'");
    for (name, leave) in [("script-src", nonce.as_str()), ("script-src-elem", &nonce), ("connect-src", "'self'")] {
        let place = match (named(&directives, name), named(&directives, "default-src")) {
            (Some(place), _) => place,
            (None, Some(default)) if name != "script-src-elem" => {
                let inherited = directives[default][1..].to_vec();
                directives.push([vec![name.to_owned()], inherited].concat());
                directives.len() - 1
            }
            _ => continue,
        };
        let sources = &mut directives[place];
        sources.retain(|source| !source.eq_ignore_ascii_case("'none'"));
        // Beside a nonce, 'unsafe-inline' would no longer hold: there the script is let in by where it is.
        let is_inline = sources.iter().any(|source| source.eq_ignore_ascii_case("'unsafe-inline'"));
        let leave = if is_inline { "'self'" } else { leave };
        if !sources.iter().any(|source| source.eq_ignore_ascii_case(leave)) {
            sources.push(leave.to_owned());
        }
    }
    directives.iter().map(|directive| directive.join(" ")).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'\">\
                        <link rel=\"stylesheet\" href=\"a.css?v=1\"></head><body>Text</body>";

    #[test]
    fn the_script_may_run_and_nothing_else_may() {
        assert_eq!(
            widened("default-src 'none'; style-src 'self'", "n"),
            "default-src 'none'; style-src 'self'; script-src 'nonce-n'; connect-src 'self'"
        );
        assert_eq!(
            widened("default-src 'self'; script-src https://a.example ; ;", "n"),
            "default-src 'self'; script-src https://a.example 'nonce-n'; connect-src 'self'"
        );
        assert_eq!(
            widened("script-src 'unsafe-inline'; connect-src 'none'", "n"),
            "script-src 'unsafe-inline' 'self'; connect-src 'self'"
        );
        assert_eq!(widened("img-src 'self'", "n"), "img-src 'self'");
    }

    #[test]
    fn a_page_gets_the_script_at_its_end_and_keeps_everything_else() {
        let print = Print { page: 1, styles: 2, images: 3 };
        let page = with_script(PAGE, print, 7);
        assert!(page.contains("script-src 'nonce-") && page.ends_with("</script>\n</body>"), "{page}");
        let single = with_script(&PAGE.replace('"', "|").replace('\'', "\"").replace('|', "'").replace('"', "&#39;"), print, 7);
        assert!(single.contains("script-src &#39;nonce-"), "{single}");
        assert!(with_script("bare", print, 7).starts_with("bare<script "));
    }

    #[test]
    fn another_style_sheet_is_no_other_page_and_another_run_is() {
        assert_eq!(print(PAGE, 1), print(&PAGE.replace("v=1", "v=2"), 1));
        assert_ne!(print(PAGE, 1), print(&PAGE.replace("Text", "Test"), 1));
        assert_ne!(print(PAGE, 1), print(PAGE, 2));
    }
}
