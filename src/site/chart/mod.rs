//! Pictures: inline SVG, drawn at build time straight into a text.
//!
//! Every picture is a pure function from a small input to [`Html`](crate::site::html::Html). They are drawn by hand, with a writer
//! of a hundred lines, because a charting crate draws its own colours and fonts into the picture. Here the style sheet colours
//! and sizes everything by class, so that a picture follows light and dark, prints black on white, and is a theme's to change, and
//! because none of the crates knows where a label of a foreign text may stand. What a picture needs of a library is the width of
//! text, and that is measured in [`text`], without a font.
//!
//! A picture never grows with its text's length in width: labels are wrapped to lines and cut. A phone shows the words instead.

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

/// The width of a picture in the text of a page, in units.
const WIDTH: i32 = 718;
