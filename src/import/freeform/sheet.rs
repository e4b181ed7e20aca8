//! A table with a row for each incident: columns mean what their heads say, whatever separates them.

use std::ops::Range;

use super::names::{Target, plain};
use super::{Names, Review};
use crate::diagnostic::{Diagnostic, at};
use crate::export::csv::INCIDENT_COLUMNS;
use crate::import::imported::{Document, Draft, Import, Imported, Options, unknown_columns};

/// What our own table derives from the rest, or says of the site.
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

/// A row as it is, and where its cells stand.
struct Line {
    cells: Vec<(String, Range<usize>)>,
    span: Range<usize>,
}

/// Reads a table.
pub(in crate::import) fn import(document: &Document<'_>, options: &Options<'_>) -> Import {
    let lines = match lines(document) {
        Ok(lines) => lines,
        Err(error) => return Import::failed(*error),
    };
    let mut lines = lines.into_iter();
    let Some(head) = lines.next() else { return Import::failed(document.error(0..0, "this document is empty")) };
    let sheet = match Sheet::new(document, &head, options) {
        Ok(sheet) => sheet,
        Err(error) => return Import::failed(*error),
    };
    let mut import = Import::default();
    for line in lines.filter(|line| line.cells.iter().any(|(cell, _)| !cell.trim().is_empty())) {
        import.push(sheet.incident(&line));
    }
    if import.incidents.is_empty() && import.errors.is_empty() {
        import.errors.push(document.error(head.span, "there is no incident below the head of this table"));
    }
    import
}

/// The head of a table.
struct Sheet<'a, 'd> {
    document: &'d Document<'d>,
    options: &'a Options<'a>,
    /// Each column's name, and what it stands for.
    columns: Vec<(String, Option<Target>)>,
    /// Those whose names nobody knows.
    strange: Vec<String>,
    /// Whether it is the table that this archive writes.
    is_own: bool,
}

impl<'a, 'd: 'a> Sheet<'a, 'd> {
    fn new(document: &'d Document<'d>, head: &Line, options: &'a Options<'a>) -> Result<Self, Box<Diagnostic>> {
        let names = Names(options.mappings);
        let columns: Vec<_> = head.cells.iter().map(|(name, _)| (name.trim().to_owned(), names.find(name))).collect();
        let is_there = |name: &str| columns.iter().any(|(column, _)| plain(column) == name);
        if let Some(missing) = options.mappings.iter().find(|mapping| !is_there(&mapping.name)) {
            let listed = columns.iter().map(|(name, _)| format!("{name:?}")).collect::<Vec<_>>().join(", ");
            let error =
                document.error(head.span.clone(), format!("there is no column {:?}, which --map names", mapping_name(missing)));
            return Err(error.hint(format!("the columns are {listed}")).into());
        }
        let is_strange = |(name, target): &&(String, Option<Target>)| target.is_none() && !name.is_empty();
        let strange: Vec<String> = columns.iter().filter(is_strange).map(|(name, _)| name.clone()).collect();
        if columns.iter().all(|(_, target)| target.is_none()) {
            let unknown = unknown_columns(&strange).unwrap_or_else(|| "none has a name".to_owned());
            let error = document.error(head.span.clone(), format!("of these columns, {unknown}"));
            return Err(error.hint("a table begins with a line of names: say what they mean with --map \"COLUMN=title\"").into());
        }
        let is_own = INCIDENT_COLUMNS.iter().all(|(name, _)| columns.iter().any(|(column, _)| column == name));
        Ok(Self { document, options, columns, strange, is_own })
    }

    fn incident(&self, line: &Line) -> Result<Imported, Vec<Diagnostic>> {
        let strange = line.cells.iter().skip(self.columns.len()).find(|(cell, _)| !cell.trim().is_empty());
        if let Some((_, span)) = strange {
            let message = format!("this row has {} cells, and the head {}", line.cells.len(), self.columns.len());
            let error = self.document.error(span.clone(), message);
            return Err(vec![error.hint("a cell with a separator in it stands between quotation marks")]);
        }
        let mut review = Review::new(Draft::new(*self.document, line.span.clone(), self.options).of_table(&self.strange));
        review.is_own = self.is_own;
        for ((name, target), (cell, span)) in
            self.columns.iter().zip(&line.cells).filter(|(_, (cell, _))| !cell.trim().is_empty())
        {
            self.cell(&mut review, (name, target.as_ref()), cell, span);
        }
        review.finish()
    }

    fn cell(&self, review: &mut Review<'_>, (name, target): (&str, Option<&Target>), cell: &str, span: &Range<usize>) {
        if self.is_own && own_cell(review, name, cell, span) {
            return;
        }
        if self.is_own && DERIVED.contains(&name) {
            return review.draft.dropped(span.clone(), format!("{name} follows from the rest"));
        }
        let text = if self.is_own { own_text(cell) } else { cell };
        match target {
            Some(target) => _ = review.target(target, name, text, span),
            None => review.own_field(if name.is_empty() { "column" } else { name }, text, span),
        }
    }
}

