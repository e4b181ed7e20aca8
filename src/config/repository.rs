//! The git repository of the archive, and the URLs of its files.

use std::path::{Component, Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::wrong;
use crate::diagnostic::{Diagnostic, at};
use crate::incident::vocabulary;
use crate::prose::percent_encoded;

vocabulary! {
    /// The software that hosts a repository.
    RepositoryHost {
        /// GitHub, and GitHub Enterprise.
        Github = "github" | "GitHub",
        /// GitLab.
        Gitlab = "gitlab" | "GitLab",
        /// Forgejo, Codeberg and Gitea.
        Forgejo = "forgejo" | "Forgejo",
    }
}

/// The git repository that holds the archive.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RepositoryEntry {
    /// The URL of the repository in a browser. In internal builds, each incident page links to its file there.
    pub url: Option<String>,
    /// The branch that the links point to.
    pub branch: String,
    /// The software that hosts the repository. Defaults to a guess from the URL.
    pub host: Option<RepositoryHost>,
    /// Whether the repository is public. If so, pages of public builds link to it too.
    pub public: bool,
    /// Whether the site shows the history of each review, from the repository's commits.
    pub history: bool,
}

impl Default for RepositoryEntry {
    fn default() -> Self {
        Self { url: None, branch: "main".to_owned(), host: None, public: false, history: false }
    }
}

/// The repository, resolved.
#[derive(Debug, Clone, Default)]
pub struct RepositoryConfig {
    /// The URL without a trailing slash, and the hosting software.
    url: Option<(String, RepositoryHost)>,
    branch: String,
    /// Whether everybody may read it.
    pub is_public: bool,
    /// Whether the site shows the history of its reviews.
    pub history: bool,
    /// The project's folder in the repository.
    pub folder: PathBuf,
}

/// The URLs of a file in a repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLinks {
    /// The page that edits the file.
    pub edit: String,
    /// The commits of the file.
    pub history: String,
    /// The content of the file.
    pub source: String,
}

impl RepositoryConfig {
    pub(super) fn resolve(entry: RepositoryEntry, problems: &mut Vec<Diagnostic>) -> Self {
        let RepositoryEntry { url, branch, host, public, history } = entry;
        if branch.is_empty() || branch.chars().any(|c| c.is_control() || c == ' ') {
            let message = format!("\"{branch}\" is not the name of a branch");
            problems.push(wrong("bad-value", at!["repository", "branch"], message).hint("write a name such as \"main\""));
        }
        let url = url.and_then(|url| resolve_url(&url, host, problems));
        Self { url, branch, is_public: public, history, folder: PathBuf::new() }
    }

    /// Removes a hidden URL.
    pub(super) fn drop_if(&mut self, is_hidden: &dyn Fn(&str) -> bool) {
        self.url = self.url.take().filter(|(url, _)| !is_hidden(url));
    }

    /// The URLs of a file, given its path relative to the project. `None` if the URL of the repository is unknown.
    pub fn links(&self, file: &Path) -> Option<FileLinks> {
        let (url, host) = self.url.as_ref()?;
        let (branch, file) = (encoded(Path::new(&self.branch)), encoded(&self.folder.join(file)));
        let link = |middle: &str| format!("{url}/{middle}/{branch}/{file}");
        let [edit, history, source] = match host {
            RepositoryHost::Github => ["edit", "commits", "blob"],
            RepositoryHost::Gitlab => ["-/edit", "-/commits", "-/blob"],
            RepositoryHost::Forgejo => ["_edit", "commits/branch", "src/branch"],
        };
        Some(FileLinks { edit: link(edit), history: link(history), source: link(source) })
    }
}

