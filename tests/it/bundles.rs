//! Folders whose files follow from their name: made once, kept as long as the name stands.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, mpsc};
use std::time::Duration;

use pir_site::error::{Error, Result};
use pir_site::publish::{Bundle, BundleFile, Item, Report, Source, Target, publish_with_bundles};
use pir_site::route::Route;

/// Publishes one page and a bundle for each of `names`. Says how many files were written, unchanged and removed, and how many bundles
/// had to be made.
fn build(root: &Path, names: &[&str]) -> (Result<(usize, usize, usize)>, usize) {
    let target = Target { output: root.join("public"), root, home: None, sources: &[], audience: "public", force: false };
    let items = vec![Item { route: Route::new("index.html").unwrap(), source: Source::Render("home") }];
    let bundle = |name: &&str| Bundle { folder: Route::new(format!("search/{name}")).unwrap(), source: (*name).to_owned() };
    let bundles: Vec<Bundle<String>> = names.iter().map(bundle).collect();
    let made = AtomicUsize::new(0);
    let bundle_of = |name: &String| {
        made.fetch_add(1, Ordering::Relaxed);
        if name == "broken" {
            return Err(Error::new("cannot be made"));
        }
        let file = |path: &str| BundleFile { path: path.to_owned(), bytes: format!("{path} of {name}").into_bytes() };
        Ok(vec![file("entry.json"), file("index/a")])
    };
    let write = |text: &&str, out: &mut dyn std::io::Write| {
        out.write_all(text.as_bytes()).map_err(|error| Error::new("failed to write").because(error))
    };
    let report = publish_with_bundles(&target, items, &bundles, write, bundle_of);
    let counts = |report: Report| (report.written.len(), report.unchanged, report.removed.len());
    (report.map(counts), made.load(Ordering::Relaxed))
}

fn published(root: &Path, path: &str) -> Option<String> {
    fs::read_to_string(root.join("public").join(path)).ok()
}

#[test]
fn a_bundle_is_made_once_and_goes_with_its_name() {
    let project = tempfile::tempdir().unwrap();
    let root = project.path();
    let (first, made) = build(root, &["2024-a", "2025-a"]);
    assert_eq!((first.unwrap(), made), ((5, 0, 0), 2));
    assert_eq!(published(root, "search/2025-a/index/a").unwrap(), "index/a of 2025-a");

    let (second, made) = build(root, &["2024-a", "2025-b"]);
    assert_eq!((second.unwrap(), made), ((2, 3, 2), 1));
    assert_eq!(published(root, "search/2025-a/index/a"), None);
    assert_eq!(published(root, "search/2024-a/entry.json").unwrap(), "entry.json of 2024-a");
}

#[test]
fn a_bundle_that_somebody_touched_is_made_again() {
    let project = tempfile::tempdir().unwrap();
    let root = project.path();
    for damage in ["changed", "removed"] {
        build(root, &["2024-a"]).0.unwrap();
        let file = root.join("public/search/2024-a/index/a");
        // The clock of the file system must have moved on since the manifest was written.
        std::thread::sleep(std::time::Duration::from_millis(20));
        match damage {
            "changed" => fs::write(&file, "something else").unwrap(),
            _ => fs::remove_file(&file).unwrap(),
        }
        let (report, made) = build(root, &["2024-a"]);
        assert_eq!((report.unwrap().0, made), (1, 1), "{damage}");
        assert_eq!(published(root, "search/2024-a/index/a").unwrap(), "index/a of 2024-a");
    }
}

#[test]
fn a_bundle_that_cannot_be_made_leaves_the_published_site_alone() {
    let project = tempfile::tempdir().unwrap();
    let root = project.path();
    build(root, &["2024-a"]).0.unwrap();
    assert_eq!(build(root, &["broken"]).0.unwrap_err().to_string(), "cannot be made");
    assert_eq!(published(root, "search/2024-a/index/a").unwrap(), "index/a of 2024-a");
    assert!(!root.join("public/.pir-site/stage").exists());
}

/// Publishes one page and some bundles on so many threads.
fn publish(
    threads: usize,
    bundles: usize,
    render: impl Fn() -> Result<()> + Sync + Send,
    make: impl Fn() + Sync + Send,
) -> Result<Report> {
    let project = tempfile::tempdir().unwrap();
    let target = Target {
        output: project.path().join("public"),
        root: project.path(),
        home: None,
        audience: "public",
        sources: &[],
        force: false,
    };
    let items = vec![Item { route: Route::new("index.html").unwrap(), source: Source::Render(()) }];
    let folder = |number: usize| Route::new(format!("search/{number}")).unwrap();
    let bundles: Vec<Bundle<()>> = (0..bundles).map(|number| Bundle { folder: folder(number), source: () }).collect();
    let make = |(): &()| {
        make();
        Ok(vec![BundleFile { path: "a".to_owned(), bytes: Vec::new() }])
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| publish_with_bundles(&target, items, &bundles, |(): &(), _: &mut dyn std::io::Write| render(), make))
}

#[test]
fn bundles_are_made_beside_the_pages() {
    let patience = Duration::from_secs(20);
    let (page_began, hears_page) = mpsc::channel();
    let (bundle_began, hears_bundle) = mpsc::channel();
    let (hears_page, hears_bundle) = (Mutex::new(hears_page), Mutex::new(hears_bundle));
    let render = || {
        page_began.send(()).unwrap();
        let heard = hears_bundle.lock().unwrap().recv_timeout(patience);
        heard.map_err(|_| Error::new("the page waited for a bundle to begin, and none did"))
    };
    let make = || {
        bundle_began.send(()).unwrap();
        hears_page.lock().unwrap().recv_timeout(patience).expect("the bundle waited for the page to begin, and it did not");
    };
    assert_eq!(publish(2, 1, render, make).unwrap().written.len(), 2);
}

#[test]
fn no_more_than_four_bundles_are_made_at_once() {
    let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let make = || {
        most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(20));
        now.fetch_sub(1, Ordering::SeqCst);
    };
    assert_eq!(publish(12, 24, || Ok(()), make).unwrap().written.len(), 25);
    assert!((2..=4).contains(&most.load(Ordering::SeqCst)), "{most:?}");
}

#[test]
fn no_bundle_is_begun_once_a_page_has_failed() {
    let begun = AtomicUsize::new(0);
    let make = || _ = begun.fetch_add(1, Ordering::SeqCst);
    let failed = publish(1, 8, || Err(Error::new("the page is broken")), make).unwrap_err();
    assert_eq!((failed.to_string().as_str(), begun.into_inner()), ("the page is broken", 0));
}
