//! Pages of the server itself, for addresses without a page of the site. They do not depend on the theme.

use crate::prose::html;

/// A page with a heading, lines of text, and an optional link. Its content security policy allows the live-reload script.
pub(super) fn notice(heading: &str, lines: &[String], link: Option<&str>) -> String {
    let heading = html(heading);
    let lines: String = lines.iter().map(|line| format!("<pre>{}</pre>\n", html(line))).collect();
    let link = link.map(|address| format!("<p><a href=\"{0}\">{0}</a></p>\n", html(address))).unwrap_or_default();
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'; connect-src 'self'\">\n\
         <title>{heading}</title>\n</head>\n<body>\n<h1>{heading}</h1>\n{lines}{link}</body>\n</html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::notice;

    #[test]
    fn a_message_is_never_markup() {
        let page = notice("<b>", &["<script>alert(1)</script>".to_owned()], Some("/\"onclick=x"));
        assert!(!page.contains("<script") && !page.contains("<b>") && !page.contains("\"onclick"), "{page}");
    }
}
