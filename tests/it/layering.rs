//! Each module imports only the modules that the table allows: read from the `crate::` paths of its source.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::project::{has_extension, repository, tree};

/// Each module, and the modules that it may import. All may import `error`.
const MODULES: [(&str, &[&str]); 22] = [
    ("error", &[]),
    ("files", &["prose"]),
    ("route", &["prose"]),
    ("incident", &[]),
    ("prose", &["incident"]),
    ("diagnostic", &[]),
    ("config", &["incident", "diagnostic", "prose", "route"]),
    ("people", &["incident", "config", "prose"]),
    ("content", &["incident", "config", "diagnostic", "archive", "files", "prose", "route"]),
    ("theme", &["config", "diagnostic", "files", "prose"]),
    ("locale", &["diagnostic", "incident", "prose", "theme"]),
    ("archive", &["incident", "config", "locale", "people", "prose", "route"]),
    ("history", &["archive", "config", "content", "diagnostic", "incident", "locale", "prose"]),
    ("search", &["archive", "config", "incident", "locale", "prose"]),
    ("check", &["archive", "incident", "config", "content", "diagnostic", "people", "prose", "route", "search"]),
    ("import", &["config", "diagnostic", "incident", "prose"]),
    ("export", &["archive", "config", "incident", "locale", "prose", "search"]),
    ("site", &["archive", "config", "export", "incident", "locale", "prose", "route", "search", "theme"]),
    ("publish", &["files", "route"]),
    ("serve", &["prose", "route"]),
    (
        "project",
        &[
            "archive",
            "check",
            "config",
            "content",
            "diagnostic",
            "files",
            "history",
            "incident",
            "locale",
            "prose",
            "publish",
            "route",
            "search",
            "serve",
            "site",
            "theme",
        ],
    ),
    // No other module imports it, since it is in none of the lists.
    (
        "cli",
        &[
            "archive",
            "check",
            "config",
            "content",
            "diagnostic",
            "export",
            "files",
            "history",
            "import",
            "incident",
            "locale",
            "project",
            "prose",
            "publish",
            "search",
            "serve",
            "site",
            "theme",
        ],
    ),
];

/// The modules that may touch files. `publish` and `theme` know them as bytes, `content` as incidents.
const WITH_FILES: [&str; 6] = ["files", "content", "theme", "publish", "project", "cli"];

/// One source file: its path below `src/`, the module that it is in, and its code without comments, strings and tests.
struct Source {
    path: String,
    module: String,
    code: String,
}

fn sources() -> Vec<Source> {
    let files = tree(&repository().join("src"));
    let is_code = |path: &String| Path::new(path).extension().is_some_and(|extension| extension == "rs");
    let source = |(path, bytes): (String, Vec<u8>)| {
        let module = path.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
        Source { module, code: code(&String::from_utf8(bytes).unwrap()), path }
    };
    files.into_iter().filter(|(path, _)| is_code(path)).map(source).collect()
}

/// A source text without comments, the contents of strings, and the tests at its end.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text);
    let mut code = String::with_capacity(text.len());
    for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
        let mut in_string = false;
        let mut before = ' ';
        let mut letters = line.chars().peekable();
        while let Some(letter) = letters.next() {
            let quote = letter == '"' && before != '\\' && !(before == '\'' && letters.peek() == Some(&'\''));
            if !in_string && letter == '/' && letters.peek() == Some(&'/') {
                break;
            }
            if quote || !in_string {
                code.push(letter);
            }
            in_string ^= quote;
            before = if before == '\\' && letter == '\\' { ' ' } else { letter };
        }
        code.push('\n');
    }
    code
}

/// The names that follow `crate::` in a piece of code, each with those of a group in braces.
fn crate_paths(code: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (at, found) in code.match_indices("crate::") {
        let rest = &code[at + found.len()..];
        match rest.strip_prefix('{') {
            Some(group) => names.extend(group_heads(group)),
            None => names.extend(identifier(rest)),
        }
    }
    names
}

