//! sRGB colours in CSS notation, and their contrast as defined by WCAG 2.2.

use std::fmt;

/// A colour: red, green and blue, from 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rgb(pub [u8; 3]);

impl Rgb {
    /// Black.
    pub const BLACK: Self = Self([0; 3]);
    /// White.
    pub const WHITE: Self = Self([255; 3]);

    /// Parses `#rgb` or `#rrggbb`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let digits: Option<Vec<u8>> = digits.chars().map(|c| u8::try_from(c.to_digit(16)?).ok()).collect();
        let digits = digits?;
        match digits.len() {
            3 => Some(Self([0, 1, 2].map(|at| digits[at] * 17))),
            6 => Some(Self([0, 2, 4].map(|at| digits[at] * 16 + digits[at + 1]))),
            _ => None,
        }
    }

    /// The contrast ratio of two colours, from 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// The closest colour of the same hue that passes, darker or lighter. `None` if neither black nor white passes.
    pub fn nearest(self, passes: impl Fn(Self) -> bool) -> Option<Self> {
        let steps = (0..=255).flat_map(|step| [self.mixed(Self::BLACK, step), self.mixed(Self::WHITE, step)]);
        steps.into_iter().find(|colour| passes(*colour))
    }

    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        let [r, g, b] = self.0.map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// Mixes this colour with `step` parts of 255 of another one.
    fn mixed(self, other: Self, step: u32) -> Self {
        let channel = |(from, to): (u8, u8)| {
            let mixed = (u32::from(from) * (255 - step) + u32::from(to) * step + 127) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        let [r, g, b] = [0, 1, 2].map(|at| channel((self.0[at], other.0[at])));
        Self([r, g, b])
    }
}

/// Formats the colour in CSS notation: `#6d28d9`.
impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_read_as_style_sheets_write_it_and_nothing_else_is_one() {
        assert_eq!(Rgb::parse("#fA0"), Some(Rgb([255, 170, 0])));
        assert_eq!(Rgb::parse("#6d28d9").map(|colour| colour.to_string()).as_deref(), Some("#6d28d9"));
        for text in ["", "#", "6d28d9", "#6d28d", "#6d28d9ff", "red", "#gggggg", "#12 456", "url(x)", "#é12"] {
            assert_eq!(Rgb::parse(text), None, "{text}");
        }
    }

    /// Values from the W3C's examples and from common contrast checkers.
    #[test]
    fn contrast_is_that_of_wcag() {
        let contrast = |one, other| Rgb::parse(one).unwrap().contrast(Rgb::parse(other).unwrap());
        assert!((contrast("#000", "#fff") - 21.0).abs() < 1e-9);
        assert!((contrast("#777", "#fff") - 4.48).abs() < 0.005);
        assert!((contrast("#767676", "#fff") - 4.54).abs() < 0.005);
        assert!((contrast("#fff", "#fff") - 1.0).abs() < 1e-9);
    }

    #[test]
    fn the_nearest_colour_passes_and_none_before_it_does() {
        let passes = |colour: Rgb| colour.contrast(Rgb::WHITE) >= 4.5;
        let yellow = Rgb::parse("#ffcc00").unwrap();
        let nearest = yellow.nearest(passes).unwrap();
        assert!(passes(nearest));
        let [r, g, b] = nearest.0;
        assert!(r > g && g > b, "{nearest} is another hue");
        assert!(!passes(Rgb([r + 2, g + 2, b])), "{nearest} is further away than it must be");
        assert_eq!(Rgb::BLACK.nearest(passes), Some(Rgb::BLACK));
        assert_eq!(yellow.nearest(|_| false), None);
    }
}
