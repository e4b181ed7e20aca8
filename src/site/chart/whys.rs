//! A chain of whys as boxes in rows, from the problem to the last answer.

use std::borrow::Cow;

use super::WIDTH;
use super::block::{Block, tip_down, tip_right};
use super::svg::{Caption, Point, Svg};
use super::text::Style;
use crate::incident::{Why, WhyChain};
use crate::locale::Locale;
use crate::prose::markdown::plain;
use crate::site::html::Html;

/// The space between the boxes, where the arrows are.
const GAP: i32 = 28;
/// The maximum number of boxes in a row.
const COLUMNS: usize = 4;

/// Draws the chain. `None` if it has no whys. `number` distinguishes the chains of a page.
pub(in crate::site) fn draw(chain: &WhyChain, number: usize, locale: &Locale) -> Option<Html> {
    if chain.whys.is_empty() {
        return None;
    }
    let boxes = chain.whys.len() + 1;
    let columns = boxes.div_ceil(boxes.div_ceil(COLUMNS));
    let words = Words::of(chain);
    Some(layout(&words, &format!("why_{number}"), columns, locale))
}

/// The texts of a chain without Markdown.
struct Words<'a> {
    problem: Cow<'a, str>,
    answers: Vec<Option<Cow<'a, str>>>,
}

impl<'a> Words<'a> {
    fn of(chain: &'a WhyChain) -> Self {
        let answer = |why: &'a Why| why.answer.as_deref().map(plain);
        Self { problem: plain(&chain.problem), answers: chain.whys.iter().map(answer).collect() }
    }
}

fn layout(words: &Words<'_>, id: &str, columns: usize, locale: &Locale) -> Html {
    let count = i32::try_from(columns).unwrap_or(1);
    let width = ((WIDTH - 2 - GAP * (count - 1)) / count).min(400);
    let blocks = blocks(words, width, locale);
    let mut svg = Svg::default();
    let mut y = 1;
    for (row, line) in blocks.chunks(columns).enumerate() {
        let height = line.iter().map(|(block, _)| block.height()).max().unwrap_or(0);
        let mut x = 1;
        for (column, (block, class)) in line.iter().enumerate() {
            block.draw(&mut svg, class, Point { x, y }, height);
            if column > 0 {
                let (from, to) = (Point { x: x - GAP, y: y + height / 2 }, Point { x: x - 2, y: y + height / 2 });
                svg.line("path", from, to);
                tip_right(&mut svg, to);
            } else if row > 0 {
                turn(&mut svg, width, count, y);
            }
            x += width + GAP;
        }
        y += height + GAP;
    }
    let (title, description) = (locale.text("chain_of_whys"), description(words, locale));
    let caption = Caption { id, class: "diagram", title: &title, description: &description };
    svg.image(caption, (width + GAP) * count - GAP + 2, y - GAP + 1)
}

/// Draws the connector from the end of one row to the start of the next, whose boxes are at `y`.
fn turn(svg: &mut Svg, width: i32, columns: i32, y: i32) {
    let middle = 1 + width / 2;
    let last = middle + (width + GAP) * (columns - 1);
    let points = [(last, y - GAP), (last, y - GAP / 2), (middle, y - GAP / 2), (middle, y - 2)];
    svg.path("path", &points.map(|(x, y)| Point { x, y }), false);
    tip_down(svg, Point { x: middle, y: y - 2 });
}

fn blocks(words: &Words<'_>, width: i32, locale: &Locale) -> Vec<(Block, &'static str)> {
    let problem = Block::new(Style::Strong, &words.problem, width, 7).headed(&locale.text("problem"));
    let why = |(index, answer): (usize, &Option<Cow<'_, str>>)| {
        let head = locale.format("why_number", &[("number", (index + 1).into())]);
        match answer {
            Some(answer) => (Block::new(Style::Label, answer, width, 7).headed(&head), "cell"),
            None => (Block::new(Style::Label, &locale.text("not_answered"), width, 2).headed(&head), "cell missing"),
        }
    };
    std::iter::once((problem, "cell first")).chain(words.answers.iter().enumerate().map(why)).collect()
}

fn description(words: &Words<'_>, locale: &Locale) -> String {
    let answered = words.answers.iter().flatten().count();
    let problem = sentence(&words.problem);
    let counts = [("problem", problem.into()), ("whys", words.answers.len().into()), ("answers", answered.into())];
    locale.format("chain_described", &counts)
}

/// The text with a full stop if it lacks final punctuation.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?', '。']) { text.to_owned() } else { format!("{text}.") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::chart::geometry::{TEXTS, check};

    #[test]
    fn a_chain_of_any_length_keeps_its_words_in_their_boxes() {
        for text in TEXTS {
            for length in [1, 2, 3, 4, 5, 9] {
                let answered =
                    |answer: Option<&str>| Why { question: None, answer: answer.map(str::to_owned), evidence: Vec::new() };
                let mut whys = vec![answered(Some(text)); length];
                whys.push(answered(None));
                check(&draw(&WhyChain { problem: text.to_owned(), whys }, 1, &Locale::english().unwrap()).unwrap());
            }
        }
    }

    #[test]
    fn a_problem_that_nobody_asked_about_is_no_picture() {
        assert!(draw(&WhyChain { problem: "It failed".to_owned(), whys: Vec::new() }, 1, &Locale::english().unwrap()).is_none());
    }
}
