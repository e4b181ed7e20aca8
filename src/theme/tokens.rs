//! Design tokens: the custom properties of `:root` in a style sheet, for the light and the dark colour scheme.

use std::collections::BTreeMap;

use crate::config::Rgb;

/// The tokens of one colour scheme.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tokens(BTreeMap<String, String>);

impl Tokens {
    /// The tokens of a style sheet, for light and for dark. A token that is not set for dark has its light value.
    pub fn of(css: &str) -> [Self; 2] {
        let css = without_comments(css);
        let (mut light, mut dark) = (BTreeMap::new(), BTreeMap::new());
        let (mut open, mut from): (Vec<&str>, _) = (Vec::new(), 0);
        for (at, sign) in css.match_indices(['{', '}', ';']) {
            let text = css[from..at].trim();
            from = at + 1;
            if sign == "{" {
                open.push(text);
                continue;
            }
            let scheme = match open.as_slice() {
                [":root"] => Some(&mut light),
                [media, ":root"] if media.starts_with("@media") && media.contains("prefers-color-scheme: dark") => {
                    Some(&mut dark)
                }
                _ => None,
            };
            let declared = text.strip_prefix("--").and_then(|declaration| declaration.split_once(':'));
            if let (Some(scheme), Some((name, value))) = (scheme, declared) {
                scheme.insert(name.trim().to_owned(), value.trim().to_owned());
            }
            if sign == "}" {
                open.pop();
            }
        }
        let mut both = light.clone();
        both.extend(dark);
        [Self(light), Self(both)]
    }

    /// The names of the tokens, without the leading dashes.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The value of a token.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The colour of a token, if its value is a hexadecimal colour.
    pub fn colour(&self, name: &str) -> Option<Rgb> {
        Rgb::parse(self.get(name)?)
    }
}

fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once("*/").map_or("", |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_read_for_each_scheme_and_not_from_other_blocks() {
        let css = "/* :root { --a: #000 } */ :root { --a: #111; --b: 1px; color: red } p { --a: #222; }\n\
            @media (prefers-color-scheme: dark) { :root { --a: #eee } } @media print { :root { --a: #333; } }";
        let [light, dark] = Tokens::of(css);
        assert_eq!((light.get("a"), light.get("b"), light.names().count()), (Some("#111"), Some("1px"), 2));
        assert_eq!((dark.colour("a"), dark.get("b"), dark.colour("b")), (Rgb::parse("#eee"), Some("1px"), None));
        assert_eq!(Tokens::of("} ; : { --a"), [Tokens::default(), Tokens::default()]);
    }
}
