//! What publishing promises, tried on real folders.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use pir_site::error::{Error, Result};
use pir_site::publish::{Item, ItemSource, PublishReport, Target, publish};
use pir_site::route::Route;

/// A project folder with an output folder in it that does not exist yet.
struct Project(tempfile::TempDir);

impl Project {
    fn new() -> Self {
        let project = Self(tempfile::tempdir().unwrap());
        fs::create_dir_all(project.root().join("content")).unwrap();
        project
    }

    fn root(&self) -> &Path {
        self.0.path()
    }

    fn output(&self) -> PathBuf {
        self.root().join("public")
    }

    fn at(&self, path: &str) -> PathBuf {
        self.output().join(path)
    }

    /// Puts a file into the output that no build has written.
    fn put(&self, path: &str, text: &str) {
        fs::create_dir_all(self.at(path).parent().unwrap()).unwrap();
        fs::write(self.at(path), text).unwrap();
    }

    fn build(&self, pages: &[(&str, &str)]) -> Result<PublishReport> {
        publish_text(self.root(), &self.output(), pages, false)
    }

    fn force(&self, pages: &[(&str, &str)]) -> Result<PublishReport> {
        publish_text(self.root(), &self.output(), pages, true)
    }

    /// All files and links of the output but our own, with their text.
    fn site(&self) -> BTreeMap<String, String> {
        let mut found = tree(&self.output());
        found.retain(|path, _| !path.starts_with(".pir-site/"));
        found
    }

    fn assert_site(&self, pages: &[(&str, &str)]) {
        let expected: BTreeMap<_, _> = pages.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        assert_eq!(self.site(), expected);
        assert!(!self.at(".pir-site/stage").exists(), "a stage was left behind");
    }
}

/// The page that fails to render, with the words after it as its error.
const BROKEN: &str = "broken: ";

fn publish_text(root: &Path, output: &Path, pages: &[(&str, &str)], force: bool) -> Result<PublishReport> {
    let items: Vec<Item<&str>> =
        pages.iter().map(|(path, text)| Item { route: Route::new(*path).unwrap(), source: ItemSource::Render(*text) }).collect();
    let sources = [root.join("content")];
    let target = Target { output: output.to_owned(), root, home: None, sources: &sources, audience: "public", force };
    publish(&target, &items, |text, out| match text.strip_prefix(BROKEN) {
        Some(why) => Err(Error::new(why)),
        None => out.write_all(text.as_bytes()).map_err(|error| Error::new("failed to write").because(error)),
    })
}

fn tree(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.file_type().unwrap().is_dir() {
            found.extend(tree(&entry.path()).into_iter().map(|(path, text)| (format!("{name}/{path}"), text)));
        } else {
            found.insert(name, fs::read_to_string(entry.path()).unwrap_or_default());
        }
    }
    found
}

/// How many files were written, unchanged and removed.
fn counts(report: &PublishReport) -> (usize, usize, usize) {
    (report.written.len(), report.unchanged, report.removed.len())
}

#[test]
fn a_site_is_published_and_only_its_changes_are_written() {
    let project = Project::new();
    assert_eq!(counts(&project.build(&[("index.html", "home"), ("a/b/index.html", "b"), ("a/x.css", "x")]).unwrap()), (3, 0, 0));
    let untouched = fs::metadata(project.at("a/x.css")).unwrap().modified().unwrap();
    let second = [("index.html", "home, changed"), ("a/x.css", "x"), ("a/c/index.html", "c")];
    assert_eq!(counts(&project.build(&second).unwrap()), (2, 1, 1));
    project.assert_site(&second);
    assert!(!project.at("a/b").exists(), "an emptied folder was left behind");
    assert_eq!(fs::metadata(project.at("a/x.css")).unwrap().modified().unwrap(), untouched);
    assert_eq!(counts(&project.build(&second).unwrap()), (0, 3, 0));
}