fn resolve_url(url: &str, host: Option<RepositoryHost>, problems: &mut Vec<Diagnostic>) -> Option<(String, RepositoryHost)> {
    let path = at!["repository", "url"];
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or("");
    let (domain, name) = rest.split_once('/').unwrap_or_default();
    let name = name.trim_end_matches('/');
    let is_odd = |c: char| c.is_control() || c.is_whitespace() || matches!(c, '"' | '<' | '>' | '?' | '#' | '\\' | '@');
    if domain.is_empty() || name.is_empty() || rest.chars().any(is_odd) {
        let hint = "write the URL that a browser shows: \"https://git.example.com/ops/postmortems\"";
        problems.push(wrong("bad-value", path, format!("\"{url}\" is not the URL of a repository")).hint(hint));
        return None;
    }
    let Some(host) = host.or_else(|| guess(domain)) else {
        let message = format!("the hosting software is not known from the URL \"{url}\"");
        problems
            .push(wrong("bad-value", path, message).hint("add host = \"github\", \"gitlab\" or \"forgejo\" under [repository]"));
        return None;
    };
    let url = url.trim_end_matches('/');
    Some((url.strip_suffix(".git").unwrap_or(url).to_owned(), host))
}

/// Guesses the hosting software from the name of a domain.
fn guess(domain: &str) -> Option<RepositoryHost> {
    let domain = domain.to_lowercase();
    let hosts = [
        ("github", RepositoryHost::Github),
        ("gitlab", RepositoryHost::Gitlab),
        ("forgejo", RepositoryHost::Forgejo),
        ("gitea", RepositoryHost::Forgejo),
        ("codeberg", RepositoryHost::Forgejo),
    ];
    hosts.into_iter().find(|(name, _)| domain.split(['.', '-', ':']).any(|part| part == *name)).map(|(_, host)| host)
}

/// Percent-encodes a path for a URL.
fn encoded(path: &Path) -> String {
    let names = path.components().filter(|part| matches!(part, Component::Normal(_)));
    let names = names.map(|name| percent_encoded(name.as_os_str().as_encoded_bytes()).to_string());
    names.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(url: &str, host: Option<RepositoryHost>, file: &str) -> Result<FileLinks, String> {
        let mut problems = Vec::new();
        let entry =
            RepositoryEntry { url: Some(url.to_owned()), host, branch: "release/1 ü".replace(' ', "#"), ..Default::default() };
        let config = RepositoryConfig { folder: "docs".into(), ..RepositoryConfig::resolve(entry, &mut problems) };
        config.links(Path::new(file)).ok_or_else(|| problems[0].message.clone())
    }

    #[test]
    fn each_host_has_links_of_its_own_and_paths_are_percent_encoded() {
        let file = "./content/a b#1?%é.toml";
        let path = "release/1%23%C3%BC/docs/content/a%20b%231%3F%25%C3%A9.toml";
        for (url, [edit, history, source]) in [
            ("https://github.com/o/r.git", ["edit/", "commits/", "blob/"]),
            ("https://gitlab.example.com/o/group/r/", ["-/edit/", "-/commits/", "-/blob/"]),
            ("https://codeberg.org/o/r", ["_edit/", "commits/branch/", "src/branch/"]),
        ] {
            let base = format!("{}/", url.trim_end_matches('/').trim_end_matches(".git"));
            let expected = [edit, history, source].map(|middle| format!("{base}{middle}{path}"));
            let FileLinks { edit, history, source } = links(url, None, file).unwrap();
            assert_eq!([edit, history, source], expected);
        }
        let github = links("https://git.example.com/o/r", Some(RepositoryHost::Github), file).unwrap();
        assert!(github.edit.starts_with("https://git.example.com/o/r/edit/"));
    }

    #[test]
    fn a_url_that_no_browser_shows_is_rejected() {
        for url in [
            "git@github.com:o/r",
            "https://github.com",
            "https://github.com/",
            "ftp://github.com/o/r",
            "https://github.com/o/r?x",
            "https://user@github.com/o/r",
            "javascript:alert(1)",
            "https://git.example.com/o/r",
        ] {
            assert!(links(url, None, "a.toml").is_err(), "{url}");
        }
    }
}
