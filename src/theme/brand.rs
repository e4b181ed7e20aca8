//! Applies the project's brand to its theme: logos, icon and style sheet, and the accent colour as tokens in the theme's style
//! sheet.

use std::borrow::Cow;
use std::io;
use std::path::Path;
use std::sync::LazyLock;

use regex::Regex;

use super::{Theme, Tokens};
use crate::config::{self, Config, Rgb};
use crate::diagnostic::{Diagnostic, Location, at};
use crate::files;

/// The maximum size of a file in bytes, since every page loads them.
const LARGEST: usize = 1 << 20;
/// The maximum width and height of a logo in the header, in pixels.
const SHOWN: (f64, f64) = (160.0, 28.0);
/// The minimum contrast of text (WCAG 2.2, 1.4.3).
const READABLE: f64 = 4.5;
/// The tokens of the colours behind text in the accent colour, and that of text on the accent colour.
const BEHIND: [&str; 5] = ["paper", "card", "well", "target", "on"];

/// The names of the brand's files in the theme.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BrandFiles {
    /// The logo.
    pub logo: Option<Picture>,
    /// The logo for dark backgrounds.
    pub logo_dark: Option<Picture>,
    /// The icon.
    pub icon: Option<Picture>,
    /// The style sheet.
    pub css: Option<String>,
}

/// An image of the brand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The path below `static/`.
    pub name: String,
    /// The displayed width in the header, in pixels.
    pub width: u32,
    /// The displayed height in the header, in pixels.
    pub height: u32,
}

impl Theme {
    /// Reads the files of the project's brand, and sets its accent colour. Problems are located in the configuration.
    pub fn apply_brand(&mut self, root: &Path, config: &Config) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        for (key, path) in config.brand.files() {
            match self.brand_file(root, key, path) {
                Ok(()) => {}
                Err((message, hint)) => {
                    let problem = Diagnostic::error("bad-value", format!("{} {message}", path.display()));
                    problems.push(problem.at(Location::value(config::FILE, at!["brand", key])).hint(hint));
                }
            }
        }
        if let Some(accent) = config.brand.accent {
            problems.extend(self.set_accent(accent));
        }
        problems
    }

    fn brand_file(&mut self, root: &Path, key: &str, path: &Path) -> Result<(), (String, &'static str)> {
        let bytes =
            files::read_inside(root, &root.join(path)).map_err(|error| (unreadable(&error), "name a file of the project"))?;
        if bytes.len() > LARGEST {
            return Err((format!("has {} bytes", bytes.len()), "every page loads it: use a file of at most 1 MiB"));
        }
        let kind = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let stem = if key == "css" { "style".to_owned() } else { key.replace('_', "-") };
        let name = format!("brand/{stem}.{kind}");
        if key == "css" {
            self.brand.css = Some(name.clone());
        } else {
            let (width, height) = size(&bytes, &kind).ok_or_else(|| {
                let message = if kind == "svg" { "is not an SVG picture with a size" } else { "is not a PNG picture" };
                (message.to_owned(), "give the element <svg> a viewBox, or convert the picture to PNG")
            })?;
            let scale = (SHOWN.0 / width).min(SHOWN.1 / height);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "lengths are from 1 to those of `SHOWN`")]
            let shown = |length: f64| (length * scale).round().max(1.0) as u32;
            let picture = Picture { name: name.clone(), width: shown(width), height: shown(height) };
            match key {
                "logo" => self.brand.logo = Some(picture),
                "logo_dark" => self.brand.logo_dark = Some(picture),
                _ => self.brand.icon = Some(picture),
            }
        }
        self.add_static(name, Cow::Owned(bytes));
        Ok(())
    }

    /// Adds the accent colour to the theme's style sheet. For dark backgrounds, the closest readable colour is used.
    fn set_accent(&mut self, accent: Rgb) -> Option<Diagnostic> {
        let css = self.statics.get_mut("style.css")?;
        let [light, dark] = Tokens::of(&String::from_utf8_lossy(css)).map(|tokens| Backgrounds::of(&tokens));
        if let Some((token, background, contrast)) = light.fails(accent) {
            let message = format!(
                "the accent {accent} has a contrast of {contrast:.1}:1 with {background} (--{token}), and text needs {READABLE}:1"
            );
            let problem = Diagnostic::error("bad-value", message).at(Location::value(config::FILE, at!["brand", "accent"]));
            let nearest = accent.nearest(|colour| light.fails(colour).is_none());
            return Some(match nearest {
                Some(nearest) => problem.hint(format!("the nearest colour that passes is \"{nearest}\"")),
                None => problem.hint("no colour passes on all backgrounds of this theme: change its tokens"),
            });
        }
        let on_dark = accent.nearest(|colour| dark.fails(colour).is_none()).unwrap_or(accent);
        let rules = format!(
            "\n/* [brand] accent */\n@media screen {{ :root {{ --accent: {accent}; }} }}\n\
             @media screen and (prefers-color-scheme: dark) {{ :root {{ --accent: {on_dark}; }} }}\n"
        );
        css.to_mut().extend_from_slice(rules.as_bytes());
        None
    }
}

