//! Links and pictures of a text that lead to files: what an import cannot bring along.

use crate::prose::markdown;

/// Writes links whose file is not there as their words and the file's name. What was written is added to `missing`.
pub(super) fn leave_out(text: &mut String, is_there: impl Fn(&str) -> bool, missing: &mut Vec<String>) {
    let mut after = text.len();
    for link in markdown::links(text).into_iter().rev() {
        let target = link.target.as_str();
        let is_inside_another = link.bytes.end > after;
        if leads_out(target) || is_inside_another || is_there(target.split(['#', '?']).next().unwrap_or_default()) {
            continue;
        }
        let written = text[link.bytes.clone()].to_owned();
        let Some(words) = words(&written) else { continue };
        let name = target.replace('`', "'");
        let code = if name.is_empty() { "no address".to_owned() } else { format!("`{name}`") };
        let with = if words.is_empty() { code } else { format!("{words} ({code})") };
        after = link.bytes.start;
        text.replace_range(link.bytes, &with);
        missing.push(written.replace('\n', " "));
    }
}

/// Whether a page may link to it whatever lies beside its file: the web, a mailbox, a part of the page.
fn leads_out(target: &str) -> bool {
    let lower = target.to_ascii_lowercase();
    ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme))
        || target.starts_with('#') && target.len() > 1
}

/// The words between the brackets of a link or a picture.
fn words(written: &str) -> Option<&str> {
    let inner = written.strip_prefix('!').unwrap_or(written);
    match inner.strip_prefix('[') {
        Some(inner) => {
            let end = inner.rfind("](").or_else(|| inner.rfind("][")).or_else(|| inner.rfind(']'))?;
            Some(&inner[..end])
        }
        // `<file:notes>`, or a bare address of a scheme that no page links to.
        None => Some(""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_to_a_file_that_is_not_there_is_words() {
        let mut text =
            "a ![the graph](img/errors.png) b [log](log.txt) c [web](https://example.com) `[x](y)` [d](there.png)".to_owned();
        let mut missing = Vec::new();
        leave_out(&mut text, |name| name == "there.png", &mut missing);
        assert_eq!(text, "a the graph (`img/errors.png`) b log (`log.txt`) c [web](https://example.com) `[x](y)` [d](there.png)");
        assert_eq!(missing.len(), 2);
    }
}