#[test]
fn the_same_site_is_the_same_bytes_cold_or_incremental_with_the_manifest() {
    let (cold, warm) = (Project::new(), Project::new());
    let pages = [("z.html", "z"), ("index.html", "home"), ("a/index.html", "a")];
    warm.build(&[("index.html", "old"), ("b/index.html", "b")]).unwrap();
    warm.build(&pages).unwrap();
    cold.build(&[pages[2], pages[0], pages[1]]).unwrap();
    assert_eq!(tree(&warm.output()), tree(&cold.output()));
}

#[test]
fn a_file_that_was_changed_by_hand_or_deleted_is_restored() {
    let project = Project::new();
    let pages = [("index.html", "home"), ("a/index.html", "a page"), ("b/index.html", "b")];
    project.build(&pages).unwrap();
    project.build(&pages).unwrap();
    std::thread::sleep(Duration::from_millis(20));
    project.put("index.html", "hack");
    fs::remove_dir_all(project.at("b")).unwrap();
    let manifest = fs::read_to_string(project.at(".pir-site/manifest")).unwrap();
    assert_eq!(counts(&project.build(&pages).unwrap()), (2, 1, 0));
    project.assert_site(&pages);
    assert_eq!(fs::read_to_string(project.at(".pir-site/manifest")).unwrap(), manifest);
}

#[test]
fn attachments_are_copied_and_a_missing_one_is_an_error_that_names_it() {
    let project = Project::new();
    let file = project.root().join("content/graph.png");
    let item =
        |file: &Path| [Item::<()> { route: Route::new("a/graph.png").unwrap(), source: ItemSource::Copy(file.to_owned()) }];
    let target =
        Target { output: project.output(), root: project.root(), home: None, sources: &[], audience: "public", force: false };
    let never = |(): &(), _: &mut dyn Write| unreachable!();
    let error = publish(&target, &item(&file), never).unwrap_err().to_string();
    assert!(error.contains("graph.png"), "{error}");
    // Longer than what is held in memory.
    fs::write(&file, vec![b'x'; 3_000_000]).unwrap();
    assert_eq!(counts(&publish(&target, &item(&file), never).unwrap()), (1, 0, 0));
    assert_eq!(fs::read(project.at("a/graph.png")).unwrap(), fs::read(&file).unwrap());
    assert_eq!(counts(&publish(&target, &item(&file), never).unwrap()), (0, 1, 0));
    assert!(!project.at(".pir-site/stage").exists());
}

#[test]
fn a_failed_build_leaves_the_published_site_alone() {
    let project = Project::new();
    project.build(&[("index.html", "home"), ("old/index.html", "old")]).unwrap();
    project.put("CNAME", "example.org");
    let before = tree(&project.output());
    let pages = [("index.html", "changed"), ("new/index.html", "new"), ("bad.html", "broken: no template")];
    assert!(project.build(&pages).unwrap_err().to_string().contains("no template"));
    assert_eq!(tree(&project.output()), before);
    assert!(!project.at("new").exists());
    assert!(!project.at(".pir-site/stage").exists());
}

#[test]
fn a_failed_first_build_leaves_no_folder_behind() {
    let project = Project::new();
    let pages = [("index.html", "home"), ("bad.html", "broken: no")];
    let output = project.output().join("new/deep");
    publish_text(project.root(), &output, &pages, false).unwrap_err();
    assert!(!project.output().exists());

    project.put("CNAME", "example.org");
    project.build(&pages).unwrap_err();
    assert_eq!(fs::read_dir(project.output()).unwrap().count(), 1);
}

#[test]
fn of_several_failing_pages_the_first_in_order_is_reported() {
    let project = Project::new();
    let names: Vec<String> = (0..500).map(|i| format!("{i}.html")).collect();
    let texts: Vec<String> = (0..500).map(|i| if i < 77 { "fine".to_owned() } else { format!("{BROKEN}page {i}") }).collect();
    let pages: Vec<(&str, &str)> = names.iter().zip(&texts).map(|(name, text)| (name.as_str(), text.as_str())).collect();
    for _ in 0..20 {
        assert_eq!(project.build(&pages).unwrap_err().to_string(), "page 77");
    }
}

