//! The appearance of the site without a custom theme: `[brand]`, and the links of `[[nav]]`.

use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::validate::{RULE, inside};
use super::{Rgb, wrong};
use crate::diagnostic::{Diagnostic, at};
use crate::prose::markdown::target;

/// The appearance of the site without a custom theme. Paths are relative to this file.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct BrandTable {
    /// The logo in the header, an SVG or PNG file.
    pub logo: Option<String>,
    /// The logo for dark backgrounds, if it differs.
    pub logo_dark: Option<String>,
    /// The favicon, an SVG or PNG file.
    pub icon: Option<String>,
    /// The colour of links and highlights, such as `#6d28d9`. It must be readable on the theme's light backgrounds. The colour for dark
    /// backgrounds is derived from it.
    pub accent: Option<String>,
    /// The footer of every page. Markdown.
    pub footer: Option<String>,
    /// A style sheet, loaded after the theme's.
    pub css: Option<String>,
}

/// A link in the header.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NavLink {
    /// The text of the link.
    pub label: String,
    /// The target: a URL, or a path relative to the site's root, such as `tags/`.
    pub url: String,
}

/// The brand, validated as far as possible without reading files.
#[derive(Debug, Clone, Default)]
pub struct Brand {
    /// The path of the logo, relative to the project.
    pub logo: Option<PathBuf>,
    /// The path of the logo for dark backgrounds.
    pub logo_dark: Option<PathBuf>,
    /// The path of the icon.
    pub icon: Option<PathBuf>,
    /// The colour of links on light backgrounds.
    pub accent: Option<Rgb>,
    /// The footer of every page. Markdown.
    pub footer: Option<String>,
    /// The path of the style sheet.
    pub css: Option<PathBuf>,
}

impl Brand {
    /// The files that the brand refers to, each with its key.
    pub fn files(&self) -> impl Iterator<Item = (&'static str, &Path)> {
        let files = [("logo", &self.logo), ("logo_dark", &self.logo_dark), ("icon", &self.icon), ("css", &self.css)];
        files.into_iter().filter_map(|(key, path)| Some((key, path.as_deref()?)))
    }
}

pub(super) fn brand(written: BrandTable, problems: &mut Vec<Diagnostic>) -> Brand {
    if written.logo.is_none() && written.logo_dark.is_some() {
        let problem = wrong(RULE, at!["brand", "logo_dark"], "there is no logo for light backgrounds");
        problems.push(problem.hint("set `logo` too"));
    }
    let mut file = |key, written: Option<String>, kinds| file(key, &written?, kinds, problems);
    let (logo, logo_dark) = (file("logo", written.logo, PICTURES), file("logo_dark", written.logo_dark, PICTURES));
    let (icon, css) = (file("icon", written.icon, PICTURES), file("css", written.css, &["css"]));
    let accent = written.accent.and_then(|written| accent(&written, problems));
    let footer = written.footer.filter(|text| !text.trim().is_empty());
    Brand { logo, logo_dark, icon, accent, footer, css }
}

/// The allowed extensions of images.
const PICTURES: &[&str] = &["svg", "png"];

/// Validates the path of a file in the project.
fn file(key: &str, written: &str, kinds: &[&str], problems: &mut Vec<Diagnostic>) -> Option<PathBuf> {
    let path = inside(written, "a file", at!["brand", key], problems)?;
    let extension = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
    if !kinds.iter().any(|kind| extension.as_deref() == Some(kind.as_ref())) {
        let kinds: Vec<String> = kinds.iter().map(|kind| format!(".{kind}")).collect();
        let problem = wrong(RULE, at!["brand", key], format!("\"{written}\" is not a {} file", kinds.join(" or ")));
        problems.push(problem.hint("the extension determines the kind of file"));
        return None;
    }
    Some(path)
}

fn accent(written: &str, problems: &mut Vec<Diagnostic>) -> Option<Rgb> {
    let colour = Rgb::parse(written);
    if colour.is_none() {
        let problem = wrong(RULE, at!["brand", "accent"], format!("\"{written}\" is not a colour"));
        problems.push(problem.hint("write it in hexadecimal digits: \"#6d28d9\""));
    }
    colour
}

/// Validates the links of the header. Invalid ones are reported and skipped.
pub(super) fn nav(written: &[NavLink], problems: &mut Vec<Diagnostic>) -> Vec<NavLink> {
    let mut is_valid = |(index, link): (usize, &NavLink)| {
        let location = |key: &str| at!["nav", index, key];
        let before = problems.len();
        if link.label.trim().is_empty() || link.label.chars().any(char::is_control) {
            problems.push(wrong(RULE, location("label"), "a link needs a label on one line").hint("write what the header shows"));
        }
        if target(&link.url).is_none() {
            let problem = wrong("unsafe-url", location("url"), format!("\"{}\" is not an allowed link target", link.url));
            problems
                .push(problem.hint("write a URL that begins with https:// or http://, or a path relative to the site's root"));
        }
        problems.len() == before
    };
    written.iter().enumerate().filter(|link| is_valid((link.0, link.1))).map(|(_, link)| link.clone()).collect()
}
