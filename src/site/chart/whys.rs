//! A chain of whys, from the problem to the last answer: in rows on a wide page, in a column on a phone.

use std::borrow::Cow;

use super::WIDTH;
use super::block::{Block, tip_down, tip_right};
use super::svg::{Caption, Point, Svg};
use super::text::Style;
use crate::incident::{Why, WhyChain};
use crate::prose::{self, markdown::plain};
use crate::site::html::Html;

/// The space between the boxes, in which the arrows stand.
const GAP: i32 = 28;
/// How many boxes a row has at most.
const COLUMNS: usize = 4;

/// The picture of a chain, where a why was asked. `number` distinguishes the chains of a page.
pub(in crate::site) fn draw(chain: &WhyChain, number: usize) -> Option<Html> {
    if chain.whys.is_empty() {
        return None;
    }
    let boxes = chain.whys.len() + 1;
    let columns = boxes.div_ceil(boxes.div_ceil(COLUMNS));
    let words = Words::of(chain);
    Some(layout(&words, &format!("why_{number}"), columns))
}

/// What a chain says, without its Markdown.
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

fn layout(words: &Words<'_>, id: &str, columns: usize) -> Html {
    let count = i32::try_from(columns).unwrap_or(1);
    let width = ((WIDTH - 2 - GAP * (count - 1)) / count).min(400);
    let blocks = blocks(words, width);
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
    let description = description(words);
    let caption = Caption { id, class: "diagram", title: "Chain of whys", description: &description };
    svg.image(caption, (width + GAP) * count - GAP + 2, y - GAP + 1)
}

/// The way from the end of a row to the begin of the next, whose boxes stand at `y`.
fn turn(svg: &mut Svg, width: i32, columns: i32, y: i32) {
    let middle = 1 + width / 2;
    let last = middle + (width + GAP) * (columns - 1);
    let points = [(last, y - GAP), (last, y - GAP / 2), (middle, y - GAP / 2), (middle, y - 2)];
    svg.path("path", &points.map(|(x, y)| Point { x, y }), false);
    tip_down(svg, Point { x: middle, y: y - 2 });
}

fn blocks(words: &Words<'_>, width: i32) -> Vec<(Block, &'static str)> {
    let problem = Block::new(Style::Strong, &words.problem, width, 7).headed("Problem");
    let why = |(index, answer): (usize, &Option<Cow<'_, str>>)| {
        let head = format!("Why {}", index + 1);
        match answer {
            Some(answer) => (Block::new(Style::Label, answer, width, 7).headed(&head), "cell"),
            None => (Block::new(Style::Label, "Not answered yet", width, 2).headed(&head), "cell missing"),
        }
    };
    std::iter::once((problem, "cell first")).chain(words.answers.iter().enumerate().map(why)).collect()
}

fn description(words: &Words<'_>) -> String {
    let answered = words.answers.iter().flatten().count();
    let (whys, answers) = (prose::count(words.answers.len(), "why", "whys"), prose::count(answered, "answer", "answers"));
    format!("Problem: {} {whys}, {answers}. The text below has every word.", sentence(&words.problem))
}

/// A text as a sentence of its own.
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
                check(&draw(&WhyChain { problem: text.to_owned(), whys }, 1).unwrap());
            }
        }
    }

    #[test]
    fn a_problem_that_nobody_asked_about_is_no_picture() {
        assert!(draw(&WhyChain { problem: "It failed".to_owned(), whys: Vec::new() }, 1).is_none());
    }
}