#[test]
fn files_of_others_stay_and_are_not_overwritten_unless_forced() {
    let project = Project::new();
    for path in ["CNAME", ".git/config", "index.html", "notes/mine.txt"] {
        project.put(path, "mine");
    }
    let pages = [("index.html", "home"), ("notes/index.html", "notes")];
    fs::remove_dir_all(project.at(".git")).unwrap();
    let before = tree(&project.output());
    let error = project.build(&pages).unwrap_err().to_string();
    assert!(error.contains("1 file ") && error.contains("\n    index.html") && error.contains("--force"), "{error}");
    assert_eq!(tree(&project.output()), before);

    project.put(".git/config", "mine");
    assert!(project.build(&pages).unwrap_err().to_string().contains("git repository"));
    project.force(&pages).unwrap();
    project.build(&[("other.html", "other")]).unwrap();
    project.assert_site(&[("CNAME", "mine"), (".git/config", "mine"), ("notes/mine.txt", "mine"), ("other.html", "other")]);
}

#[test]
fn a_file_that_somebody_else_put_there_with_the_right_bytes_is_taken_over() {
    let project = Project::new();
    project.build(&[("index.html", "home")]).unwrap();
    project.put(".nojekyll", "");
    assert_eq!(counts(&project.build(&[("index.html", "home"), (".nojekyll", "")]).unwrap()), (0, 2, 0));
    project.assert_site(&[("index.html", "home"), (".nojekyll", "")]);
}

#[test]
fn an_error_about_many_foreign_files_lists_ten_and_counts_them_all() {
    let project = Project::new();
    let names: Vec<String> = (10..35).map(|i| format!("{i}.html")).collect();
    for name in &names {
        project.put(name, "mine");
    }
    let pages: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "ours")).collect();
    let error = project.build(&pages).unwrap_err().to_string();
    assert!(error.contains("25 files") && error.contains("19.html\n    and 15 more") && !error.contains("20.html"), "{error}");
}

#[test]
fn without_a_readable_manifest_only_files_with_our_bytes_are_ours() {
    let project = Project::new();
    let pages = [("index.html", "home"), ("a/index.html", "a")];
    for text in ["", "pir-site manifest 1\n", "pir-site manifest 9\n{}\n"] {
        project.force(&pages).unwrap();
        fs::write(project.at(".pir-site/manifest"), text).unwrap();
        let error = project.build(&[("index.html", "changed"), ("a/index.html", "a")]).unwrap_err().to_string();
        assert!(error.contains("1 file ") && error.contains("manifest") && error.contains("index.html"), "{error}");
        project.assert_site(&pages);
        assert_eq!(counts(&project.build(&pages).unwrap()), (0, 2, 0));
        assert_eq!(counts(&project.build(&[pages[0]]).unwrap()), (0, 1, 1));
    }
}

#[test]
fn a_page_may_become_a_folder_and_a_folder_a_page() {
    let project = Project::new();
    let first = [("a", "file"), ("b/c/index.html", "folder"), ("b/d", "folder")];
    let second = [("a/index.html", "folder"), ("b", "file")];
    for pages in [&first[..], &second, &first, &second] {
        project.build(pages).unwrap();
        project.assert_site(pages);
    }
}

#[test]
fn a_foreign_folder_where_a_page_must_be_is_refused_even_with_force() {
    let project = Project::new();
    project.build(&[("a/ours.html", "ours")]).unwrap();
    project.put("a/mine.txt", "mine");
    fs::create_dir_all(project.at("empty")).unwrap();
    for pages in [[("a", "file")], [("empty", "file")]] {
        let error = project.force(&pages).unwrap_err().to_string();
        assert!(error.contains("folder"), "{error}");
    }
    project.assert_site(&[("a/ours.html", "ours"), ("a/mine.txt", "mine")]);
}

#[test]
fn a_foreign_file_where_a_folder_must_be_is_replaced_only_with_force() {
    let project = Project::new();
    project.put("a", "mine");
    let pages = [("a/b/index.html", "ours")];
    let error = project.build(&pages).unwrap_err().to_string();
    assert!(error.contains("\n    a\n"), "{error}");
    project.force(&pages).unwrap();
    project.assert_site(&pages);
}