/// The first name of each path in a group, `a, b::{c, d}}` and whatever follows.
fn group_heads(group: &str) -> Vec<String> {
    let (mut depth, mut heads, mut at_head) = (0, Vec::new(), true);
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => at_head = true,
            _ if at_head && !letter.is_whitespace() => {
                heads.extend(identifier(&group[at..]));
                at_head = false;
            }
            _ => {}
        }
    }
    heads
}

fn identifier(text: &str) -> Option<String> {
    let name: String = text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    (!name.is_empty()).then_some(name)
}

fn allowed(module: &str) -> Option<&'static [&'static str]> {
    MODULES.iter().find(|(name, _)| *name == module).map(|(_, imports)| *imports)
}

/// The lines of all files outside of `modules` that contain one of `words`.
fn lines_with(words: &[&str], modules: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| !modules.contains(&source.module.as_str())) {
        let lines = source.code.lines().filter(|line| words.iter().any(|word| line.contains(word)));
        found.extend(lines.map(|line| format!("{}: {}", source.path, line.trim())));
    }
    found
}

#[test]
fn each_module_imports_only_what_the_table_allows() {
    let mut violations = Vec::new();
    for Source { path, module, code } in sources() {
        if ["lib", "main"].contains(&module.as_str()) {
            continue;
        }
        let Some(imports) = allowed(&module) else {
            violations.push(format!("{path}: the module {module} is not in the table"));
            continue;
        };
        for other in crate_paths(&code) {
            // What a module re-exports at the crate's root would hide where it lives: only modules are named.
            if other != module && other != "error" && !imports.contains(&other.as_str()) {
                violations.push(format!("{path}: {module} imports {other}"));
            }
        }
    }
    assert!(violations.is_empty(), "{violations:#?}");
}

#[test]
fn no_path_of_super_leads_to_another_module() {
    for Source { path, code, .. } in sources() {
        let depth = path.matches('/').count() - usize::from(path.ends_with("/mod.rs"));
        for (at, _) in code.match_indices("super::").filter(|(at, _)| !code[..*at].ends_with("super::")) {
            let climbs = code[at..].split("super::").take_while(|part| part.is_empty()).count() - 1;
            let line = code[at..].lines().next().unwrap();
            assert!(climbs <= depth, "{path}: {line} leads to the crate's root: write crate::");
        }
    }
}