/// The colours with which an accent must contrast, by token. Tokens that a theme lacks are ignored.
struct Backgrounds(Vec<(&'static str, Rgb)>);

impl Backgrounds {
    fn of(tokens: &Tokens) -> Self {
        Self(BEHIND.into_iter().filter_map(|name| Some((name, tokens.colour(name)?))).collect())
    }

    /// The background with the lowest contrast to a colour, if that is insufficient.
    fn fails(&self, colour: Rgb) -> Option<(&'static str, Rgb, f64)> {
        let contrasts = self.0.iter().map(|(token, background)| (*token, *background, colour.contrast(*background)));
        contrasts.min_by(|one, two| one.2.total_cmp(&two.2)).filter(|(_, _, contrast)| *contrast < READABLE)
    }
}

fn unreadable(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "does not exist".to_owned(),
        _ => format!("cannot be read ({error})"),
    }
}

/// The width and height of an image: of a PNG in pixels; of an SVG from its `viewBox`, or from its own attributes.
fn size(bytes: &[u8], kind: &str) -> Option<(f64, f64)> {
    let size = if kind == "png" { png_size(bytes) } else { svg_size(std::str::from_utf8(bytes).ok()?) };
    size.filter(|(width, height)| [width, height].into_iter().all(|length| (1e-3..1e6).contains(length)))
}

/// Reads the size from the header of a PNG: a signature, and a first chunk with width and height.
fn png_size(bytes: &[u8]) -> Option<(f64, f64)> {
    let header = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")?;
    let number = |at: usize| Some(f64::from(u32::from_be_bytes(header.get(at..at + 4)?.try_into().ok()?)));
    Some((number(0)?, number(4)?))
}

fn svg_size(text: &str) -> Option<(f64, f64)> {
    static ROOT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"<svg\s[^>]*>").ok());
    let root = ROOT.as_ref()?.find(text)?.as_str();
    let attribute = |name: &str| {
        let (_, rest) = root.split_once(&format!(" {name}=")).or_else(|| root.split_once(&format!("\n{name}=")))?;
        let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        rest[1..].split(quote).next()
    };
    let viewed = attribute("viewBox").and_then(|viewed| {
        let numbers: Vec<f64> = viewed.split([' ', ',', '\n']).filter_map(|number| number.parse().ok()).collect();
        if let [_, _, width, height] = numbers[..] { Some((width, height)) } else { None }
    });
    let length = |name| attribute(name)?.trim_end_matches("px").parse().ok();
    viewed.or_else(|| Some((length("width")?, length("height")?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_of_a_picture_is_that_of_its_header() {
        let svg = |attributes: &str| size(format!("<?xml version='1.0'?>\n<svg {attributes}><path/></svg>").as_bytes(), "svg");
        assert_eq!(svg("viewBox='0 0 120 30' width=\"1\""), Some((120.0, 30.0)));
        assert_eq!(svg("xmlns='x' width=\"64px\" height=\"16\""), Some((64.0, 16.0)));
        for attributes in ["", "viewBox='0 0 0 10'", "width='100%' height='100%'", "viewBox='0 0 nan inf'"] {
            assert_eq!(svg(attributes), None, "{attributes}");
        }
        let png = [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &[0, 0, 1, 0, 0, 0, 0, 64]].concat();
        assert_eq!(size(&png, "png"), Some((256.0, 64.0)));
        assert_eq!(size(&png[..20], "png"), None);
        assert_eq!(size(b"<svg viewBox='0 0 1 1'>", "png"), None);
    }

    #[test]
    fn any_accent_that_passes_in_light_has_one_that_passes_in_dark() {
        for blue in (0..=255).step_by(51) {
            for accent in [Rgb([0, 0, blue]), Rgb([blue, 0, 0]), Rgb([blue / 2, blue / 2, blue / 2])] {
                let mut theme = Theme::embedded().unwrap();
                let problem = theme.set_accent(accent);
                let [light, dark] = Tokens::of(&String::from_utf8_lossy(&theme.statics["style.css"]));
                let [on_light, on_dark] = [&light, &dark].map(Backgrounds::of);
                assert_eq!(problem.is_some(), on_light.fails(accent).is_some(), "{accent}");
                if problem.is_some() {
                    continue;
                }
                let css = String::from_utf8_lossy(&theme.statics["style.css"]).into_owned();
                let derived = css.rsplit("--accent: ").next().and_then(|rest| Rgb::parse(rest.split(';').next()?)).unwrap();
                assert!(on_dark.fails(derived).is_none(), "{accent} → {derived}");
            }
        }
    }
}
