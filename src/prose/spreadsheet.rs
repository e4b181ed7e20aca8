//! Text in spreadsheets: a cell that a program would run as a formula begins with an apostrophe, which spreadsheets hide (OWASP, "CSV
//! Injection").
//!
//! Spreadsheets of some countries split a row at `;` although it is separated by commas, and quotation marks inside of a cell do not
//! stop them. So each part that may become a cell is looked at, not only the beginning.

use std::borrow::Cow;

/// Where a program may split a cell. Commas do not count: a cell that has one is in quotation marks.
const SPLITS: [char; 5] = [';', '\t', '|', '\r', '\n'];

/// How a formula begins, in signs of any width.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A text as a cell that no spreadsheet runs.
pub fn escaped(cell: &str) -> Cow<'_, str> {
    let mut out = with_each_formula(cell, |formula| format!("'{formula}"));
    // A leading tab or line break is skipped by spreadsheets.
    if cell.starts_with(['\t', '\r', '\n']) {
        out.to_mut().insert(0, '\'');
    }
    out
}

/// The text of a cell that [`escaped`] wrote.
pub fn unescaped(cell: &str) -> Cow<'_, str> {
    let cell = cell.strip_prefix('\'').filter(|rest| rest.starts_with(['\t', '\r', '\n'])).unwrap_or(cell);
    with_each_formula(cell, |formula| formula.strip_prefix('\'').unwrap_or(formula).to_owned())
}

/// Rewrites each part of a cell that is a formula, or would be one without the apostrophes before it.
fn with_each_formula(cell: &str, rewrite: impl Fn(&str) -> String) -> Cow<'_, str> {
    if !cell.contains(FORMULA) {
        return Cow::Borrowed(cell);
    }
    let part = |part: &str| {
        let formula = part.trim_start_matches([' ', '\u{a0}', '"']);
        let is_formula = formula.trim_start_matches('\'').starts_with(FORMULA);
        if is_formula { format!("{}{}", &part[..part.len() - formula.len()], rewrite(formula)) } else { part.to_owned() }
    };
    Cow::Owned(cell.split_inclusive(SPLITS).map(part).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_that_may_become_a_cell_is_text() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("＝1", "'＝1"),
            ("\t=1", "'\t'=1"),
            ("\n-1", "'\n'-1"),
            ("Fix it;=1+1;", "Fix it;'=1+1;"),
            ("a; =1", "a; '=1"),
            ("a;\"=1\"", "a;\"'=1\""),
            ("a\n+1", "a\n'+1"),
            ("a|-1", "a|'-1"),
            ("'=1", "''=1"),
            ("a-b; c=d, e", "a-b; c=d, e"),
            ("'tis", "'tis"),
        ] {
            assert_eq!(escaped(text), cell, "{text:?}");
            assert_eq!(unescaped(cell), text, "{cell:?}");
        }
    }
}
