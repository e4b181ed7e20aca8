//! A text, with the words that are its author's own.

use std::cell::OnceCell;
use std::ops::Range;

use linkify::{LinkFinder, LinkKind};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::word::{Sign, Word, words};
use crate::check::rule::path;
use crate::diagnostic::ValuePath;
use crate::incident::Step;
use crate::prose::markdown;

/// A text with its words. Inline code, quotations and URLs are gaps between words that no phrase can span.
#[derive(Debug)]
pub(in crate::check) struct Passage<'a> {
    steps: Vec<Step<'a>>,
    /// The text itself.
    pub text: &'a str,
    words: OnceCell<Vec<Word>>,
}

impl<'a> Passage<'a> {
    /// A text whose words are not parsed yet.
    pub(in crate::check) fn new(steps: &[Step<'a>], text: &'a str) -> Self {
        Self { steps: steps.to_vec(), text, words: OnceCell::new() }
    }

    /// The author's own words, parsed on first use. Every text is parsed as Markdown, even if it is shown verbatim, because people mark
    /// code in the same way in titles.
    pub(in crate::check) fn words(&self) -> &[Word] {
        self.words.get_or_init(|| Reader::read(self.text))
    }

    /// Its path in the file.
    pub(in crate::check) fn path(&self) -> ValuePath {
        path(&self.steps)
    }

    /// The keys of its path, without indexes.
    pub(in crate::check) fn keys(&self) -> impl Iterator<Item = &'a str> {
        self.steps.iter().filter_map(|step| match step {
            Step::Key(key) => Some(*key),
            Step::Index(_) => None,
        })
    }

    /// The range of the text from the first to the last of some words.
    pub(in crate::check) fn bytes(&self, words: Range<usize>) -> Range<usize> {
        self.words()[words.start].bytes.start..self.words()[words.end - 1].bytes.end
    }
}

/// Parses a text block by block.
struct Reader<'a> {
    text: &'a str,
    block: Vec<Sign>,
    words: Vec<Word>,
    /// The number of open elements whose text is not in the author's own words.
    foreign: usize,
}

impl<'a> Reader<'a> {
    fn read(text: &'a str) -> Vec<Word> {
        let mut reader = Reader { text, block: Vec::new(), words: Vec::new(), foreign: 0 };
        for (event, bytes) in Parser::new_ext(text, markdown::options()).into_offset_iter() {
            reader.event(&event, bytes);
        }
        reader.end_block();
        reader.words
    }

    fn event(&mut self, event: &Event<'_>, bytes: Range<usize>) {
        match event {
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) => {}
            Event::Start(tag) => {
                self.end_block();
                self.foreign += usize::from(matches!(tag, Tag::CodeBlock(_) | Tag::BlockQuote(_) | Tag::HtmlBlock));
            }
            Event::End(tag) => {
                self.end_block();
                self.foreign -= usize::from(matches!(tag, TagEnd::CodeBlock | TagEnd::BlockQuote(_) | TagEnd::HtmlBlock));
            }
            Event::Text(said) => self.text(said, bytes),
            Event::SoftBreak | Event::HardBreak => self.block.push((Some(' '), bytes)),
            _ => self.block.push((None, bytes)),
        }
    }

    /// Adds a run of text from the source, or the character of an entity.
    fn text(&mut self, said: &str, bytes: Range<usize>) {
        if self.text.get(bytes.clone()) == Some(said) {
            self.block.extend(said.char_indices().map(|(at, character)| {
                let start = bytes.start + at;
                (Some(character), start..start + character.len_utf8())
            }));
        } else {
            self.block.extend(said.chars().map(|character| (Some(character), bytes.clone())));
        }
    }

    fn end_block(&mut self) {
        if self.foreign == 0 && !self.block.is_empty() {
            self.hide_addresses();
            hide_quotations(&mut self.block);
            self.words.extend(words(&self.block));
        }
        self.block.clear();
    }

    /// Replaces bare URLs with gaps.
    fn hide_addresses(&mut self) {
        let (Some(first), Some(last)) = (self.block.first(), self.block.last()) else { return };
        let (start, end) = (first.1.start, last.1.end);
        let Some(source) = self.text.get(start..end).filter(|source| source.contains("://") || source.contains('@')) else {
            return;
        };
        for link in LinkFinder::new().kinds(&[LinkKind::Url, LinkKind::Email]).links(source) {
            let link = start + link.start()..start + link.end();
            let first = self.block.partition_point(|sign| sign.1.start < link.start);
            self.block[first..].iter_mut().take_while(|sign| sign.1.end <= link.end).for_each(|sign| sign.0 = None);
        }
    }
}