#[test]
fn a_second_build_into_the_same_folder_is_refused_while_the_first_one_runs() {
    let project = Project::new();
    let items = [Item { route: Route::new("index.html").unwrap(), source: ItemSource::Render(()) }];
    let target =
        Target { output: project.output(), root: project.root(), home: None, sources: &[], audience: "public", force: false };
    let during = |(): &(), out: &mut dyn Write| {
        let error = project.build(&[("index.html", "second")]).unwrap_err().to_string();
        assert!(error.contains("another build"), "{error}");
        out.write_all(b"first").map_err(|error| Error::new("failed to write").because(error))
    };
    publish(&target, &items, during).unwrap();
    project.assert_site(&[("index.html", "first")]);
    project.build(&[("index.html", "third")]).unwrap();
}

#[test]
fn a_new_file_that_differs_only_by_case_is_not_removed() {
    let project = Project::new();
    project.build(&[("services/API/index.html", "api"), ("x.html", "x")]).unwrap();
    // As a file system that folds case would show it: two paths to one file.
    fs::create_dir(project.at("services/api")).unwrap();
    fs::hard_link(project.at("services/API/index.html"), project.at("services/api/index.html")).unwrap();
    let pages = [("services/api/index.html", "api"), ("x.html", "x")];
    project.build(&pages).unwrap();
    project.assert_site(&pages);

    // The same when a killed build has left both spellings in the manifest.
    let both = [("services/API/index.html", "api"), pages[0], pages[1]];
    project.build(&both).unwrap();
    fs::remove_file(project.at("services/api/index.html")).unwrap();
    fs::hard_link(project.at("services/API/index.html"), project.at("services/api/index.html")).unwrap();
    assert_eq!(counts(&project.build(&pages).unwrap()), (1, 1, 1));
    project.assert_site(&pages);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_removed_through_a_link() {
    let project = Project::new();
    let outside = project.root().join("outside");
    fs::create_dir_all(&outside).unwrap();
    fs::write(outside.join("index.html"), "outside").unwrap();
    let link = |to: &Path, at: &str| std::os::unix::fs::symlink(to, project.at(at)).unwrap();

    project.build(&[("a/index.html", "a"), ("b.html", "b")]).unwrap();
    fs::remove_dir_all(project.at("a")).unwrap();
    link(&outside, "a");
    for pages in [&[("a/index.html", "a"), ("b.html", "b")][..], &[("a/new/index.html", "new")], &[("a", "file")]] {
        let error = project.force(pages).unwrap_err().to_string();
        assert!(error.contains("public/a is a symbolic link"), "{error}");
    }
    project.build(&[("b.html", "b")]).unwrap();
    assert_eq!(fs::read_to_string(outside.join("index.html")).unwrap(), "outside");

    fs::remove_file(project.at("b.html")).unwrap();
    link(&outside.join("index.html"), "b.html");
    assert!(project.force(&[("b.html", "b")]).is_err());
    assert_eq!(fs::read_to_string(outside.join("index.html")).unwrap(), "outside");

    fs::remove_dir_all(project.at(".pir-site")).unwrap();
    link(&outside, ".pir-site");
    assert!(project.force(&[("c.html", "c")]).is_err());
}

#[cfg(unix)]
#[test]
fn an_output_that_is_a_link_is_the_folder_that_it_leads_to() {
    let project = Project::new();
    fs::create_dir(project.root().join("real")).unwrap();
    std::os::unix::fs::symlink(project.root().join("real"), project.output()).unwrap();
    project.build(&[("a/index.html", "a")]).unwrap();
    assert_eq!(fs::read_to_string(project.root().join("real/a/index.html")).unwrap(), "a");
    assert!(project.output().is_symlink());
}

#[test]
fn a_build_that_stops_while_replacing_leaves_no_file_that_the_next_does_not_know() {
    let project = Project::new();
    project.build(&[("old.html", "old")]).unwrap();
    let items =
        ["a.html", "new/b.html", "z.html"].map(|path| Item { route: Route::new(path).unwrap(), source: ItemSource::Render(()) });
    let target =
        Target { output: project.output(), root: project.root(), home: None, sources: &[], audience: "public", force: false };
    let blocked = publish(&target, &items, |(), _| {
        fs::create_dir_all(project.at("z.html/in the way")).unwrap();
        Ok(())
    });
    assert!(blocked.unwrap_err().to_string().contains("z.html"));
    project.assert_site(&[("a.html", ""), ("new/b.html", ""), ("old.html", "old")]);
    fs::remove_dir_all(project.at("z.html")).unwrap();
    let pages = [("c.html", "c"), ("new/b.html", "b")];
    assert_eq!(counts(&project.build(&pages).unwrap()), (2, 0, 2));
    project.assert_site(&pages);
}

#[test]
fn what_a_killed_build_had_staged_is_not_published() {
    let project = Project::new();
    for path in ["new/a/stale.html", "changed/0"] {
        project.put(&format!(".pir-site/stage/{path}"), "stale");
    }
    let pages = [("a/index.html", "fresh")];
    project.build(&pages).unwrap();
    project.assert_site(&pages);
}

/// The two sites between which builds are killed: pages that stay, change, come, go, and turn from file to folder.
fn versions() -> [Vec<(String, String)>; 2] {
    [0, 1].map(|version| {
        let body = |i: usize, version: usize| format!("page {i} of version {version}\n").repeat(40 + i % 7);
        let mut pages = Vec::new();
        for i in 0..50 {
            pages.push((format!("same/{i}/index.html"), body(i, 9)));
            pages.push((format!("changed/{i}/index.html"), body(i, version)));
            pages.push((format!("only-{version}/{}/{i}.html", i % 10), body(i, version)));
            pages.push((format!("turns/{i}{}", ["", "/index.html"][(i + version) % 2]), body(i, version)));
        }
        pages.push((format!("big-{version}.json"), body(1, version).repeat(1500)));
        pages
    })
}

fn borrowed(pages: &[(String, String)]) -> Vec<(&str, &str)> {
    pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect()
}

const CHILD: &str = "PIR_SITE_TEST_PUBLISH";

/// Not a test by itself: the build that `the_next_build_completes_a_killed_one` kills, in a process of its own.
#[test]
#[ignore = "run by another test"]
fn publishes_until_it_is_killed() {
    let Ok(job) = std::env::var(CHILD) else { return };
    let (version, root) = job.split_once(' ').unwrap();
    let pages = versions()[version.parse::<usize>().unwrap()].clone();
    println!("\nready");
    publish_text(Path::new(root), &Path::new(root).join("public"), &borrowed(&pages), false).unwrap();
    println!("done");
}

/// The name of a test of this file, as the test runner knows it.
fn test_name(name: &str) -> String {
    module_path!().split_once("::").map_or(name.to_owned(), |(_, module)| format!("{module}::{name}"))
}

/// How often a build is killed, each time a little later or earlier. No multiple of seven.
const ROUNDS: u32 = 24;

#[test]
fn the_next_build_completes_a_killed_one() {
    let project = Project::new();
    let versions = versions();
    let whole: Vec<BTreeMap<String, String>> = versions.iter().map(|pages| pages.iter().cloned().collect()).collect();
    project.build(&borrowed(&versions[1])).unwrap();
    let start = Instant::now();
    project.build(&borrowed(&versions[0])).unwrap();
    let long = start.elapsed() * 3 / 2;
    let (mut killed, mut between) = (0, 0);
    for round in 0..ROUNDS {
        let next = (round as usize + 1) % 2;
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([&test_name("publishes_until_it_is_killed"), "--exact", "--ignored", "--nocapture"])
            .env(CHILD, format!("{next} {}", project.root().display()))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(std::result::Result::ok);
        assert!(lines.any(|line| line == "ready"));
        // Every other time from the moment on that files are being replaced, which is short.
        let replacing = || fs::read_to_string(project.at(".pir-site/manifest")).is_ok_and(|text| text.contains("\n- - "));
        while round % 4 < 2 && child.try_wait().unwrap().is_none() && !replacing() {
            std::thread::yield_now();
        }
        let wait = long * (round * 7 % ROUNDS) / ROUNDS;
        std::thread::sleep(if round % 4 < 2 { wait / 8 } else { wait });
        child.kill().unwrap();
        child.wait().unwrap();
        killed += usize::from(!lines.any(|line| line == "done"));

        let found = project.site();
        for (path, text) in &found {
            assert!(whole.iter().any(|site| site.get(path) == Some(text)), "round {round}: {path} is not whole");
        }
        between += usize::from(whole.iter().all(|site| *site != found));
        project.build(&borrowed(&versions[next])).unwrap();
        assert!(project.site() == whole[next], "round {round}: the next build did not finish the job");
        assert!(!project.at(".pir-site/stage").exists() && !project.at(["only-0", "only-1"][1 - next]).exists());
    }
    println!("{killed} builds were killed, {between} of them between two sites");
    assert!(killed > 0, "every build was faster than its killer");
}

#[cfg(unix)]
#[test]
fn the_lock_and_the_manifest_are_not_opened_through_links_and_a_pipe_is_an_error() {
    let project = Project::new();
    let pages = [("index.html", "home")];
    project.build(&pages).unwrap();
    for name in ["lock", "manifest"] {
        let path = project.at(".pir-site").join(name);
        let outside = project.root().join(format!("{name}-outside"));
        fs::remove_file(&path).unwrap();
        std::os::unix::fs::symlink(&outside, &path).unwrap();
        let error = project.build(&pages).unwrap_err().to_string();
        assert!(error.contains(name) && !outside.exists(), "{error}");
        fs::remove_file(&path).unwrap();
        assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
        let error = project.build(&pages).unwrap_err().to_string();
        assert!(error.contains(name) && error.contains("remove it"), "{error}");
        fs::remove_file(&path).unwrap();
    }
    project.force(&pages).unwrap();
    project.assert_site(&pages);
}

#[cfg(unix)]
#[test]
fn a_pipe_at_a_path_of_the_site_is_an_error() {
    let project = Project::new();
    for path in ["index.html", "a"] {
        fs::create_dir_all(project.output()).unwrap();
        assert!(Command::new("mkfifo").arg(project.at(path)).status().unwrap().success());
        let error = project.force(&[("index.html", "home"), ("a/b.html", "b")]).unwrap_err().to_string();
        assert!(error.contains("neither a file nor a folder"), "{error}");
        fs::remove_file(project.at(path)).unwrap();
    }
}

#[test]
fn a_manifest_that_is_dated_in_the_future_hides_no_damage() {
    let project = Project::new();
    let pages = [("index.html", "home"), ("a/index.html", "a page")];
    project.build(&pages).unwrap();
    project.build(&pages).unwrap();
    let manifest = fs::File::options().write(true).open(project.at(".pir-site/manifest")).unwrap();
    manifest.set_modified(std::time::SystemTime::now() + Duration::from_hours(24 * 365)).unwrap();
    drop(manifest);
    std::thread::sleep(Duration::from_millis(20));
    project.put("index.html", "hack");
    assert_eq!(counts(&project.build(&pages).unwrap()), (1, 1, 0));
    project.assert_site(&pages);
}

#[cfg(unix)]
#[test]
fn an_attachment_that_has_become_a_link_out_of_the_project_is_not_copied() {
    let project = Project::new();
    let outside = tempfile::NamedTempFile::new().unwrap();
    fs::write(outside.path(), "secret").unwrap();
    let file = project.root().join("content/a.txt");
    std::os::unix::fs::symlink(outside.path(), &file).unwrap();
    let items = [Item::<()> { route: Route::new("a.txt").unwrap(), source: ItemSource::Copy(file) }];
    let target =
        Target { output: project.output(), root: project.root(), home: None, sources: &[], audience: "public", force: false };
    let error = publish(&target, &items, |(): &(), _: &mut dyn Write| unreachable!()).unwrap_err().to_string();
    assert!(error.contains("leads out of the project") && !project.at("a.txt").exists(), "{error}");
}
