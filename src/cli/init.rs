//! `pir-site init`: creates an archive that builds, passes all checks and can be served immediately. Existing files are never
//! overwritten.

use std::path::{Path, PathBuf};

use super::args::{Ci, Global, InitArgs};
use super::new_file::create;
use super::terminal::Terminal;
use super::{DONE, editors};
use crate::error::{Error, Result};
use crate::project::FILE;
use crate::prose;

const SAMPLE: (&str, &str) = ("content/2026/INC-2026-0115-001.toml", include_str!("../../scaffold/incident.toml"));

/// Writes the missing files of an archive.
pub(super) fn run(global: &Global, args: &InitArgs, terminal: &Terminal) -> Result<u8> {
    let root = args.folder.as_ref().or(global.root.as_ref()).cloned().unwrap_or_else(|| PathBuf::from("."));
    // A project with content does not need a sample.
    let needs_sample = !root.join(FILE).exists() && !root.join("content").exists();
    let (mut written, mut kept) = (Vec::new(), Vec::new());
    for (path, text) in files(args.ci, needs_sample) {
        let file = root.join(&path);
        if file.symlink_metadata().is_ok() {
            kept.push(path);
        } else {
            create(&file, &text)?;
            written.push(path);
        }
    }
    if written.is_empty() {
        return Err(Error::new(format!("nothing to write: these files exist already: {}", prose::list(&kept)))
            .hint("existing files are not overwritten: move a file away to create it again"));
    }
    terminal.note(&format!("Wrote {} in {}", prose::list(&written), root.display()));
    if !kept.is_empty() {
        terminal.note(&format!("Left as they were: {}", prose::list(&kept)));
    }
    terminal.note(next(&root, args.ci).trim_end());
    Ok(DONE)
}

/// The files of a new archive, by path.
fn files(ci: Option<Ci>, needs_sample: bool) -> Vec<(String, String)> {
    let mut files = vec![
        (FILE, include_str!("../../scaffold/pir-site.toml").to_owned()),
        (".gitignore", include_str!("../../scaffold/gitignore").to_owned()),
        (".taplo.toml", include_str!("../../scaffold/taplo.toml").to_owned()),
        (".vscode/extensions.json", include_str!("../../scaffold/extensions.json").to_owned()),
        (editors::SCHEMA, format!("{:#}\n", crate::incident::schema())),
        ("schema/pir-site.json", format!("{:#}\n", crate::config::schema())),
    ];
    if needs_sample {
        files.push((SAMPLE.0, SAMPLE.1.to_owned()));
    }
    let workflow = match ci {
        None => None,
        Some(Ci::Github) => Some((".github/workflows/reviews.yml", include_str!("../../scaffold/github.yml"))),
        Some(Ci::Gitlab) => Some((".gitlab-ci.yml", include_str!("../../scaffold/gitlab.yml"))),
    };
    files.extend(workflow.map(|(path, text)| (path, text.replace("{version}", env!("CARGO_PKG_VERSION")))));
    files.into_iter().map(|(path, text)| (path.to_owned(), text)).collect()
}

/// Describes the next steps.
fn next(root: &Path, ci: Option<Ci>) -> String {
    let enter = if root == Path::new(".") { String::new() } else { format!("  cd {}\n", root.display()) };
    let workflow = match ci {
        Some(_) => "Set PIR_SITE in the workflow to the address that pir-site comes from.\n",
        None => "",
    };
    format!("Next:\n{enter}  pir-site new \"What happened\"\n  pir-site check\n  pir-site build --drafts\n{workflow}")
}
