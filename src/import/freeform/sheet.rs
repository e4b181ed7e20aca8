//! A table with a row for each incident: columns mean what their heads say, whatever separates them.

use std::ops::Range;
use std::rc::Rc;

use super::reader::Reader;
use crate::diagnostic::{Diagnostic, Source, at};
use crate::import::document::{Import, Options};
use crate::import::draft::{Draft, unknown_columns};
use crate::import::names::{FieldNames, FieldTarget, plain};
use crate::import::stamp;
use crate::prose::spreadsheet;

/// Columns of this archive's own table that are derived from the rest. A table that has all of them is such a table.
const DERIVED: [&str; 8] = [
    "time_to_detect_seconds",
    "time_to_acknowledge_seconds",
    "time_to_mitigate_seconds",
    "time_to_resolve_seconds",
    "duration_seconds",
    "counts",
    "open_actions",
    "url",
];

/// A row: its cells with their places.
struct Line {
    cells: Vec<(String, Range<usize>)>,
    span: Range<usize>,
}

/// Reads a table.
pub(in crate::import) fn import<'a>(document: &Rc<Source<'a>>, options: &'a Options<'a>) -> Import {
    let lines = match lines(document) {
        Ok(lines) => lines,
        Err(error) => return Import::failed(*error),
    };
    let mut lines = lines.into_iter().filter(|line| line.cells.iter().any(|(cell, _)| !cell.trim().is_empty()));
    let Some(head) = lines.next() else { return Import::failed(document.error(0..0, "this document is empty")) };
    let sheet = match Sheet::new(document, &head, options) {
        Ok(sheet) => sheet,
        Err(error) => return Import::failed(*error),
    };
    let mut results = Import::default();
    lines.for_each(|line| sheet.incident(&line, &mut results));
    if results.incidents.is_empty() && results.errors.is_empty() {
        results.errors.push(document.error(head.span, "there is no incident below the head of this table"));
    }
    results
}

/// The head of a table.
struct Sheet<'a> {
    document: Rc<Source<'a>>,
    options: &'a Options<'a>,
    /// Each column's name, and what it stands for.
    columns: Vec<(String, Option<FieldTarget>)>,
    /// Those with unknown names.
    unknown: Rc<[String]>,
    /// Whether it is this archive's own table.
    is_own: bool,
    /// Whether the day comes before the month.
    order: Option<bool>,
}

