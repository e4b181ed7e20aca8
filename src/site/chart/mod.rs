//! Charts: inline SVG, drawn at build time.
//!
//! Every chart is a pure function from a small input to [`Html`](crate::site::html::Html). Charting crates emit their own colours
//! and fonts, and cannot lay out labels of arbitrary text, so none is used. Here the style sheet sets all colours and font sizes by
//! class, so that charts follow the light and dark schemes, print in black on white, and can be changed by a theme. Label layout
//! only needs the width of a text, which [`text`] estimates without a font.
//!
//! Text never makes a chart wider: labels are wrapped and truncated. Where a chart does not fit on a phone, the page shows the text
//! instead.

pub(in crate::site) mod band;
mod block;
pub(in crate::site) mod bow_tie;
pub(in crate::site) mod columns;
pub(in crate::site) mod dots;
pub(in crate::site) mod fishbone;
#[cfg(test)]
mod geometry;
pub(in crate::site) mod heat;
pub(in crate::site) mod incident_strip;
pub(in crate::site) mod spark;
pub(in crate::site) mod svg;
pub(in crate::site) mod text;
pub(in crate::site) mod whys;

/// The width of a chart in the text column of a page, in units.
const WIDTH: i32 = 718;