/// Removes quotations from a block: they are another person's words. A quotation that is never closed extends to the end.
fn hide_quotations(block: &mut [Sign]) {
    let (mut at, mut unclosed) = (0, Vec::new());
    while at < block.len() {
        let before = if at == 0 { None } else { block[at - 1].0 };
        let mark = block[at].0.filter(|mark| !unclosed.contains(mark));
        let Some((mark, closing)) = mark.and_then(|mark| Some((mark, closing(mark, before, following(block, at))?))) else {
            at += 1;
            continue;
        };
        let closes = |index: &usize| block[*index].0.is_some_and(|mark| closing.contains(&mark)) && !is_apostrophe(block, *index);
        let end = match (at + 1..block.len()).find(closes) {
            Some(end) => end,
            // A lone apostrophe before a word, as in 'til, does not open a quotation, and neither does any later one.
            None if matches!(mark, '\'' | '‘') => {
                unclosed.push(mark);
                continue;
            }
            None => block.len() - 1,
        };
        block[at..=end].iter_mut().for_each(|sign| sign.0 = None);
        at = end + 1;
    }
}

/// The marks that close the quotation that a mark opens. Empty if it does not open a quotation.
fn closing(mark: char, before: Option<char>, after: Option<char>) -> Option<&'static [char]> {
    let can_open = before.is_none_or(|before| !before.is_alphanumeric()) && after.is_none_or(|after| !after.is_whitespace());
    match mark {
        '"' if can_open => Some(&['"']),
        '\'' if can_open => Some(&['\'']),
        '“' => Some(&['”']),
        '„' | '‟' => Some(&['“', '”']),
        '”' if can_open => Some(&['”']),
        '‘' if can_open => Some(&['’']),
        '‚' => Some(&['‘', '’']),
        '«' => Some(&['»']),
        '»' => Some(&['«', '»']),
        '‹' => Some(&['›']),
        '›' => Some(&['‹', '›']),
        '「' => Some(&['」']),
        '『' => Some(&['』']),
        _ => None,
    }
}

fn following(block: &[Sign], at: usize) -> Option<char> {
    block.get(at + 1).and_then(|sign| sign.0)
}

/// Whether the mark at a position is within a word, as in "doesn't".
fn is_apostrophe(block: &[Sign], at: usize) -> bool {
    matches!(block[at].0, Some('\'' | '’')) && following(block, at).is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::super::word::Gap;
    use super::*;

    /// The author's own words, with a mark for each gap that no phrase can span.
    fn spoken(text: &str) -> String {
        let mut spoken = String::new();
        for word in Passage::new(&[], text).words() {
            spoken.push_str(match word.gap {
                Gap::Space => " ",
                Gap::Mark => ", ",
                Gap::Foreign => " … ",
                Gap::Sentence => "| ",
            });
            spoken.push_str(&text[word.bytes.clone()]);
        }
        spoken
    }

    #[test]
    fn code_quotations_and_addresses_are_not_the_authors_words() {
        let cases = [
            ("a `b c` d", "| a … d"),
            ("a\n\n```\nb\n```\n\n    c\n\nd", "| a| d"),
            ("a\n\n> b\n> - c\n\nd", "| a| d"),
            ("a [b *c*](https://x.example/human-error 'd') e", "| a b c e"),
            ("a https://x.example/b-c, d <https://y.example> e@z.example f", "| a … d … f"),
            ("a <b title='c'>d</b> e", "| a … d … e"),
            ("a ![b](c.png) d", "| a| b| d"),
        ];
        for (text, expected) in cases {
            assert_eq!(spoken(text), expected, "{text}");
        }
    }

    #[test]
    fn quotation_marks_of_every_kind_are_known() {
        let quoted = [
            "\"b c\"",
            "'b c'",
            "“b c”",
            "„b c“",
            "„b c”",
            "‘b don’t c’",
            "‚b c‘",
            "«b c»",
            "« b c »",
            "»b c«",
            "‹b c›",
            "›b c‹",
            "”b c”",
            "「b c」",
            "『b c』",
            "(\"b `c`\")",
            "&quot;b c&quot;",
            "\"b\nc\"",
            "*“b* c”",
        ];
        for quoted in quoted {
            assert_eq!(spoken(&format!("a {quoted} d")), "| a … d", "{quoted}");
        }
    }

    #[test]
    fn an_apostrophe_or_an_inch_opens_no_quotation() {
        assert_eq!(spoken("it's the users' 19\" rack"), "| it's the users, 19, rack");
        assert_eq!(spoken("the ’90s didn’t, 'til"), "| the, 90s didn’t, til");
        assert_eq!(spoken("a “b c\n\nd"), "| a| d", "a quotation that never closes ends with its block");
    }

    #[test]
    fn words_run_on_through_emphasis_and_line_ends_but_not_through_sentences_and_blocks() {
        assert_eq!(spoken("a **b**\n*c*d ~~e~~"), "| a b c*d e");
        assert_eq!(spoken("- a\n- b. C (d)\n\n# e\n"), "| a| b| C, d| e");
        assert_eq!(spoken("| a | b |\n|---|---|\n| c | d |"), "| a| b| c| d");
        assert_eq!(spoken("don\\'t"), "| don\\'t");
        assert_eq!(spoken("a&nbsp;b &amp; c"), "| a b, c");
    }
}