#[test]
fn the_clock_the_environment_and_the_terminal_stay_in_the_command_line() {
    let words = [
        "std::env",
        "env::var",
        "SystemTime::now",
        "Instant::now",
        "Timestamp::now",
        "Zoned::now",
        "TimeZone::system",
        "println!",
        "eprintln!",
        "print!(",
        "eprint!(",
        "dbg!",
        "io::stdout",
        "io::stderr",
        "process::exit",
        "home_dir",
    ];
    let found = lines_with(&words, &["cli", "main"]);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn only_some_modules_touch_files() {
    let words = ["std::fs", "fs::", "walkdir", "WalkDir", "tempfile", "canonicalize"];
    let mut found = lines_with(&words, &WITH_FILES);
    // The server sends files that are open already, and opens none.
    found.retain(|line| !line.starts_with("serve/") || !line.contains("std::fs::File;") && !line.contains("fs::File::from_std"));
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn publishing_knows_routes_and_bytes_and_not_what_they_are_about() {
    for (path, bytes) in tree(&repository().join("src/publish")) {
        let text = String::from_utf8(bytes).unwrap().to_lowercase();
        let line = text.lines().position(|line| line.contains("incident"));
        assert_eq!(line.map(|line| line + 1), None, "src/publish/{path} has the word on this line");
    }
}

#[test]
fn every_file_opens_with_a_doc_comment() {
    for folder in ["src", "tests/it", "benches"] {
        for (path, bytes) in tree(&repository().join(folder)).into_iter().filter(|(path, _)| has_extension(path, "rs")) {
            assert!(bytes.starts_with(b"//! "), "{folder}/{path} does not open with a line of //!");
        }
    }
}

/// The files of a folder of `src/` that a file imports: its `use` lines lead to the longest path that is a file.
fn imported_files(path: &str, code: &str, files: &BTreeSet<String>) -> BTreeSet<String> {
    let module = path.trim_end_matches("/mod.rs").trim_end_matches(".rs");
    let file_of = |mut parts: Vec<&str>| {
        while !parts.is_empty() {
            let module = parts.join("/");
            if let Some(file) = [format!("{module}.rs"), format!("{module}/mod.rs")].into_iter().find(|file| files.contains(file))
            {
                return Some(file);
            }
            parts.pop();
        }
        None
    };
    let mut found = BTreeSet::new();
    for line in code.split(';').filter_map(|line| line.trim().rsplit_once("use ").map(|(_, line)| line)) {
        let (head, group) = line.split_once('{').map_or((line, ""), |(head, group)| (head, group.trim_end_matches('}')));
        for leaf in group.split(',').map(str::trim).filter(|leaf| group.is_empty() || !leaf.is_empty()) {
            let mut parts: Vec<&str> = module.split('/').collect();
            for name in head.trim_end_matches("::").split("::").chain([leaf.split("::").next().unwrap_or_default()]) {
                match name {
                    "crate" => parts.clear(),
                    "super" => _ = parts.pop(),
                    "self" | "" => {}
                    name => parts.push(name),
                }
            }
            found.extend(file_of(parts).filter(|file| file != path));
        }
    }
    found
}

#[test]
fn no_two_files_of_import_and_export_import_each_other() {
    let sources: Vec<Source> =
        sources().into_iter().filter(|source| ["import", "export"].contains(&source.module.as_str())).collect();
    let files: BTreeSet<String> = sources.iter().map(|source| source.path.clone()).collect();
    let imports: Vec<_> =
        sources.iter().map(|source| (&source.path, imported_files(&source.path, &source.code, &files))).collect();
    assert!(imports.iter().map(|(_, files)| files.len()).sum::<usize>() > 100, "the paths are read: {imports:?}");
    let mut mutual = Vec::new();
    for (one, files) in &imports {
        mutual.extend(
            imports
                .iter()
                .filter(|(other, back)| *one < *other && files.contains(*other) && back.contains(*one))
                .map(|(other, _)| format!("{one} and {other}")),
        );
    }
    assert!(mutual.is_empty(), "{mutual:#?}");
}

/// The layers of `site/`: each may import itself and those before it.
const SITE_LAYERS: [&str; 18] = [
    "address",
    "html",
    "output",
    "paging",
    "markdown",
    "texts",
    "templates",
    "part",
    "context",
    "names",
    "chart",
    "layout",
    "rows",
    "renderer",
    "files",
    "pages",
    "plan",
    "mod",
];

#[test]
fn each_layer_of_the_site_imports_only_those_below_it() {
    let sources: Vec<Source> = sources().into_iter().filter(|source| source.path.starts_with("site/")).collect();
    let files: BTreeSet<String> = sources.iter().map(|source| source.path.clone()).collect();
    let layer = |path: &str| {
        let name = path.trim_start_matches("site/").split('/').next().unwrap().trim_end_matches(".rs");
        SITE_LAYERS.iter().position(|layer| *layer == name).unwrap_or_else(|| panic!("{path} is in no layer"))
    };
    let mut imports = 0;
    let mut upward = Vec::new();
    for Source { path, code, .. } in &sources {
        for imported in imported_files(path, code, &files) {
            imports += 1;
            if layer(&imported) > layer(path) {
                upward.push(format!("{path} imports {imported}"));
            }
        }
    }
    assert!(imports > 100, "the imports are read: {imports}");
    assert!(upward.is_empty(), "{upward:#?}");
}

#[test]
fn the_parser_of_paths_finds_every_path() {
    let text = "use crate::{check, content::{self, load}};\nlet x = crate::prose::list(); // crate::cli\n\"crate::site\"\n";
    assert_eq!(crate_paths(&code(text)).into_iter().collect::<Vec<_>>(), ["check", "content", "prose"]);
    assert!(!fs::read_to_string(repository().join("src/lib.rs")).unwrap().is_empty());
}