fn mapping_name(mapping: &crate::import::Mapping) -> &str {
    &mapping.written
}

/// A cell of our own table that is taken as it is: a title, and lists of names.
fn own_cell(review: &mut Review<'_>, name: &str, cell: &str, span: &Range<usize>) -> bool {
    let incident = &mut review.draft.incident;
    let list = match name {
        "title" => {
            own_text(cell).clone_into(&mut incident.title);
            return true;
        }
        "counts" if cell == "false" => {
            let comment = "the table says that it counts in no figure: it was withdrawn, or is a duplicate of another one";
            review.draft.unsure(at!["review", "state"], span.clone(), comment);
            return true;
        }
        "services" => &mut incident.services,
        "teams" => &mut incident.teams,
        "tags" => &mut incident.tags,
        _ => return false,
    };
    list.extend(own_text(cell).split("; ").map(str::to_owned));
    true
}

/// A cell of our own table without the apostrophe that keeps spreadsheets from running it.
fn own_text(cell: &str) -> &str {
    let is_formula = |rest: &&str| rest.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    cell.strip_prefix('\'').filter(is_formula).unwrap_or(cell)
}

/// The rows of a document, with the places of their cells.
fn lines(document: &Document<'_>) -> Result<Vec<Line>, Box<Diagnostic>> {
    let text = document.text.trim_start_matches('\u{feff}');
    let start = document.text.len() - text.len();
    let separator = separator(text);
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let mut lines: Vec<Line> = Vec::new();
    let mut record = csv::StringRecord::new();
    loop {
        let from = usize::try_from(reader.position().byte()).unwrap_or(0);
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(lines),
            Err(error) => return Err(document.error(start + from..start + from, format!("this is no table: {error}")).into()),
        }
        let to = usize::try_from(reader.position().byte()).unwrap_or(text.len()).min(text.len());
        let (spans, is_open) = places(text, from..to, separator);
        if let (true, Some(last)) = (is_open, spans.last()) {
            let error = document.error(start + last.start..start + last.start + 1, "this quotation mark is not closed");
            return Err(error.into());
        }
        let first = spans.first().map_or(from, |span| span.start);
        let span_of = |at: usize| spans.get(at).map_or(start + first..start + first, |span| start + span.start..start + span.end);
        let cells: Vec<(String, Range<usize>)> =
            record.iter().enumerate().map(|(at, cell)| (cell.to_owned(), span_of(at))).collect();
        let end = spans.last().map_or(first, |span| span.end);
        lines.push(Line { cells, span: start + first..start + end });
    }
}

/// What separates the columns: whatever the head has most of.
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

/// Where the cells of a record stand, and whether its last quotation mark is open.
fn places(text: &str, range: Range<usize>, separator: u8) -> (Vec<Range<usize>>, bool) {
    let bytes = text.as_bytes();
    let mut from = range.start;
    while from < range.end && matches!(bytes[from], b'\n' | b'\r') {
        from += 1;
    }
    let mut end = range.end;
    while end > from && matches!(bytes[end - 1], b'\n' | b'\r') {
        end -= 1;
    }
    let (mut spans, mut begin, mut is_quoted) = (Vec::new(), from, false);
    for (at, byte) in bytes.iter().enumerate().take(range.end).skip(from) {
        match *byte {
            b'"' if is_quoted || at == begin || bytes[begin] == b'"' => is_quoted = !is_quoted,
            byte if byte == separator && !is_quoted && at < end => {
                spans.push(begin..at);
                begin = at + 1;
            }
            _ => {}
        }
    }
    spans.push(begin..end.max(begin));
    (spans, is_quoted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_found_where_they_stand() {
        let text = "a;b\n\"x;\n\"\"y\"\"\";2\n";
        assert_eq!(separator(text), b';');
        let document = Document { name: "a", text };
        let found = lines(&document).unwrap();
        assert_eq!(found[1].cells[0].0, "x;\n\"y\"");
        assert_eq!(&text[found[1].cells[1].1.clone()], "2");
        assert!(lines(&Document { name: "a", text: "a,b\n\"x,2\n" }).is_err());
    }
}
