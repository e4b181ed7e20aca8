//! The server's own pages, for where the site has none. They depend on no theme.

use crate::prose::html;

/// A page of a heading, of lines of text, and of a link if there is somewhere to go. Its policy allows the script for live reload.
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
