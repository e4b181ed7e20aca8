//! Protects spreadsheets from formula injection (OWASP, "CSV Injection"): a cell that a program would evaluate as a formula gets a
//! leading apostrophe, which spreadsheets hide.
//!
//! In some locales, spreadsheets split rows at `;` even in files separated by commas, and even inside of quotes. So every part that
//! may become a cell is checked, not only the start of the cell.

use std::borrow::Cow;

/// Characters at which a program may split a cell. Commas are not included, because a cell with a comma is quoted.
const SPLITS: [char; 5] = [';', '\t', '|', '\r', '\n'];

/// The first characters of a formula, including full-width forms.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Escapes a text so that no spreadsheet evaluates it as a formula.
pub fn escaped(cell: &str) -> Cow<'_, str> {
    let mut out = with_each_formula(cell, |formula| format!("'{formula}"));
    // Spreadsheets skip a leading tab or line break.
    if cell.starts_with(['\t', '\r', '\n']) {
        out.to_mut().insert(0, '\'');
    }
    out
}

/// Reverts [`escaped`].
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
