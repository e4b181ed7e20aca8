//! A project in a temporary folder, and the built command run on it in an environment of its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// Every file below a folder, by its path with `/` between names.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// The day on which all tests build, unless they say otherwise.
pub(crate) const AS_OF: &str = "2026-11-24";

/// A project folder that is removed when the test ends.
pub(crate) struct Project(TempDir);

impl Project {
    /// A project with an empty configuration, and so with every default.
    pub(crate) fn new() -> Self {
        Self::with_config("")
    }

    /// A project with this `pir-site.toml`, and an empty content folder.
    pub(crate) fn with_config(config: &str) -> Self {
        let project = Self(tempfile::tempdir().unwrap());
        fs::create_dir(project.root().join("content")).unwrap();
        project.write("pir-site.toml", config);
        project
    }

    /// A copy of the sample archive, without its output.
    pub(crate) fn sample() -> Self {
        let project = Self(tempfile::tempdir().unwrap());
        for (path, bytes) in sample() {
            project.write(&path, bytes);
        }
        project
    }

    pub(crate) fn root(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file of the project, with the folders above it.
    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let file = self.root().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
        self
    }

    /// Writes `content/ID.toml`: a reviewed incident of the morning of 15 March 2024, with more lines after that.
    ///
    /// `more` begins with keys of the top level, if it has any.
    pub(crate) fn incident(&self, id: &str, more: &str) -> &Self {
        self.write(&format!("content/{id}.toml"), incident(id, more))
    }

    /// The command in this project, with nothing of the test's environment.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = pir_site(args);
        command.current_dir(self.root());
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Run {
        Run::of(&mut self.command(args))
    }

    /// Runs `build` on the tests' day, and whatever comes of it.
    pub(crate) fn try_build(&self, args: &[&str]) -> Run {
        self.run(&[&["build", "--as-of", AS_OF], args].concat())
    }

    /// Builds the site and returns its files.
    pub(crate) fn build(&self, args: &[&str]) -> Tree {
        let run = self.try_build(args);
        assert_eq!(run.code, 0, "the build failed:\n{}", run.stderr);
        self.site()
    }

    /// The files of the output folder: none where there is no such folder.
    pub(crate) fn site(&self) -> Tree {
        tree(&self.root().join("public"))
    }
}

/// The text of an incident file: reviewed, with a known start and end, and with more lines after that.
pub(crate) fn incident(id: &str, more: &str) -> String {
    let top_level = |key: &str| more.lines().take_while(|line| !line.starts_with('[')).any(|line| line.starts_with(key));
    let table = |name: &str| more.lines().any(|line| line == name);
    let mut text = format!("id = \"{id}\"\n");
    for (key, line) in [("title =", "title = \"Checkout was slow\"\n"), ("severity =", "severity = \"sev3\"\n")] {
        text.push_str(if top_level(key) { "" } else { line });
    }
    text.push_str(more.trim_start());
    let milestones = "\n[milestones]\nstarted = 2024-03-15T09:00:00Z\nresolved = 2024-03-15T10:05:00Z\n";
    for (name, lines) in [("[milestones]", milestones), ("[review]", "\n[review]\nstate = \"reviewed\"\n")] {
        text.push_str(if table(name) { "" } else { lines });
    }
    text
}

/// What came of a command.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    pub(crate) fn of(command: &mut Command) -> Self {
        let Output { status, stdout, stderr } = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let run = Self { code: status.code().unwrap_or(-1), stdout: text(stdout), stderr: text(stderr) };
        assert_rules_are_known(&run.stdout);
        assert_rules_are_known(&run.stderr);
        assert!(run.code >= 0 && run.code != 101 && !run.stderr.contains("panicked"), "{command:?} crashed:\n{}", run.stderr);
        run
    }
}

/// Every rule that any test sees in a report is in the table, so that it can be explained.
fn assert_rules_are_known(report: &str) {
    for level in ["error[", "warning["] {
        for rule in report.split(level).skip(1).filter_map(|rest| rest.split_once(']')).map(|(rule, _)| rule) {
            let is_name =
                !rule.is_empty() && rule.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
            assert!(!is_name || pir_site::check::find_rule(rule).is_some(), "the rule {rule} is not in the table");
        }
    }
}

/// The built command with nothing of the test's environment.
pub(crate) fn pir_site(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pir-site"));
    command.args(args).env_clear().env("TZ", "UTC").env("LANG", "C");
    command
}

/// The repository: the sample archive's configuration and content are there.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of the sample archive: its configuration, its content, its pages and its theme.
pub(crate) fn sample() -> Tree {
    let mut files = Tree::from([("pir-site.toml".to_owned(), fs::read(repository().join("pir-site.toml")).unwrap())]);
    for folder in ["content", "pages", "themes"] {
        let found = tree(&repository().join(folder));
        files.extend(found.into_iter().map(|(path, bytes)| (format!("{folder}/{path}"), bytes)));
    }
    files
}

/// Every file below a folder: none where there is no such folder.
pub(crate) fn tree(folder: &Path) -> Tree {
    let mut found = Tree::new();
    let mut folders: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path());
            } else {
                let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                found.insert(path, fs::read(entry.path()).unwrap());
            }
        }
    }
    found
}

/// Whether the name of a file ends in this extension.
pub(crate) fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|found| found == extension)
}

/// The first difference between two trees, in words, or nothing.
pub(crate) fn difference(one: &Tree, two: &Tree) -> Option<String> {
    let only = |here: &Tree, there: &Tree| here.keys().find(|path| !there.contains_key(*path)).cloned();
    if let Some(path) = only(one, two) {
        return Some(format!("only the first has {path}"));
    }
    if let Some(path) = only(two, one) {
        return Some(format!("only the second has {path}"));
    }
    let (path, bytes) = one.iter().find(|(path, bytes)| two[*path] != **bytes)?;
    let (text, other) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&two[path]));
    let lines = text.lines().zip(other.lines()).find(|(one, two)| one != two);
    Some(match lines {
        Some((one, two)) => format!("{path} differs:\n- {one}\n+ {two}"),
        None => format!("{path} differs in length: {} and {} bytes", bytes.len(), two[path].len()),
    })
}

/// Names the files of diagnostics relative to a folder, as a command that runs there does.
pub(crate) fn relative_to(folder: &Path, diagnostics: &mut [pir_site::diagnostic::Diagnostic]) {
    for location in diagnostics.iter_mut().filter_map(|diagnostic| diagnostic.location.as_mut()) {
        location.file = Path::new(&location.file).strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
    }
}