impl<'a> Sheet<'a> {
    fn new(document: &Rc<Source<'a>>, head: &Line, options: &'a Options<'a>) -> Result<Self, Box<Diagnostic>> {
        let names = FieldNames(options.names);
        let columns: Vec<_> = head.cells.iter().map(|(name, _)| (name.trim().to_owned(), names.find(name))).collect();
        let is_there = |name: &str| columns.iter().any(|(column, _)| plain(column) == name);
        if let Some(missing) = options.names.iter().find(|mapping| !is_there(&mapping.name)) {
            let listed = columns.iter().map(|(name, _)| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
            let error =
                document.error(head.span.clone(), format!("there is no column \"{}\", which --map names", missing.written));
            return Err(error.hint(format!("the columns are {listed}")).into());
        }
        let is_unknown = |(name, target): &&(String, Option<FieldTarget>)| target.is_none() && !name.is_empty();
        let unknown: Rc<[String]> = columns.iter().filter(is_unknown).map(|(name, _)| name.clone()).collect();
        if columns.iter().all(|(_, target)| target.is_none()) {
            let which = unknown_columns(&unknown).unwrap_or_else(|| "none has a name".to_owned());
            let error = document.error(head.span.clone(), format!("of these columns, {which}"));
            return Err(error.hint("a table begins with a line of names: say what they mean with --map \"COLUMN=title\"").into());
        }
        let is_own = DERIVED.iter().all(|name| columns.iter().any(|(column, _)| column == name));
        let order = stamp::day_comes_first(&document.text.replace([';', '\t', '|', '"'], " ").replace(',', " "));
        Ok(Self { document: Rc::clone(document), options, columns, unknown, is_own, order })
    }

    fn incident(&self, line: &Line, results: &mut Import) {
        let extra = line.cells.iter().skip(self.columns.len()).find(|(cell, _)| !cell.trim().is_empty());
        if let Some((_, span)) = extra {
            let message = format!("this row has {} cells, and the head {}", line.cells.len(), self.columns.len());
            let error = self.document.error(span.clone(), message);
            return results.errors.push(error.hint("a cell with a separator in it stands between quotation marks"));
        }
        let mut reader = Reader::new(
            Draft::new(Rc::clone(&self.document), line.span.clone(), self.options).of_table(Rc::clone(&self.unknown)),
        );
        reader.is_own = self.is_own;
        reader.clock.order = self.order;
        for ((name, target), (cell, span)) in
            self.columns.iter().zip(&line.cells).filter(|(_, (cell, _))| !cell.trim().is_empty())
        {
            self.cell(&mut reader, (name, target.as_ref()), cell, span);
        }
        results.push(reader.finish());
    }

    fn cell(&self, reader: &mut Reader<'_>, (name, target): (&str, Option<&FieldTarget>), cell: &str, span: &Range<usize>) {
        if self.is_own && own_cell(reader, name, cell, span) {
            return;
        }
        if self.is_own && DERIVED.contains(&name) {
            return reader.draft.dropped(span.clone(), format!("{name} follows from the rest"));
        }
        let text = if self.is_own { spreadsheet::unescaped(cell).into_owned() } else { cell.to_owned() };
        let text: &str = &reader.draft.without_comments(text, span);
        match target {
            Some(target) => _ = reader.target(target, name, text, span),
            None => reader.own_field(if name.is_empty() { "column" } else { name }, text, span),
        }
    }
}

/// Takes a cell of this archive's own table as it is: a title, or a list of names.
fn own_cell(reader: &mut Reader<'_>, name: &str, cell: &str, span: &Range<usize>) -> bool {
    let incident = &mut reader.draft.incident;
    let list = match name {
        "title" => {
            incident.title = spreadsheet::unescaped(cell).into_owned();
            return true;
        }
        "counts" if cell == "false" => {
            let comment = "the table says that it counts in no figure: it was withdrawn, or is a duplicate of another one";
            reader.draft.unsure(at!["review", "state"], span.clone(), comment);
            return true;
        }
        "services" => &mut incident.services,
        "teams" => &mut incident.teams,
        "tags" => &mut incident.tags,
        _ => return false,
    };
    list.extend(spreadsheet::unescaped(cell).split("; ").map(str::to_owned));
    true
}

/// The rows of a document that are not blank, with the places of their cells. The csv crate has places of rows alone.
fn lines(document: &Source<'_>) -> Result<Vec<Line>, Box<Diagnostic>> {
    let (separator, text) = separated(document.text.trim_start_matches('\u{feff}'));
    let start = document.text.len() - text.len();
    let (mut lines, mut cells, mut begin, mut is_quoted) = (Vec::new(), Vec::new(), 0, false);
    for (at, byte) in text.bytes().chain([b'\n']).enumerate() {
        match byte {
            b'"' if text.as_bytes()[begin] == b'"' => is_quoted = !is_quoted,
            b'\n' | b'\r' if !is_quoted && cells.is_empty() && at == begin => begin = at + 1,
            byte if !is_quoted && (byte == separator || matches!(byte, b'\n' | b'\r')) => {
                cells.push((unquoted(&text[begin..at]), start + begin..start + at));
                begin = at + 1;
                if byte != separator {
                    let cells: Vec<(String, Range<usize>)> = std::mem::take(&mut cells);
                    let first = cells.first().map_or(at, |(_, span)| span.start);
                    lines.push(Line { cells, span: first..start + at });
                }
            }
            _ => {}
        }
    }
    if is_quoted {
        return Err(document.error(start + begin..start + begin + 1, "this quotation mark is not closed").into());
    }
    Ok(lines)
}

/// The text of a cell that may stand between quotation marks. Two of them in it are one.
fn unquoted(cell: &str) -> String {
    let Some(mut rest) = cell.strip_prefix('"') else { return cell.to_owned() };
    let mut text = String::new();
    while let Some((before, behind)) = rest.split_once('"') {
        text.push_str(before);
        rest = behind.strip_prefix('"').unwrap_or(behind);
        if rest.len() == behind.len() {
            break;
        }
        text.push('"');
    }
    text + rest
}

/// What separates the columns, and the table. Excel writes the separator into a line before the head: `sep=;`.
fn separated(text: &str) -> (u8, &str) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let named = first.trim_end_matches('\r').trim_matches('"');
    match named.get(..4).filter(|name| name.eq_ignore_ascii_case("sep=")).map(|_| &named.as_bytes()[4..]) {
        Some([separator]) => (*separator, rest),
        Some(_) => (separator(rest), rest),
        None => (separator(text), text),
    }
}

/// The separator that the head has most of.
fn separator(text: &str) -> u8 {
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0), (b'|', 0)];
    let mut is_quoted = false;
    for byte in text.trim_start_matches(['\r', '\n']).bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' if !is_quoted => break,
            _ if !is_quoted => counts.iter_mut().filter(|(known, _)| *known == byte).for_each(|(_, count)| *count += 1),
            _ => {}
        }
    }
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(separator, _)| *separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_found_where_they_stand() {
        let text = "a;b\n\"x;\n\"\"y\"\"\";2\n";
        assert_eq!(separator(text), b';');
        let document = Source::new("a", text);
        let found = lines(&document).unwrap();
        assert_eq!(found[1].cells[0].0, "x;\n\"y\"");
        assert_eq!(&text[found[1].cells[1].1.clone()], "2");
        assert!(lines(&Source::new("a", "a,b\n\"x,2\n")).is_err());
    }

    #[test]
    fn a_cell_is_what_stands_between_its_quotation_marks() {
        let text = "\r\n\"a\"\"b\" c,d \"e\",\"f\ng\"\r\rh,,\"\"";
        let found = lines(&Source::new("a", text)).unwrap();
        let cells = found.iter().map(|line| line.cells.iter().map(|(cell, _)| cell.as_str()).collect::<Vec<_>>());
        assert_eq!(cells.collect::<Vec<_>>(), [["a\"b c", "d \"e\"", "f\ng"], ["h", "", ""]]);
        assert_eq!(found.iter().map(|line| &text[line.span.clone()]).collect::<Vec<_>>()[1], "h,,\"\"");
    }
}
